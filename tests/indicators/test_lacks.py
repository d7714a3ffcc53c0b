"""What can't be measured because its table is not on this machine."""

import importlib
from pathlib import Path

import pandas as pd
import pytest

from arpent import Study
from arpent.errors import AskedWrongly
from arpent.indicators import indicator, lack_of, uncovered


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
        ([("focus", 2.0, None), ("focus", None, "not_available")], False),
    ],
)
def test_a_table_that_holds_nothing_of_the_territory_is_lacking(rows, is_lacking):
    """A file of four départements says nothing elsewhere; a secret, or one part known, is to be shown."""
    frame = pd.DataFrame(rows, columns=["role", "value", "reason"]).assign(indicator="dwellings")
    found = uncovered([indicator("dwellings")], frame)
    assert list(found) == (["dwellings"] if is_lacking else [])
