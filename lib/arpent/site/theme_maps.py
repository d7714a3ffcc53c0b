"""Maps of a theme: the territories of an edition, coloured by a rate that each of their pages shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from arpent.indicators import Ratio
from arpent.site.index_map import IndexMap
from arpent.site.places import Place
from arpent.views.captions import SUBTITLE_UNITS
from arpent.views.classes import METHODS, Classes, classify
from arpent.views.numbers import factor, typeset, unit_after

#: Territories that a map is coloured for; more would make each page of a theme as heavy as the home page.
MOST_SHADED = 200
#: Territories with a value, for classes to say something.
FEWEST_SHADED = 3
LACKING = "sans chiffre"
#: Kinds of indicators whose amounts follow the size of a territory: a choropleth would show that size.
COUNTED = ("count", "flow", "")


@dataclass(frozen=True)
class Shade:
    """
    One rate on the map.

    Parameters
    ----------
    label, year, unit : str
        Of the key figure, French.
    note : str
        How its classes are cut, French.
    legend : tuple of (str, str)
        Colour and words of each class, the lowest first.
    cells : dict of str to (int, str)
        Slug → rank of its class, and its value as its page prints it.
    is_whole : bool
        Whether each territory drawn has a value.
    """

    label: str
    year: str
    unit: str
    note: str
    legend: tuple[tuple[str, str], ...]
    cells: Mapping[str, tuple[int, str]]
    is_whole: bool

    @property
    def title(self) -> str:
        """« Part des logements vacants, en %, 2021 »."""
        unit = SUBTITLE_UNITS.get(self.unit, self.unit)
        return typeset(", ".join(one for one in (self.label, unit, self.year) if one))

    def colour(self, slug: str) -> str:
        """Of a territory; empty where it has no value."""
        return self.legend[self.cells[slug][0]][0] if slug in self.cells else ""

    def said(self, slug: str) -> str:
        """Its value, or that it has none."""
        return self.cells[slug][1] if slug in self.cells else LACKING


def theme_shades(
    places: Sequence[Place], drawn: IndexMap | None, theme: str, labels: Sequence[str]
) -> list[Shade]:
    """
    What the map of a theme can show: rates only, never counts, in the order of the key figures.

    Parameters
    ----------
    places : sequence of Place
        Of the edition.
    drawn : IndexMap or None
        Its map; the territories that are on it are coloured.
    theme : str
        Stem.
    labels : sequence of str
        Of the key figures that stand beside the map: no other is shown.

    Returns
    -------
    list of Shade
        Empty where there is no map, or no rate that ``FEWEST_SHADED`` territories have, or there are more territories
        than ``MOST_SHADED``.
    """
    slugs = [cell.place.slug for cell in drawn.cells] if drawn else []
    if not slugs or len(slugs) > MOST_SHADED:
        return []
    known = {place.slug: place.theme(theme) for place in places}
    figures = {slug: (known[slug] or {}).get("key_figures", []) for slug in slugs}
    rates = {
        str(item["label"]): None
        for items in figures.values()
        for item in items
        if item["label"] in labels and item["kind"] not in COUNTED
    }
    return [shade for label in rates if (shade := _shade(label, figures))]


def shades_to_page(shades: Sequence[Shade]) -> list[dict[str, Any]]:
    """
    Shades as the script of the page takes them.

    Parameters
    ----------
    shades : sequence of Shade
        See ``theme_shades``.

    Returns
    -------
    list of dict
        ``title``, ``note``, ``legend``, ``cells``, ``whole``.
    """
    return [
        {
            "title": one.title,
            "note": one.note,
            "legend": one.legend,
            "cells": one.cells,
            "whole": one.is_whole,
        }
        for one in shades
    ]


def year_of(item: Mapping[str, Any]) -> str:
    """
    Year of a key figure; empty where its label says which years it is about.

    Parameters
    ----------
    item : mapping
        Of a summary.

    Returns
    -------
    str
    """
    return str(item["year"] or "") if item["when"] else ""


def _shade(label: str, figures: Mapping[str, Sequence[Mapping[str, Any]]]) -> Shade | None:
    found = dict(_values(label, figures))
    years = {year_of(item) for item, _ in found.values()}
    if len({value for _, value in found.values()}) < FEWEST_SHADED or len(years) > 1:
        return None
    unit = max(
        (str(item["unit"]) for item, _ in found.values()), key=len
    )  # « habitant » is under two of them
    classes = _classes(label, unit, found)
    cells = {slug: (classes.index(value), _said(item)) for slug, (item, value) in found.items()}
    legend = tuple(zip(classes.colours, classes.labels, strict=True))
    note = f"Classes : {METHODS[classes.method]}."
    return Shade(label, years.pop(), unit, note, legend, cells, len(cells) == len(figures))


def _values(
    label: str, figures: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[tuple[str, tuple[Mapping[str, Any], float]]]:
    for slug, items in figures.items():
        for item in items:
            if item["label"] == label and (value := _read(item)) is not None:
                yield slug, (item, value)


def _read(item: Mapping[str, Any]) -> float | None:
    """A number as a page prints it, « −1 234,5 » or « 8,3 % »; None for « s. » or « n.s. »."""
    text = re.sub(r"\s", "", str(item["value"])).removesuffix(re.sub(r"\s", "", str(item["unit"])))
    text = text.replace("−", "-").replace(",", ".")
    return float(text) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else None


def _said(item: Mapping[str, Any]) -> str:
    value, unit = str(item["value"]), str(item["unit"])
    return typeset(value if unit and unit in value else value + unit_after(unit))


def _classes(label: str, unit: str, found: Mapping[str, tuple[Mapping[str, Any], float]]) -> Classes:
    decimals = max(len(re.sub(r"\D", "", str(item["value"]).partition(",")[2])) for item, _ in found.values())
    rate = Ratio(
        id="shown", label=label, short=label, unit=unit, precision=decimals, definition="", table="", numerator="",
        denominator="",
    )  # fmt: skip
    return classify([value / factor(unit) for _, value in found.values()], rate)
