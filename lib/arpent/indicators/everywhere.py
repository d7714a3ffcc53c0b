"""Latest figures of indicators on all the territories of a level at once: one pass a table."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from arpent import tables
from arpent.indicators.measure import YEARS_APART, _valued
from arpent.indicators.model import Change, Indicator
from arpent.indicators.registry import indicator
from arpent.territory.levels import owners
from arpent.territory.reference import latest_population

# ASSUME: a commune is compared with the two thousand nearest in population; other levels have fewer, all compared.
MOST_COMPARED = 2000


def profiles(
    names: Sequence[str], level: str, code: str, *, most: int = MOST_COMPARED
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Latest figures of several indicators on the territories of a level. Not to be altered: they are remembered.

    Parameters
    ----------
    names : sequence of str
        Ids of indicators.
    level, code : str
        A level that has zones, and one of its territories.
    most : int
        Where the level has more others than this, those nearest in population to the territory.

    Returns
    -------
    tuple of two DataFrames
        One row a territory, one column an indicator: the values, and the reasons of those missing.
    """
    zone = owners(level)
    return _profiles(tuple(names), level, code if zone.nunique() > most + 1 else None, most)


@lru_cache(maxsize=8)
def _profiles(
    names: tuple[str, ...], level: str, around: str | None, most: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    zone = owners(level)
    kept = zone if around is None else zone[zone.isin(_nearest_in_size(zone, around, most))]
    frame = measure_everywhere([indicator(name) for name in names], f"{level}:" + kept)
    keyed = frame.set_index(["territory", "indicator"])
    values, reasons = (
        keyed[column].unstack("indicator")[list(names)]  # noqa: PD010 - pivot_table drops empty rows
        for column in ("value", "reason")
    )
    return values, reasons


def _nearest_in_size(zone: "pd.Series[str]", code: str, most: int) -> list[str]:
    sizes = latest_population().reindex(zone.index).fillna(0.0).groupby(zone).sum().sort_index()
    ratios = (sizes + 1).to_numpy(dtype="float64") / (float(sizes[code]) + 1)
    apart = pd.Series(np.abs(np.log(ratios)), index=sizes.index)
    apart[code] = -1.0
    return list(apart.sort_values(kind="stable").index[: most + 1])


def measure_everywhere(chosen: Sequence[Indicator], zone: "pd.Series[str]") -> pd.DataFrame:
    """
    Latest year of several indicators on territories that do not overlap, as ``measure`` would have it.

    Not for a page: it says neither what is estimated nor what is fragile.

    Parameters
    ----------
    chosen : sequence of Indicator
        Counts, ratios and changes.
    zone : Series of str
        Territory of each commune (index: ``commune_code``).

    Returns
    -------
    DataFrame
        ``territory``, ``indicator``, ``value``, ``reason`` (None where there is a value).
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Indicator]] = {}
    for one in chosen:
        groups.setdefault((one.table, _extra(one)), []).append(one)
    frames = []
    for (table, extra), alike in groups.items():
        sums = _sums(table, extra, alike, zone)
        frames += [_latest(one, sums) for one in alike]
    frame = pd.concat(frames, ignore_index=True)
    frame["reason"] = frame["reason"].astype("object").where(frame["value"].isna(), None)
    return frame[["territory", "indicator", "value", "reason"]]


def _extra(one: Indicator) -> tuple[str, ...]:
    """Columns that the communes' own table has, as their area."""
    return tuple(name for name in one.columns if name not in tables.describe(one.table).columns)


def _latest(one: Indicator, sums: pd.DataFrame) -> pd.DataFrame:
    valued = _valued(one, sums, None)
    latest: pd.DataFrame = valued[valued["year"] == valued["year"].max()]
    return latest.assign(indicator=one.id)


def _sums(
    table: str, extra: tuple[str, ...], alike: Sequence[Indicator], zone: "pd.Series[str]"
) -> pd.DataFrame:
    names = list(dict.fromkeys(name for one in alike for name in one.columns))
    rows = _rows(table, [name for name in names if name not in extra], alike)
    rows = rows.assign(territory=rows["commune_code"].map(zone)).dropna(subset="territory")
    for name in extra:
        communes = tables.load("communes", columns=["commune_code", name])
        rows[name] = rows["commune_code"].map(communes.set_index("commune_code")[name])
    keys = [rows["territory"].rename("territory"), rows["year"].rename("year")]
    values = rows[names].astype("float64")
    grouped = values.groupby(keys)
    expected = zone.groupby(zone).size()
    incomplete = grouped.count().lt(
        expected.reindex(grouped.count().index.get_level_values(0)).to_numpy(), axis=0
    )
    reasons = rows["reason"].where(values.isna().any(axis=1)).astype("object").groupby(keys).first()
    reasons = reasons.fillna("not_available").where(incomplete.any(axis=1), None)
    sums = grouped.sum().where(~incomplete)
    return pd.concat([sums, reasons.rename("reason")], axis=1).reset_index()


def _rows(table: str, names: Sequence[str], alike: Sequence[Indicator]) -> pd.DataFrame:
    record = tables.describe(table)
    kept = [name for name in ("commune_code", "year", "reason") if name in record.columns]
    rows = tables.load(table, columns=[*kept, *names])
    rows = rows.assign(**{name: None for name in ("reason",) if name not in rows})
    if "year" not in rows:
        return rows.assign(year=record.cog_year)
    last = int(rows["year"].max())
    wanted = {last, last - YEARS_APART} if any(isinstance(one, Change) for one in alike) else {last}
    return rows[rows["year"].isin(wanted)]
