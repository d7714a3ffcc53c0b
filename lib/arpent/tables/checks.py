"""What a table must hold to enter: a check raises ``DataInvalid`` (table, rows, rule) or returns None."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from arpent.errors import DataInvalid
from arpent.tables.record import TableRecord

if TYPE_CHECKING:
    import pandas as pd

#: Why a figure may be missing: hidden by its producer, not issued, without meaning, or not in the files read.
REASONS = ("secret", "not_published", "not_applicable", "not_available")


def check_table(frame: "pd.DataFrame", record: TableRecord, communes: Collection[str]) -> None:
    """
    All the rules that a record declares.

    Parameters
    ----------
    frame : DataFrame
        The table.
    record : TableRecord
        What it must be.
    communes : collection of str
        Every commune of its COG year.

    Raises
    ------
    DataInvalid
        A rule is broken.
    """
    check_columns(frame, record)
    check_unique(frame, record.key, record.name)
    if record.has_communes:
        check_no_stranger(frame["commune_code"], communes, record.name)
    for total, parts in record.parts.items():
        check_parts(frame, total, parts, record.name)
    check_reasons(frame, record)


def check_columns(frame: "pd.DataFrame", record: TableRecord) -> None:
    """
    The columns are those declared, and hold nothing missing where nothing may be.

    Parameters
    ----------
    frame : DataFrame
        The table.
    record : TableRecord
        What it must be.

    Raises
    ------
    DataInvalid
        A column lacks, is too many, or has a hole.
    """
    if odd := sorted(set(frame.columns) ^ set(record.columns)):
        raise DataInvalid(f"{record.name}: columns {', '.join(odd)}: missing or not declared in its record")
    for name, column in record.columns.items():
        holes = frame[name].isna()
        if not column.is_nullable and holes.any():
            rows = frame.loc[holes, list(record.key)].head(5).to_dict("records")
            raise DataInvalid(f"{record.name}: {name} is missing in {holes.sum()} row(s), as {rows}")


def check_reasons(frame: "pd.DataFrame", record: TableRecord) -> None:
    """
    A figure that is missing says why, in one of the words there are; one that is there says nothing.

    Parameters
    ----------
    frame : DataFrame
        The table.
    record : TableRecord
        What it must be.

    Raises
    ------
    DataInvalid
        A hole without its reason, a reason beside a figure, or another word.
    """
    for name in record.measures:
        if not (told := record.reason_of(name)) or not record.columns[name].is_nullable:
            continue
        reasons, missing = frame[told], frame[name].isna()
        # One reason for a row may be of another of its figures.
        wrong = missing & reasons.isna() if told == "reason" else missing != reasons.notna()
        wrong |= reasons.notna() & ~reasons.isin(REASONS)
        if wrong.any():
            rows = frame.loc[wrong, [*record.key, name, told]].head(3).to_dict("records")
            raise DataInvalid(
                f"{record.name}: {name} must be there, or missing with a reason ({', '.join(REASONS)}), "
                f"in {int(wrong.sum())} row(s), as {rows}"
            )


def check_unique(frame: "pd.DataFrame", key: Iterable[str], name: str) -> None:
    """
    No two rows have the same key.

    Parameters
    ----------
    frame : DataFrame
        Any table.
    key : iterable of str
        Columns that name a row.
    name : str
        For the message.

    Raises
    ------
    DataInvalid
        Some rows do.
    """
    twice = frame.duplicated(list(key), keep=False)
    if twice.any():
        rows = frame.loc[twice, list(key)].head(4).to_dict("records")
        raise DataInvalid(f"{name}: {twice.sum()} rows share their key ({', '.join(key)}), as {rows}")


def check_no_stranger(codes: "pd.Series[str]", known: Collection[str], name: str) -> None:
    """
    Every code is one that exists.

    Parameters
    ----------
    codes : Series of str
        Codes found.
    known : collection of str
        Codes that exist.
    name : str
        For the message.

    Raises
    ------
    DataInvalid
        Some do not exist.
    """
    if strangers := sorted(set(codes) - set(known)):
        raise DataInvalid(f"{name}: {len(strangers)} code(s) not in the COG, as {', '.join(strangers[:6])}")


def check_complete(codes: "pd.Series[str]", known: Collection[str], name: str) -> None:
    """
    Every code that exists is there, once.

    Parameters
    ----------
    codes : Series of str
        Codes found.
    known : collection of str
        Codes that exist.
    name : str
        For the message.

    Raises
    ------
    DataInvalid
        Some lack, stand twice or do not exist.
    """
    check_no_stranger(codes, known, name)
    if absent := sorted(set(known) - set(codes)):
        raise DataInvalid(f"{name}: {len(absent)} code(s) of the COG missing, as {', '.join(absent[:6])}")
    if codes.duplicated().any():
        twice = sorted(set(codes[codes.duplicated()]))
        raise DataInvalid(f"{name}: {len(twice)} code(s) more than once, as {', '.join(twice[:6])}")


def check_parts(
    frame: "pd.DataFrame", total: str, parts: Iterable[str], name: str, *, tolerance: int = 2
) -> None:
    """
    Parts sum to their total, but for rounding.

    Parameters
    ----------
    frame : DataFrame
        Any table.
    total : str
        Column of totals.
    parts : iterable of str
        Columns that sum to it.
    name : str
        For the message.
    tolerance : int
        Largest difference that rounding the parts makes.

    Raises
    ------
    DataInvalid
        A row differs by more.
    """
    gap = (frame[list(parts)].sum(axis=1) - frame[total]).abs()
    far = gap.fillna(0) > tolerance
    if far.any():
        rows = frame.loc[far].head(3).to_dict("records")
        raise DataInvalid(
            f"{name}: {' + '.join(parts)} is not {total} (±{tolerance}) in {far.sum()} row(s), as {rows}"
        )


def check_conserved(before: float, after: float, name: str, *, tolerance: float = 1e-9) -> None:
    """
    A total is the same before and after codes are moved.

    Parameters
    ----------
    before, after : float
        The totals.
    name : str
        What was moved, for the message.
    tolerance : float
        Relative difference allowed.

    Raises
    ------
    DataInvalid
        Something was lost or counted twice.
    """
    if abs(after - before) > tolerance * max(1.0, abs(before)):
        raise DataInvalid(f"{name}: the total was {before:.10g} and is {after:.10g}: lost or counted twice")
