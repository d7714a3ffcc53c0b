"""A total carried on: from embedded tables only, on real territories, each number from its table."""

import pandas as pd
import pytest

from arpent import project, views
from arpent.errors import AskedWrongly, DataUnavailable
from arpent.notebook.themes import read_themes
from arpent.study.continuation import Continuation
from arpent.tables import reading
from arpent.territory import find

CAM = "epci:246300701"


@pytest.fixture(autouse=True)
def _no_built_table(tmp_path, monkeypatch):
    """A project as cloned: nothing under data/tables, no mirror."""
    for name in ("params", "notebooks"):
        (tmp_path / name).symlink_to(project.path(name))
    (tmp_path / "data").mkdir()
    for name in ("embedded", "catalogue"):
        (tmp_path / "data" / name).symlink_to(project.path("data", name))
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    monkeypatch.delenv("ARPENT_MIRROR", raising=False)


def _legal(codes, year) -> float:
    table = pd.read_parquet(project.path("data", "embedded", "population_legal.parquet"))
    return float(table[(table["year"] == year) & table["commune_code"].isin(codes)]["population"].sum())


def test_its_study_asks_for_embedded_tables_only():
    """It is made where no table was built."""
    assert set(read_themes()["tendance"].tables) <= set(reading.names())


def test_it_starts_from_the_last_legal_population():
    """Points are those published, every trend leaves from the last, and the one retained is told first."""
    one = Continuation(CAM)
    codes = find(CAM).communes
    assert one.observed[2016] == _legal(codes, 2016)
    assert {total[0] for total in one.totals.values()} == {_legal(codes, 2023)}
    assert next(iter(one.totals)) == one.choice.trend


def test_a_linear_trend_is_found_again_by_hand():
    """As many persons a year as from 2016 to 2023, to 2050."""
    one, codes = Continuation("departement:63"), find("departement:63").communes
    first, last = _legal(codes, 2016), _legal(codes, 2023)
    assert one.choice.trend == "linear"
    assert one.totals["linear"][-1] == pytest.approx(last + 27 * (last - first) / 7)


def test_errors_told_are_those_of_the_back_test():
    """The sentence's percentages are cells of the embedded file, for départements, in the order of horizons."""
    errors = pd.read_csv(project.path("data", "embedded", "returning_errors.csv"))
    rows = errors[(errors["level"] == "departement") & (errors["trend"] == "linear")].sort_values("horizon")
    told = [number["value"] for number in Continuation("departement:63").reasons().numbers]
    assert told[: len(rows)] == pytest.approx(rows["mape"].tolist())


@pytest.mark.parametrize(
    ("territory", "level", "parts"),
    [
        ("commune:63247", "commune", 0),
        (CAM, "epci", 21),
        ("region:94", "departement", 2),
        ("france", "france", 100),
    ],
)
def test_errors_are_those_of_its_like_and_its_parts_are_mapped(territory, level, parts):
    """A commune has no part; those of a région and of France are départements; Mayotte has no two populations."""
    one = Continuation(territory)
    assert one.choice.level == level
    assert len(one.parts().frame) == parts


def test_parts_follow_their_own_size():
    """A commune of the map is the commune carried on by itself."""
    frame = Continuation(CAM).parts().frame.set_index("territory")
    own = Continuation("commune:63113")
    total = own.totals[own.choice.trend]
    assert frame.loc["commune:63113", "value"] == pytest.approx((total[-1] / total[0]) ** (1 / 27) - 1)


def test_a_trend_is_not_called_a_scenario():
    """Titles, readings and notes of its figures; the trend is named and its number traced."""
    one = Continuation(CAM)
    figures = [views.draw_paths(paths, name="essai") for paths in (one.population(), one.compared())]
    said = " ".join(f"{each.words.title} {each.words.reading} {each.words.note}" for each in figures)
    assert "scénario" not in said
    assert "selon la tendance amortie" in figures[0].words.title
    assert figures[0].numbers


def test_key_figures_hold_the_interval_and_stop_at_the_horizon():
    """Now, midway, horizon and two bounds; no midway beyond the horizon."""
    assert len(views.key_figures(Continuation(CAM).headline(), name="essai").items) == 5
    assert len(views.key_figures(Continuation(CAM, 2030).headline(), name="essai").items) == 4


@pytest.mark.parametrize(
    ("territory", "horizon", "error", "said"),
    [
        ("departement:976", 2050, DataUnavailable, "no legal population"),
        ("commune:55039", 2050, DataUnavailable, "nobody lives there"),
        (CAM, 2025, AskedWrongly, "from 2028 to 2070"),
    ],
)
def test_what_can_not_be_carried_on_is_refused(territory, horizon, error, said):
    """Mayotte, published once; a village without inhabitants; a horizon too near."""
    with pytest.raises(error, match=said):
        Continuation(territory, horizon)
