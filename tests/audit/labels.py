"""Do labels of a drawing cover each other, or leave its frame? Read from the SVG of its two forms."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from arpent.views.svg import text_box

SVG = "{http://www.w3.org/2000/svg}"


def meeting(view: dict[str, Any]) -> Iterator[str]:
    """Pairs of labels of a view's drawings that cover each other, and labels out of the frame."""
    for form in ("svg", "svg_narrow"):
        yield from (f"({form}): {fault}" for fault in _meeting(view.get(form, "")))


def _meeting(svg: str) -> Iterator[str]:
    if not svg:
        return
    root = ET.fromstring(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    boxes = [_box(one) for one in root.iter(f"{SVG}text")]
    for rank, (text, box) in enumerate(boxes):
        if box.left < -1 or box.right > width + 1 or box.top < -1 or box.bottom > height + 2:
            yield f"« {text} » out of the frame"
        yield from (
            f"« {text} » over « {other} »"
            for other, there in boxes[rank + 1 :]
            if box.grown(-0.6).overlaps(there)
        )


def _box(element: Any) -> tuple[str, Any]:
    size, weight = float(element.get("font-size", 13)), int(element.get("font-weight", 400))
    x, y, anchor = float(element.get("x")), float(element.get("y")), element.get("text-anchor", "start")
    return element.text or "", text_box(x, y, element.text or "", size=size, weight=weight, anchor=anchor)
