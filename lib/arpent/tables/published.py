"""Builders that several tables share: census counts of communes, figures of published levels."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from arpent.errors import DataInvalid
from arpent.tables.completing import (
    CURRENT,
    bring_decimals,
    bring_published,
    complete,
    complete_measures,
    with_unlisted,
)
from arpent.tables.raw import Raw
from arpent.tables.raw_checks import check_year
from arpent.tables.taking import take_counts, take_measures
from arpent.territory.subcommunes import ARRONDISSEMENTS

LEVELS = {"COM": "commune", "EPCI": "epci", "DEP": "departement", "REG": "region", "FR": "france"}


def build_counts(
    raws: Sequence[Raw],
    code: str | Callable[[Raw], str],
    names: Callable[[Raw], Mapping[str, str]],
    *,
    parts: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """
    Counts of communes of several years, in the tables' COG.

    Parameters
    ----------
    raws : sequence of Raw
        One a year.
    code : str or callable
        Column of codes.
    names : callable
        Published column → name here, of a file.
    parts : mapping of str to sequence of str, optional
        Total → parts, checked in each file.

    Returns
    -------
    DataFrame
        ``commune_code``, ``year``, counts, ``is_estimated``, ``reason``: every commune, every year.

    Raises
    ------
    DataInvalid
        A file breaks a rule.
    """
    years, columns = [], list(names(raws[0]).values())
    for raw in raws:
        column = code if isinstance(code, str) else code(raw)
        taken = take_counts(raw, column, names(raw), parts=parts)
        moved = bring_decimals(taken, columns, source=raw.cog_year)
        years.append(moved.assign(year=raw.year))
    return complete(pd.concat(years, ignore_index=True), columns)


def build_commune_measures(
    raws: Sequence[Raw], code: str, names: Callable[[Raw], Mapping[str, str]]
) -> pd.DataFrame:
    """
    Figures of communes that do not add up, for communes that are still the same.

    Parameters
    ----------
    raws : sequence of Raw
        One a year.
    code : str
        Column of codes.
    names : callable
        Published column → name here, of a file.

    Returns
    -------
    DataFrame
        ``commune_code``, ``year``, ``<measure>``, ``<measure>_reason``: every commune, every year.

    Raises
    ------
    DataInvalid
        A file breaks a rule.
    """
    columns = list(names(raws[0]).values())
    years = []
    for raw in raws:
        kept = raw.only(~raw.frame[code].isin(ARRONDISSEMENTS))
        check_year(kept, code)
        taken = take_measures(kept, code, names(raw)).rename(columns={"code": "commune_code"})
        listed = with_unlisted(taken, columns, source=raw.cog_year)
        years.append(bring_published(listed, source=raw.cog_year).assign(year=raw.year))
    return complete_measures(pd.concat(years, ignore_index=True), columns)


def at_level(raw: Raw, level: str, code: str, names: Mapping[str, str]) -> pd.DataFrame:
    """
    Figures that a producer published at one level, in its geography of that year.

    Parameters
    ----------
    raw : Raw
        One row a territory.
    level : str
        ``epci``, ``departement``…
    code : str
        Column of codes.
    names : mapping of str to str
        Published column → name here.

    Returns
    -------
    DataFrame
        ``territory`` (its id), ``level``, ``year``, ``cog_year``, measures and their reasons.

    Raises
    ------
    DataInvalid
        A file breaks a rule.
    """
    taken = take_measures(raw, code, names)
    placed = taken.assign(territory=f"{level}:" + taken.pop("code"), level=level)
    return placed.assign(year=raw.year, cog_year=raw.cog_year)


def communes_as_level(frame: pd.DataFrame) -> pd.DataFrame:
    """
    Rows of communes, beside those of other levels.

    Parameters
    ----------
    frame : DataFrame
        From `build_commune_measures`.

    Returns
    -------
    DataFrame
        ``territory``, ``level``, ``year``, ``cog_year`` and measures.
    """
    placed = frame.assign(territory="commune:" + frame["commune_code"], level="commune", cog_year=CURRENT)
    return placed.drop(columns="commune_code")


def level_of(published: str, where: str) -> str:
    """
    Level here, of a producer's word.

    Parameters
    ----------
    published : str
        ``DEP``, ``EPCI``…
    where : str
        The file, for the message.

    Returns
    -------
    str

    Raises
    ------
    DataInvalid
        Not one of `LEVELS`.
    """
    if published not in LEVELS:
        raise DataInvalid(f"{where}: level '{published}'; known: {', '.join(LEVELS)}")
    return LEVELS[published]
