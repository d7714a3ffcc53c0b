"""Sources as a reader needs them: who, what, of which year, published when, under which licence."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from arpent.catalogue import said_years
from arpent.render.typography import typeset

SOURCE_COLUMNS = (
    "Producteur",
    "Jeu de données",
    "Millésime",
    "Date de publication",
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
    Sources of several pages, each once, with the vintages of all of them, in the order they are met.

    Parameters
    ----------
    groups : iterable of iterables of mappings
        One group a page.

    Returns
    -------
    list of mappings
    """
    found: dict[str, Mapping[str, Any]] = {}
    for source in chain.from_iterable(groups):
        key = str(source.get("dataset", ""))
        found[key] = _merged(found[key], source) if key in found else source
    return list(found.values())


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """One dataset of two pages: the vintages of both; date and address are those of the latest."""
    earlier, later = sorted((other, one), key=lambda source: max(source["vintages"]))
    names = sorted({*earlier["vintages"], *later["vintages"]})
    return {**later, "vintages": names, "vintage": said_years(names)}


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


def citation(
    publisher: str,
    territory: str,
    subject: str,
    sources: Iterable[Mapping[str, Any]],
    provenance: Mapping[str, Any],
) -> str:
    r"""
    How to cite a page; no date of today in it, the edition and the version say when.

    Parameters
    ----------
    publisher, territory : str
        The agency; the territory's name.
    subject : str
        Title of the theme, or empty for the whole report.
    sources : iterable of mappings
        Their producers are named.
    provenance : mapping
        ``edition`` and ``commit``, where known.

    Returns
    -------
    str

    Examples
    --------
    >>> citation("Agence", "Grande-Lande", "Population", [{"producer": "Insee"}], {})
    'Agence, «\u202fGrande-Lande\xa0: population\u202f», d’après Insee.'
    """
    title = f"{territory} : {subject.lower()}" if subject else territory
    each = (one for source in sources for one in str(source.get("producer")).split(", "))
    producers = ", ".join(dict.fromkeys(each))
    parts = [publisher, f"« {title} »"]
    parts += [f"édition {provenance['edition']}"] if provenance.get("edition") else []
    parts += [f"d'après {producers}"] if producers else []
    parts += [f"version {str(provenance['commit'])[:12]}"] if provenance.get("commit") else []
    return typeset(", ".join(parts)) + "."


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
