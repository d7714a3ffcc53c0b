"""One module a table: raw frames → one checked schema in one COG year; and the reading of its slices."""

from typing import TYPE_CHECKING, Any

from arpent.tables.citing import vintages
from arpent.tables.reading import describe, known, load, names
from arpent.tables.record import Column, TableRecord

if TYPE_CHECKING:
    from arpent.tables.boundaries import load_boundaries

__all__ = [
    "Column",
    "TableRecord",
    "describe",
    "known",
    "load",
    "load_boundaries",
    "names",
    "vintages",
]


def __getattr__(name: str) -> Any:
    """Bring ``load_boundaries`` when a map asks for it: figures do not wait for geopandas."""
    if name == "load_boundaries":
        from arpent.tables.boundaries import load_boundaries  # noqa: PLC0415 - see above

        return load_boundaries
    raise AttributeError(f"module 'arpent.tables' has no attribute {name!r}")
