"""Sums of a table's columns over the communes of territories, each missing part leaving its sum missing."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from arpent import tables
from arpent.indicators.model import Indicator
from arpent.territory import Territory

# ASSUME: "France" is France without Mayotte in these tables, as INSEE publishes it: Mayotte has its own census date.
NOT_IN_FRANCE = "976"
# ASSUME: a sum is called estimated where estimated communes make more than this share of it. The parts of a commune
# that was split again are estimated; the sum over all of them, which most territories hold, is not.
MOST_ESTIMATED = 0.01
#: A territory of more communes is summed by itself and remembered: a page asks for its parents in every figure.
WIDE = 300


def sum_columns(indicator: Indicator, territories: Sequence[Territory]) -> pd.DataFrame:
    """
    Sums of an indicator's columns, by territory and year.

    Parameters
    ----------
    indicator : Indicator
        Says the table and the columns.
    territories : sequence of Territory
        Any levels; they may overlap.

    Returns
    -------
    DataFrame
        ``territory`` (id), ``year``, the columns (float; NaN where a commune's value is missing), ``reason`` of
        the first missing part, ``is_estimated``.
    """
    extra = tuple(name for name in indicator.columns if name not in tables.describe(indicator.table).columns)
    wide = [place for place in territories if len(place.communes) > WIDE]
    small = tuple(place for place in territories if len(place.communes) <= WIDE)
    frames = [_remembered(indicator.table, extra, place) for place in wide]
    frames += [_summed(indicator.table, extra, small)] if small else []
    frame = pd.concat(frames, ignore_index=True)
    estimated = frame[[f"{name} estimated" for name in indicator.columns]].max(axis=1)
    kept = frame[["territory", "year", *indicator.columns, "reason"]]
    return kept.assign(is_estimated=estimated > MOST_ESTIMATED)


@lru_cache(maxsize=256)
def _remembered(table: str, extra: tuple[str, ...], place: Territory) -> pd.DataFrame:
    return _summed(table, extra, (place,))


def _summed(table: str, extra: tuple[str, ...], places: tuple[Territory, ...]) -> pd.DataFrame:
    members = _members(places)
    rows = _rows(table, extra, sorted(set(members["commune_code"])))
    joined = members.merge(rows, on="commune_code", how="left")
    years = rows["year"].dropna().unique()
    if len(years) == 1:
        joined["year"] = joined["year"].fillna(years[0])
    joined = joined.dropna(subset="year")
    names = _counted(rows)
    keys = [joined["territory"], joined["year"].astype("int64").rename("year")]
    values = joined[names].astype("float64")
    missing = values.isna().groupby(keys).any()
    sums = values.groupby(keys).sum().where(~missing)
    guessed = values.where(joined["is_estimated"].eq(True), 0.0).groupby(keys).sum()
    shares = (guessed / sums.replace(0.0, np.nan)).fillna(0.0).add_suffix(" estimated")
    reasons = joined["reason"].where(values.isna().any(axis=1)).astype("object").groupby(keys).first()
    reasons = reasons.fillna("not_available").where(missing.any(axis=1), None)
    return pd.concat([sums, shares, reasons.rename("reason")], axis=1).reset_index()


def _counted(rows: pd.DataFrame) -> list[str]:
    return [name for name in rows.select_dtypes("number").columns if name not in {"year", "typography"}]


def _members(places: Sequence[Territory]) -> pd.DataFrame:
    places = list({place.id: place for place in places}.values())
    lengths = [len(place.communes) for place in places]
    members = pd.DataFrame(
        {
            "territory": np.repeat([place.id for place in places], lengths),
            "commune_code": [code for place in places for code in place.communes],
        }
    )
    beyond = (members["territory"] == "france") & members["commune_code"].str.startswith(NOT_IN_FRANCE)
    return members[~beyond]


def _rows(table: str, extra: tuple[str, ...], communes: list[str]) -> pd.DataFrame:
    rows = tables.load(table, communes)
    if table == "communes":
        rows = rows.assign(communes=1)
    elif extra:
        more = tables.load("communes", communes)[["commune_code", *extra]]
        rows = rows.merge(more, on="commune_code", how="left")
    defaults = {"year": tables.describe(table).cog_year, "is_estimated": False, "reason": None}
    return rows.assign(**{name: value for name, value in defaults.items() if name not in rows})
