"""What changed between two editions, from the figures that both hold: revised and why, added, withdrawn."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arpent.site.exports import figures
from arpent.site.places import Place
from arpent.views.numbers import french_number

BOUNDARY, DATA, PARAMETER = "nouveau périmètre", "nouvelles données", "autre paramètre"
METHOD = "nouvelle méthode"
#: Why a figure was revised, as reasons begin: a parameter's says which one and its values.
REASONS = (BOUNDARY, DATA, PARAMETER, METHOD)
#: Territories named where they came or went.
MOST_NAMES = 20
#: Columns named where a figure has no name that holds everywhere.
MOST_COLUMNS = 3
#: How a subtitle begins that says a year or a unit, and not what is shown.
_BARE = re.compile(r"\d|%|€|En %")

Figures = dict[tuple[Any, ...], Any]


@dataclass
class _Row:
    """What changed in one figure or table of a theme, over all the territories."""

    title: str
    same: int = 0
    revised: Counter[str] = field(default_factory=Counter)
    added: int = 0
    withdrawn: int = 0
    gap: float = 0.0
    example: str = ""


def compare(before: Path, places: Sequence[Place], names: tuple[str, str]) -> dict[str, Any]:
    """
    Compare an edition with the one before.

    Parameters
    ----------
    before : Path
        Folder of the edition before: its ``api`` is read.
    places : sequence of Place
        Of the new edition.
    names : (str, str)
        Of the edition before and of the new one.

    Returns
    -------
    dict
        What the page shows: counts, reasons, and by theme one row a figure. A figure is the same where
        territory, table, row, year and column are; it is revised where its value is not.
    """
    old = {record["territory"]["slug"]: record for record in _records(before)}
    new = {place.slug: place for place in places}
    rows: dict[str, dict[str, _Row]] = defaultdict(dict)
    titles: dict[str, str] = {}
    for slug in (slug for slug in new if slug in old):
        _compare_place(old[slug], new[slug], rows, titles)
    every = [row for found in rows.values() for row in found.values()]
    reasons = sum((row.revised for row in every), Counter[str]())
    return {
        "before": names[0],
        "after": names[1],
        "same": sum(row.same for row in every),
        "revised": [(reason, reasons[reason]) for reason in sorted(reasons, key=_rank)],
        "added": sum(row.added for row in every),
        "withdrawn": sum(row.withdrawn for row in every),
        "new_places": _names(new[slug].heading for slug in new if slug not in old),
        "lost_places": _names(
            record["territory"]["heading"] for slug, record in old.items() if slug not in new
        ),
        "parts": [part for theme, found in rows.items() if (part := _part(titles[theme], found))["rows"]],
    }


def _records(folder: Path) -> list[Mapping[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted((folder / "api" / "territoires").glob("*.json"))]


def _names(found: Iterable[str]) -> list[str]:
    names = list(found)
    more = [f"et {len(names) - MOST_NAMES} autres"] if len(names) > MOST_NAMES else []
    return names[:MOST_NAMES] + more


def _compare_place(
    record: Mapping[str, Any], place: Place, rows: dict[str, dict[str, _Row]], titles: dict[str, str]
) -> None:
    old = {theme["theme"]: theme for theme in record["themes"]}
    new = {theme["theme"]: theme for theme in place.record["themes"]}
    for stem in dict.fromkeys([*new, *old]):
        before, after = old.get(stem), new.get(stem)
        titles.setdefault(stem, str((after or before or {})["title"]))
        reason = _reason(record, before, place, after)
        tables = {table["name"]: table for theme in (before, after) if theme for table in theme["tables"]}
        for name, table in tables.items():
            row = rows[stem].setdefault(name, _Row(_title(table)))
            _compare_table(_figures(before, name), _figures(after, name), row, reason, place.heading)


def _title(table: Mapping[str, Any]) -> str:
    """
    What a figure shows, in words that hold for every territory: its title is most often a finding in one place.

    Key figures and tables keep their title, unless it names a place.
    """
    title, subtitle = str(table["title"]), str(table["subtitle"])
    said, _, rest = subtitle.partition(",")
    if table["kind"] == "figure" and rest and not _BARE.match(said):
        is_detailed = any(one["label"] == "Commune" for one in table["columns"])
        return f"{said}, par commune" if is_detailed else said
    if table["kind"] != "figure" and (subtitle == title or subtitle.rpartition(", ")[2] not in title):
        return title
    shown = [str(one["label"]) for one in table["columns"] if _is_counted(one)]
    return ", ".join(shown[:MOST_COLUMNS]) + ("…" if len(shown) > MOST_COLUMNS else "") or title


def _is_counted(column: Mapping[str, Any]) -> bool:
    return column["type"] in ("number", "integer") and column["name"] != "year"


def _figures(theme: Mapping[str, Any] | None, name: str) -> Figures:
    tables = [table for table in theme["tables"] if table["name"] == name] if theme else []
    found: Figures = {}
    for label, code, year, column, value, _ in (one for table in tables for one in figures(table)):
        key: tuple[Any, ...] = (code or label, year, column["name"])
        while key in found:
            key = (*key, "bis")
        found[key] = (value, label, column)
    return found


def _compare_table(old: Figures, new: Figures, row: _Row, reason: str, heading: str) -> None:
    row.added += sum(key not in old for key in new)
    row.withdrawn += sum(key not in new for key in old)
    for key in (key for key in new if key in old):
        before, (after, label, column) = old[key][0], new[key]
        if before == after:
            row.same += 1
            continue
        row.revised[reason] += 1
        gap = _gap(before, after)
        if gap > row.gap or not row.example:
            row.gap = gap
            moved = f"{_said(before)} → {_said(after)} {column['unit']}".strip()
            row.example = f"{heading}, {label or column['label']} : {moved}"


def _gap(before: float | None, after: float | None) -> float:
    if before is None or after is None:
        return 0.0
    return abs(after - before) / max(abs(before), abs(after), 1e-12)


def _said(value: float | None) -> str:
    if value is None:
        return "absent"
    decimals = 0 if float(value).is_integer() or abs(value) >= 1000 else 2
    return french_number(float(value), decimals)


def _rank(reason: str) -> tuple[int, str]:
    return next(rank for rank, one in enumerate(REASONS) if reason.startswith(one)), reason


def _reason(
    record: Mapping[str, Any], before: Mapping[str, Any] | None, place: Place, after: Mapping[str, Any] | None
) -> str:
    """Why the figures of a page were revised: its communes, else its data and parameters, else how they are made."""
    if sorted(record["territory"]["communes"]) != sorted(place.territory.communes):
        return BOUNDARY
    if not before or not after:
        return METHOD
    data = [DATA] if _vintages(before) != _vintages(after) else []
    moved = ", ".join(_moved(before.get("parameters", {}), after.get("parameters", {})))
    return " et ".join([*data, *([f"{PARAMETER} ({moved})"] if moved else [])]) or METHOD


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Parameters of a page that have another value; one that only one of the editions knows is of its method."""
    for name in sorted(before.keys() & after.keys()):
        if before[name] != after[name]:
            yield f"{name} : {_listed(before[name])} → {_listed(after[name])}"


def _listed(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _vintages(theme: Mapping[str, Any]) -> list[tuple[str, ...]]:
    return sorted(
        (str(one.get("dataset")), str(one.get("vintage")), str(one.get("published")))
        for one in theme["sources"]
    )


def _part(title: str, found: Mapping[str, _Row]) -> dict[str, Any]:
    rows = [
        {
            "title": row.title,
            "revised": sum(row.revised.values()),
            "why": ", ".join(sorted(row.revised, key=_rank)),
            "added": row.added,
            "withdrawn": row.withdrawn,
            "example": row.example,
        }
        for row in found.values()
        if row.revised or row.added or row.withdrawn
    ]
    return {"title": title, "rows": rows}
