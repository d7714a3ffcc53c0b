"""
House style: one palette, one type face, the sizes of a figure.

Colours are named by what they mean, never by what they look like, so that dark mode, print and a change
of palette are one edit. The territory is the only warm colour; everything it is compared with is grey and
told apart by dash and label as well, so that a grey print still reads.
"""

from pathlib import Path
from typing import Final

FONT_FAMILY: Final = "Arpent Sans"
FONT_STACK: Final = "'Arpent Sans','Source Sans 3','Segoe UI',Roboto,Helvetica,Arial,sans-serif"
FONT_FOLDER: Final = Path(__file__).parent / "fonts"
FONT_FILES: Final = {400: "ArpentSans-Regular", 600: "ArpentSans-SemiBold"}

WIDE: Final = 720
NARROW: Final = 360
TEXT: Final = 13.0  # px, labels and values
SMALL: Final = 12.0  # px, axes and legends: never smaller

PAPER: Final = "#ffffff"
INK: Final = "#25313b"  # volcanic slate: text and firm limits (contrast 13:1 on paper)
MUTED: Final = "#56636e"  # secondary text (6:1)
AXIS: Final = "#7d8a94"  # axes, ticks, marks that must be seen (3.5:1)
GRID: Final = "#dde3e7"  # grid lines: they carry nothing
ACCENT: Final = "#bf4a1c"  # the territory, and nothing else (5.1:1)
ACCENT_SOFT: Final = "#e9b79c"  # the territory's ground on a locator
OUTSIDE: Final = "#edf0f2"  # land outside the territory
OUTSIDE_LINE: Final = "#cfd6db"
HATCH: Final = "#8b97a0"

COMPARATORS: Final = ("#3f4c57", "#6d7a85", "#6d7a85", "#8b97a0")
DASHES: Final = ("", "6 3", "2 2.5", "9 3 2 3")
BAR: Final = "#9aa7b1"  # bars of comparators

# Light to dark in even steps of lightness; the darkest three pass 3:1 on paper.
SEQUENTIAL: Final = ("#f8e6d8", "#efc19f", "#db8f5e", "#b65a2b", "#743010")
# Categories keep their colour on every page; neighbours alternate dark and light, so a grey print tells them.
CATEGORIES: Final = ("#2b4254", "#e6b877", "#64748b", "#cfdae1", "#9db4a0")
ON_DARK: Final = "#fffffe"  # text on a colour that dark mode leaves alone: not PAPER and INK, which it turns
ON_LIGHT: Final = "#25313a"
CATEGORY_INKS: Final = (ON_DARK, ON_LIGHT, ON_DARK, ON_LIGHT, ON_LIGHT)  # 4.5:1 at least

DARK: Final = {
    PAPER: "#1b2228",
    INK: "#e9edf0",
    MUTED: "#b3bec6",
    AXIS: "#84919b",
    GRID: "#36424b",
    ACCENT: "#ef8354",
    ACCENT_SOFT: "#7a4630",
    OUTSIDE: "#262f36",
    OUTSIDE_LINE: "#3b4750",
    HATCH: "#84919b",
    COMPARATORS[0]: "#cdd5da",
    COMPARATORS[1]: "#9fabb4",
    BAR: "#6f7d88",
    CATEGORIES[0]: "#4a6f8a",
}


def dark_css(selector: str = "figure") -> str:
    """
    CSS rules that turn a drawn SVG dark, to be put inside a ``prefers-color-scheme: dark`` block.

    They are not needed for light mode or print: the SVG carries its own colours as attributes.

    Parameters
    ----------
    selector : str
        What holds the SVG in the page.

    Returns
    -------
    str
        One rule a colour, for ``fill`` and ``stroke``. Class colours of maps do not change.

    Examples
    --------
    >>> dark_css("figure").splitlines()[0]
    'figure svg [fill="#ffffff"]{fill:#1b2228}'
    """
    return "\n".join(
        f'{selector} svg [{attribute}="{light}"]{{{attribute}:{dark}}}'
        for light, dark in DARK.items()
        for attribute in ("fill", "stroke")
    )


def font_css(folder: str = "assets") -> str:
    """
    The ``@font-face`` rules of the house font.

    Parameters
    ----------
    folder : str
        Where the page finds the WOFF2 files, relative to it.

    Returns
    -------
    str
        CSS, weights 400 and 600.
    """
    return "\n".join(
        f"@font-face{{font-family:'{FONT_FAMILY}';font-style:normal;font-weight:{weight};font-display:swap;"
        f"src:url('{folder}/{stem}.woff2') format('woff2')}}"
        for weight, stem in FONT_FILES.items()
    )
