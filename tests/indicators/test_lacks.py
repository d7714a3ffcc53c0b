"""What can't be measured because its table is not on this machine."""

import importlib
import math
from pathlib import Path

import numpy as np
import pytest

from arpent import Study
from arpent.errors import AskedWrongly
from arpent.indicators import indicator, lack_of, uncovered
from arpent.indicators.figures import figures_of
from arpent.territory import find


@pytest.fixture
def without_income(monkeypatch):
    """A machine without the table of incomes, whatever this one has."""
    lacks = importlib.import_module("arpent.indicators.lacks")
    real = lacks.table_file
    monkeypatch.setattr(
        lacks, "table_file", lambda name: Path("/nowhere") if name == "income" else real(name)
    )


@pytest.mark.usefixtures("without_income")
def test_an_indicator_without_its_table_is_lacking_and_has_no_row():
    """The others are measured as ever; the sources cite what is shown only."""
    study = Study("epci:246300701")
    measures = study.series("population", "median_income")
    assert set(measures.frame["indicator"]) == {"population"}
    assert list(measures.indicators) == ["population", "median_income"]
    assert measures.lacking["median_income"].command == "arpent data build income"
    assert [dataset.id for dataset in study.sources().datasets] == ["insee_population_legale"]


@pytest.mark.usefixtures("without_income")
def test_nothing_to_measure_is_an_empty_frame():
    """All asked for is lacking: one year of nothing is nothing."""
    measures = Study("epci:246300701").compare("median_income", "first_decile_income")
    assert measures.frame.empty
    assert len(measures.lacking) == 2


def test_a_table_that_is_there_lacks_nothing_and_an_unknown_one_is_refused():
    """A slip in an indicator is a fault of the library, never left out in silence."""
    assert lack_of("population_legal") is None
    with pytest.raises(AskedWrongly, match="no table 'popul'"):
        lack_of("popul")


@pytest.mark.parametrize(
    ("rows", "is_lacking"),
    [
        ([("focus", None, "not_available"), ("part", None, "not_available")], True),
        ([("focus", None, "not_available"), ("part", 3.0, None)], False),
        ([("focus", None, "not_published")], False),
        ([("focus", None, "not_available"), ("parent", 3.0, None)], True),
    ],
)
def test_a_table_that_holds_nothing_of_the_territory_is_lacking(rows, is_lacking):
    """A file of four départements says nothing elsewhere; a secret, or one part known, is to be shown."""
    places = [find("epci:246300701"), find("commune:63113")][: len(rows)]
    value = np.array([[math.nan if value is None else value] for _, value, _ in rows])
    reason = np.array([[reason] for *_, reason in rows], dtype=object)
    figures = figures_of([place.id for place in places], [2021], value, reason)
    own = [place for place, (role, *_) in zip(places, rows, strict=True) if role != "parent"]
    found = uncovered([indicator("dwellings")], {"dwellings": figures}, own)
    assert list(found) == (["dwellings"] if is_lacking else [])
