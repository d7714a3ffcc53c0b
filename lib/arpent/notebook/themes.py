"""
Themes of the observatories, and studies of what may come: one YAML file and one notebook each, same stem.

A theme of the observatories has an indicator module too. A study is made where it is asked for by name.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.errors import AskedWrongly, did_you_mean
from arpent.strict_yaml import read_yaml

#: Folder of params, by the folder of the notebooks.
FAMILIES = {"observatoire": "themes", "prospective": "studies"}
_KEYS = {"title": str, "question": str, "order": int, "tables": list}


@dataclass(frozen=True)
class Theme:
    """
    A theme as ``params/themes/<stem>.yml`` declares it, or a study as ``params/studies/<stem>.yml``.

    French title and question, rank on the site, tables without which it is not made, and its family:
    ``observatoire`` or ``prospective``.
    """

    stem: str
    title: str
    question: str
    order: int
    tables: tuple[str, ...]
    family: str = "observatoire"


@cache
def read_themes() -> dict[str, Theme]:
    """
    Every theme, then every study, in the order of the site.

    Returns
    -------
    dict
        Stem to Theme.

    Raises
    ------
    AskedWrongly
        A file lacks a key, holds an unknown one, or one of the wrong type.
    """
    themes = [
        _read(path, family)
        for family, folder in FAMILIES.items()
        for path in sorted(project.path("params", folder).glob("*.yml"))
    ]
    order = list(FAMILIES)
    ranked = sorted(themes, key=lambda theme: (order.index(theme.family), theme.order, theme.stem))
    return {theme.stem: theme for theme in ranked}


def _read(path: Path, family: str) -> Theme:
    where = f"params/{FAMILIES[family]}/{path.name}"
    try:
        record: Any = read_yaml(path.read_text(encoding="utf-8"))
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
    return Theme(
        path.stem, record["title"], record["question"], record["order"], tuple(record["tables"]), family
    )


def choose_themes(names: list[str] | tuple[str, ...]) -> list[Theme]:
    """
    Themes and studies that a person names, in the order of the site.

    Parameters
    ----------
    names : list of str
        Stems; all themes of the observatories where empty.

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
    return [
        theme for stem, theme in known.items() if (stem in names if names else theme.family == "observatoire")
    ]
