"""Out of a published file: what is refused, with file, row and rule, and what marks become."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from arpent.errors import DataInvalid
from arpent.tables.raw import MARKS, Raw
from arpent.tables.taking import read_numbers, take_counts, take_iris, take_measures

FILE = Path("invented.csv")
LOG, PARTS = {"LOG": "dwellings", "RP": "main", "VAC": "vacant"}, {"dwellings": ("main", "vacant")}


def raw(rows, columns=("CODGEO", "LOG", "RP", "VAC"), year=2024):
    """An invented file: three communes of the COG 2024, figures out of thin air."""
    frame = pd.DataFrame(rows, columns=list(columns), dtype="str")
    return Raw(frame, FILE, MARKS, 2020, year)


GOOD = [["01004", "10", "8", "2"], ["63113", "5,5", "5", "0.5"], ["2A004", "1 200", "1\u202f200", "0"]]


def test_what_is_right_enters():
    """Decimal commas and points, spaces of thousands: 5,5 is five and a half."""
    taken = take_counts(raw(GOOD), "CODGEO", LOG, parts=PARTS)
    assert taken["commune_code"].tolist() == ["01004", "2A004", "63113"]
    assert taken["dwellings"].tolist() == [10, 1200, 5.5]


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        (
            GOOD,
            ("CODGEO", "LOG", "RP", "VACANT"),
            r"invented.csv: no column 'VAC'; did you mean 'VACANT'.*layout",
        ),
        ([*GOOD, GOOD[0]], None, r"invented.csv: 01004 stands on rows 1, 4: each must stand once"),
        ([*GOOD, ["01003", "1", "1", "0"]], None, r"invented.csv: row 4: 01003 .*not in the COG 2024"),
        ([*GOOD, ["1004", "1", "1", "0"]], None, r"invented.csv: row 4: 1004 .*not in the COG 2024"),
        ([["63113", "-1", "0", "-1"]], None, r"invented.csv: row 63113, LOG is -1: a count is not negative"),
        ([["63113", "9", "5", "2"]], None, r"row 63113: main \+ vacant is 7, dwellings is 9: parts must sum"),
        ([["63113", "many", "5", "2"]], None, r"row 63113, LOG is 'many': neither a number nor a known mark"),
    ],
    ids=["column", "twice", "other-year", "zero-lost", "negative", "total", "word"],
)
def test_what_breaks_a_rule_is_refused(rows, columns, message):
    """File, row and rule are in the message."""
    given = raw(rows, columns) if columns else raw(rows)
    with pytest.raises(DataInvalid, match=message):
        take_counts(given, "CODGEO", LOG, parts=PARTS)


def test_arrondissements_are_summed_unless_their_commune_is_there():
    """Two arrondissements of Lyon, 3 + 4; with Lyon's own row, its figure is taken."""
    apart = [["69381", "3", "3", "0"], ["69382", "4", "3", "1"]]
    assert take_counts(raw(apart), "CODGEO", LOG).loc[0].tolist() == ["69123", 7, 6, 1]
    both = [*apart, ["69123", "8", "7", "1"]]
    assert take_counts(raw(both), "CODGEO", LOG).loc[0].tolist() == ["69123", 8, 7, 1]


def test_a_sum_with_a_hole_is_a_hole():
    """An IRIS whose figure is secret leaves its commune without one."""
    rows = [["630010101", "63001", "3"], ["630010102", "63001", "s"], ["631130101", "63113", "2"]]
    taken = take_iris(raw(rows, ("IRIS", "INSEE_COM", "LOG")), {"LOG": "dwellings"})
    assert np.isnan(taken.loc[0, "dwellings"])
    assert taken.loc[1, "dwellings"] == 2


def test_marks_become_reasons_and_zero_stays_zero():
    """S and ns are secret, nd is not available, so is not applicable, blank is not published; 0 is a figure."""
    rows = [["a", "s"], ["b", "ns"], ["c", "nd"], ["d", "so"], ["e", ""], ["f", "0"]]
    values, reasons = read_numbers(raw(rows, ("CODGEO", "MED")), "MED", "CODGEO")
    assert reasons.tolist()[:5] == ["secret", "secret", "not_available", "not_applicable", "not_published"]
    assert values.tolist()[5] == 0
    assert pd.isna(reasons.iloc[5])


def test_a_column_that_a_year_has_not_is_not_published():
    """A measure that a file lacks is missing with that reason; a record's own marks come first."""
    given = raw([["63113", ""]], ("CODGEO", "MED")).marking({"": "secret"})
    taken = take_measures(given, "CODGEO", {"MED": "median_income_eur", "D1": "first_decile"})
    assert taken.loc[0, ["median_income_eur_reason", "first_decile_reason"]].tolist() == [
        "secret",
        "not_published",
    ]
