"""What a producer hides can't be computed again from all that is published; the audit sees it where it can."""

import importlib.util
import sys
from pathlib import Path

import pandas as pd
import pytest

from arpent import indicators, tables
from arpent.indicators.sums import terms
from arpent.territory import find

_SPEC = importlib.util.spec_from_file_location("disclosure", Path(__file__).with_name("disclosure.py"))
disclosure = importlib.util.module_from_spec(_SPEC)
sys.modules["disclosure"] = disclosure
_SPEC.loader.exec_module(disclosure)
Said, computed_again = disclosure.Said, disclosure.computed_again

ONE, TWO, THREE = (frozenset({code}) for code in ("1A001", "1A002", "1A003"))
ALL = ONE | TWO | THREE


def _said(name, communes, value, columns="poor", **more):
    return Said(name, communes, 2021, columns, value, **more)


def test_a_single_hidden_part_of_a_published_total_is_found():
    """Total less the others; two hidden parts keep each other's secret, though their sum is known."""
    total, second, third = _said("all", ALL, 100.0), _said("2", TWO, 30.0), _said("3", THREE, 60.0)
    assert computed_again([total, _said("1", ONE, None), second, third]) == ["1"]
    assert computed_again([total, _said("1", ONE, None), _said("2", TWO, None), third]) == []
    assert computed_again([total, third, _said("1+2", ONE | TWO, None)]) == ["1+2"]


def test_another_level_may_give_a_hidden_part_away():
    """Two EPCI of a département, one of them published: what is left is one commune."""
    level = [_said("departement", ALL, 100.0), _said("epci", TWO | THREE, 90.0)]
    assert computed_again([*level, _said("1", ONE, None)]) == ["1"]
    assert computed_again([*level, _said("2", TWO, None)]) == []


def test_a_share_and_its_whole_give_its_part_away():
    """Half of 200 dwellings are 100; without the whole, a share says nothing of a count."""
    share = _said("share", ONE, 0.5, columns="vacant", over="dwellings")
    hidden = _said("vacant", ONE, None, columns="vacant")
    assert computed_again([share, hidden, _said("all", ONE, 200.0, columns="dwellings")]) == ["vacant"]
    assert computed_again([share, hidden]) == []


def test_the_last_category_of_a_total_is_found():
    """Owners and tenants are all the households."""
    figures = [_said("all", ONE, 50.0, columns="households"), _said("owners", ONE, 30.0, columns="owners")]
    hidden = _said("tenants", ONE, None, columns="tenants")
    assert computed_again([*figures, hidden], {"households": ["owners", "tenants"]}) == ["tenants"]
    assert computed_again([*figures, hidden]) == []


def test_years_do_not_explain_each_other():
    """A sum of one year is no equation of another."""
    figures = [_said("all", ONE, 50.0), Said("hidden", ONE, 2020, "poor", None)]
    assert computed_again(figures) == []


def _figures(walked):
    """What a page publishes or hides of counts and ratios, as equations over communes."""
    known = {one.id: one for group in indicators.themes().values() for one in group}
    keys = [
        *((key, value) for key, value in walked.cells.items() if pd.notna(value)),
        *((key, None) for key in walked.hidden),
    ]
    for (territory, identifier, year), value in keys:
        one = known.get(identifier)
        # Nothing of the census is hidden by IRIS, and no commune is known by its IRIS alone.
        if territory.startswith("iris:"):
            continue
        if one is None or one.kind not in ("count", "ratio") or not hasattr(one, "columns"):
            continue
        name, communes = f"{territory} {identifier} {year}", frozenset(find(territory).communes)
        columns = getattr(one, "column", None) or one.numerator
        over, per = getattr(one, "denominator", ""), getattr(one, "per", 1.0)
        yield Said(name, communes, year, columns, None if value is None else float(value), over, per)


def _categories(figures):
    """Totals and their parts, of the tables that hold the columns."""
    used = {name for one in figures for name in terms(one.columns)}
    held = [tables.describe(name).parts for name in tables.names()]
    return {
        total: parts
        for parts_of in held
        for total, parts in parts_of.items()
        if total in used and set(parts) <= used
    }


@pytest.mark.parametrize(
    ("theme", "territory"),
    [
        ("logement", "epci:246300701"),
        ("revenus", "epci:200071199"),
        ("revenus", "departement:63"),
        ("emploi", "epci:246300701"),
    ],
)
def test_no_page_gives_away_what_it_hides(audit, theme, territory):
    """All the cells measured for a page, its downloads among them, with its parents and parts."""
    walked = audit.walk(theme, territory)
    figures = list(_figures(walked))
    assert computed_again(figures, _categories(figures)) == []
