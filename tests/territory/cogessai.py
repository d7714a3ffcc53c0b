"""
An invented COG, small enough to check by head.

2000: 1A001 Ay (600 inhabitants), 1A002 Bé (300), 1A003 Cé (100), 1A004 Dy (1 000), 1B001 Eu (50).
2001: Ay, Bé and Cé merge into Abécé (1A001).
2002: Bé is re-established; the rest keeps the name Abécé.
2003: Dy is cut: Dy keeps its code, Effe (1A005) is new. Eu changes département: 1B001 → 1A006.
2004: Effe and Bé give each a piece to Gé (1A007): a zone.
2005: Dy takes the name of Dyx.
"""

import pandas as pd

from arpent.territory.events import Events, fill_names, from_rows
from arpent.territory.timeline import Timeline, make_timeline

BASE = {"1A001": "Ay", "1A002": "Bé", "1A003": "Cé", "1A004": "Dy", "1B001": "Eu"}
POPULATION = {"1A001": 600, "1A002": 300, "1A003": 100, "1A004": 1000, "1B001": 50}
ROWS = [
    ("2001-01-01", "1A001", "1A001", "Abécé"),
    ("2001-01-01", "1A002", "1A001", "Abécé"),
    ("2001-01-01", "1A003", "1A001", "Abécé"),
    ("2002-01-01", "1A001", "1A001", "Abécé"),
    ("2002-01-01", "1A001", "1A002", "Bé"),
    ("2002-06-15", "1A004", "1A004", "Dy"),
    ("2002-06-15", "1A004", "1A005", "Effe"),
    ("2003-01-01", "1B001", "1A006", "Eu"),
    ("2003-09-01", "1A005", "1A005", "Effe"),
    ("2003-09-01", "1A002", "1A002", "Bé"),
    ("2003-09-01", "1A005", "1A007", "Gé"),
    ("2003-09-01", "1A002", "1A007", "Gé"),
    ("2004-03-01", "1A004", "1A004", "Dyx"),
]


def base_of(names: dict[str, str]) -> pd.DataFrame:
    """First list of communes."""
    return pd.DataFrame({"commune_code": list(names), "commune_name": list(names.values()), "typography": 0})


def events_of(rows: list[tuple[str, str, str, str]], names: dict[str, str], years: range) -> Events:
    """Events of invented communes."""
    base = base_of(names)
    return Events(base, fill_names(base, from_rows(rows)), years[0], years[-1])


def populations_of(counts: dict[str, int], *, reference_year: int, cog_year: int) -> pd.DataFrame:
    """Legal populations of one year."""
    return pd.DataFrame(
        {
            "reference_year": reference_year,
            "cog_year": cog_year,
            "status": "COM",
            "commune_code": list(counts),
            "population": list(counts.values()),
        }
    )


def essai() -> Timeline:
    """The invented COG with its populations of 1997, in force on 1 January 2000."""
    populations = populations_of(POPULATION, reference_year=1997, cog_year=2000)
    return make_timeline(events_of(ROWS, BASE, range(2000, 2006)), populations)
