"""What a map knows of the parts beside their value: which names matter most, which belong together."""

from collections.abc import Sequence

from arpent import tables
from arpent.errors import ArpentError

NAMED = 1e18  # weight of a part that the title names


def name_weights(level: str, codes: Sequence[str]) -> dict[str, float]:
    """
    Latest legal population of communes, that of the census for IRIS; nothing for other levels (their area decides).

    Parameters
    ----------
    level : str
        Of the parts.
    codes : sequence of str
        Of the parts.

    Returns
    -------
    dict
        Code to inhabitants; empty where the table is not on this machine: names are a courtesy.
    """
    if level == "iris":
        return _inhabitants_of_iris(codes)
    if level != "commune":
        return {}
    try:
        frame = tables.load("population_legal", list(codes))
    except ArpentError:
        return {}
    known = frame.dropna(subset="population")
    last = known[known["year"] == known["year"].max()]
    return dict(zip(last["commune_code"], last["population"].astype(float), strict=True))


def _inhabitants_of_iris(codes: Sequence[str]) -> dict[str, float]:
    frame = tables.load("census_iris", columns=["iris_code", "population"])
    known = frame[frame["iris_code"].isin(list(codes))]
    return dict(zip(known["iris_code"], known["population"].astype(float), strict=True))


def groups_of(level: str, codes: Sequence[str]) -> dict[str, str]:
    """
    What parts are grouped by on a map: the EPCI of communes, the commune of IRIS.

    Parameters
    ----------
    level : str
        Of the parts.
    codes : sequence of str
        Of the parts.

    Returns
    -------
    dict
        Code to the group's; nothing for a commune in no EPCI, for other levels, or where the table is not on this
        machine.
    """
    table, part, group = ("census_iris", "iris_code", "commune_code")
    if level == "commune":
        table, part, group = ("communes", "commune_code", "epci_code")
    if level not in ("commune", "iris"):
        return {}
    try:
        # The code of an IRIS keeps the commune of old: only communes tell where their rows are.
        where = list(codes) if level == "commune" else None
        frame = tables.load(table, where, columns=[part, group]).dropna(subset=group)
    except ArpentError:
        return {}
    kept = frame[frame[part].isin(list(codes))]
    return dict(zip(kept[part], kept[group], strict=True))


def with_extremes(weights: dict[str, float], values: dict[str, float]) -> dict[str, float]:
    """
    Weights in which the lowest and the highest part, which the title names, come first.

    Examples
    --------
    >>> with_extremes({"a": 5.0, "b": 9.0, "c": 1.0}, {"a": 0.1, "b": 0.2, "c": 0.3})
    {'a': 1e+18, 'b': 9.0, 'c': 1e+18}
    """
    if len(values) < 3:
        return weights
    low, high = (pick(values, key=lambda code: (values[code], code)) for pick in (min, max))
    return weights | {low: NAMED, high: NAMED}
