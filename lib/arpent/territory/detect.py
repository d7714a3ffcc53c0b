"""
Which COG year the codes of a table are of, and whether two years are mixed in it.

Only codes are read. A code that was never a commune (arrondissement of Paris, Lyon or Marseille, collectivité
d'outre-mer, mistyped) is set apart and says nothing of the year; a code that was a commune in other years
only contradicts a year.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.errors import DataInvalid
from arpent.territory.subcommunes import ARRONDISSEMENTS
from arpent.territory.timeline import Timeline, timeline

Flags = npt.NDArray[np.bool_]
SHOWN = 8  # offending codes in a message


@dataclass(frozen=True, eq=False)
class Detection:
    """
    What the codes of a table say of its year.

    Parameters
    ----------
    years : tuple of int
        COG years that no code contradicts, ascending; empty where every year is contradicted.
    best : tuple of int
        Among them, those that the fewest communes are missing from, in the départements of the table; where
        every year is contradicted, those of fewest contradictions.
    by_year : DataFrame
        Index ``year``: ``contradicting`` (codes of the table that are not communes then) and ``missing``
        (communes then, of the table's départements, that the table lacks).
    mixed : mapping of year → codes
        Where no single year holds all codes: two years that explain most, each with the codes that only it
        explains. Empty otherwise.
    arrondissements, unknown : tuple of str
        Codes set apart: municipal arrondissements; never a commune.
    """

    years: tuple[int, ...]
    best: tuple[int, ...]
    by_year: pd.DataFrame
    mixed: dict[int, tuple[str, ...]]
    arrondissements: tuple[str, ...]
    unknown: tuple[str, ...]

    def __str__(self) -> str:
        """One French line."""
        if self.mixed:
            parts = [f"{year} ({', '.join(codes[:SHOWN])})" for year, codes in self.mixed.items()]
            return f"Deux COG sont mêlés\u00a0: {' et '.join(parts)}."
        said = f"COG {span(self.best)}" if self.best else "Aucun code de commune"
        if self.years != self.best and self.years:
            said += f" (aucun code ne contredit {span(self.years)})"
        if self.unknown:
            said += f"\u00a0; {len(self.unknown)} codes inconnus\u00a0: {', '.join(self.unknown[:SHOWN])}"
        return f"{said}."


def span(years: tuple[int, ...]) -> str:
    """
    Years as a reader writes them.

    Examples
    --------
    >>> span((2016, 2017, 2018, 2024)), span((2025,))
    ('2016 à 2018 et 2024', '2025')
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return " et ".join(str(run[0]) if len(run) == 1 else f"{run[0]} à {run[-1]}" for run in runs)


def detect_year(codes: Iterable[str], *, timeline_of: Timeline | None = None) -> Detection:
    """
    COG years of a set of commune codes.

    Parameters
    ----------
    codes : iterable of str
        As in the table, repeated or not; repair dirty ones first (`arpent.territory.repair`).
    timeline_of : Timeline, optional
        Another timeline than the one in use.

    Returns
    -------
    Detection
        A table of a few communes fits many years: all are said.

    Examples
    --------
    >>> detect_year(["01039", "63113"]).years[-1]
    2022
    """
    line = timeline() if timeline_of is None else timeline_of
    given = np.unique(np.array([str(code) for code in codes], dtype=str))
    number = line.number_of(pd.Series(given, dtype="str"))
    strange = given[number < 0].tolist()
    present, has = line.presence, line.flags(number)[:-1]
    years = np.array(line.parts.years)
    contradicting = (~present[:, number[number >= 0]]).sum(axis=1)
    missing = _missing(line, present, has)
    by_year = pd.DataFrame({"contradicting": contradicting, "missing": missing}, index=years)
    fewest = contradicting == contradicting.min()
    return Detection(
        years=tuple(years[contradicting == 0].tolist()) if has.any() else (),
        best=tuple(years[fewest & (missing == missing[fewest].min())].tolist()) if has.any() else (),
        by_year=by_year.rename_axis("year"),
        mixed=_mixed(line, present, has, missing) if contradicting.min() else {},
        arrondissements=tuple(code for code in strange if code in ARRONDISSEMENTS),
        unknown=tuple(code for code in strange if code not in ARRONDISSEMENTS),
    )


def check_one_year(codes: Iterable[str], *, timeline_of: Timeline | None = None) -> Detection:
    """
    Detection of a table that must be of one COG year.

    Parameters
    ----------
    codes, timeline_of
        As in `detect_year`.

    Returns
    -------
    Detection
        With at least one year that nothing contradicts.

    Raises
    ------
    DataInvalid
        Two years are mixed, or no code was ever a commune's; the message names codes.
    """
    found = detect_year(codes, timeline_of=timeline_of)
    if found.mixed:
        parts = [f"{', '.join(codes[:SHOWN])} only in {year}" for year, codes in found.mixed.items()]
        raise DataInvalid(
            f"two COG years are mixed in this table: {'; '.join(parts)}. Split it by year and move each part."
        )
    if not found.years:
        raise DataInvalid(f"no code of a commune: {', '.join(found.unknown[:SHOWN]) or 'the table is empty'}")
    return found


def _missing(line: Timeline, present: Flags, has: Flags) -> npt.NDArray[np.int64]:
    """Per year, communes of the table's départements that the table lacks."""
    touched = np.isin(line.departements, np.unique(line.departements[has]))
    return np.asarray((present & touched & ~has).sum(axis=1), dtype=np.int64)


def _mixed(
    line: Timeline, present: Flags, has: Flags, missing: npt.NDArray[np.int64]
) -> dict[int, tuple[str, ...]]:
    """Two years that together hold most codes, each with what only it holds."""
    table = present[:, has].astype(np.int32)
    both = table @ (1 - table).T  # [a, b]: codes of year a that are not of year b
    alone = table.sum(axis=1)
    together = alone[:, None] + both.T  # [a, b]: codes of a, and those of b that a lacks
    # Among pairs that hold as many codes, the one that the fewest communes are missing from.
    lacking = missing[:, None] + missing[None, :]
    score = together * (lacking.max() + 1) - lacking
    first, second = np.unravel_index(np.argmax(score), score.shape)
    codes = line.parts.codes[has]
    pairs = ((first, second), (second, first))
    found = {
        line.parts.years[int(year)]: codes[(table[year] > table[other])].tolist() for year, other in pairs
    }
    return {year: tuple(found[year]) for year in sorted(found)}
