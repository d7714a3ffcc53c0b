"""What a table holds, declared once, in its own module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["str", "int", "float", "bool", "geometry"]


@dataclass(frozen=True)
class Column:
    """
    One column of a table.

    Parameters
    ----------
    label : str
        French, as readers see it.
    dtype : str
        ``str``, ``int``, ``float``, ``bool`` or ``geometry``.
    unit : str
        French unit; empty for codes, names and years.
    is_nullable : bool
        A value may be missing.
    """

    label: str
    dtype: Kind = "str"
    unit: str = ""
    is_nullable: bool = False


@dataclass(frozen=True)
class TableRecord:
    """
    One table: its columns, the datasets it is made of, its COG year and its years.

    Parameters
    ----------
    name : str
        Stem of its file and of its module.
    title : str
        French.
    columns : mapping of str to Column
        In the order of the file.
    key : tuple of str
        Columns that together name a row.
    datasets : tuple of str
        Ids in the catalogue.
    cog_year : int
        COG year of its codes.
    years : tuple of int
        Reference years of its figures; empty where it has none.
    parts : mapping of str to tuple of str
        Total → columns that sum to it.
    note : str
        French: what a reader must know.
    """

    name: str
    title: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    datasets: tuple[str, ...]
    cog_year: int
    years: tuple[int, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""

    @property
    def has_communes(self) -> bool:
        """Whether its rows belong to communes, so that a territory's slice can be read."""
        return "commune_code" in self.key
