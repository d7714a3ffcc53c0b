"""What an outlook tells in sentences, every number taken from its stories."""

from typing import TYPE_CHECKING, Any

import numpy as np

from arpent.study.peopling import BASE
from arpent.study.telling import PLANNED, decade
from arpent.views.numbers import about, format_rate, typeset, unit_after
from arpent.views.points import Points
from arpent.views.view import Words

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

#: Part of the first scenario's inhabitants from which another is said to leave it.
APART = 0.01


def narrative(outlook: "Outlook") -> Points:
    """
    Each scenario in a sentence or two: what it supposes, what it comes to, since when it leaves the first.

    Parameters
    ----------
    outlook : Outlook
        Told.

    Returns
    -------
    Points
        One item a scenario.
    """
    items: list[str] = []
    numbers: list[dict[str, Any]] = []
    for name in outlook.stories:
        text, traced = _told(outlook, name)
        items.append(typeset(text))
        numbers += traced
    return _points("scenarios-recit", "Les scénarios en quelques phrases", items, tuple(numbers))


def _told(outlook: "Outlook", name: str) -> tuple[str, list[dict[str, Any]]]:
    one, story = outlook.scenarios[name], outlook.stories[name]
    end, rate = story.population[-1], story.population[-1] / story.population[0] - 1
    homes, hectares = story.dwellings[decade()].mean(), story.hectares[decade()].sum()
    texts = (about(end), format_rate(rate, yearly=False), about(abs(homes)), about(hectares))
    values = (end, rate, abs(homes), hectares)
    where = {"indicator": name, "territory": outlook.territory.id, "year": outlook.horizon}
    traced = [
        {"text": text, "value": float(value), **where} for text, value in zip(texts, values, strict=True)
    ]
    built = unit_after("logements", round(homes)) + " à produire"
    if homes < 0:
        built = unit_after("logements libérés", round(homes)) + " de plus qu'il n'en faut"
    said = (
        f"{one.title}. {one.text} {texts[0]} habitants en {outlook.horizon} ({texts[1]} depuis {BASE}), "
        f"{texts[2]}{built} par an de {PLANNED} à {PLANNED + 10}, "
        f"{texts[3]}{unit_after('hectares', round(hectares))} en dix ans."
    )
    return said + _since(outlook, name), traced


def _since(outlook: "Outlook", name: str) -> str:
    """Since when a scenario's inhabitants are one per cent away from the first's."""
    if name == outlook.first:
        return ""
    first = outlook.stories[outlook.first].population
    apart = np.flatnonzero(np.abs(outlook.stories[name].population / first - 1) > APART)
    title = outlook.scenarios[outlook.first].title
    if not len(apart):
        return f" Autant d'habitants que « {title} », à un centième près."
    return f" Il s'écarte de « {title} » de plus d'un centième à partir de {BASE + int(apart[0])}."


def limits(outlook: "Outlook") -> Points:
    """
    What stands for what is not published.

    Parameters
    ----------
    outlook : Outlook
        Told.

    Returns
    -------
    Points
        One item a substitute.
    """
    return _points("substituts", "Ce qui est estimé", [typeset(one) for one in outlook.substitutes], ())


def _points(name: str, title: str, items: list[str], numbers: tuple[dict[str, Any], ...]) -> Points:
    return Points(name, Words(typeset(title), alt=title), " ".join(items), numbers, items=tuple(items))
