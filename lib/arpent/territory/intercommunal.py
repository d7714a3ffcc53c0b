"""EPCI through the years: which communes each had, under which name, since the first list that is known."""

import pandas as pd

from arpent.errors import AskedWrongly, UnknownTerritory, did_you_mean
from arpent.territory.model import Territory
from arpent.territory.reference import read_reference


def epci_years() -> range:
    """
    Years whose EPCI are known.

    Returns
    -------
    range
        First to last, perimeters of 1 January.
    """
    names = read_reference("epci_names")
    return range(int(names["first_year"].min()), int(names["last_year"].max()) + 1)


def epci_of_year(year: int) -> pd.DataFrame:
    """
    EPCI of a year.

    Parameters
    ----------
    year : int
        One of `epci_years`.

    Returns
    -------
    DataFrame
        Index ``epci_code``, sorted; ``epci_name`` and ``epci_type`` as they were.

    Raises
    ------
    AskedWrongly
        Another year.
    """
    return _in_year("epci_names", year)[["epci_name", "epci_type"]].sort_index()


def members_of_year(year: int) -> pd.DataFrame:
    """
    EPCI of each commune in a year.

    Parameters
    ----------
    year : int
        One of `epci_years`.

    Returns
    -------
    DataFrame
        Index ``commune_code`` (of the COG of that year), sorted; ``epci_code``, ``epci_name``. Communes in no
        EPCI are not in it.

    Raises
    ------
    AskedWrongly
        Another year.

    Examples
    --------
    >>> members_of_year(2019).loc["01039", "epci_name"]
    'CC Bugey Sud'
    """
    members = _in_year("epci_history", year).reset_index().set_index("commune_code").sort_index()
    named = members["epci_code"].map(epci_of_year(year)["epci_name"])
    return members[["epci_code"]].assign(epci_name=named)


def epci_then(code: str, year: int) -> Territory:
    """
    An EPCI as it was in a year.

    Parameters
    ----------
    code : str
        SIREN.
    year : int
        One of `epci_years`.

    Returns
    -------
    Territory
        Its communes are of the COG of that year: bring them to another with ``passage``. It is not what
        ``find`` gives, which is of the current COG.

    Raises
    ------
    UnknownTerritory
        No such EPCI that year.
    AskedWrongly
        Another year.

    Examples
    --------
    >>> len(epci_then("246300701", 2019).communes)
    21
    """
    names = epci_of_year(year)
    if code not in names.index:
        raise UnknownTerritory(f"epci:{code}: no such EPCI in {year}{did_you_mean(code, names.index)}")
    members = members_of_year(year)
    communes = tuple(members.index[members["epci_code"] == code])
    name, kind = names.loc[code]
    return Territory(f"epci:{code}", "epci", code, str(name), communes, year, kind=str(kind))


def epci_story(code: str) -> list[str]:
    """
    What happened to an EPCI since the first list that is known.

    Parameters
    ----------
    code : str
        SIREN.

    Returns
    -------
    list of str
        French lines, oldest first: names, then communes that entered and left. Codes that changed because
        communes merged are shown as one that left and one that entered.

    Raises
    ------
    UnknownTerritory
        It was not an EPCI of those years.
    """
    names = read_reference("epci_names")
    if code not in names.index:
        years = epci_years()
        raise UnknownTerritory(f"epci:{code}: not an EPCI of {years[0]} to {years[-1]}")
    named = names.loc[[code]].sort_values("first_year")
    members = read_reference("epci_history").loc[[code]]
    lines = [
        f"{row.first_year}–{row.last_year} : {row.epci_name} ({row.epci_type})" for row in named.itertuples()
    ]
    first, last = named["first_year"].min(), named["last_year"].max()
    for year in range(first + 1, last + 1):
        entered = members.loc[members["first_year"] == year, "commune_code"]
        left = members.loc[members["last_year"] == year - 1, "commune_code"]
        said = [
            f"{word} : {' '.join(sorted(codes))}"
            for word, codes in (("entrent", entered), ("sortent", left))
            if len(codes)
        ]
        if said:
            lines.append(f"1er janvier {year} : {' ; '.join(said)}")
    return lines


def what_became_of_epci(code: str) -> str:
    """
    What holds the communes of an EPCI that is gone, in a sentence; empty where it never was one.

    Parameters
    ----------
    code : str
        SIREN.

    Returns
    -------
    str
    """
    names = read_reference("epci_names")
    if code not in names.index:
        return ""
    last = names.loc[[code]].sort_values("last_year").iloc[-1]
    members = epci_then(code, int(last["last_year"])).communes
    now = read_reference("communes")["epci_code"].reindex(list(members)).value_counts()
    current = read_reference("epci")["epci_name"]
    listed = ", ".join(f"'epci:{other}' ({current[str(other)]}, {count})" for other, count in now.items())
    return (
        f"epci:{code}: {last['epci_name']} is gone since {last['last_year'] + 1}. "
        f"Its communes are now in: {listed or 'no EPCI'}."
    )


def _in_year(table: str, year: int) -> pd.DataFrame:
    years = epci_years()
    if year not in years:
        raise AskedWrongly(f"EPCI of {year}: not known; years: {years[0]} to {years[-1]}")
    frame = read_reference(table)
    return frame[(frame["first_year"] <= year) & (frame["last_year"] >= year)]
