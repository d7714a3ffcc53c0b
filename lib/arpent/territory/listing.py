"""Lists of territories: codes and names of a level, in a year."""

import pandas as pd

from arpent.errors import AskedWrongly, did_you_mean
from arpent.territory.find import find
from arpent.territory.groups import read_groups
from arpent.territory.intercommunal import epci_of_year
from arpent.territory.levels import communes_of_zone, zones
from arpent.territory.model import LEVELS
from arpent.territory.reference import cog_year


def list_territories(level: str, year: int | None = None) -> pd.DataFrame:
    """
    Codes and names of all the territories of a level.

    Parameters
    ----------
    level : str
        One of ``LEVELS``.
    year : int, optional
        COG year, of 1 January; the current COG unless given. Communes: 1968 to the last known. EPCI: 2019 to
        the current COG. Other levels: the current COG only.

    Returns
    -------
    DataFrame
        ``code``, ``name`` as they were that year, sorted by code; and ``departement_code`` of communes,
        ``type`` of EPCI, ``communes`` (how many) of other levels.

    Raises
    ------
    AskedWrongly
        Unknown level, or a year that is not known for it.
    DataUnavailable
        INSEE's zonings are not on this machine.

    Examples
    --------
    >>> communes = list_territories("commune", 2022).set_index("code")["name"]
    >>> len(communes), communes["01138"]
    (34955, 'Culoz')
    """
    if level not in LEVELS:
        raise AskedWrongly(
            f"level '{level}': unknown{did_you_mean(level, LEVELS) or '.'} Levels: {', '.join(LEVELS)}."
        )
    current = cog_year()
    wanted = current if year is None else year
    if level == "commune":
        return _communes(wanted)
    if level == "epci":
        return epci_of_year(wanted).reset_index().set_axis(["code", "name", "type"], axis=1)
    if wanted != current:
        raise AskedWrongly(
            f"--cog {wanted}: the level '{level}' is known in the COG {current} only. Communes are known since "
            f"1968, EPCI since 2019."
        )
    return _current(level)


def _communes(year: int) -> pd.DataFrame:
    from arpent.territory.timeline import timeline  # noqa: PLC0415 - other levels do without the events

    communes = timeline().communes(year)[["commune_code", "commune_name", "departement_code"]]
    return communes.set_axis(["code", "name", "departement_code"], axis=1)


def _current(level: str) -> pd.DataFrame:
    if level in ("groupe", "france"):
        ids = ["france"] if level == "france" else [f"groupe:{code}" for code in sorted(read_groups())]
        places = [find(identifier) for identifier in ids]
        rows = [(place.code, place.name, len(place.communes)) for place in places]
        return pd.DataFrame(rows, columns=["code", "name", "communes"])
    names = zones(level)["name"]
    counts = [len(communes_of_zone(level, str(code))) for code in names.index]
    return pd.DataFrame({"code": names.index, "name": names.to_numpy(), "communes": counts})
