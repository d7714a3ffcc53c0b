"""
Choosing rows of a Measures frame, and turning them into the data behind a view.

Nothing is computed here beyond choosing a year and laying rows out; a missing value stays missing and
keeps its reason.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.errors import AskedWrongly, did_you_mean
from arpent.views.articles import Place
from arpent.views.described import Indicator, Measures
from arpent.views.french import place
from arpent.views.levels import level_of
from arpent.views.numbers import factor, format_cell
from arpent.views.view import Column, Data
from arpent.views.words import capital


@dataclass(frozen=True)
class Cell:
    """One value of a frame and where it stands in it."""

    territory: str
    name: str
    role: str
    indicator: str
    year: int
    value: float
    reason: str | None = None
    is_estimated: bool = False
    is_fragile: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return math.isfinite(self.value)

    @property
    def forms(self) -> Place:
        """The written forms of its territory's name."""
        return place(self.territory, self.name)


def choose_indicator(measures: Measures, indicator: str | None = None) -> Indicator:
    """
    The indicator asked for, or the first of the measures.

    Raises
    ------
    AskedWrongly
        The measures do not hold it, or hold none.
    """
    known = measures.indicators
    if indicator is None:
        if not known:
            raise AskedWrongly("measures: no indicator in them; give at least one to study.measure.")
        return next(iter(known.values()))
    if indicator not in known:
        allowed = ", ".join(sorted(known))
        raise AskedWrongly(
            f"measures: no indicator '{indicator}'{did_you_mean(indicator, known) or '.'} Measured: {allowed}."
        )
    return known[indicator]


def cells(
    measures: Measures,
    indicator: Indicator,
    *,
    roles: Sequence[str] = ("focus", "parent", "peer", "part"),
    year: int | None = None,
) -> list[Cell]:
    """
    Rows of one indicator as cells, in the frame's order.

    Parameters
    ----------
    measures : Measures
        Where from.
    indicator : Indicator
        Of which indicator.
    roles : sequence of str
        Which territories.
    year : int, optional
        Only this year.

    Returns
    -------
    list of Cell
        Missing values included.
    """
    frame = measures.frame
    is_kept = (frame["indicator"] == indicator.id).to_numpy(dtype=bool) & frame["role"].isin(
        list(roles)
    ).to_numpy()
    if year is not None:
        is_kept &= (frame["year"] == year).to_numpy(dtype=bool)
    kept = np.flatnonzero(is_kept)
    values = frame["value"].to_numpy(dtype="float64", na_value=math.nan)[kept].tolist()
    columns = [
        frame[name].array.take(kept).tolist() for name in ("territory", "name", "role", "year", "reason")
    ]
    flags = [_flags(frame, name, kept) for name in ("is_estimated", "is_fragile")]
    return [
        Cell(
            territory,
            name,
            role,
            indicator.id,
            int(row_year),
            value if math.isfinite(value) else math.nan,
            reason if isinstance(reason, str) else None,
            is_estimated,
            is_fragile,
        )
        for value, territory, name, role, row_year, reason, is_estimated, is_fragile in zip(
            values, *columns, *flags, strict=True
        )
    ]


def _flags(frame: pd.DataFrame, name: str, kept: "npt.NDArray[np.intp]") -> list[bool]:
    """False where nothing is said."""
    if name not in frame:
        return [False] * len(kept)
    flags: list[bool] = frame[name].fillna(value=False).to_numpy(dtype=bool)[kept].tolist()
    return flags


def latest_year(all_cells: Sequence[Cell], roles: Sequence[str] = ("focus",)) -> int | None:
    """Last year for which a territory of these roles has a value; None where there is none."""
    years = [cell.year for cell in all_cells if cell.role in roles and cell.is_known]
    return max(years) if years else None


def focus_cell(measures: Measures, indicator: Indicator, year: int | None = None) -> Cell | None:
    """The focus's latest known value, or that of ``year``; None where it is missing."""
    known = [cell for cell in cells(measures, indicator, roles=("focus",), year=year) if cell.is_known]
    return max(known, key=lambda cell: cell.year) if known else None


def one_level(all_cells: Sequence[Cell], *, finest: bool) -> list[Cell]:
    """
    Cells whose parts are of one level: France has régions to be compared and départements to be mapped.

    Parameters
    ----------
    all_cells : sequence of Cell
        Of any role; only parts are chosen among.
    finest : bool
        Keep the parts of the level that has most of them (for a map), else fewest (for bars).

    Returns
    -------
    list of Cell
        In the same order.
    """
    found: dict[str, set[str]] = {}
    for cell in all_cells:
        if cell.role == "part":
            found.setdefault(cell.territory.partition(":")[0], set()).add(cell.territory)
    if len(found) < 2:
        return list(all_cells)
    pick = max if finest else min
    level = pick(sorted(found), key=lambda one: len(found[one]))
    return [c for c in all_cells if c.role != "part" or c.territory.partition(":")[0] == level]


def missing_reason(all_cells: Sequence[Cell]) -> str:
    """The commonest reason among missing cells; ``not_available`` where none is said or there is no row."""
    reasons = [cell.reason or "not_available" for cell in all_cells if not cell.is_known]
    return max(sorted(set(reasons)), key=reasons.count) if reasons else "not_available"


def unit_label(indicator: Indicator) -> str:
    """The unit as a column or an axis says it: empty where the label already is the unit."""
    return (
        "" if indicator.unit.lower() in (indicator.label.lower(), indicator.short.lower()) else indicator.unit
    )


def raw(cell: Cell | None, indicator: Indicator) -> float | int | None:
    """A value for the data table: null where missing, a whole number for counts, per cent for shares."""
    if cell is None or not cell.is_known:
        return None
    value = cell.value * factor(indicator.unit)
    if indicator.precision <= 0 and abs(value - round(value)) < 1e-9:
        return round(value)
    return round(value, indicator.precision + 3)


def shown(cell: Cell | None, indicator: Indicator) -> str:
    """A value for the data table as printed, without unit."""
    if cell is None:
        return format_cell(math.nan, "not_available", indicator)
    return format_cell(cell.value, cell.reason, indicator) + (
        " e" if cell.is_estimated and cell.is_known else ""
    )


def by_year(all_cells: Sequence[Cell], indicator: Indicator) -> Data:
    """Data of a series: a row a year, a column a territory."""
    years = sorted({cell.year for cell in all_cells})
    names = {cell.territory: cell.forms.short for cell in all_cells}
    found = {(cell.territory, cell.year): cell for cell in all_cells}
    kind = "integer" if indicator.precision <= 0 else "number"
    columns = [Column("year", "Année", "", "code")] + [
        Column(territory.replace(":", "_"), name, unit_label(indicator), kind)
        for territory, name in names.items()
    ]
    pick = [[found.get((territory, year)) for territory in names] for year in years]
    return Data(
        tuple(columns),
        tuple((year, *(raw(cell, indicator) for cell in row)) for year, row in zip(years, pick, strict=True)),
        tuple(
            (str(year), *(shown(cell, indicator) for cell in row))
            for year, row in zip(years, pick, strict=True)
        ),
    )


def by_part(all_cells: Sequence[Cell], indicator: Indicator) -> Data:
    """Data of many short series: a row a territory, a column a year."""
    years = sorted({cell.year for cell in all_cells})
    places = {cell.territory: cell for cell in all_cells}
    found = {(cell.territory, cell.year): cell for cell in all_cells}
    kind = "integer" if indicator.precision <= 0 else "number"
    columns = [Column("territory_code", "Code", "", "code"), _named(places)]
    columns += [Column(f"y{year}", str(year), unit_label(indicator), kind) for year in years]
    rows, texts = [], []
    for territory, first in places.items():
        line = [found.get((territory, year)) for year in years]
        code = territory.partition(":")[2] or territory
        rows.append((code, first.name, *(raw(cell, indicator) for cell in line)))
        texts.append((code, first.forms.short, *(shown(cell, indicator) for cell in line)))
    return Data(tuple(columns), tuple(rows), tuple(texts))


def _named(territories: Iterable[str]) -> Column:
    """Names of the rows, under what they are: communes, départements, or territories of several levels."""
    return Column("territory_name", capital(level_of(territories).one))


def by_value(parts: Sequence[Cell]) -> list[Cell]:
    """Parts from the largest value to the smallest, then those without one; of the same value, by name."""
    return sorted(
        parts, key=lambda cell: (not cell.is_known, -cell.value if cell.is_known else 0.0, cell.name)
    )


def row_of(ordered: Sequence[Cell]) -> dict[str, int]:
    """Where each part is among the rows of ``by_territory``, by code."""
    return {cell.territory.partition(":")[2]: row for row, cell in enumerate(ordered)}


def by_territory(
    grouped: Sequence[Sequence[Cell]], indicators: Sequence[Indicator], *, years: bool = False
) -> Data:
    """
    Data of a comparison: a row a territory, a column an indicator.

    Parameters
    ----------
    grouped : sequence of sequences of Cell
        For each indicator, its cells; the first gives the order of the territories.
    indicators : sequence of Indicator
        Same order.
    years : bool
        Whether the columns say their year.

    Returns
    -------
    Data
        Columns ``territory_code``, ``territory_name``, then the indicators.
    """
    order = {cell.territory: cell for one in grouped for cell in one}
    found = [{cell.territory: cell for cell in one} for one in grouped]
    columns = [Column("territory_code", "Code", "", "code"), _named(order)]
    for one, indicator in zip(grouped, indicators, strict=True):
        kind = "integer" if indicator.precision <= 0 else "number"
        year = f"{max(cell.year for cell in one)}" if years and one else ""
        columns.append(Column(indicator.id, _dated(indicator.short, year), unit_label(indicator), kind))
    rows, texts = [], []
    for territory, first in order.items():
        line = [cells_of.get(territory) for cells_of in found]
        code = territory.partition(":")[2] or territory
        pairs = list(zip(line, indicators, strict=True))
        rows.append((code, first.name, *(raw(cell, indicator) for cell, indicator in pairs)))
        texts.append((code, first.forms.short, *(shown(cell, indicator) for cell, indicator in pairs)))
    return Data(tuple(columns), tuple(rows), tuple(texts))


def _dated(heading: str, year: str) -> str:
    """« Population 2023 », « Services sur 24, 2019 »; nothing more where the heading says its year."""
    joint = ", " if heading[-1:].isdigit() else " "
    return heading if year in heading else f"{heading}{joint}{year}"
