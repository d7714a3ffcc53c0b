"""Reader of ``insee_rp_flux_mobpro``."""

from arpent.sources.insee_rp_flux_mobpro import read_flows


def test_flows_are_read_as_published(tmp_path):
    """Invented rows: codes keep their zeros, decimals stay as written, a border code is a code."""
    path = tmp_path / "invented.csv"
    rows = "CODGEO;LIBGEO;DCLT;L_DCLT;NBFLUX_C22_ACTOCC15P\n01004;Essai é;SU001;Essai;3.25\n"
    path.write_text(rows, encoding="utf-8")
    assert read_flows(path).loc[0].tolist() == ["01004", "Essai é", "SU001", "Essai", "3.25"]
