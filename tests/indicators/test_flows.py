"""Flows of any territory, on made-up flows between six communes: see ``flows_made_up``."""

import math
import sys
from pathlib import Path

import pytest

from arpent import tables
from arpent.errors import ArpentError, AskedWrongly, DataUnavailable
from arpent.indicators import measure_flows, measure_links, zone_matrix
from arpent.indicators.flows import sum_flows
from arpent.indicators.sums import ranks_by_territory
from arpent.tables.pairs import comparable, load_pairs
from arpent.territory import find

sys.path.insert(0, str(Path(__file__).parent))
import flows_made_up as made


@pytest.fixture(scope="module")
def made_project(tmp_path_factory):
    """Made once: what is looked up of a project is remembered."""
    root = tmp_path_factory.mktemp("flows") / "p"
    with pytest.MonkeyPatch.context() as patch:
        made.make_project(root)
        patch.setenv("ARPENT_ROOT", str(root))
        made.write_flows()
    return root


@pytest.fixture
def flows(made_project, monkeypatch):
    """The made-up flows as the only built tables."""
    monkeypatch.setenv("ARPENT_ROOT", str(made_project))


def _sums(table, territory, *columns):
    frame = sum_flows(table, columns, ranks_by_territory([find(territory)]))
    return frame[frame["year"] == frame["year"].max()].iloc[0]


@pytest.mark.usefixtures("flows")
def test_who_stays_leaves_and_comes():
    """In 2022, of 10 190 workers of the EPCI, 9 450 work there, 740 leave (40 abroad) and 340 come."""
    found = _sums(
        "commuting_flows", made.VICHY_EPCI,
        *(f"workers_{role}" for role in ("from_here", "to_here", "inside", "leaving", "entering", "beyond", "balance")),
    )  # fmt: skip
    assert found["workers_inside"] == 4800 + 950 + 2100 + 1600
    assert found["workers_leaving"] == 450 + 60 + 40 + 190
    assert found["workers_from_here"] == found["workers_inside"] + found["workers_leaving"]
    assert found["workers_entering"] == 130 + 210
    assert found["workers_to_here"] == found["workers_inside"] + found["workers_entering"]
    assert found["workers_beyond"] == 40
    assert found["workers_balance"] == 340 - 700


@pytest.mark.usefixtures("flows")
def test_a_move_ends_at_home():
    """Who lived in Clermont a year before has come; who comes from abroad is no loss of another territory."""
    found = _sums("residential_flows", made.VICHY_EPCI, "inhabitants_entering", "inhabitants_leaving",
                  "inhabitants_inside", "inhabitants_balance", "movers_inside")  # fmt: skip
    assert found["inhabitants_entering"] == 350 + 120
    assert found["inhabitants_leaving"] == 500 + 20
    assert found["inhabitants_inside"] == 22000 + 400 + 12000 + 600
    assert found["inhabitants_balance"] == 350 - 520
    assert found["movers_inside"] == 1500 + 400 + 700 + 600


@pytest.mark.usefixtures("flows")
def test_parts_add_up_to_the_whole():
    """What two communes keep, and send one another, is what their EPCI keeps; both ends of France balance."""
    places = [find(one) for one in (made.VICHY_EPCI, "commune:03310", "commune:03095")]
    frame = sum_flows("commuting_flows", ["workers_inside", "workers_balance"], ranks_by_territory(places))
    latest = frame[frame["year"] == 2022].set_index("territory")
    assert latest.loc["commune:03310", "workers_inside"] == 4800
    kept = latest["workers_inside"]
    assert kept[made.VICHY_EPCI] == kept["commune:03310"] + kept["commune:03095"] + 950 + 1600
    balance = latest["workers_balance"]
    assert balance[made.VICHY_EPCI] == balance["commune:03310"] + balance["commune:03095"]


@pytest.mark.usefixtures("flows")
def test_where_nobody_was_asked_there_is_no_figure():
    """A département without answers is missing, not nil; so is France, which holds it."""
    frame = sum_flows(
        "commuting_flows", ["workers_inside"], ranks_by_territory([find("departement:15"), find("france")])
    )
    assert frame["workers_inside"].isna().all()
    assert set(frame["reason"]) == {"not_available"}


@pytest.mark.usefixtures("flows")
def test_a_territory_known_in_part_has_no_exchange():
    """The région holds départements where nobody was asked: what is there would be a part told as the whole."""
    found = measure_flows("commuting", find("region:84"), "region")
    assert found.frame.empty
    assert math.isnan(found.inside)


@pytest.mark.usefixtures("flows")
def test_exchanges_are_those_that_can_be_read():
    """Under two hundred persons a flow is not shown, in either census; both ways of a pair are told apart."""
    found = measure_flows("commuting", find(made.VICHY_EPCI), "epci")
    rows = found.frame.set_index("territory")
    assert rows.index.tolist() == [made.CLERMONT_EPCI, made.RIOM_EPCI]
    assert rows.loc[made.CLERMONT_EPCI, "outgoing"] == 450 + 190
    assert math.isnan(rows.loc[made.CLERMONT_EPCI, "incoming"])  # 130
    assert rows.loc[made.CLERMONT_EPCI, "outgoing_before"] == 450
    assert math.isnan(rows.loc[made.RIOM_EPCI, "outgoing"])  # 60
    assert rows.loc[made.RIOM_EPCI, "incoming"] == 210
    assert (found.year, found.before, found.unread) == (2022, 2015, 0)
    assert (found.inside, found.leaving, found.entering, found.beyond) == (9450, 740, 340, 40)


@pytest.mark.usefixtures("flows")
def test_reciprocity():
    """130 of Clermont's match 640, 60 match Riom's 210: 2 × 190 of 1 040 persons."""
    assert measure_flows("commuting", find(made.VICHY_EPCI), "epci").reciprocity == pytest.approx(380 / 1040)


@pytest.mark.usefixtures("flows")
def test_the_own_part_of_a_zone_is_no_exchange():
    """Vichy exchanges with its own EPCI what it exchanges with Cusset."""
    found = measure_flows("commuting", find("commune:03310"), "epci").frame.set_index("territory")
    assert found.loc[made.VICHY_EPCI, ["outgoing", "incoming"]].tolist() == [950, 1600]


@pytest.mark.usefixtures("flows")
def test_links_between_parts():
    """Between the two communes of the EPCI: 950 one way, 1 600 the other, the largest first."""
    whole = find(made.VICHY_EPCI)
    links = measure_links("commuting", whole, [find("commune:03310"), find("commune:03095")])
    assert links.frame.to_numpy().tolist() == [
        ["commune:03095", "commune:03310", 1600.0], ["commune:03310", "commune:03095", 950.0],
    ]  # fmt: skip
    assert (links.kept, links.crossing, links.out) == (6900, 2550, 740)


@pytest.mark.usefixtures("flows")
def test_zones_of_a_level():
    """Between EPCI, each person is counted once; those abroad are not."""
    matrix, codes, year = zone_matrix("commuting", "epci")
    inland = sum(counts[1] for _, work, *counts in made.COMMUTING if work != "etranger")
    assert (float(matrix.sum()), year) == (inland, 2022)
    at = codes.index(made.VICHY_EPCI.partition(":")[2])
    assert matrix[at, at] == 9450


@pytest.mark.usefixtures("flows")
def test_another_independent_path():
    """The same sums by DuckDB on the Parquet file, for three territories."""
    duckdb = pytest.importorskip("duckdb")
    from arpent.tables.storage import built_file  # noqa: PLC0415 - beside what it reads

    path = built_file("commuting_flows")
    for name in (made.VICHY_EPCI, "departement:63", "commune:43040"):
        codes = ", ".join(f"'{code}'" for code in find(name).communes)
        here, there = f"commune_code in ({codes})", f"workplace_code in ({codes})"
        said = duckdb.sql(
            f"select sum(workers) filter ({here} and {there}), sum(workers) filter ({here} and not {there}), "
            f"sum(workers) filter (not {here} and {there}) from '{path}' where year = 2022"
        ).fetchall()[0]
        found = _sums("commuting_flows", name, "workers_inside", "workers_leaving", "workers_entering")
        assert [found[f"workers_{role}"] for role in ("inside", "leaving", "entering")] == [
            one or 0 for one in said
        ]


def test_years_that_can_be_compared():
    """Five years apart, from the latest."""
    assert comparable([2015, 2018, 2019, 2020, 2021, 2022]) == (2015, 2022)
    assert comparable([2011, 2016, 2021]) == (2011, 2016, 2021)


@pytest.mark.usefixtures("flows")
def test_only_comparable_years_are_read():
    """The table says six censuses may be there; the file holds two, seven years apart."""
    assert list(load_pairs("commuting_flows")) == [2015, 2022]


@pytest.mark.usefixtures("flows")
def test_what_is_no_flow_is_refused():
    """An unknown kind, an unknown sum, a table of communes."""
    with pytest.raises(AskedWrongly, match="did you mean 'commuting'"):
        measure_flows("comuting", find(made.VICHY_EPCI), "epci")
    with pytest.raises(AskedWrongly, match="<count>_<role> is expected"):
        sum_flows("commuting_flows", ["workers"], {})
    with pytest.raises(ArpentError, match="not pairs of communes"):
        load_pairs("communes")


def test_a_table_that_is_not_there(tmp_path, monkeypatch):
    """Named, with the command that brings it."""
    made.make_project(tmp_path / "p")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path / "p"))
    assert "commuting_flows" not in tables.names()
    with pytest.raises(DataUnavailable, match="commuting_flows"):
        measure_flows("commuting", find("epci:200071363"), "epci")
