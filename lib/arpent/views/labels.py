"""Names on a map: each near its point, none over another."""

from dataclasses import dataclass

from arpent.views import style
from arpent.views.measure import Box, text_width, wrap
from arpent.views.svg import Canvas, text_box

APART = 5.0  # px between names
NUDGE = 45.0  # px that a name may be moved aside to stay in the frame


@dataclass(frozen=True)
class Label:
    """A name to be written around a point."""

    text: str
    x: float
    y: float
    fill: str = style.INK
    weight: int = 600


def write_name(canvas: Canvas, label: Label, within: Box) -> bool:
    """Write a name where it is clear of the others, near its point; False where there is no such place."""
    lines = wrap(label.text, 110, size=style.SMALL, lines=2) if len(label.text) > 18 else [label.text]
    half = max(text_width(text, style.SMALL, label.weight) for text in lines) / 2 + 2
    x = min(max(label.x, within.left + half), within.right - half)
    if abs(x - label.x) > NUDGE:
        return False
    for shift in (4.0, -8.0, 16.0):
        top = label.y + shift - 6.5 * (len(lines) - 1)
        spots = [(text, top + 13 * i) for i, text in enumerate(lines)]
        boxes = [
            text_box(x, y, text, size=style.SMALL, weight=label.weight, anchor="middle") for text, y in spots
        ]
        clear = not any(canvas.is_taken(box.grown(APART)) for box in boxes)
        if clear and all(box.inside(within) for box in boxes):
            for text, y in spots:
                canvas.text(
                    x,
                    y,
                    text,
                    size=style.SMALL,
                    weight=label.weight,
                    fill=label.fill,
                    anchor="middle",
                    halo=True,
                )
            return True
    return False
