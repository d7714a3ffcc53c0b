"""What the tables made of Melodi's long files share: observations of communes → counts by year, in the tables' COG."""

from collections.abc import Mapping

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.melodi import GEO, LEVEL, TIME, VALUE
from arpent.tables.completing import bring_decimals
from arpent.tables.raw import Raw
from arpent.tables.raw_checks import check_layout, check_positive, check_year
from arpent.tables.taking import read_numbers, to_communes


def bring_observations(raw: Raw, names: Mapping[str, str], *, dimension: str = "") -> pd.DataFrame:
    """
    Counts of communes, a column each, of every year of a long file.

    Parameters
    ----------
    raw : Raw
        From `arpent.sources.melodi.read_observations`.
    names : mapping of str to str
        Value of ``dimension`` → name here; one entry, of the blank value, where there is no dimension.
    dimension : str
        Column that tells counts apart; rows of other values are left.

    Returns
    -------
    DataFrame
        ``commune_code``, ``year``, counts and ``is_estimated``: a row for each commune of each year.

    Raises
    ------
    DataInvalid
        A commune has two observations, is of another COG year, or a count is no number or is negative.
    """
    check_layout(raw, [GEO, LEVEL, TIME, VALUE, *([dimension] if dimension else [])])
    named = raw.frame[dimension].map(names) if dimension else pd.Series(names[""], raw.frame.index)
    kept = to_communes(raw.having(raw.frame.assign(named=named)).only(named.notna()), GEO)
    check_year(kept, GEO)
    _check_years(kept)
    values = read_numbers(kept, VALUE, GEO)[0]
    check_positive(kept, VALUE, values, GEO)
    long = pd.DataFrame(
        {
            "commune_code": kept.frame[GEO],
            "year": kept.frame[TIME],
            "named": kept.frame["named"],
            "value": values,
        }
    )
    _check_once(raw, kept)
    years = [_year(of_year, int(str(year)), raw) for year, of_year in long.groupby("year")]
    return pd.concat(years, ignore_index=True)


def _year(long: pd.DataFrame, year: int, raw: Raw) -> pd.DataFrame:
    # A sum with a hole is a hole: arrondissements have been given their city's code.
    summed = long.groupby(["named", "commune_code"])["value"].sum(skipna=False)
    counts = {str(name): summed.loc[name] for name in summed.index.unique("named")}
    wide = pd.DataFrame(counts).reset_index(names="commune_code")
    return bring_decimals(wide, list(counts), source=raw.cog_year).assign(year=year)


def _check_once(raw: Raw, kept: Raw) -> None:
    """Two observations where one is meant: a dimension was not told apart."""
    twice = raw.frame.loc[kept.frame.index].assign(named=kept.frame["named"])
    again = twice.duplicated([GEO, TIME, "named"], keep=False)
    if again.any():
        row = twice[again].iloc[0]
        raise DataInvalid(
            f"{raw.file}: {row[GEO]} has {int((again & (twice[GEO] == row[GEO])).sum())} observations that should be "
            f"one ({row['named']}, {row[TIME]}): a dimension has several values"
        )


def _check_years(raw: Raw) -> None:
    odd = ~raw.frame[TIME].str.fullmatch(r"(19|20)\d\d")
    if odd.any():
        raise DataInvalid(f"{raw.file}: {TIME} is '{raw.frame.loc[odd, TIME].iloc[0]}', not a year")
