"""
Out of a published file: columns named, numbers typed, marks turned into reasons.

What breaks a rule is refused, naming the file, the row and the rule.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from arpent.errors import DataInvalid
from arpent.tables.raw import Raw
from arpent.tables.raw_checks import (
    check_layout,
    check_once,
    check_positive,
    check_sum,
    check_year,
)
from arpent.territory.subcommunes import ARRONDISSEMENTS


def take_counts(
    raw: Raw, code: str, names: Mapping[str, str], *, parts: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """
    Counts of communes out of a published file, checked.

    Arrondissements of Paris, Lyon and Marseille are summed to their commune, unless it is there too.

    Parameters
    ----------
    raw : Raw
        One row a commune.
    code : str
        Column of codes.
    names : mapping of str to str
        Published column → name here.
    parts : mapping of str to sequence of str, optional
        Total → parts, names here.

    Returns
    -------
    DataFrame
        ``commune_code``, counts (float).

    Raises
    ------
    DataInvalid
        A column lacks, a commune stands twice or is of another COG year, a value is no number, is negative,
        or parts are not their total.
    """
    check_layout(raw, [code, *names])
    check_once(raw, code)
    kept = to_communes(raw, code)
    check_year(kept, code)
    taken = pd.DataFrame({"commune_code": kept.frame[code]})
    for published, name in names.items():
        taken[name] = read_numbers(kept, published, code)[0]
        check_positive(kept, published, taken[name], code)
    for total, columns in (parts or {}).items():
        check_sum(kept, taken, total, columns)
    # A sum with a hole is a hole, not a smaller sum.
    return taken.groupby("commune_code", as_index=False).sum(skipna=False)


def take_iris(
    raw: Raw, names: Mapping[str, str], *, code: str = "IRIS", commune: str = "INSEE_COM"
) -> pd.DataFrame:
    """
    Counts of IRIS out of a published file, checked and summed to communes.

    Parameters
    ----------
    raw : Raw
        One row an IRIS.
    names : mapping of str to str
        Published column → name here.
    code, commune : str
        Columns of codes.

    Returns
    -------
    DataFrame
        ``commune_code``, counts (float).

    Raises
    ------
    DataInvalid
        As `take_counts`.
    """
    check_layout(raw, [code, commune, *names])
    check_once(raw, code)
    check_year(raw, commune)
    taken = pd.DataFrame({"commune_code": raw.frame[commune]})
    for published, name in names.items():
        taken[name] = read_numbers(raw, published, code)[0]
        check_positive(raw, published, taken[name], code)
    return taken.groupby("commune_code", as_index=False).sum(skipna=False)


def take_measures(raw: Raw, code: str, names: Mapping[str, str]) -> pd.DataFrame:
    """
    Figures that do not add up (medians, rates), each with the reason why it is missing.

    Parameters
    ----------
    raw : Raw
        One row a territory.
    code : str
        Column of codes.
    names : mapping of str to str
        Published column → name here. One that the file has not is missing, ``not_published``.

    Returns
    -------
    DataFrame
        ``code``, then ``<name>`` (float) and ``<name>_reason``.

    Raises
    ------
    DataInvalid
        A territory stands twice, or a value is neither a number nor a known mark.
    """
    check_layout(raw, [code])
    check_once(raw, code)
    taken = pd.DataFrame({"code": raw.frame[code]})
    for published, name in names.items():
        if published in raw.frame:
            taken[name], taken[f"{name}_reason"] = read_numbers(raw, published, code)
        else:
            taken[name], taken[f"{name}_reason"] = float("nan"), "not_published"
    return taken.reset_index(drop=True)


def read_numbers(raw: Raw, column: str, code: str) -> tuple["pd.Series[float]", "pd.Series[str]"]:
    """
    Numbers of a column, and the reason of each that is missing.

    Parameters
    ----------
    raw : Raw
        With ``column``: text (decimal point or comma, spaces in thousands), or numbers.
    column : str
        Published name.
    code : str
        Column that names a row, for messages.

    Returns
    -------
    tuple of Series
        Values (float), reasons (missing where there is a value).

    Raises
    ------
    DataInvalid
        A value is neither a number nor a known mark.
    """
    given = raw.frame[column]
    if pd.api.types.is_numeric_dtype(given):
        return given.astype(float), given.isna().map({True: raw.marks[""], False: None})
    text = given.fillna("").str.strip()
    values = pd.to_numeric(
        text.str.replace(r"[\s\u00a0\u202f]", "", regex=True).str.replace(",", "."), errors="coerce"
    )
    reasons = text.map(raw.marks).where(values.isna())
    if (odd := values.isna() & reasons.isna()).any():
        where = raw.frame.loc[odd, code].iloc[0]
        raise DataInvalid(
            f"{raw.file}: row {where}, {column} is {text[odd].iloc[0]!r}: neither a number nor a known mark "
            f"({', '.join(repr(mark) for mark in raw.marks)})"
        )
    return values.astype(float), reasons


def to_communes(raw: Raw, code: str) -> Raw:
    """
    The rows of communes, where Paris, Lyon and Marseille stand by arrondissement, or by both.

    Parameters
    ----------
    raw : Raw
        Any file of communes.
    code : str
        Column of codes.

    Returns
    -------
    Raw
        Arrondissements are gone where their commune is there; else they have its code.
    """
    holder = raw.frame[code].map(ARRONDISSEMENTS)
    kept = raw.only(~holder.isin(set(raw.frame[code])))
    return kept.having(kept.frame.assign(**{code: holder.fillna(raw.frame[code])}))
