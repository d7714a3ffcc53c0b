"""Reader of ``insee_population_departement``."""

from arpent.sources.insee_population_departement import read_estimates


def test_the_published_file(shared_data):
    """1975–2023; in 2023, France has 68 042 591 inhabitants (INSEE, estimates of January 2023)."""
    frame = read_estimates(shared_data / "population/estim-pop-dep-sexe-gca-1975-2023.xls")
    assert frame["annee"].nunique() == 49
    last = frame[frame["annee"] == "2023"].set_index("code")
    assert last.loc["63", "libelle"] == "Puy-de-Dôme"
    departements = last[last["libelle"] != ""]["Ensemble Total"].astype(int)
    assert departements.sum() == 68_042_591
