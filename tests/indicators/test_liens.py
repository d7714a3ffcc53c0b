"""Theme liens: shares and balances of flows by hand and by DuckDB; migrations equal to what the ANCT's file says."""

import sys
from pathlib import Path

import duckdb
import pyreadr
import pytest

from arpent.indicators import indicator, measure
from arpent.tables.storage import built_file
from arpent.territory import find

sys.path.insert(0, str(Path(__file__).parent))
import flows_made_up as made

WORK, MOVE, STUDY = (
    ("commuting_flows", "workplace_code", "workers"),
    ("residential_flows", "previous_home_code", "inhabitants"),
    ("study_flows", "study_place_code", "students"),
)
ADULTS = ("study_flows", "study_place_code", "students_18_or_more")
#: Indicator → its table and what it is: n persons, h living here, t with their other end here, a abroad.
SAID = {
    "kept_workers_share": (WORK, "sum(n) filter (h and t) / sum(n) filter (h)"),
    "held_jobs_share": (WORK, "sum(n) filter (h and t) / sum(n) filter (t)"),
    "workers_here_per_100": (WORK, "100 * sum(n) filter (t) / sum(n) filter (h)"),
    "leaving_workers": (WORK, "sum(n) filter (h and not t)"),
    "entering_workers": (WORK, "sum(n) filter (t and not h)"),
    "commuting_balance": (WORK, "sum(n) filter (t) - sum(n) filter (h and not a)"),
    "newcomer_share": (MOVE, "coalesce(sum(n) filter (h and not t), 0) / sum(n) filter (h)"),
    "residential_balance": (MOVE, "sum(n) filter (h and not a) - sum(n) filter (t)"),
    "kept_students_share": (STUDY, "coalesce(sum(n) filter (h and t), 0) / sum(n) filter (h)"),
    "kept_higher_students_share": (ADULTS, "coalesce(sum(n) filter (h and t), 0) / sum(n) filter (h)"),
}


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


def _value(name, territory):
    frame = measure([indicator(name)], [("focus", find(territory))])
    return float(frame.loc[frame["year"] == frame["year"].max(), "value"].iloc[0])


@pytest.mark.usefixtures("flows")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kept_workers_share", 9450 / 10190),
        ("held_jobs_share", 9450 / 9790),
        ("workers_here_per_100", 100 * 9790 / 10190),
        ("commuting_balance", 340 - 700),
        ("newcomer_share", 470 / 35470),
        ("residential_balance", 350 - 520),
        ("kept_students_share", (1500 + 1200 + 600 + 850 + 1200) / (1500 + 1200 + 600 + 750 + 850 + 1200)),
        ("kept_higher_students_share", (600 + 150) / (600 + 700 + 150)),
    ],
)
def test_by_hand(name, expected):
    """The two communes of Vichy's EPCI, on the made-up flows."""
    assert _value(name, made.VICHY_EPCI) == pytest.approx(expected)


@pytest.mark.usefixtures("flows")
@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("territory", [made.VICHY_EPCI, made.CLERMONT_EPCI, "departement:63"])
def test_another_independent_path(name, territory):
    """DuckDB on the files, from the definition."""
    (table, other, count), words = SAID[name]
    path, codes = built_file(table), ", ".join(f"'{code}'" for code in find(territory).communes)
    said = duckdb.sql(
        f"with f as (select {count} as n, commune_code in ({codes}) as h, {other} in ({codes}) as t, "
        f"{other} = 'etranger' as a from '{path}' where year = (select max(year) from '{path}')) select {words} from f"
    ).fetchall()
    assert _value(name, territory) == pytest.approx(said[0][0])


@pytest.mark.usefixtures("flows")
def test_change_is_between_two_comparable_censuses():
    """Two years, seven apart: the share of 2015 is its own."""
    frame = measure([indicator("kept_workers_share")], [("focus", find(made.VICHY_EPCI))]).set_index("year")
    assert list(frame.index) == [2015, 2022]
    assert frame.loc[2015, "value"] == pytest.approx((5000 + 900 + 2000 + 1500) / (9400 + 300 + 50 + 150))


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("territory", ["epci:200071363", "epci:246300701", "departement:43"])
def test_balances_are_those_of_the_published_file(shared_data, territory):
    """Arrivals less departures over those who lived there, by pyreadr on the ANCT's files: total and categories."""
    level, code = territory.split(":")
    word = {"epci": "EPCI", "departement": "DEP"}[level]
    totals = next(iter(pyreadr.read_r(shared_data / "population" / "indics_migres_TERR.rds").values()))
    row = totals[(totals["TERR"] == code) & (totals["NIV_TERR"] == word)].iloc[0]
    expected = (row["nb_ind_ENTR"] - row["nb_ind_SORT"]) / (row["nb_ind_ISO"] + row["nb_ind_SORT"])
    assert _value("turnover_balance_rate", territory) == pytest.approx(expected)
    by = next(iter(pyreadr.read_r(shared_data / "population" / "indics_migres_TERR_CS1.rds").values()))
    row = by[(by["TERR"] == code) & (by["NIV_TERR"] == word) & (by["CS1"].astype(str) == "3")].iloc[0]
    expected = (row["nb_ind_ENTR"] - row["nb_ind_SORT"]) / (row["nb_ind_ISO"] + row["nb_ind_SORT"])
    assert _value("turnover_balance_rate_managers", territory) == pytest.approx(expected)


@pytest.mark.usefixtures("real_tables")
def test_a_grouping_of_whole_epci_is_their_sum():
    """Its balance is that of its fourteen EPCI; a commune, published nowhere, has none."""
    one = indicator("turnover_balance_rate")
    places = [("focus", find("groupe:vichy-brioude")), ("part", find("commune:63113"))]
    frame = measure([one], places).set_index("territory")
    assert -0.05 < frame.loc["groupe:vichy-brioude", "value"] < 0.05
    assert frame.loc["commune:63113", "reason"] == "not_available"
