"""
An analyst's own matplotlib figure, in the house style and as the same kind of view as the others.

matplotlib is not imported here before it is used: the house figures do without, and a kernel starts sooner.
"""

import io
import re
from html import escape
from typing import Any

from arpent.views import style
from arpent.views.numbers import typeset
from arpent.views.view import Data, Figure, Words, slug

_PROLOG = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->", re.DOTALL)
_ID = re.compile(r'((?:\bid="|href="#|url\(#))')


def matplotlib_rc() -> Any:
    """
    Settings of matplotlib for the house style: ``with matplotlib.rc_context(views.matplotlib_rc()): …``.

    Returns
    -------
    dict of str to any
        Text stays text, ids are the same from run to run, ``$`` is a dollar and not mathematics.
    """
    from matplotlib import font_manager  # noqa: PLC0415 - a second that only own figures pay

    for stem in style.FONT_FILES.values():
        font_manager.fontManager.addfont(style.FONT_FOLDER / f"{stem}.ttf")
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": "arpent",
        "text.parse_math": False,
        "font.family": style.FONT_FAMILY,
        "font.size": style.TEXT,
        "figure.dpi": 72,
        "text.color": style.INK,
        "axes.edgecolor": style.AXIS,
        "axes.labelcolor": style.INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "grid.color": style.GRID,
        "xtick.color": style.MUTED,
        "ytick.color": style.MUTED,
    }


def show_matplotlib(
    figure: Any, *, name: str, title: str, alt: str, source: str, subtitle: str = "", data: Data | None = None
) -> Figure:
    """
    A matplotlib figure as a view, with the words that every figure has.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn under :func:`matplotlib_rc`; 10 inches wide at 72 dpi is the width of a page.
    name : str
        Stem.
    title, alt, source : str
        Required: no figure goes without.
    subtitle : str
        Indicator, unit, years, territory.
    data : Data, optional
        The figures behind it.

    Returns
    -------
    Figure
        The same drawing wide and narrow.
    """
    import matplotlib as mpl  # noqa: PLC0415 - as above

    buffer = io.StringIO()
    with mpl.rc_context(matplotlib_rc()):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    svg = compact(buffer.getvalue(), slug(name), typeset(alt))
    words = Words(typeset(title), typeset(subtitle), typeset(alt), source=typeset(source))
    return Figure(name, words, svg, svg, data or Data())


def compact(svg: str, name: str, alt: str) -> str:
    """Matplotlib's SVG without prolog, comments and metadata, with its own ids and an accessible name."""
    bare = re.sub(r"\s*\n\s*", " ", _PROLOG.sub("", svg)).strip()
    bare = _ID.sub(rf"\g<1>{name}-", bare)
    bare = re.sub(r"-?\d+\.\d{2,}", lambda found: f"{float(found[0]):.1f}", bare)
    return bare.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
