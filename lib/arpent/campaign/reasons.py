"""Why something is made again, in words: what it was made of, against what it would be made of."""

from collections.abc import Callable, Mapping
from typing import Any

#: Reasons said of one kind of change; the rest is counted.
MOST = 3


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """
    What changed from one recipe to another.

    Parameters
    ----------
    before, now : mapping
        Recipes: facets of JSON values.

    Returns
    -------
    list of str
        Empty where nothing did.
    """
    found: list[str] = []
    for facet in now:
        old, new = before.get(facet), now[facet]
        if old != new:
            found += _said(facet, old, new)
    return found


def _said(facet: str, old: Any, new: Any) -> list[str]:
    if old is None:
        return [f"{facet}: not recorded before"]
    if facet == "cells":
        return _cells(old, new)
    if isinstance(new, Mapping) and isinstance(old, Mapping):
        return _entries(_WORDS.get(facet, lambda name, *_: f"{facet}: {name} changed"), old, new)
    return [f"{facet}: {old} → {new}" if facet in _SHOWN else f"{facet} changed"]


def _cells(old: list[str], new: list[str]) -> list[str]:
    if len(old) != len(new):
        return [f"code cells: {len(old)} → {len(new)}"]
    pairs = enumerate(zip(old, new, strict=True), start=1)
    return [f"code cell {number} changed" for number, (was, is_now) in pairs if was != is_now]


def _entries(word: Callable[..., str], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    said = [word(name, old.get(name), new.get(name)) for name in names[:MOST]]
    return [*said, f"and {len(names) - MOST} more"] if len(names) > MOST else said


def _how(old: Any, new: Any) -> str:
    return "added" if old is None else "removed" if new is None else "changed"


def _arrow(old: Any, new: Any) -> str:
    return f"{'none' if old is None else old} → {'none' if new is None else new}"


def _record(name: str, old: Any, new: Any) -> str:
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return f"dataset {name} {_how(old, new)}"
    fields = [field for field in new if old.get(field) != new.get(field)]
    return f"metadata only ({', '.join(fields)} of dataset {name})"


#: Facets whose values are short enough to be shown.
_SHOWN = ("renderer", "formats")
_WORDS: dict[str, Callable[..., str]] = {
    "library": lambda name, old, new: f"library: {name} {_how(old, new)}",
    "tables": lambda name, old, new: f"table {name} {_how(old, new)}",
    "environment": lambda name, old, new: f"environment: {name} {_arrow(old, new)}",
    "parameters": lambda name, old, new: f"parameter {name}: {_arrow(old, new)}",
    "groups": lambda name, *_: f"{name} changed in params/territories.yml",
    "prose": lambda name, *_: f"text of {name} changed",
    "methods": lambda name, old, new: f"method page {name} {_how(old, new)}",
    "titles": lambda name, *_: f"title, question or order of {name} changed",
    "catalogue": _record,
    "renderer library": lambda name, old, new: f"renderer: {name} {_how(old, new)}",
    "templates": lambda name, old, new: f"template {name} {_how(old, new)}",
    "pages": lambda name, old, new: f"page {name} {_how(old, new)}",
}
