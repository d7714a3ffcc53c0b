"""Numbers and French spacing."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.views.numbers import (
    format_cell,
    format_difference,
    format_rate,
    format_value,
    french_number,
    typeset,
    unit_after,
)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (296677, 0, "296\u202f677"),
        (1234, 0, "1\u202f234"),
        (999, 0, "999"),
        (-3, 0, "\u22123"),
        (0.25, 1, "0,3"),
        (0.35, 1, "0,4"),
        (-0.04, 1, "0,0"),
        (12.5, 1, "12,5"),
    ],
)
def test_number(value, decimals, expected):
    """Decimal comma, thin space between thousands, U+2212, halves away from zero, no negative zero."""
    assert french_number(value, decimals) == expected


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_number_reads_back(value, decimals):
    """What is printed, read back, is within half a unit of the last place; zero never has a sign."""
    text = french_number(value, decimals, signed=True)
    back = float(text.replace("\u202f", "").replace("\u2212", "-").replace(",", "."))
    assert abs(back - value) <= 0.5 * 10**-decimals + 1e-6
    assert not re.fullmatch(r"[+\u2212-][0,]+", text)


def test_shares_are_multiplied_once(made):
    """A share of 0.083 prints 8,3 % with a narrow no-break space; a rate of change is signed."""
    assert format_value(0.083, made.VACANCY) == "8,3\u202f%"
    assert format_value(0.0042, made.RATE) == "+0,4\u202f%/an"
    assert format_value(-0.0042, made.RATE) == "\u22120,4\u202f%/an"


def test_units_agree(made):
    """A unit takes a no-break space and is singular under two."""
    assert format_value(296677, made.POPULATION) == "296\u202f677\u00a0habitants"
    assert format_value(1, made.POPULATION) == "1\u00a0habitant"
    assert unit_after("logements vacants", 1) == "\u00a0logement vacant"
    assert unit_after("hab./km²", 1) == "\u00a0hab./km²"


def test_missing_prints_its_reason(made):
    """A missing cell prints the sign of its reason; a number never comes of NaN."""
    assert format_cell(math.nan, "secret", made.VACANCY) == "s."
    assert format_cell(math.nan, None, made.VACANCY) == "n.d."
    assert format_value(math.nan, made.VACANCY) == "–"


def test_shares_differ_by_points(made):
    """Two shares differ by points, singular under two; counts by their unit."""
    assert format_difference(0.012, made.VACANCY) == "+1,2\u00a0point"
    assert format_difference(-0.032, made.VACANCY) == "\u22123,2\u00a0points"
    assert format_difference(-350, made.POPULATION) == "\u2212350\u00a0habitants"
    assert format_rate(0.0042) == "+0,4\u202f%/an"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Lecture : oui", "Lecture\u00a0: oui"),
        ("oui ; non", "oui\u202f; non"),
        ("Qui part ?", "Qui part\u202f?"),
        ("« mot »", "«\u00a0mot\u00a0»"),
        ("l'eau", "l’eau"),
        ("12 %", "12\u202f%"),
        ("(estimé) : 3", "(estimé)\u00a0: 3"),
        ("http://x.fr", "http://x.fr"),
    ],
)
def test_typeset(given_text, expected):
    """High punctuation takes its no-break space, apostrophes are curly, addresses are left alone."""
    assert typeset(given_text) == expected
    assert typeset(expected) == expected


def test_a_unit_agrees_with_what_is_printed(made):
    """« 2,00 habitants », though a little less is stored."""
    each = made.Indicator("size", "Habitants par logement", "Taille", "habitants", 2)
    assert format_value(1.996, each) == "2,00\u00a0habitants"
    assert format_value(1.984, each) == "1,98\u00a0habitant"
