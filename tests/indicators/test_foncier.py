"""Theme foncier: CORINE equal to its files by DuckDB; land take by hand, on made-up rows."""

import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from arpent import Study, tables
from arpent.indicators import indicator, measure
from arpent.tables.storage import built_file, write_table
from arpent.territory import find
from arpent.views import Figure, Missing, draw_land_budget

sys.path.insert(0, str(Path(__file__).parent))
from flows_made_up import make_project

PLACES = ("epci:246300701", "epci:200070753", "epci:200071363")
USES = ("housing", "activity", "mixed", "road", "rail", "unknown")
VICHY, CUSSET = "03310", "03095"


def _value(name, territory):
    frame = measure([indicator(name)], [("focus", find(territory))])
    row = frame[frame["year"] == frame["year"].max()].iloc[0]
    return row["value"] if row["reason"] is None else row["reason"]


def _aldo(path, code):
    """One EPCI's row, by DuckDB: hectares by column, what is blank left out."""
    found = duckdb.sql(
        f"select * from read_csv('{path}', header=true, all_varchar=true) where siren = '{code}'"
    )
    row = dict(zip(found.columns, found.fetchall()[0], strict=True))
    return {name: float(value) for name, value in row.items() if name[:1].isdigit() and value}


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("territory", PLACES)
def test_land_cover_is_that_of_the_file(shared_data, territory):
    """Four shares and the growth of what is artificial, by DuckDB on the ALDO files, class by class."""
    code = territory.partition(":")[2]
    folder = shared_data / "land_cover" / "epci"
    areas = _aldo(folder / "clc18.csv", code)
    kinds = {digit: sum(value for name, value in areas.items() if name[0] == digit) for digit in "12345"}
    total = sum(kinds.values())
    assert _value("artificial_cover_share", territory) == pytest.approx(kinds["1"] / total)
    assert _value("farming_cover_share", territory) == pytest.approx(kinds["2"] / total)
    assert _value("natural_cover_share", territory) == pytest.approx(kinds["3"] / total)
    assert _value("wet_cover_share", territory) == pytest.approx((kinds["4"] + kinds["5"]) / total)
    changes = _aldo(folder / "clc18-change.csv", code)
    taken = sum(value for name, value in changes.items() if name[0] != "1" and name[4] == "1")
    back = sum(value for name, value in changes.items() if name[0] == "1" and name[4] != "1")
    assert _value("artificial_growth", territory) == pytest.approx(
        (taken - back) / (kinds["1"] - taken + back)
    )


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("territory", [*PLACES, "departement:43"])
def test_what_became_artificial_is_that_of_the_file(shared_data, territory):
    """Hectares taken and given back, over the area, and for each inhabitant more, by DuckDB on the file of communes."""
    place = find(territory)
    codes = ", ".join(f"'{code}'" for code in place.communes)
    path = shared_data / "land_cover" / "commune" / "clc18-change.csv"
    source = f"from read_csv('{path}', header=true, all_varchar=true) where commune in ({codes})"
    taken, back = duckdb.sql(
        "select coalesce(sum(area::double) filter (code12[1] <> '1' and code18[1] = '1'), 0), "
        f"coalesce(sum(area::double) filter (code12[1] = '1' and code18[1] <> '1'), 0) {source}"
    ).fetchall()[0]
    assert _value("taken_area", territory) == pytest.approx(taken)
    assert _value("given_back_area", territory) == pytest.approx(back)
    area = tables.load("communes", place.communes)["area_km2"].sum()
    assert _value("taken_m2_per_ha", territory) == pytest.approx(taken * 10_000 / (area * 100))
    people = tables.load("population_history", place.communes).groupby("year")["population"].sum()
    more = people[2018] - people[2012]
    expected = taken * 10_000 / more if more > 0 else "not_applicable"
    found = _value("taken_m2_per_new_inhabitant", territory)
    assert found == (pytest.approx(expected) if more > 0 else expected)


def _land_take(commune, first, later, *, activity=0.25):
    """One commune: so many hectares a year to 2020, so many after; a quarter for activity, the rest for housing."""
    rows = []
    for year in range(2009, 2025):
        total = first if year <= 2020 else later
        uses = dict.fromkeys((f"land_take_{use}_ha" for use in USES), 0.0)
        uses |= {"land_take_activity_ha": total * activity, "land_take_housing_ha": total * (1 - activity)}
        rows.append({"commune_code": commune, "year": year, "land_take_ha": total, **uses})
    return rows


@pytest.fixture
def taken(tmp_path, monkeypatch):
    """Made-up rows: Vichy takes 4 ha a year then 3; Cusset 0.1 then 0.05; every other commune is not known."""
    make_project(tmp_path / "p")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path / "p"))
    rows = [*_land_take(VICHY, 4.0, 3.0), *_land_take(CUSSET, 0.1, 0.05)]
    frame = pd.DataFrame(rows).assign(edition=2025, is_provisional=False, is_estimated=False, reason=None)
    write_table(frame, tables.describe("land_take"), built_file("land_take"))
    series = pd.DataFrame(
        [(VICHY, 2011, 100.0), (VICHY, 2022, 600.0), (CUSSET, 2011, 100.0), (CUSSET, 2022, 90.0)],
        columns=["commune_code", "year", "main_residences"],
    )
    for name, count in (("housing_series", "main_residences"), ("activity_series", "jobs")):
        record = tables.describe(name)
        whole = series.rename(columns={"main_residences": count}).reindex(columns=list(record.columns))
        whole = whole.assign(is_estimated=False, reason=None)
        write_table(whole, record, built_file(name))


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(
    ("name", "territory", "expected"),
    [
        ("land_take", "commune:03310", 3.0),
        ("reference_land_take", "commune:03310", 40.0),
        ("housing_take_share", "commune:03310", 0.75),
        ("activity_take_share", "commune:03310", 0.25),
        ("land_take_m2_per_new_household", "commune:03310", 0.75 * 43 * 10_000 / 500),
        ("land_take_m2_per_new_job", "commune:03310", 0.25 * 43 * 10_000 / 500),
        ("land_take_m2_per_new_household", "commune:03095", "not_applicable"),
        ("reference_land_take", "epci:200071363", "not_available"),
    ],
)
def test_land_take_by_hand(name, territory, expected):
    """Ten years at 4 ha; housing 2011-2021 over the households gained; nothing over a loss, nothing where unknown."""
    found = _value(name, territory)
    assert found == (expected if isinstance(expected, str) else pytest.approx(expected))


@pytest.mark.usefixtures("taken")
def test_the_share_of_the_area():
    """Forty hectares over Vichy's area."""
    area = float(tables.load("communes", [VICHY])["area_km2"].iloc[0])
    assert _value("reference_land_take_share", "commune:03310") == pytest.approx(0.40 / area)


@pytest.mark.usefixtures("taken")
def test_the_allowance_and_when_it_runs_out():
    """Half of 40 ha; 12 taken in four years at 3 a year: 8 left, 30 in ten years, none left in 2027."""
    budget = Study("commune:03310").land_budget()
    assert budget.observed == ((2021, 3.0), (2022, 3.0), (2023, 3.0), (2024, 3.0))
    assert (budget.allowed_ha, budget.consumed_ha, budget.left_ha, budget.projected_ha) == (20, 12, 8, 30)
    figure = draw_land_budget(budget, name="x")
    assert isinstance(figure, Figure)
    assert figure.words.title == "Au rythme observé, l’enveloppe de Vichy est épuisée en 2027"
    assert [row[0] for row in figure.data.rows] == list(range(2021, 2031))
    assert figure.data.rows[-1][1:3] == (None, 30)


@pytest.mark.usefixtures("taken")
def test_a_small_commune_has_one_hectare():
    """Half of 1 ha is half: the guarantee is one; at 0.05 ha a year it lasts beyond 2030."""
    budget = Study("commune:03095").land_budget()
    assert (budget.allowed_ha, budget.exhausted_in) == (1, None)
    assert "dure jusqu’à la fin de 2030" in draw_land_budget(budget, name="x").words.title


@pytest.mark.usefixtures("taken")
def test_an_unknown_commune_leaves_no_allowance():
    """Missing is never nil: the EPCI of both, most of whose communes are not known, has no figure."""
    assert isinstance(draw_land_budget(Study("epci:200071363").land_budget(), name="x"), Missing)


def test_without_its_table_the_section_is_left_out(tmp_path, monkeypatch):
    """It says what is lacking."""
    make_project(tmp_path / "p")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path / "p"))
    left = draw_land_budget(Study("commune:03310").land_budget(), name="x")
    assert isinstance(left, Missing)
    assert left.lacking[0].table == "land_take"
