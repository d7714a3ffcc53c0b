"""What territories of a level are called in French: rows, bars and maps say of what they are made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Level:
    """A level's noun, its plural, and whether it is feminine."""

    one: str
    many: str
    is_feminine: bool

    @property
    def other(self) -> str:
        """« une autre », « un autre »."""
        return "une autre" if self.is_feminine else "un autre"

    @property
    def each(self) -> str:
        """« commune par commune »."""
        return f"{self.one} par {self.one}"


class Placed(Protocol):
    """What stands for a territory: a cell."""

    @property
    def territory(self) -> str:
        """Identifier, as ``"epci:246300701"``."""
        ...

    @property
    def role(self) -> str:
        """``focus``, ``parent``, ``peer`` or ``part``."""
        ...


LEVELS = {
    "commune": Level("commune", "communes", is_feminine=True),
    "iris": Level("IRIS", "IRIS", is_feminine=False),
    "epci": Level("intercommunalité", "intercommunalités", is_feminine=True),
    "departement": Level("département", "départements", is_feminine=False),
    "region": Level("région", "régions", is_feminine=True),
    "zone_emploi": Level("zone d'emploi", "zones d'emploi", is_feminine=True),
    "arrondissement": Level("arrondissement", "arrondissements", is_feminine=False),
}
#: Where territories are of several levels, or of one that has no noun here.
ANY = Level("territoire", "territoires", is_feminine=False)


def level_of(territories: Iterable[str]) -> Level:
    """
    The level of some territories.

    Parameters
    ----------
    territories : iterable of str
        Identifiers.

    Returns
    -------
    Level
        `ANY` where they are of several levels, or there is none.

    Examples
    --------
    >>> level_of(["departement:63", "departement:03"]).many, level_of(["epci:246300701", "france"]).many
    ('départements', 'territoires')
    """
    found = {one.partition(":")[0] for one in territories}
    return LEVELS.get(found.pop(), ANY) if len(found) == 1 else ANY


def level_of_parts(cells: Iterable[Placed]) -> Level:
    """
    The level of what a territory is shown by.

    Parameters
    ----------
    cells : iterable of Cell
        Those of role ``part`` are looked at.

    Returns
    -------
    Level
    """
    return level_of(cell.territory for cell in cells if cell.role == "part")


def part_by_part(title: str, cells: Sequence[Placed]) -> str:
    """
    A title that says of what the rows are, where they are the parts of a territory.

    Parameters
    ----------
    title : str
        What is shown.
    cells : sequence of Cell
        Shown.

    Returns
    -------
    str
        « Ventes et prix médians, commune par commune »; the title alone where no cell is a part.
    """
    is_of_parts = any(cell.role == "part" for cell in cells)
    return f"{title}, {level_of_parts(cells).each}" if is_of_parts else title
