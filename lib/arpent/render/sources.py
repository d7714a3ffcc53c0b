"""Sources as a reader needs them: who, what, of which year, published when, under which licence."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

SOURCE_COLUMNS = (
    "Producteur",
    "Jeu de données",
    "Millésime",
    "Publié",
    "Géographie",
    "Licence",
    "Adresse",
    "Identifiant",
)
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def merge_sources(groups: Iterable[Iterable[Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    """
    Sources of several pages, each once, in the order they are met.

    Parameters
    ----------
    groups : iterable of iterables of mappings
        One group a page.

    Returns
    -------
    list of mappings
    """
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for group in groups:
        for source in group:
            found.setdefault((str(source.get("dataset", "")), str(source.get("vintage", ""))), source)
    return list(found.values())


def source_cells(source: Mapping[str, Any]) -> list[str]:
    """
    Cells of a source, in the order of ``SOURCE_COLUMNS``.

    Parameters
    ----------
    source : mapping
        As in the notebook's metadata.

    Returns
    -------
    list of str
        Empty text where the record does not say.
    """
    cog = source.get("cog_year")
    return [
        str(source.get("producer") or ""),
        str(source.get("title") or ""),
        str(source.get("vintage") or ""),
        french_date(str(source.get("published") or "")),
        f"COG {cog}" if cog else "",
        str(source.get("licence") or ""),
        str(source.get("url") or ""),
        str(source.get("dataset") or ""),
    ]


def french_date(text: str) -> str:
    """
    A date as one says it; what is not a date stays as given.

    Parameters
    ----------
    text : str
        ``2025-12-18``, ``2025-12`` or anything else.

    Returns
    -------
    str

    Examples
    --------
    >>> french_date("2025-12-18"), french_date("2025-01-01"), french_date("2025")
    ('18 décembre 2025', '1er janvier 2025', '2025')
    """
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    if not match or not 1 <= int(match[2]) <= 12:
        return text
    day = "" if not match[3] else "1er " if match[3] == "01" else f"{int(match[3])} "
    return f"{day}{MONTHS[int(match[2]) - 1]} {match[1]}"
