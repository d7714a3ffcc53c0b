"""Themes of the observatories: one YAML file, one notebook and one indicator module a theme, same stem."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.errors import AskedWrongly, did_you_mean

_KEYS = {"title": str, "question": str, "order": int, "tables": list}


@dataclass(frozen=True)
class Theme:
    """A theme as ``params/themes/<stem>.yml`` declares it: French title and question, rank, tables needed."""

    stem: str
    title: str
    question: str
    order: int
    tables: tuple[str, ...]


@cache
def read_themes() -> dict[str, Theme]:
    """
    Every theme, in the order of the site.

    Returns
    -------
    dict
        Stem to Theme.

    Raises
    ------
    AskedWrongly
        A file lacks a key, holds an unknown one, or one of the wrong type.
    """
    themes = [_read(path) for path in sorted(project.path("params", "themes").glob("*.yml"))]
    return {theme.stem: theme for theme in sorted(themes, key=lambda theme: (theme.order, theme.stem))}


def _read(path: Path) -> Theme:
    where = f"params/themes/{path.name}"
    try:
        record: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise AskedWrongly(f"{where}: not valid YAML: {error}") from error
    if not isinstance(record, dict):
        raise AskedWrongly(f"{where}: not a mapping. Keys: {', '.join(_KEYS)}.")
    for key in record:
        if key not in _KEYS:
            raise AskedWrongly(
                f"{where}: unknown key '{key}'{did_you_mean(str(key), _KEYS) or '.'} Keys: {', '.join(_KEYS)}."
            )
    for key, kind in _KEYS.items():
        if not isinstance(record.get(key), kind):
            raise AskedWrongly(f"{where}: '{key}' is missing or is not a {kind.__name__}.")
    return Theme(path.stem, record["title"], record["question"], record["order"], tuple(record["tables"]))


def choose_themes(names: list[str] | tuple[str, ...]) -> list[Theme]:
    """
    Themes that a person names, in the order of the site.

    Parameters
    ----------
    names : list of str
        Stems; all themes where empty.

    Returns
    -------
    list of Theme
        Each once.

    Raises
    ------
    AskedWrongly
        An unknown theme; the message suggests the nearest.
    """
    known = read_themes()
    for name in names:
        if name not in known:
            raise AskedWrongly(
                f"theme '{name}': unknown{did_you_mean(name, known) or '.'} Themes: {', '.join(known)}."
            )
    return [theme for stem, theme in known.items() if not names or stem in names]
