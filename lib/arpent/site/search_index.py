"""What the search of a site finds: its territories, their communes, its themes; small scripts, no request."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from arpent.site.places import LEVEL_NAMES, Place
from arpent.territory.levels import LABELS, zones
from arpent.territory.reference import latest_population

#: Communes a script holds: the first is read when the page is, the others when one begins to type.
MOST = 4000
FOLDER = "assets/recherche"


def search_files(places: Sequence[Place], themes: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """
    Scripts that hold what can be found.

    Parameters
    ----------
    places : sequence of Place
        Of the edition.
    themes : sequence of mapping
        ``theme``, ``title``, ``question``.

    Returns
    -------
    dict of str to bytes
        Address in the edition → script. The first, ``0.js``, holds the territories and the themes; the others
        communes, the most populated first.
    """
    inhabitants = {str(code): float(count) for code, count in latest_population().items()}
    ordered = _by_size(places, inhabitants)
    communes = list(_communes(ordered, inhabitants))
    parts = [communes[start : start + MOST] for start in range(0, len(communes), MOST)]
    head = {
        "places": [[one.short, one.slug, LABELS[one.level], _themes(one, themes)] for one in ordered],
        "themes": [[theme["title"], f"{theme['theme']}.html", theme["question"]] for theme in themes],
        "parts": len(parts),
    }
    files = {f"{FOLDER}/0.js": _script("head", head)}
    for number, part in enumerate(parts, start=1):
        files[f"{FOLDER}/{number}.js"] = _script("part", part)
    return files


def _script(name: str, value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"arpentSearch.{name}({text});\n".encode()


def _by_size(places: Sequence[Place], inhabitants: Mapping[str, float]) -> list[Place]:
    """Widest level first, then the most populated."""
    levels = list(LEVEL_NAMES)
    counts = {one.slug: sum(inhabitants.get(code, 0.0) for code in one.territory.communes) for one in places}
    return sorted(places, key=lambda one: (levels.index(one.level), -counts[one.slug], one.slug))


def _themes(place: Place, themes: Sequence[Mapping[str, Any]]) -> str:
    """Which themes it has, a digit each: the script stays small."""
    return "".join("1" if place.theme(theme["theme"]) else "0" for theme in themes)


def _communes(places: Sequence[Place], inhabitants: Mapping[str, float]) -> Iterator[list[object]]:
    """Name, département and rank of the territory whose report speaks of it: the smallest that holds it."""
    ranks = {one.slug: rank for rank, one in enumerate(places)}
    holder: dict[str, int] = {}
    for one in sorted(places, key=lambda place: -len(place.territory.communes)):
        if one.level != "commune":
            holder |= dict.fromkeys(one.territory.communes, ranks[one.slug])
    names = zones("commune")["name"].to_dict()
    own = {one.territory.code for one in places if one.level == "commune"}
    for code in sorted(set(holder) - own, key=lambda code: (-inhabitants.get(code, 0.0), code)):
        yield [str(names.get(code, code)), code[:3] if code.startswith("97") else code[:2], holder[code]]
