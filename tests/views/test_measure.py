"""Widths, wrapping and labels that do not overlap."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from arpent.views.measure import Box, shorten, spread, text_width, wrap


def test_width_grows_with_size_and_weight():
    """Twice the size is twice as wide; semi-bold is wider; an emoji counts one em."""
    assert text_width("Clermont", 26) == 2 * text_width("Clermont", 13)
    assert text_width("Clermont", 13, 600) > text_width("Clermont", 13)
    assert text_width("🏔", 13) == 13


@given(st.text(max_size=300), st.floats(20, 400))
def test_shortened_text_fits(text, room):
    """Whatever the text, what is kept fits in the room, or is the ellipsis alone."""
    kept = shorten(text, room)
    assert text_width(kept) <= room or kept == "…"


def test_wrap_keeps_every_word():
    """Nothing is lost in wrapping where lines suffice; the last line is shortened where they don't."""
    assert "".join(wrap("Saint-Genès-Champanelle", 80)) == "Saint-Genès-Champanelle"
    assert len(wrap("un " * 80, 60, lines=2)) == 2
    assert wrap("un " * 80, 60, lines=2)[-1].endswith("…")


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(5, 60)), min_size=1, max_size=6))
def test_spread_labels_do_not_overlap(labels):
    """Labels keep their order, stay within the limits and, where there is room, never overlap."""
    wanted, sizes = [middle for middle, _ in labels], [size for _, size in labels]
    placed = spread(wanted, sizes, 0, 300)
    squeeze = min(1.0, 300 / sum(sizes))
    order = sorted(range(len(labels)), key=lambda i: (wanted[i], i))
    for above, below in pairwise(order):
        gap = placed[below] - placed[above] - squeeze * (sizes[above] + sizes[below]) / 2
        assert gap >= -1e-4
    for middle, size in zip(placed, sizes, strict=True):
        half = squeeze * size / 2
        assert middle - half >= -1e-4
        assert middle + half <= 300 + 1e-4


def test_boxes():
    """Boxes that only touch do not overlap."""
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 20, 20))
    assert Box(1, 1, 2, 2).inside(Box(0, 0, 3, 3))
