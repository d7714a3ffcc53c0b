"""
Moving counts, ratios and flows from one COG year to another, and saying what was done.

Counts are shared by weight and added up; ratios are recomputed from their moved parts; flows move at both
ends; medians and quantiles don't move (`check_movable`). Categories are in `move_categories`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.errors import AskedWrongly, DataInvalid
from arpent.territory.expand import Expanded, check_codes, check_unique, expand
from arpent.territory.moved import Moved, make_report
from arpent.territory.passage import Passage

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
NOT_ADDITIVE = ("median", "quantile", "index", "rate")
KINDS = ("count", "ratio", "category", "flow", *NOT_ADDITIVE)
TOLERANCE = 1e-9  # relative, of each column's total


def check_movable(kind: str, way: Passage, codes: "pd.Series[str]") -> None:
    """
    Refuse kinds that do not add up, unless every commune of the table has the same territory at both ends.

    Raises
    ------
    AskedWrongly
        Unknown kind; or a median, quantile, index or rate and a commune that merged or was cut.
    """
    if kind not in KINDS:
        raise AskedWrongly(f"kind '{kind}' is unknown; allowed: {', '.join(KINDS)}")
    if kind in NOT_ADDITIVE:
        touched = way.frame[way.frame["source_code"].isin(codes) & ~way.is_same_territory]
        if len(touched):
            named = ", ".join(touched["source_code"].drop_duplicates().head(5))
            raise AskedWrongly(
                f"a {kind} can't be moved from the COG {way.source} to {way.target}: {named} merged or were "
                f"cut, and a {kind} of a whole is not made of those of its parts. Read it in the year its "
                f"producer published, or move the counts that it comes from."
            )


def move_counts(
    frame: pd.DataFrame,
    way: Passage,
    *,
    columns: Sequence[str],
    code: str = "commune_code",
    by: Sequence[str] = (),
    weight: "pd.Series[float] | None" = None,
    absent: str = "missing",
) -> Moved:
    """
    Counts in the communes of another COG year.

    Parameters
    ----------
    frame : DataFrame
        ``code``, ``by`` and ``columns``; one row per commune and ``by``.
    way : Passage
        From the table's COG year.
    columns : sequence of str
        Counts. A missing value stays missing in what it would be part of.
    code : str
        Column of commune codes, text.
    by : sequence of str
        Columns that stay apart (year, age, sex).
    weight : Series, optional
        A quantity known in the communes of the target year, by code, to cut by instead of inhabitants.
    absent : {"missing", "zero"}
        What it means that the table has no row for a commune: unknown (default), or nothing to count.

    Returns
    -------
    Moved
        ``code``, ``by``, ``columns`` and ``is_estimated``. Where the table has every commune of the source
        year, the result has every commune of the target year.

    Raises
    ------
    DataInvalid
        Codes of another year, two rows for one commune, or a weight that lacks a commune.
    """
    check_unique(frame, [code, *by])
    taken = expand(frame, way, code)
    groups = _Groups.of(frame, way, taken, by)
    share = way.shares(weight)[taken.pair]
    holes = _incomplete(frame, way, code) if absent == "missing" else []
    result = pd.DataFrame({code: way.timeline.code_array.take(groups.target)})
    for name in by:
        result[name] = frame[name].take(groups.example).array
    hole = result[code].isin(holes).to_numpy() if holes else np.zeros(len(result), dtype=bool)
    given = frame[list(columns)].to_numpy(float)[taken.row].T * share
    moved = {
        name: np.where(hole, np.nan, groups.add(values)) for name, values in zip(columns, given, strict=True)
    }
    result = result.assign(**moved)
    result["is_estimated"] = groups.add(way.frame["is_estimated"].to_numpy(float)[taken.pair]) > 0
    if not by and frame[code].nunique() == len(way.codes[0]):
        result = pd.concat([result, pd.DataFrame({code: way.entered, "is_estimated": False})])
    report = make_report(frame, result, way, code=code, incomplete=holes)
    if not holes:
        _check_conserved(frame, result, report.outside, columns)
    return Moved(result.sort_values([code, *by], ignore_index=True), report)


def move_ratios(
    frame: pd.DataFrame,
    way: Passage,
    *,
    ratios: Mapping[str, tuple[str, str]],
    code: str = "commune_code",
    by: Sequence[str] = (),
) -> Moved:
    """
    Ratios in the communes of another COG year, recomputed from their moved parts.

    Parameters
    ----------
    frame : DataFrame
        ``code``, ``by``, and the parts (counts) of every ratio; ratios themselves are not read.
    way : Passage
        From the table's COG year.
    ratios : mapping of name → (numerator, denominator)
        Columns of counts.
    code, by
        As in `move_counts`.

    Returns
    -------
    Moved
        Parts and ratios; a ratio is missing where its denominator is 0 or missing.

    Raises
    ------
    DataInvalid
        As `move_counts`.
    """
    parts = list(dict.fromkeys(column for pair in ratios.values() for column in pair))
    moved = move_counts(frame, way, columns=parts, code=code, by=by)
    result = moved.frame.assign(
        **{
            name: moved.frame[above] / moved.frame[below].where(moved.frame[below] != 0)
            for name, (above, below) in ratios.items()
        }
    )
    return Moved(result, moved.report)


def move_flows(
    frame: pd.DataFrame, way: Passage, *, columns: Sequence[str], origin: str, destination: str
) -> Moved:
    """
    Flows between communes, moved at both ends.

    # ASSUME: where both ends are cut, their shares are independent; flows within a cut commune spread so too.

    Parameters
    ----------
    frame : DataFrame
        ``origin``, ``destination`` (codes of the source year, once each pair) and ``columns`` (counts).
    way : Passage
        From the table's COG year.
    columns : sequence of str
        Counts.
    origin, destination : str
        Columns of commune codes.

    Returns
    -------
    Moved
        One row per pair of communes of the target year that has a flow; the report is of the origins.

    Raises
    ------
    DataInvalid
        As `move_counts`; rows with an end that left the COG are in ``report.outside``.
    """
    check_codes(frame[destination], way)
    outside = frame[origin].isin(way.left) | frame[destination].isin(way.left)
    there = move_counts(
        frame[~outside], way, columns=columns, code=destination, by=[origin], absent="zero"
    ).frame
    there["half"] = there.pop("is_estimated").astype(float)
    counted = [*columns, "half"]
    back = move_counts(there, way, columns=counted, code=origin, by=[destination], absent="zero").frame
    back["is_estimated"] |= back.pop("half") > 0
    result = back[[origin, destination, *columns, "is_estimated"]]
    report = make_report(frame, result, way, code=origin, incomplete=[])
    return Moved(result, replace(report, outside=frame[outside]))


@dataclass(frozen=True, eq=False)
class _Groups:
    """What adds up together: one group per target commune and ``by``."""

    of_row: Ints  # of each expanded row
    target: Ints  # commune number of each group
    example: Ints  # a row of the table that fell in each group

    @classmethod
    def of(cls, frame: pd.DataFrame, way: Passage, taken: Expanded, by: Sequence[str]) -> "_Groups":
        apart = frame.groupby(list(by), dropna=False).ngroup().to_numpy() if by else np.zeros(len(frame), int)
        target, width = way.pairs[:, 1][taken.pair], np.int64(apart.max(initial=0) + 1)
        keys = target * width + apart[taken.row]
        unique, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        return cls(inverse, unique // width, taken.row[first])

    def add(self, values: Floats) -> Floats:
        """Sum of each group; missing where one of its values is."""
        return np.bincount(self.of_row, values, minlength=len(self.target)).astype(np.float64)


def _incomplete(frame: pd.DataFrame, way: Passage, code: str) -> list[str]:
    """Target communes that the table has a piece of, and lacks another piece of."""
    line, (source, target) = way.timeline, way.pairs.T
    has = line.flags(line.number_of(frame[code]))[source]
    both = line.flags(target[has]) & line.flags(target[~has])
    codes: list[str] = line.parts.codes[both[:-1]].tolist()
    return codes


def _check_conserved(
    frame: pd.DataFrame, result: pd.DataFrame, outside: pd.DataFrame, columns: Sequence[str]
) -> None:
    for column in columns:
        before = frame[column].sum() - outside[column].sum()
        after, scale = result[column].sum(), frame[column].abs().sum()
        if frame[column].notna().all() and abs(after - before) > TOLERANCE * max(scale, 1):
            raise DataInvalid(f"{column}: {before} before moving, {after} after; nothing may be lost")
