"""The COG year of a table from its codes."""

import pandas as pd
import pytest
from cogessai import essai
from hypothesis import given
from hypothesis import strategies as st

from arpent.errors import DataInvalid
from arpent.territory.detect import check_one_year, detect_year, span
from arpent.territory.timeline import timeline

LINE = essai()


def test_a_whole_list_is_of_its_year():
    """Every commune of 2003 on the invented COG: only 2003 has them all and lacks none."""
    found = detect_year(LINE.codes(2003), timeline_of=LINE)
    assert found.best == (2003,)
    assert found.by_year.loc[2003].tolist() == [0, 0]


def test_a_few_codes_fit_many_years():
    """Dy alone was always there: every year fits, and is said."""
    assert detect_year(["1A004"], timeline_of=LINE).years == tuple(range(2000, 2006))


def test_two_years_are_refused_with_the_codes_that_show_it():
    """Cé ended in 2001 and Effe began in 2003: no year has both."""
    with pytest.raises(DataInvalid, match=r"mixed in this table: 1A003 only in 2000; 1A005 only in 2003"):
        check_one_year(["1A001", "1A002", "1A003", "1A004", "1A005"], timeline_of=LINE)


@pytest.mark.parametrize("year", [1968, 1975, 1990, 1999, 2008, 2014, 2016, 2018, 2020, 2022, 2024])
def test_real_lists(year):
    """The whole list of a year is found to be that year's."""
    assert detect_year(timeline().codes(year)).best == (year,)


def test_years_without_change_are_one_answer():
    """The COG 2025 and 2026 have the same communes: both are said."""
    found = detect_year(timeline().codes(2026))
    assert found.best == (2025, 2026)
    assert str(found) == "COG 2025 à 2026."


def test_two_real_years_mixed():
    """A table with the communes of 2022 and of 2024 names both, and codes that only one has."""
    found = detect_year(timeline().codes(2022) + timeline().codes(2024))
    assert set(found.mixed) == {2022, 2024}
    assert "01039" in found.mixed[2022]
    assert found.mixed[2024] == ("27676", "60694", "85165", "85212")
    assert str(found).startswith("Deux COG sont mêlés\u00a0: 2022 (01039, ")


def test_codes_that_are_no_communes_say_nothing_of_the_year():
    """Arrondissements of Paris and mistyped codes are set apart, and don't contradict."""
    found = detect_year(["75101", "99999", *timeline().codes(2024)])
    assert found.best == (2024,)
    assert (found.arrondissements, found.unknown) == (("75101",), ("99999",))


@pytest.mark.parametrize(("codes", "message"), [([], "the table is empty"), (["99999"], "99999")])
def test_a_table_without_communes_is_refused(codes, message):
    """No code of a commune is an error, not an answer."""
    with pytest.raises(DataInvalid, match=message):
        check_one_year(codes)


def test_repeated_codes_count_once():
    """A long table says the same as its distinct codes."""
    long = pd.Series(["1A003"] * 100 + ["1A001"])
    assert detect_year(long, timeline_of=LINE).years == (2000,)


@given(st.sampled_from(LINE.parts.years), st.data())
def test_a_part_of_a_list_never_contradicts_its_year(year, data):
    """Any subset of the communes of a year has that year among those that fit."""
    codes = LINE.codes(year)
    some = data.draw(st.lists(st.sampled_from(codes), min_size=1, unique=True))
    assert year in detect_year(some, timeline_of=LINE).years


def test_spans_read_well():
    """Runs of years are joined, single years stand alone."""
    assert span((2019,)) == "2019"
    assert span((2016, 2018, 2019)) == "2016 et 2018 à 2019"
