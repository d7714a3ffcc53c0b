"""Dirty codes are repaired openly."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.errors import DataInvalid
from arpent.territory.repair import repair_codes
from arpent.territory.timeline import timeline

CODES = timeline().codes(2026)


@pytest.mark.parametrize(
    ("given_value", "code", "reason"),
    [
        ("1004", "01004", "zeros"),
        (1004, "01004", "zeros"),
        (1004.0, "01004", "float+zeros"),
        ("63113.0", "63113", "float"),
        ("2a004", "2A004", "case"),
        (" 63113\u00a0", "63113", "spaces"),
        ("'01004", "01004", "quotes"),
        ('="01004"', "01004", "quotes"),
        ("63113", "63113", None),
        ("75101", "75101", None),
        ("20004", "20004", None),
    ],
)
def test_each_repair(given_value, code, reason):
    """What a spreadsheet does to a code is undone and said; a good code is left alone."""
    done = repair_codes(pd.Series([given_value], dtype=object))
    assert done.codes.tolist() == [code]
    assert done.changes["reason"].tolist() == ([] if reason is None else [reason])


def test_what_is_no_code_is_refused_by_name():
    """A name, a number too short and a missing value are refused, in one message."""
    with pytest.raises(DataInvalid, match=r"3 values are not commune codes of any year: '', '12', 'Thiers'"):
        repair_codes(pd.Series(["Thiers", 12, None, "63113"], dtype=object))


def test_or_left_missing_on_demand():
    """Not strict: what is no code is missing, and listed."""
    done = repair_codes(pd.Series(["Thiers", "63113"], index=[7, 9]), is_strict=False)
    assert done.codes.isna().tolist() == [True, False]
    assert done.codes.index.tolist() == [7, 9]
    assert done.changes[["given", "reason", "rows"]].to_numpy().tolist() == [["Thiers", "unknown", 1]]


@given(st.sampled_from(CODES), st.sampled_from(["{}", " {} ", "'{}", "{}\u202f", "\ufeff{}"]), st.booleans())
def test_every_code_survives(code, shape, is_lower):
    """Whatever spaces, quotes or case surround a code, it comes back."""
    dirty = shape.format(code.lower() if is_lower else code)
    assert repair_codes(pd.Series([dirty])).codes.tolist() == [code]


@given(st.sampled_from([code for code in CODES if code.isdigit()]))
def test_every_number_survives(code):
    """A code read as an integer or a float comes back, leading zero included."""
    numbers = pd.Series([int(code), float(code)], dtype=object)
    assert repair_codes(numbers).codes.tolist() == [code, code]
