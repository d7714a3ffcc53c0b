"""
Numbers as a French reader expects them: ``1 234``, ``12,5 %``, ``+0,4 %/an``, ``−3``.

Conventions, after the Imprimerie nationale: narrow no-break space (U+202F) between thousands and before
``%``, ``;``, ``!`` and ``?``; no-break space (U+00A0) before ``:``, inside « » and before a unit; minus
sign U+2212; never a negative zero. Values of shares and rates are 0–1: they are multiplied by 100 here
and nowhere else.
"""

import math
import re

from arpent.views.described import Indicator

THIN = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"
ABSENT = "–"
#: Under this part of the larger of two values, one is « à peine plus élevée » than the other.
# ASSUME: a hundredth is less than what a census or a tax file lets one tell apart between two territories.
CLOSE = 0.01

REASONS = {
    "secret": "s.",
    "not_published": "n.p.",
    "not_applicable": "s.o.",
    "not_available": "n.d.",
    "not_significant": "n.s.",
    "censored": "≤ 5",
}
REASONS_SAID = {
    "secret": "secret statistique",
    "not_published": "donnée non publiée",
    "not_applicable": "sans objet",
    "not_available": "donnée non disponible",
    "not_significant": "non significatif",
    "censored": "5 % ou moins (plancher)",
}


def is_close(one: float, other: float) -> bool:
    """
    Whether two values of a kind are almost equal.

    Examples
    --------
    >>> is_close(22_130, 22_100), is_close(8.3, 7.2)
    (True, False)
    """
    return abs(one - other) < CLOSE * max(abs(one), abs(other))


def french_number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    r"""
    A number with decimal comma and thin spaces between thousands.

    Halves are rounded away from zero, as a reader does by hand, not to even.

    Parameters
    ----------
    value : float
        Finite.
    decimals : int
        Shown always, zeros too; negative, the number is one of tens, hundreds….
    signed : bool
        ``+`` before a positive number; zero has no sign.

    Returns
    -------
    str
        Without unit.

    Examples
    --------
    >>> french_number(1234567.5, 1)
    '1\u202f234\u202f567,5'
    >>> french_number(-0.04, 1), french_number(306_988, -2)
    ('0,0', '307\u202f000')
    >>> french_number(0.125, 2, signed=True)
    '+0,13'
    """
    step, decimals = 10 ** -min(decimals, 0), max(decimals, 0)
    scaled = step * math.floor(abs(value) / step * 10**decimals + 0.5 + 1e-9)
    whole, rest = divmod(scaled, 10**decimals)
    text = f"{whole:,}".replace(",", THIN) + (f",{rest:0{decimals}d}" if decimals else "")
    if scaled == 0:
        return text
    if value < 0:
        return MINUS + text
    return f"+{text}" if signed else text


def precision_about(value: float) -> int:
    """
    Decimals of a projected count, for `french_number`: three or four digits, the rest would be false precision.

    Examples
    --------
    >>> precision_about(301773.4), precision_about(5984), precision_about(87.4)
    (-2, -1, 0)
    """
    steps = ((1_000_000, -4), (10_000, -2), (200, -1), (0, 0))
    return next(precision for least, precision in steps if abs(value) >= least)


def about(value: float) -> str:
    r"""
    A projected count as a sentence says it: see `precision_about`.

    Examples
    --------
    >>> about(301773.4), about(5984), about(87.4), about(-1234)
    ('301\u202f800', '5\u202f980', '87', '\u22121\u202f230')
    >>> about(69_209_306)
    '69\u202f210\u202f000'
    """
    return french_number(value, precision_about(value))


def factor(unit: str) -> int:
    """What a stored value is multiplied by to be shown: 100 for shares and rates in %."""
    return 100 if unit.startswith("%") else 1


def unit_after(unit: str, shown: float = 2) -> str:
    r"""
    The unit with the space that goes before it, singular under two.

    Examples
    --------
    >>> unit_after("habitants", 1.0)
    '\xa0habitant'
    >>> unit_after("%/an")
    '\u202f%/an'
    """
    if not unit:
        return ""
    if unit.startswith("%"):
        return THIN + unit
    return NBSP + (_singular(unit) if abs(shown) < 2 else unit)


def _singular(unit: str) -> str:
    """The unit in the singular: its nouns and adjectives up to « par » or « pour »."""
    counted, *rest = re.split(r"(?= (?:par|pour) )", unit, maxsplit=1)
    words = [word[:-1] if word.isalpha() and word.endswith("s") else word for word in counted.split(" ")]
    return " ".join(words) + "".join(rest)


def format_value(value: float, indicator: Indicator, *, unit: bool = True, signed: bool | None = None) -> str:
    """
    A value of an indicator, at its precision, with its unit.

    Parameters
    ----------
    value : float
        As stored (shares 0–1). NaN gives a dash.
    indicator : Indicator
        Unit and precision.
    unit : bool
        Whether the unit is written.
    signed : bool, optional
        By default rates of change (``%/an``) are signed and nothing else.

    Returns
    -------
    str
        Ready to print.
    """
    if value is None or not math.isfinite(value):
        return ABSENT
    shown = value * factor(indicator.unit)
    has_sign = indicator.unit.endswith("/an") if signed is None else signed
    text = french_number(shown, indicator.precision, signed=has_sign)
    return text + (unit_after(indicator.unit, round(shown, indicator.precision)) if unit else "")


def format_cell(value: float, reason: str | None, indicator: Indicator, *, unit: bool = False) -> str:
    """A value for a table cell: the number, or the short sign of why it is missing."""
    if value is None or not math.isfinite(value):
        return REASONS.get(reason or "not_available", "n.d.")
    return format_value(value, indicator, unit=unit)


def format_difference(difference: float, indicator: Indicator) -> str:
    """
    A difference between two values of an indicator, signed: shares differ by points, not by per cent.

    Parameters
    ----------
    difference : float
        As stored.
    indicator : Indicator
        Unit and precision.

    Returns
    -------
    str
        ``+1,2 point``, ``−350 habitants``.
    """
    shown = difference * factor(indicator.unit)
    text = french_number(shown, indicator.precision, signed=True)
    if indicator.unit.startswith("%"):
        return f"{text}{NBSP}{'points' if abs(shown) >= 2 else 'point'}"
    return text + unit_after(indicator.unit, shown)


def format_rate(rate: float, *, decimals: int = 1, yearly: bool = True) -> str:
    r"""
    A relative change, signed.

    Examples
    --------
    >>> format_rate(0.0042)
    '+0,4\u202f%/an'
    """
    return f"{french_number(rate * 100, decimals, signed=True)}{THIN}%{'/an' if yearly else ''}"


_PUNCTUATION = (
    (re.compile(r"(?<=\w|[)»%\]]) ?([;!?])(?=\s|$)"), THIN + r"\1"),
    (re.compile(r"(?<=\w|[)»%\].]) ?:(?=\s|$)"), NBSP + ":"),
    (re.compile(r"«[ \u00a0]?"), "«" + NBSP),
    (re.compile(r"[ \u00a0]?»"), NBSP + "»"),
    (re.compile(r"(?<=\d) ?%"), THIN + "%"),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)


def typeset(text: str) -> str:
    r"""
    French spacing and apostrophes for a sentence that the library writes.

    Not for addresses, codes or what a producer wrote.

    Examples
    --------
    >>> typeset("Lecture : l'eau ; 12 % ?")
    'Lecture\xa0: l’eau\u202f; 12\u202f%\u202f?'
    """
    for pattern, replacement in _PUNCTUATION:
        text = pattern.sub(replacement, text)
    return text
