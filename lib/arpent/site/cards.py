"""Pictures that a link to the site is shown with elsewhere (Open Graph): one a territory, one for the edition."""

from collections.abc import Sequence
from typing import Any

from arpent.render.pdf import to_pictures
from arpent.render.typography import typeset
from arpent.site.frame import Frame
from arpent.site.places import Place

NAME = "apercu.png"
WIDTH, HEIGHT = 1200, 630
MOST_FIGURES = 3
#: Territories drawn at once: their pictures are held together.
BATCH = 64


def territory_cards(frame: Frame, places: Sequence[Place]) -> dict[str, bytes]:
    """
    Pictures of territories: name, key figures, edition.

    Parameters
    ----------
    frame : Frame
        Of the edition.
    places : sequence of Place
        Those whose pages are made; all are drawn in few goes.

    Returns
    -------
    dict of str to bytes
        Slug → PNG; empty where the site has no address: a picture is named by a whole one.
    """
    if not frame.site.url:
        return {}
    made: dict[str, bytes] = {}
    for start in range(0, len(places), BATCH):
        part = places[start : start + BATCH]
        pictures = _drawn(frame, [_card(frame, place) for place in part])
        made |= {place.slug: picture for place, picture in zip(part, pictures, strict=True)}
    return made


def edition_card(frame: Frame, count: int) -> dict[str, bytes]:
    """
    Picture of all that is not of one territory.

    Parameters
    ----------
    frame : Frame
        Of the edition.
    count : int
        Territories in it.

    Returns
    -------
    dict of str to bytes
        Address in the edition → PNG; empty where the site has no address.
    """
    if not frame.site.url:
        return {}
    told = {"value": str(count), "unit": "", "label": "territoires" if count > 1 else "territoire"}
    return {NAME: _drawn(frame, [_words(frame, frame.site.campaign.title, [told])])[0]}


def _drawn(frame: Frame, cards: list[dict[str, Any]]) -> list[bytes]:
    return to_pictures({"colours": dict(frame.theme.light), "cards": cards}, "cards.typ", 72.0)


def _card(frame: Frame, place: Place) -> dict[str, Any]:
    found: list[dict[str, Any]] = next(
        (theme["key_figures"] for theme in place.themes if theme["key_figures"]), []
    )
    return _words(frame, place.heading, [_figure(one) for one in found[:MOST_FIGURES]])


def _figure(item: dict[str, Any]) -> dict[str, str]:
    value, unit = typeset(str(item["value"])), typeset(str(item["unit"] or ""))
    label = typeset(f"{item['label']}, {item['year']}" if item["year"] else str(item["label"]))
    return {"value": value, "unit": "" if unit in value else unit, "label": label}


def _words(frame: Frame, title: str, figures: list[dict[str, str]]) -> dict[str, Any]:
    foot = f"{frame.site.campaign.title} : édition {frame.site.edition}"
    invented = " · France d’essai : chiffres inventés" if frame.is_demo else ""
    return {
        "brand": typeset(frame.theme.brand),
        "title": typeset(title),
        "figures": figures,
        "foot": typeset(foot) + invented,
    }
