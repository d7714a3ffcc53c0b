"""
Codes below the commune: municipal arrondissements, associated and delegated communes.

The first divide Paris, Lyon and Marseille; the others are former communes, which keep their code and hang on
the commune that they are in (``chefLieu`` in the releases). None is a commune: a table that has them is
brought to communes first.
"""

import numpy as np
import pandas as pd

from arpent.errors import DataInvalid
from arpent.territory.timeline import Timeline, timeline

# Lyon's eighth dates from 1959 and its ninth from 1964: both before the first year that passages cover.
ARRONDISSEMENTS = {
    **{f"751{number:02d}": "75056" for number in range(1, 21)},
    **{f"6938{number}": "69123" for number in range(1, 10)},
    **{f"132{number:02d}": "13055" for number in range(1, 17)},
}


def communes_of(
    codes: "pd.Series[str]", *, year: int, timeline_of: Timeline | None = None
) -> "pd.Series[str]":
    """
    Communes of a year that hold what codes below the commune name.

    Parameters
    ----------
    codes : Series of str
        Codes of communes, municipal arrondissements, associated, delegated or former communes.
    year : int
        COG year of the communes wanted.
    timeline_of : Timeline, optional
        Another timeline than the one in use.

    Returns
    -------
    Series of str
        Same index. Rows are not added up: two arrondissements give two rows of one commune. The code of a
        commune of that year stays, even where a delegated commune has it too.

    Raises
    ------
    DataInvalid
        A code was never a commune's, or its territory is now in several.

    Examples
    --------
    >>> communes_of(pd.Series(["75101", "69389", "01039", "63113"]), year=2026).tolist()
    ['75056', '69123', '01138', '63113']
    """
    line = timeline() if timeline_of is None else timeline_of
    present = set(line.codes(year))
    found = {code: [code] if code in present else _holders(line, code, year) for code in codes.unique()}
    lost = {code: holders for code, holders in found.items() if len(holders) != 1}
    if lost:
        listed = ", ".join(f"{code} ({' '.join(holders) or 'unknown'})" for code, holders in lost.items())
        raise DataInvalid(f"codes that no single commune of the COG {year} holds: {listed}")
    return codes.map({code: holders[0] for code, holders in found.items()})


def _holders(line: Timeline, code: str, year: int) -> list[str]:
    if code in ARRONDISSEMENTS:
        return [ARRONDISSEMENTS[code]]
    brought = list(line.parts.former.get(code, ()))
    owners = np.unique(line.parts.of(year)[brought])
    holders: list[str] = line.parts.codes[owners[owners >= 0]].tolist()
    return holders


def arrondissements_of(code: str) -> list[str]:
    """
    Municipal arrondissements of a commune.

    Parameters
    ----------
    code : str
        Commune code.

    Returns
    -------
    list of str
        Sorted; empty but for Paris, Lyon and Marseille.

    Examples
    --------
    >>> len(arrondissements_of("13055")), arrondissements_of("63113")
    (16, [])
    """
    return [arrondissement for arrondissement, commune in ARRONDISSEMENTS.items() if commune == code]
