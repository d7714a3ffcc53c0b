"""The palette and the fonts."""

import itertools

from fontTools.ttLib import TTFont

from arpent.views import style

NEEDED = "\u202f\u00a0\u2212œŒŸÇ«»²→’–—…€°éèêàùîôûçÉÈÀÎÔ"


def luminance(colour):
    """Relative luminance (WCAG 2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio (WCAG 2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_is_readable():
    """Text has 4.5:1 on its ground, in light and dark; marks that carry meaning 3:1."""
    for colour in (style.INK, style.MUTED, style.ACCENT):
        assert contrast(colour, style.PAPER) >= 4.5
        assert contrast(style.DARK[colour], style.DARK[style.PAPER]) >= 4.5
    for colour in (style.AXIS, style.ACCENT, *style.COMPARATORS[:3]):
        assert contrast(colour, style.PAPER) >= 3
    for ground, ink in zip(style.CATEGORIES, style.CATEGORY_INKS, strict=True):
        assert contrast(ground, ink) >= 4.5


def test_grey_print_tells_colours_apart():
    """Sequential classes darken by even steps; neighbouring categories differ in grey by 1.5:1 at least."""
    lights = [luminance(colour) for colour in style.SEQUENTIAL]
    assert lights == sorted(lights, reverse=True)
    assert all(contrast(a, b) >= 1.35 for a, b in itertools.pairwise(style.SEQUENTIAL))
    assert all(contrast(a, b) >= 1.5 for a, b in itertools.pairwise(style.CATEGORIES))


def test_fonts_hold_french():
    """Both fonts hold French punctuation; they don't bear the reserved name; the licence is beside them."""
    for stem in style.FONT_FILES.values():
        for suffix in ("ttf", "woff2"):
            with TTFont(style.FONT_FOLDER / f"{stem}.{suffix}") as font:
                characters = font.getBestCmap()
                assert [c for c in NEEDED if ord(c) not in characters] == []
                assert "Source" not in str(font["name"].getBestFamilyName())
    assert "SIL OPEN FONT LICENSE" in (style.FONT_FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert style.font_css("assets").count("@font-face") == 2
