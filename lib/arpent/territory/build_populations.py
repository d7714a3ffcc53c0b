"""Populations that weigh the parts of communes, out of the releases. Used by `build_events` only."""

import pandas as pd

from arpent.territory.build_releases import STATUSES
from arpent.territory.events import FIRST_YEAR, Events
from arpent.territory.parts import OUTSIDE, Parts, replay

IN_FORCE_AFTER = 3  # legal populations of year Y are in force on 1 January Y + 3 (décret 2003-485)
# COG year of the codes that each release's populations come with.
GEOGRAPHY = {2016: 2019, 2017: 2020, 2019: 2021, 2020: 2022, 2021: 2024, 2022: 2024, 2023: 2026}
COLUMNS = ["reference_year", "cog_year", "status", "commune_code", "population"]


def populations(
    legal: dict[int, pd.DataFrame],
    delegated: pd.DataFrame,
    base: pd.DataFrame,
    events: pd.DataFrame,
    last: int,
) -> pd.DataFrame:
    """
    Legal populations of the communes whose parts were or will be apart, and the latest of every commune.

    Parameters
    ----------
    legal : dict of reference year → DataFrame
        ``communes.json`` of a release.
    delegated : DataFrame
        Communes, delegated and associated communes of COG 2020 with ``population_municipale`` (2017).
    base, events, last
        As in ``Events``.

    Returns
    -------
    DataFrame
        `COLUMNS`; ``status`` is COM, COMD or COMA.
    """
    parts = replay(Events(base, events, FIRST_YEAR, last))
    tables = [_table(frame, "population", year) for year, frame in legal.items()]
    tables.append(_table(delegated, "population_municipale", 2017))
    frame = pd.concat(tables, ignore_index=True)
    latest = frame["reference_year"] == max(legal)
    wanted = frame["commune_code"].isin(_compound(parts)) | latest | (frame["status"] != "COM")
    return frame[wanted].sort_values(COLUMNS[:4], ignore_index=True)


def _table(frame: pd.DataFrame, column: str, year: int) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "reference_year": year,
            "cog_year": GEOGRAPHY[year],
            "status": frame["type"].map(STATUSES),
            "commune_code": frame["code"],
            "population": pd.to_numeric(frame[column]),
        }
    ).dropna()
    types = {"reference_year": "int16", "cog_year": "int16", "population": "int32"}
    return table.drop_duplicates(["status", "commune_code"]).astype(types)


def _compound(parts: Parts) -> set[str]:
    """Codes of communes that shared a commune with another, one year or another."""
    shared: set[int] = set()
    for owner in parts.communes:
        sizes = pd.Series(owner[owner != OUTSIDE]).value_counts()
        shared.update(sizes.index[sizes > 1].tolist())
    together = {part for owner in parts.communes for part in range(len(owner)) if owner[part] in shared}
    return {
        str(parts.codes[owner[part]]) for owner in parts.communes for part in together if owner[part] >= 0
    }
