"""Moving a category by each of the four declared rules."""

import pandas as pd
import pytest
from cogessai import essai

from arpent.errors import AskedWrongly, DataInvalid
from arpent.territory.move_categories import MIXED, move_categories
from arpent.territory.passage import passage

LINE = essai()
ZONING = pd.DataFrame(
    {"commune_code": ["1A001", "1A002", "1A003", "1A004"], "zone": ["urbain", "rural", "rural", "rural"]}
)


@pytest.mark.parametrize(
    ("rule", "order", "expected"),
    [
        ("absorb", ["rural", "urbain"], "rural"),
        ("absorb", ["urbain", "rural"], "urbain"),
        ("largest", (), "urbain"),
        ("mode", (), "rural"),
        ("mixed", (), MIXED),
    ],
)
def test_each_rule(rule, order, expected):
    """Ay (600, urbain) meets Bé and Cé (400, rural): inhabitants say urbain, communes say rural."""
    moved = move_categories(
        ZONING, passage(2000, 2001, timeline_of=LINE), column="zone", rule=rule, order=order
    )
    rows = moved.frame.set_index("commune_code")
    assert rows.loc["1A001", "zone"] == expected
    assert rows["is_mixed"].to_dict() == {"1A001": True, "1A004": False}


def test_a_split_commune_gives_its_category_to_its_pieces():
    """Abécé, urbain, was Ay, Bé and Cé: all urbain, none mixed."""
    zoning = pd.DataFrame({"commune_code": ["1A001"], "zone": ["urbain"]})
    moved = move_categories(zoning, passage(2001, 2000, timeline_of=LINE), column="zone", rule="mixed")
    assert moved.frame["zone"].tolist() == ["urbain"] * 3
    assert not moved.frame["is_mixed"].any()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rule": "first"}, "rule 'first' is unknown"),
        ({"rule": "absorb"}, "needs 'order'"),
        ({"rule": "mode", "order": ["rural"]}, "needs 'order'"),
        ({"rule": "absorb", "order": ["rural"]}, "urbain of column 'zone' is not in it"),
    ],
)
def test_a_rule_is_declared_whole(arguments, message):
    """An unknown rule, or a precedence that forgets a category, is refused."""
    with pytest.raises(AskedWrongly, match=message):
        move_categories(ZONING, passage(2000, 2001, timeline_of=LINE), column="zone", **arguments)


def test_the_mark_of_mixture_is_not_a_category():
    """A table that already says 'mixte' can't be moved by the rule that writes it."""
    zoning = ZONING.assign(zone=MIXED)
    with pytest.raises(DataInvalid, match="already has a category"):
        move_categories(zoning, passage(2000, 2001, timeline_of=LINE), column="zone", rule="mixed")
