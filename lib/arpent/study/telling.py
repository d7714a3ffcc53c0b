"""What all that an outlook tells has in common: its sources, the years planned, figures as rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arpent import catalogue, tables
from arpent.methods.cohorts import Floats
from arpent.methods.land_take import FIRST_YEAR, PERIOD_YEARS
from arpent.study.events import RECENT, RECENT_YEARS
from arpent.study.first_ages import GROUPED, SEVEN
from arpent.study.peopling import BASE, GROWTH, OPTIONAL, TABLES
from arpent.tables.storage import built_file

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

#: First year that is planned for: those before have happened.
PLANNED = 2026
_USED = (*TABLES, "population_legal", "census_communes")
_YEARS = {
    "population_legal": range(GROWTH[0], GROWTH[1] + 1),
    "census_communes": (BASE,),
    "population_departements": (BASE,),
    "natural_balances": (2016,),
    "migrations": (2016,),
    RECENT: range(*RECENT_YEARS),
    GROUPED: (2019,),
    SEVEN: (2022,),
}


def source_of(outlook: "Outlook") -> str:
    """French source line of all that a projection starts from."""
    return catalogue.source_line(used_by(outlook))


def used_tables() -> tuple[str, ...]:
    """Tables that a projection starts from, those that need not be built among them where they are."""
    better = [name for name in OPTIONAL if built_file(name).is_file()]
    # Births and deaths of the registers stand for those between two censuses.
    return tuple(name for name in (*_USED, *better) if name != "natural_balances" or RECENT not in better)


def used_by(_: "Outlook") -> dict[str, tuple[str, ...]]:
    """Datasets that a projection starts from, with their vintages."""
    found: dict[str, tuple[str, ...]] = catalogue.merged(
        *(tables.vintages(name, _YEARS.get(name, ())) for name in used_tables())
    )
    return found


def decade() -> slice:
    """Places of the ten years from the first planned one."""
    return slice(PLANNED - BASE, PLANNED - BASE + 10)


def until_2030() -> slice:
    """Places of the years from the first planned one to the last of the land allowance."""
    return slice(PLANNED - BASE, FIRST_YEAR + PERIOD_YEARS - BASE)


def planned_for(left_ha: float | None) -> tuple[slice, str]:
    """Years that hectares are counted over, and how they are said: those of the allowance where it is known."""
    if left_ha is None:
        return decade(), f"de {PLANNED} à {PLANNED + 10}"
    return until_2030(), f"de {PLANNED} à {FIRST_YEAR + PERIOD_YEARS - 1} inclus"


def rounded(*values: float) -> tuple[float, ...]:
    """Values as a table keeps them, to a tenth."""
    return tuple(round(float(value), 1) for value in values)


def floats(values: Floats | Sequence[float]) -> tuple[float, ...]:
    """An array as plain numbers."""
    return tuple(float(value) for value in values)
