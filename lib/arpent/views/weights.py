"""Which parts' names matter most on a map: the most populated."""

from collections.abc import Sequence

from arpent.errors import ArpentError


def name_weights(level: str, codes: Sequence[str]) -> dict[str, float]:
    """
    Latest legal population of communes; nothing for other levels (their area decides).

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
    if level != "commune":
        return {}
    from arpent import tables

    try:
        frame = tables.load("population_legal", list(codes))
    except ArpentError:
        return {}
    known = frame.dropna(subset="population")
    last = known[known["year"] == known["year"].max()]
    return dict(zip(last["commune_code"], last["population"].astype(float), strict=True))
