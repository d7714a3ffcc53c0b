"""What a published file must hold: a check raises ``DataInvalid`` (file, row, rule) or returns None."""

from collections.abc import Iterable, Sequence

import pandas as pd

from arpent.errors import DataInvalid, did_you_mean
from arpent.tables.raw import Raw
from arpent.territory.passage import passage

SHOWN = 5


def check_layout(raw: Raw, columns: Iterable[str]) -> None:
    """
    The file has the columns that its table is made of.

    Parameters
    ----------
    raw : Raw
        Any file.
    columns : iterable of str
        Published names.

    Raises
    ------
    DataInvalid
        One lacks: the producer changed its layout.
    """
    known = [str(name) for name in raw.frame.columns]
    for name in columns:
        if name not in known:
            raise DataInvalid(
                f"{raw.file}: no column '{name}'{did_you_mean(name, known) or '.'} Its layout changed. "
                f"It has: {', '.join(known[:30])}"
            )


def check_once(raw: Raw, code: str) -> None:
    """
    No code stands twice.

    Parameters
    ----------
    raw : Raw
        Any file.
    code : str
        Column of codes.

    Raises
    ------
    DataInvalid
        With codes and their rows, counted from the first row under the header.
    """
    twice = raw.frame[code].duplicated(keep=False)
    if twice.any():
        first = raw.frame.loc[twice, code].iloc[0]
        rows = [str(number + 1) for number in raw.frame.index[raw.frame[code] == first]]
        raise DataInvalid(
            f"{raw.file}: {first} stands on rows {', '.join(rows[:SHOWN])}: each must stand once "
            f"({raw.frame.loc[twice, code].nunique()} such code(s))"
        )


def check_year(raw: Raw, code: str) -> None:
    """
    Every code is a commune of the file's COG year.

    Parameters
    ----------
    raw : Raw
        Any file of communes.
    code : str
        Column of codes.

    Raises
    ------
    DataInvalid
        With the codes, and where to look.
    """
    known = set(passage(raw.cog_year, raw.cog_year).codes[0])
    strangers = ~raw.frame[code].isin(known)
    if strangers.any():
        codes = raw.frame.loc[strangers, code].drop_duplicates()
        row = raw.frame.index[strangers][0] + 1
        raise DataInvalid(
            f"{raw.file}: row {row}: {', '.join(map(str, codes.head(SHOWN)))} ({len(codes)} in all) not in the "
            f"COG {raw.cog_year} that its record declares. 'arpent territory detect' finds the year of a file."
        )


def check_positive(raw: Raw, column: str, values: "pd.Series[float]", code: str) -> None:
    """
    No count is below zero.

    Parameters
    ----------
    raw : Raw
        Where they are from.
    column : str
        Published name.
    values : Series of float
        Read from it.
    code : str
        Column that names a row.

    Raises
    ------
    DataInvalid
        With the first row.
    """
    below = values < 0
    if below.any():
        where = raw.frame.loc[below, code].iloc[0]
        raise DataInvalid(
            f"{raw.file}: row {where}, {column} is {values[below].iloc[0]:g}: a count is not negative "
            f"({int(below.sum())} such row(s))"
        )


def check_sum(
    raw: Raw, taken: pd.DataFrame, total: str, parts: Sequence[str], *, tolerance: float = 1.0
) -> None:
    """
    Parts sum to the total that the producer published.

    Parameters
    ----------
    raw : Raw
        Where they are from.
    taken : DataFrame
        ``commune_code``, ``total`` and ``parts``.
    total : str
        Column of totals.
    parts : sequence of str
        Columns that sum to it.
    tolerance : float
        Largest difference that the producer's rounding makes.

    Raises
    ------
    DataInvalid
        With the first row, its sum and its total.
    """
    sums = taken[list(parts)].sum(axis=1, skipna=False)
    far = (sums - taken[total]).abs() > tolerance
    if far.any():
        row = taken[far].iloc[0]
        raise DataInvalid(
            f"{raw.file}: row {row['commune_code']}: {' + '.join(parts)} is {sums[far].iloc[0]:.6g}, {total} is "
            f"{row[total]:.6g}: parts must sum to their total (±{tolerance:g}; {int(far.sum())} such row(s))"
        )
