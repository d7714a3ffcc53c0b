"""One module a table: raw frames → one checked schema in one COG year; and the reading of its slices."""

from arpent.tables.boundaries import load_boundaries
from arpent.tables.reading import describe, known, load, names
from arpent.tables.record import Column, TableRecord

__all__ = ["Column", "TableRecord", "describe", "known", "load", "load_boundaries", "names"]
