"""What a table holds, declared once, in its own module."""

from collections.abc import Mapping, Sequence
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
    is_embedded : bool
        It lies in ``data/embedded``; else it is built from raw files into ``data/tables``.
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
    is_embedded: bool = True

    @property
    def measures(self) -> tuple[str, ...]:
        """Columns of figures: neither key nor reason, and with a unit or a number."""
        told = {*self.key, "is_estimated", "reason"}
        return tuple(
            name
            for name, column in self.columns.items()
            if name not in told and column.dtype in ("int", "float") and not name.endswith("_reason")
        )

    def reason_of(self, column: str) -> str:
        """
        Where the reason of a missing figure stands.

        ``<column>_reason`` where the column can be missing alone; else ``reason``, one for the row. Empty where
        nothing may be missing.
        """
        own = f"{column}_reason"
        return own if own in self.columns else "reason" if "reason" in self.columns else ""

    @property
    def place(self) -> str:
        """The column that a slice is cut by: ``commune_code``, ``territory``, or none."""
        return next((name for name in ("commune_code", "territory") if name in self.key), "")

    @property
    def has_communes(self) -> bool:
        """Whether its rows belong to communes, so that a territory's slice can be read."""
        return "commune_code" in self.key


def measured(columns: Mapping[str, tuple[str, str]], dtype: Kind = "float") -> dict[str, Column]:
    """
    Columns of figures that may be missing apart, each beside its reason.

    Parameters
    ----------
    columns : mapping of str to (label, unit)
        French.
    dtype : str
        Of the figures.

    Returns
    -------
    dict of str to Column
        ``<name>`` and ``<name>_reason``.
    """
    found: dict[str, Column] = {}
    for name, (label, unit) in columns.items():
        found[name] = Column(label, dtype, unit, is_nullable=True)
        found[f"{name}_reason"] = Column(f"{label} : raison de l'absence", is_nullable=True)
    return found


def counted(columns: Mapping[str, tuple[str, str]], dtype: Kind = "float") -> dict[str, Column]:
    """
    Columns of counts of communes that are missing together, and what goes with them.

    Parameters
    ----------
    columns : mapping of str to (label, unit)
        French.
    dtype : str
        Of the counts.

    Returns
    -------
    dict of str to Column
        Counts, ``is_estimated`` and ``reason``.
    """
    counts = {name: Column(label, dtype, unit, is_nullable=True) for name, (label, unit) in columns.items()}
    return {
        **counts,
        "is_estimated": Column("Répartie entre communes rétablies", "bool"),
        "reason": Column("Raison de l'absence", is_nullable=True),
    }


def counts_record(
    name: str,
    title: str,
    columns: Mapping[str, tuple[str, str]],
    *,
    datasets: tuple[str, ...],
    years: tuple[int, ...],
    note: str,
    parts: Mapping[str, Sequence[str]] | None = None,
    year: str = "Année du recensement",
) -> TableRecord:
    """
    Record of a table of counts, one row a commune of the tables' COG and year, that is built from raw files.

    Parameters
    ----------
    name, title, datasets, years, note
        As in `TableRecord`.
    columns : mapping of str to (label, unit)
        Its counts, French.
    parts : mapping of str to sequence of str, optional
        Total → parts.
    year : str
        French label of the column of years.

    Returns
    -------
    TableRecord
    """
    return TableRecord(
        name=name,
        title=title,
        columns={
            "commune_code": Column("Code de la commune"),
            "year": Column(year, "int"),
            **counted(columns),
        },
        key=("commune_code", "year"),
        datasets=datasets,
        cog_year=2026,
        years=years,
        parts={total: tuple(each) for total, each in (parts or {}).items()},
        note=note,
        is_embedded=False,
    )
