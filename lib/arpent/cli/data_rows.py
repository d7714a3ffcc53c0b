"""What ``arpent data`` is asked for, and what it shows of it: one row a dataset, a file or a table."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arpent import catalogue
from arpent.catalogue import Dataset, Vintage

if TYPE_CHECKING:
    from arpent.sources.bringing import Brought
    from arpent.sources.whereabouts import Whereabouts


def datasets_asked(asked: tuple[str, ...], theme: str | None) -> list[Dataset]:
    """
    Datasets asked for.

    Parameters
    ----------
    asked : tuple of str
        Ids; the whole catalogue where empty.
    theme : str or None
        Only those that feed it.

    Returns
    -------
    list of Dataset
    """
    records = [catalogue.load(identifier) for identifier in asked or catalogue.ids()]
    return [record for record in records if theme is None or theme in record.feeds]


def files_asked(
    asked: tuple[str, ...], theme: str | None, vintage: str | None, *, every_vintage: bool, mirror: str | None
) -> "list[Whereabouts]":
    """
    Files of the datasets asked for, those of one archive side by side.

    Parameters
    ----------
    asked, theme
        As in `datasets_asked`.
    vintage : str or None
        Name of one millésime; the latest where None.
    every_vintage : bool
        All millésimes.
    mirror : str or None
        Folder or address.

    Returns
    -------
    list of Whereabouts
    """
    from arpent.sources.whereabouts import whereabouts  # noqa: PLC0415 - listing must not wait for HTTP

    found = [
        whereabouts(record, dated, role, mirror=mirror)
        for record in datasets_asked(asked, theme)
        for dated in _vintages(record, vintage, every=every_vintage)
        for role in dict.fromkeys(declared.role for declared in dated.files)
    ]
    return sorted(found, key=lambda each: (each.dataset, each.vintage, each.address))


def _vintages(record: Dataset, name: str | None, *, every: bool) -> Iterable[Vintage]:
    if name:
        return [record.vintage(name)]
    return record.vintages if every else [record.latest]


def whereabouts_row(each: "Whereabouts") -> dict[str, Any]:
    """
    Where a file is, as a row to show.

    Parameters
    ----------
    each : Whereabouts
        Of one file.

    Returns
    -------
    dict
    """
    return {
        "dataset": each.dataset,
        "vintage": each.vintage,
        "role": each.role,
        "served_by": each.served_by,
        "next": "" if each.served_by else each.next,
        "kB": round(each.size / 1000) or None,
        "where": str(each.path or each.address),
    }


def brought_row(each: "Brought") -> dict[str, Any]:
    """
    Where a file came from, as a row to show.

    Parameters
    ----------
    each : Brought
        One that was had.

    Returns
    -------
    dict
    """
    located = each.located
    return {
        "dataset": each.wanted.dataset,
        "vintage": each.wanted.vintage,
        "role": each.wanted.role,
        "served_by": located.served_by if located else "",
        "sha256": located.sha256 if located else "",
        "path": str(located.path) if located else "",
    }


def outdated_row(record: Dataset, today: date) -> dict[str, Any] | None:
    """
    What is behind in a dataset, as a row to show.

    Parameters
    ----------
    record : Dataset
        From the catalogue.
    today : date
        The day to judge by.

    Returns
    -------
    dict or None
        None where nothing is behind.
    """
    from arpent.sources.whereabouts import whereabouts  # noqa: PLC0415

    held = [
        dated.name
        for dated in record.vintages
        if any(whereabouts(record, dated, role).served_by for role in dated.roles)
    ]
    due, newest = catalogue.next_edition(record), record.latest.name
    behind = bool(held) and held[-1] != newest
    late = due is not None and due <= today
    if not behind and not late:
        return None
    what = f"fetch {newest}" if behind else f"look for a new edition (due {due:%Y-%m})"
    return {
        "dataset": record.id,
        "held": held[-1] if held else "",
        "catalogue": newest,
        "rhythm": record.rhythm,
        "what": what,
        "page": record.url,
    }


def table_rows() -> list[dict[str, Any]]:
    """
    Tables, as rows to show: those that can be read, and those that could be built.

    Returns
    -------
    list of dict
    """
    from arpent import tables  # noqa: PLC0415 - listing must not wait for geopandas
    from arpent.tables.storage import table_file  # noqa: PLC0415

    described = [(tables.describe(name), table_file(name)) for name in tables.known()]
    return [
        {
            "table": record.name,
            "served_by": _server(path),
            "years": _span(record.years or (record.cog_year,)),
            "cog_year": record.cog_year,
            "kB": round(path.stat().st_size / 1000) if path.is_file() else None,
            "datasets": " ".join(record.datasets),
        }
        for record, path in described
    ]


def _server(path: Path) -> str:
    """Name what serves a table: data/tables holds what was built here, data/embedded what came with the project."""
    if not path.is_file():
        return ""
    return "embedded" if path.parent.name == "embedded" else "built"


def _span(years: tuple[int, ...]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
