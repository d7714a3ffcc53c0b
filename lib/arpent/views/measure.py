"""
How wide a text is, and how to fit it: wrapping, shortening, boxes that must not overlap.

Widths come from the font file that the page uses, so what fits here fits in the browser. Kerning is left
out: it makes text narrower, never wider.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from arpent.views import style

ELLIPSIS = "…"


@cache
def _advances(weight: int) -> dict[int, int]:
    with TTFont(style.FONT_FOLDER / f"{style.FONT_FILES[weight]}.ttf", lazy=True) as font:
        widths = font["hmtx"].metrics
        return {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=1 << 16)
def text_width(text: str, size: float = style.TEXT, weight: int = 400) -> float:
    """
    Width of one line of text in the house font.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Font size, px.
    weight : int
        400 or 600.

    Returns
    -------
    float
        px. A character that the font has not is counted one em wide (an emoji is).

    Examples
    --------
    >>> round(text_width("1234", 10), 2)
    19.88
    """
    advances = _advances(weight)
    return sum(advances.get(ord(character), 1000) for character in text) * size / 1000


def shorten(text: str, room: float, *, size: float = style.TEXT, weight: int = 400) -> str:
    """
    The text itself where it fits in ``room`` px, else its beginning and an ellipsis.

    Examples
    --------
    >>> shorten("Saint-Étienne", 500)
    'Saint-Étienne'
    >>> shorten("Saint-Étienne", 48)
    'Saint…'
    """
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip(" -–,'’(") + ELLIPSIS


def wrap(text: str, room: float, *, size: float = style.TEXT, weight: int = 600, lines: int = 3) -> list[str]:
    """
    The text cut at spaces (and after hyphens) into at most ``lines`` lines of ``room`` px.

    Parameters
    ----------
    text : str
        What to cut; no-break spaces hold.
    room : float
        px.
    size : float
        Font size, px.
    weight : int
        Semi-bold unless given: what fits so fits in regular too.
    lines : int
        The last line is shortened where the text needs more.

    Returns
    -------
    list of str
        At least one line.

    Examples
    --------
    >>> wrap("communauté de communes du Pays", 110)
    ['communauté de', 'communes du Pays']
    """
    words = text.replace("-", "-\0").replace(" ", " \0").split("\0")
    out = [""]
    for word in words:
        if out[-1] and text_width((out[-1] + word).rstrip(), size, weight) > room:
            out.append("")
        out[-1] += word
    if len(out) > lines:
        out = [*out[: lines - 1], "".join(out[lines - 1 :])]
    return [shorten(line.strip(" "), room, size=size, weight=weight) for line in out]


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing, px, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether two boxes share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, margin: float) -> "Box":
        """The box with a margin on all sides."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def inside(self, other: "Box") -> bool:
        """Whether this box lies wholly within the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """
    Middles nearest to those wanted, of labels that do not overlap, within ``low`` and ``high``.

    Labels at the ends of lines are placed so. The order of the wanted middles is kept; where there is not
    room for all, they are squeezed by the same factor.

    Parameters
    ----------
    wanted : sequence of float
        Middles, px.
    sizes : sequence of float
        Height of each label, px.
    low, high : float
        What the labels must stay within.

    Returns
    -------
    list of float
        Middles, in the order given.

    Examples
    --------
    >>> spread([10, 12, 50], [10, 10, 10], 0, 100)
    [6.0, 16.0, 50.0]
    """
    squeeze = min(1.0, (high - low) / max(sum(sizes), 1e-9))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    groups: list[tuple[float, list[int]]] = []  # top of a group of touching labels, its members
    heights = [size * squeeze for size in sizes]
    for index in order:
        groups.append(_group([index], wanted, heights, (low, high)))
        while len(groups) > 1 and groups[-1][0] < _bottom(groups[-2], heights) - 1e-9:
            below, above = groups.pop(), groups.pop()
            groups.append(_group([*above[1], *below[1]], wanted, heights, (low, high)))
    out = [0.0] * len(wanted)
    for top, members in groups:
        for index in members:
            out[index] = round(top + heights[index] / 2, 6)
            top += heights[index]  # noqa: PLW2901 - walks down the group
    return out


def _group(
    members: list[int], wanted: Sequence[float], heights: Sequence[float], limits: tuple[float, float]
) -> tuple[float, list[int]]:
    """The top that moves touching labels least on average, within the limits."""
    tops, offset = 0.0, 0.0
    for index in members:
        tops += wanted[index] - heights[index] / 2 - offset
        offset += heights[index]
    return min(max(tops / len(members), limits[0]), limits[1] - offset), members


def _bottom(group: tuple[float, list[int]], heights: Sequence[float]) -> float:
    return group[0] + sum(heights[index] for index in group[1])
