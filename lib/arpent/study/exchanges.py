"""Flows between a territory and others, between its parts, and the areas that they draw, as views are given them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import sparse

from arpent import catalogue, indicators, tables
from arpent.indicators.exchanges import LEAST_READ
from arpent.indicators.flows import FlowKind
from arpent.methods.functional_areas import Areas as Found
from arpent.methods.functional_areas import Floats, functional_areas
from arpent.tables.storage import built_file
from arpent.territory import Territory, divisions, find, parent
from arpent.territory.levels import owners, zones
from arpent.views.areas import Areas
from arpent.views.flows import Flows
from arpent.views.links import Links

Used = dict[str, tuple[str, ...]]
#: Level of the others that a territory is shown with; EPCI unless said.
_OTHERS = {"commune": "commune", "departement": "departement", "region": "region"}
#: Level of the parts that flows are told between; communes unless said.
_PARTS = {"groupe": "epci", "departement": "epci", "zone_emploi": "epci", "aav": "epci"}


def flows_of(territory: Territory, kind: str, level: str = "") -> tuple[Flows, Used]:
    """
    Exchanges of a territory with others, in the latest year.

    Parameters
    ----------
    territory : Territory
        Any.
    kind : str
        ``commuting``, ``residential``, ``study`` or ``higher_study``.
    level : str
        Of the others; one that suits the territory's own unless given.

    Returns
    -------
    tuple of Flows and dict
        And the vintages used. ``lacking`` says which table is not on this machine.

    Raises
    ------
    AskedWrongly
        Unknown kind or level.
    """
    chosen, lacks = _asked(kind)
    if lacks:
        empty = pd.DataFrame(columns=["territory", "name", "outgoing", "incoming"], dtype="float64")
        return Flows(empty, territory, chosen.label, 0, "", kind, lacking=lacks), {}
    where = level or _OTHERS.get(territory.level, "epci")
    found = indicators.measure_flows(kind, territory, where)
    used = tables.vintages(chosen.table, [year for year in (found.before, found.year) if year])
    flows = Flows(
        found.frame, territory, chosen.label, found.year, catalogue.source_line(used),
        kind, found.before, LEAST_READ, found.unread, found.inside == found.inside,
        found.reciprocity,
    )  # fmt: skip
    return flows, used


def links_of(territory: Territory, kind: str) -> tuple[Links, Used]:
    """
    Flows between the parts of a territory: communes, EPCI of a grouping, départements of a région.

    Parameters
    ----------
    territory : Territory
        Any; a commune is seen in its EPCI.
    kind : str
        As in `flows_of`.

    Returns
    -------
    tuple of Links and dict
        And the vintages used. ``lacking`` says which table is not on this machine.

    Raises
    ------
    AskedWrongly
        Unknown kind.
    """
    chosen, lacks = _asked(kind)
    whole = territory
    if whole.level == "commune":
        whole = parent(whole, "epci") or whole
    if lacks:
        return Links(pd.DataFrame(), {}, whole, chosen.label, 0, "", kind, lacking=lacks), {}
    parts = _parts(whole)
    found = indicators.measure_links(kind, whole, parts)
    names = {part.id: part.name for part in parts}
    used = tables.vintages(chosen.table, [found.year])
    source, shares = catalogue.source_line(used), (found.kept, found.crossing, found.out)
    return Links(found.frame, names, whole, chosen.label, found.year, source, kind, shares, LEAST_READ), used


def areas_of(territory: Territory, kind: str, resolution: float = 1.0) -> tuple[Areas, Used]:
    """
    Functional areas that flows between EPCI draw, a territory in them.

    Parameters
    ----------
    territory : Territory
        Any.
    kind : str
        As in `flows_of`.
    resolution : float
        Above 1, smaller areas.

    Returns
    -------
    tuple of Areas and dict
        And the vintages used. The areas are those of the whole of France, the same on every page. ``lacking`` says
        which table is not on this machine.

    Raises
    ------
    AskedWrongly
        Unknown kind, or a resolution of 0 or less.
    """
    chosen, lacks = _asked(kind)
    if lacks:
        return Areas(pd.DataFrame(), territory, (), chosen.label, 0, "", kind, lacking=lacks), {}
    state = built_file(chosen.table).stat().st_mtime_ns
    frame, score, year = _national(kind, resolution, state)
    own = owners("epci").reindex(list(territory.communes)).dropna().unique()
    known = indicators.measure_flows(kind, territory, "epci").inside
    held = () if np.isnan(known) else tuple(f"epci:{code}" for code in sorted(own))
    used = tables.vintages(chosen.table, [year])
    source = catalogue.source_line(used)
    return Areas(frame, territory, held, chosen.label, year, source, kind, score, resolution), used


def _asked(kind: str) -> tuple[FlowKind, tuple[indicators.Lack, ...]]:
    chosen = indicators.kind_of(kind)
    lack = indicators.lack_of(chosen.table, chosen.label)
    return chosen, () if lack is None else (lack,)


def _parts(whole: Territory) -> Sequence[Territory]:
    level = _PARTS.get(whole.level, "")
    if not level:
        return divisions(whole) or [whole]
    codes = owners(level).reindex(list(whole.communes)).dropna()
    return [
        replace(find(f"{level}:{code}"), communes=tuple(sorted(communes)))
        for code, communes in codes.index.to_series().groupby(codes.to_numpy())
    ]


@lru_cache(maxsize=8)
def _national(kind: str, resolution: float, _modified: int) -> tuple[pd.DataFrame, float, int]:
    """Areas of France: one row an EPCI; the modularity; the year."""
    matrix, codes, year = indicators.zone_matrix(kind, "epci")
    found = functional_areas(matrix, resolution=resolution)
    starts = np.asarray(matrix.sum(axis=1))
    frame = pd.DataFrame(
        {
            "territory": [f"epci:{code}" for code in codes],
            "name": zones("epci")["name"].reindex(list(codes)).to_numpy(),
            "area": found.labels,
            "stability": found.stability,
            "persons": starts,
            "kept": _kept_in_area(matrix.tocoo(), found) / np.where(starts > 0, starts, np.nan),
            "attracted": np.asarray(matrix.sum(axis=0)),
        }
    )
    return frame[frame["persons"] + frame["attracted"] > 0].reset_index(drop=True), found.modularity, year


def _kept_in_area(pairs: sparse.coo_array, found: Found) -> Floats:
    inside = found.labels[pairs.row] == found.labels[pairs.col]
    kept = np.bincount(pairs.row[inside], weights=pairs.data[inside], minlength=len(found.labels))
    return kept.astype("float64")
