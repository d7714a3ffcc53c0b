"""Which places of a département resemble their neighbours more than chance would have it."""

import numpy as np
import pandas as pd

from arpent import indicators
from arpent.errors import AskedWrongly
from arpent.methods.spatial import FEWEST, LEVEL, local_moran, moran
from arpent.study.measuring import measured
from arpent.study.record import Record
from arpent.territory import Territory, divisions, parent
from arpent.territory.neighbours import borders
from arpent.views.clusters import MEAN, MORAN, Clusters


def clusters_of(territory: Territory, name: str, record: Record) -> Clusters:
    """
    Clusters of high and low values among the communes of the département around, or the départements of France.

    Parameters
    ----------
    territory : Territory
        Any; that of a wider one is told on the département where most of its inhabitants live.
    name : str
        Id of an indicator, not a count.
    record : Record
        Where what was used is noted.

    Returns
    -------
    Clusters
        Without rows where too few places have a value and a neighbour (a région, Paris); its ``lack`` says which
        table is not on this machine.

    Raises
    ------
    AskedWrongly
        The indicator is unknown, or a count: large places would be high, whoever their neighbours are.
    """
    one = indicators.indicator(name)
    if one.kind in ("count", "flow"):
        raise AskedWrongly(f"clusters: '{name}' is a {one.kind}; give a rate, a share or a median.")
    area = parent(territory, "departement") or territory
    parts = divisions(area) if area.level in ("departement", "france") else []
    if len(parts) < FEWEST:
        return Clusters(pd.DataFrame(), one, territory, area)
    places = [("focus", area), *(("part", place) for place in parts)]
    found = measured([name], places, record, single=True)
    if name in found.lacking:
        return Clusters(pd.DataFrame(), one, territory, area, lack=found.lacking[name])
    rows = found.frame[found.frame["role"] == "part"].set_index("territory")
    rows = rows.reindex([place.id for place in parts])
    values, beside = rows["value"].to_numpy(dtype="float64", na_value=np.nan), borders(parts)
    try:
        whole, local = moran(values, beside), local_moran(values, beside)
    except AskedWrongly:  # too few have a value
        return Clusters(pd.DataFrame(), one, territory, area)
    rows = rows.assign(lag=local.lag, p=local.p, kind=local.kind).reset_index()
    about = {"territory": area.id, "name": area.name, "role": "focus", "year": rows["year"].iloc[0]}
    mean = float(values[whole.is_used].mean())
    told = [
        {**about, "indicator": key, "value": value} for key, value in ((MORAN, whole.index), (MEAN, mean))
    ]
    frame = pd.concat([rows, pd.DataFrame(told).assign(reason=None)])
    return Clusters(
        frame, one, territory, area, found.source, is_alike=whole.p <= LEVEL and whole.index > whole.expected
    )
