"""Each check names the table, the rows and the rule."""

import pandas as pd
import pytest

from arpent.errors import DataInvalid
from arpent.tables import checks
from arpent.tables.record import Column, TableRecord, measured

RECORD = TableRecord(
    name="essai",
    title="Essai",
    columns={"commune_code": Column("Commune"), "all": Column("Total", "int"), "a": Column("A", "int")},
    key=("commune_code",),
    datasets=(),
    cog_year=2026,
    parts={"all": ("a",)},
)


def frame(**columns):
    """A table of two communes, with some columns changed."""
    return pd.DataFrame({"commune_code": ["1A001", "1A002"], "all": [3, 4], "a": [3, 4], **columns})


def test_a_good_table_passes():
    """Nothing is raised, and nothing returned."""
    assert checks.check_table(frame(), RECORD, ["1A001", "1A002"]) is None


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"more": 1}, "columns more: missing or not declared"),
        ({"a": [3, None]}, "a is missing in 1 row"),
        ({"commune_code": "1A001"}, "2 rows share their key"),
        ({"commune_code": ["1A001", "1A009"]}, "1 code.s. not in the COG, as 1A009"),
        ({"a": [3, 9]}, "a is not all .±2. in 1 row"),
    ],
)
def test_a_bad_table_is_refused(changed, rule):
    """The message names the table and the rule that is broken."""
    with pytest.raises(DataInvalid, match=f"essai: {rule}"):
        checks.check_table(frame(**changed), RECORD, ["1A001", "1A002"])


def test_rounding_is_no_fault():
    """Parts may differ from their total by two."""
    checks.check_parts(frame(a=[5, 2]), "all", ["a"], "essai")


def test_every_code_once():
    """A code that lacks, or stands twice, is named."""
    with pytest.raises(DataInvalid, match=r"1 code\(s\) of the COG missing, as 1A002"):
        checks.check_complete(pd.Series(["1A001"]), ["1A001", "1A002"], "essai")
    with pytest.raises(DataInvalid, match=r"1 code\(s\) more than once, as 1A001"):
        checks.check_complete(pd.Series(["1A001", "1A001"]), ["1A001"], "essai")


def test_a_total_that_moved_is_refused():
    """One inhabitant lost among a million shows."""
    checks.check_conserved(1e6, 1e6, "essai")
    with pytest.raises(DataInvalid, match="the total was 1000000 and is 999999"):
        checks.check_conserved(1e6, 999_999, "essai")


def reasoned(value, reason):
    """A table of one figure that may be missing."""
    record = TableRecord(
        name="essai",
        title="Essai",
        columns={"territory": Column("T"), **measured({"rate": ("Taux", "%")})},
        key=("territory",),
        datasets=(),
        cog_year=2026,
    )
    columns = {"territory": ["a", "b"], "rate": [1.0, value], "rate_reason": [None, reason]}
    return pd.DataFrame(columns), record


@pytest.mark.parametrize("reason", checks.REASONS)
def test_a_hole_says_why(reason):
    """One of four words."""
    assert checks.check_table(*reasoned(None, reason), []) is None


@pytest.mark.parametrize(("value", "reason"), [(None, None), (2.0, "secret"), (None, "hidden")])
def test_a_hole_without_a_reason_is_refused(value, reason):
    """So are a reason beside a figure, and another word: a secret is never a zero nor a blank."""
    with pytest.raises(DataInvalid, match="essai: rate must be there, or missing with a reason"):
        checks.check_table(*reasoned(value, reason), [])
