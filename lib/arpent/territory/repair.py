"""Commune codes as people and spreadsheets leave them: repaired openly, each change said."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from arpent.errors import DataInvalid
from arpent.territory.subcommunes import ARRONDISSEMENTS
from arpent.territory.timeline import Timeline, timeline

SHOWN = 8
_SPACES = "\u00a0\u202f\u2009\ufeff"


@dataclass(frozen=True, eq=False)
class Repaired:
    """
    Codes that are communes', and what was done to have them.

    Parameters
    ----------
    codes : Series of str
        Same index as given; missing where nothing could be made of a value.
    changes : DataFrame
        ``given``, ``code`` (missing where unknown), ``reason`` (``spaces``, ``float``, ``zeros``, ``case``,
        ``quotes``, joined by ``+``, or ``unknown``) and ``rows``; one row per distinct value that is not
        already a code.
    """

    codes: "pd.Series[str]"
    changes: pd.DataFrame


def repair_codes(
    values: "pd.Series[Any]", *, is_strict: bool = True, timeline_of: Timeline | None = None
) -> Repaired:
    """
    Commune codes out of a column that went through a spreadsheet.

    Undone: spaces, quotes, ``1004.0`` read as a number, lost leading zeros (``1004`` → ``01004``), small
    letters (``2a004``). A name is not a code: see `arpent.territory.names`.

    Parameters
    ----------
    values : Series
        Text or numbers.
    is_strict : bool
        Refuse values that no repair makes a commune's or a municipal arrondissement's code of any year.
    timeline_of : Timeline, optional
        Another timeline than the one in use.

    Returns
    -------
    Repaired
        Codes and changes.

    Raises
    ------
    DataInvalid
        Strict, and a value is no code; the message names them.
    """
    line = timeline() if timeline_of is None else timeline_of
    known = {*line.parts.codes.tolist(), *ARRONDISSEMENTS}
    as_text = values.map(_text)
    counts = as_text.value_counts(dropna=False)
    rows = [(given, *_repair(str(given), known), int(count)) for given, count in counts.items()]
    table = pd.DataFrame(rows, columns=["given", "code", "reason", "rows"])
    unknown = table.loc[table["reason"] == "unknown", "given"]
    if is_strict and len(unknown):
        listed = ", ".join(repr(value) for value in sorted(unknown)[:SHOWN])
        raise DataInvalid(f"{len(unknown)} values are not commune codes of any year: {listed}")
    codes = as_text.map(dict(zip(table["given"], table["code"], strict=True))).astype("str")
    changes = table[table["reason"] != ""].sort_values("given", ignore_index=True)
    return Repaired(codes, changes)


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124 - NaN


def _repair(given: str, known: set[str]) -> tuple[str | None, str]:
    """Code and reason: an empty reason means that it was a code already."""
    code = given
    reasons: list[str] = []
    for reason, step in _STEPS.items():
        changed = step(code)
        if changed != code:
            code = changed
            reasons.append(reason)
    if code not in known:
        return None, "unknown"
    return code, "+".join(reasons)


def _padded(code: str) -> str:
    return code.zfill(5) if re.fullmatch(r"\d{4}", code) else code


_STEPS: dict[str, Callable[[str], str]] = {
    "spaces": lambda code: code.strip().strip(_SPACES).strip(),
    "quotes": lambda code: re.sub(r"^(?:=)?[\"'](.*?)[\"']?$", r"\1", code),
    "float": lambda code: re.sub(r"^(\d{4,5})[.,]0*$", r"\1", code),
    "case": str.upper,
    "zeros": _padded,
}
