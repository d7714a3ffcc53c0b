"""Land of an outlook, on an invented ``land_take``: what is left, what fits, which lever is in reach."""

import numpy as np
import pandas as pd
import pytest

from arpent import tables
from arpent.indicators import Lack
from arpent.methods.land_take import density_that_fits
from arpent.study.land import land_position
from arpent.study.outlook import Outlook
from arpent.study.telling import until_2030
from arpent.study.told_levers import BEYOND, REACH, hectares_of, value_that_fits
from arpent.tables.land_take import USES
from arpent.tables.storage import built_file, write_table
from arpent.territory import find

CAM, THIERS, BRIOUDE, RIOM = "epci:246300701", "epci:200070712", "epci:200085728", "epci:200070753"


def _rows(
    territory: str, before: float, since: float, *, unknown: int | None = None
) -> list[dict[str, object]]:
    """Each commune of a territory: so many hectares a year to 2020, so many after; a year of the first one missing."""
    rows = []
    for rank, code in enumerate(find(territory).communes):
        for year in range(2009, 2025):
            taken = before if year <= 2020 else since
            is_unknown = rank == 0 and year == unknown
            uses = dict.fromkeys(USES.values(), 0.0)
            told = {"land_take_ha": np.nan if is_unknown else taken, **uses}
            reason = "not_available" if is_unknown else None
            rows.append({"commune_code": code, "year": year, "reason": reason, **told})
    return rows


@pytest.fixture
def taken(tmp_path, real_project, monkeypatch):
    """
    Invented: Clermont takes 0.2 ha a commune and year, then 0.1; Thiers 0.15 then 0.3; a year of Brioude is missing.

    Riom and all other territories have no row.
    """
    (tmp_path / "data" / "tables").mkdir(parents=True)
    (tmp_path / "params").symlink_to(real_project / "params")
    for name in ("embedded", "catalogue"):
        (tmp_path / "data" / name).symlink_to((real_project / "data" / name).resolve())
    for path in (real_project / "data" / "tables").glob("*.parquet"):
        (tmp_path / "data" / "tables" / path.name).symlink_to(path.resolve())
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    rows = [*_rows(CAM, 0.2, 0.1), *_rows(THIERS, 0.15, 0.3), *_rows(BRIOUDE, 1.0, 0.4, unknown=2015)]
    frame = pd.DataFrame(rows).assign(edition=2025, is_provisional=False, is_estimated=False)
    write_table(frame, tables.describe("land_take"), built_file("land_take"))


@pytest.mark.usefixtures("taken")
def test_the_guarantee_is_pooled_and_told():
    """21 communes of 2 ha in ten years: half is 21 ha in all, one hectare each as well: nothing is added."""
    listing = Outlook(CAM, ["tendanciel"]).land()
    told = {row[0]: row[1] for row in listing.rows}
    count = len(find(CAM).communes)
    assert told["Consommé en 2011-2020, la référence"] == pytest.approx(2 * count)
    assert told["Enveloppe 2021-2030"] == pytest.approx(count)
    assert told["dont garantie d'un hectare par commune"] == pytest.approx(0)
    assert told["Reste"] == pytest.approx(0.6 * count)
    assert "épuisée" not in listing.title
    sources = Outlook(CAM, ["tendanciel"]).sources()
    assert "land_take" in sources.tables
    assert "cerema_conso_enaf" in sources.used


@pytest.mark.usefixtures("taken")
def test_a_spent_allowance_is_said_and_nothing_can_be_built_on_it():
    """1.5 ha then 1.2 in four years: a guaranteed hectare is overrun; no density fits, no hectare is promised."""
    outlook = Outlook(THIERS, ["tendanciel"])
    count = len(find(THIERS).communes)
    assert f"dépassée de {0.2 * count:.1f}".replace(".", ",") in outlook.land().title
    assert outlook.levers().title.startswith("Plus aucun hectare")
    density = {row[0]: row[3] for row in outlook.levers().rows}["Densité des logements neufs"]
    assert density == BEYOND
    assert outlook.fitting().rows[0][3] is None


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("territory", [BRIOUDE, RIOM])
def test_what_is_missing_is_never_0(territory):
    """A year of one commune, or all of them: no allowance, no hectares left; the page names what is lacking."""
    outlook = Outlook(territory, ["tendanciel"])
    assert isinstance(outlook.land(), Lack)
    assert isinstance(outlook.fitting(), Lack)
    assert "n'est pas connue ici" in outlook.levers().note


@pytest.mark.usefixtures("taken")
def test_the_territorys_own_target_is_the_scenarios():
    """A cut of 20 % leaves four fifths of what was taken; none at all leaves it whole."""
    whole = land_position(find(CAM), 0.0).allowed_ha
    assert land_position(find(CAM), 0.2).allowed_ha == pytest.approx(0.8 * whole)
    outlook = Outlook(CAM, ["tendanciel"])
    moved = outlook.with_scenarios(outlook.scenarios["tendanciel"].moved("cut", 20.0))
    assert moved.land().rows[1][1] == pytest.approx(round(0.8 * whole, 1))


@pytest.mark.usefixtures("taken")
def test_the_value_told_does_fit():
    """Density by the closed form; every other lever put back in the scenario takes the hectares left, to a tenth."""
    outlook = Outlook(CAM, ["tendanciel"])
    left = land_position(find(CAM)).left_ha
    story, base = outlook.stories["tendanciel"], outlook.scenarios["tendanciel"]
    span = until_2030()
    _, built, _, density, vacancy = outlook.fitting().rows[0]
    assert density == pytest.approx(density_that_fits(built, left, base.value("renewed") / 100), abs=0.06)
    assert hectares_of(outlook, "tendanciel", span, ("density", density)) == pytest.approx(left, rel=0.01)
    if vacancy is not None:
        assert hectares_of(outlook, "tendanciel", span, ("vacancy", vacancy)) == pytest.approx(left, abs=2)
    assert built == pytest.approx(story.dwellings[span].sum(), abs=0.06)
    told = {lever: value_that_fits(outlook, "tendanciel", lever, left, span) for lever in REACH}
    fitting = {lever: value for lever, value in told.items() if value is not None}
    assert len(fitting) > 2
    for lever, value in fitting.items():
        taken = hectares_of(outlook, "tendanciel", span, (lever, value))
        assert taken == pytest.approx(left, rel=0.02, abs=0.1), lever


@pytest.mark.usefixtures("real_tables")
def test_without_the_table_an_example_is_said_to_be_one():
    """Half of the scenario's hectares: twice the density, and three quarters without new land of 30 % before."""
    listing = Outlook(CAM, ["tendanciel"]).levers()
    told = {row[0]: row[2] for row in listing.rows}
    assert told["Densité des logements neufs"].startswith("40")
    assert told["Logements neufs sans terrain nouveau"].startswith("65")
    assert "exemple de" in listing.note
