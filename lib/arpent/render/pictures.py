"""Each figure as a picture to put elsewhere, SVG and PNG: with its title, its notes and its source, readable alone."""

from collections.abc import Sequence
from typing import Any

from arpent.render.content import Block, Page
from arpent.render.downloads import csv_name
from arpent.render.paper import drawing
from arpent.render.pdf import to_pngs
from arpent.render.report import Report
from arpent.render.theme import load_theme
from arpent.render.typography import printable, typeset
from arpent.views.measure import wrap
from arpent.views.svg import Canvas

FOLDER = "images"
MARGIN = 24.0
#: Size (px), weight and most lines of each text; lines are so many times as high as letters.
TITLE, SUBTITLE, SMALL = (21.0, 600, 4), (14.0, 400, 3), (11.5, 400, 6)
LEADING = 1.35
INVENTED = "France d'essai. Territoire et chiffres inventés."


def picture_name(page: Page, block: Block, suffix: str) -> str:
    """
    Where a figure's picture is, beside its data.

    Parameters
    ----------
    page, block : Page, Block
        One of ``page.pictures``.
    suffix : str
        ``svg`` or ``png``.

    Returns
    -------
    str
        ``images/<theme>-<name>.svg``.
    """
    return f"{FOLDER}/{csv_name(page, block).removesuffix('csv')}{suffix}"


def picture_files(report: Report, pages: Sequence[Page]) -> dict[str, bytes]:
    """
    Pictures of all the figures of a report, by relative name.

    Parameters
    ----------
    report, pages : Report, sequence of Page
        As in ``build_files``.

    Returns
    -------
    dict of str to bytes

    Raises
    ------
    RenderFailed
        A drawing is no SVG.
    """
    drawn = [(page, block, composed(report, block)) for page in pages for block in page.pictures]
    files = {picture_name(page, block, "svg"): one["svg"].encode() for page, block, one in drawn}
    pictures = to_pngs([one for _, _, one in drawn])
    return files | {
        picture_name(page, block, "png"): picture
        for (page, block, _), picture in zip(drawn, pictures, strict=True)
    }


def composed(report: Report, block: Block) -> dict[str, Any]:
    """
    A figure with what a page writes around it.

    Parameters
    ----------
    report : Report
        Whose it is: its territory is named, and whether its figures are invented.
    block : Block
        A figure.

    Returns
    -------
    dict
        ``svg`` (text as text, in colours of the day) and ``width`` (px).
    """
    look, drawn, view = load_theme(), drawing(block), block.view
    width, colours = float(drawn["width"]), look.light
    above = [("ink", TITLE, drawn["title"]), ("soft", SUBTITLE, drawn["subtitle"])]
    below = [
        ("accent", SMALL, INVENTED if report.is_demo else ""),
        *(("soft", SMALL, str(view.get(key) or "")) for key in ("note", "source")),
        ("soft", SMALL, f"{look.brand}, {report.territory_name}"),
    ]
    head, foot = _lines(above, width), _lines(below, width)
    top = MARGIN + _height(head) + 8
    height = top + width * float(drawn["ratio"]) + 8 + _height(foot) + MARGIN
    canvas = Canvas(width + 2 * MARGIN, round(height), "image")
    canvas.rect(0, 0, canvas.width, canvas.height, fill=colours["figure"])
    _write(canvas, head, MARGIN, colours)
    canvas.place(drawn["svg"], MARGIN, top, width, width * float(drawn["ratio"]))
    _write(canvas, foot, canvas.height - MARGIN - _height(foot), colours)
    return {"svg": printable(canvas.svg(drawn["alt"])) + "\n", "width": canvas.width}


#: Colour, (size, weight, most lines) and words of a line.
_Line = tuple[str, tuple[float, int, int], str]


def _lines(texts: Sequence[_Line], width: float) -> list[_Line]:
    return [
        (colour, look, line)
        for colour, look, text in texts
        if text.strip()
        for line in wrap(typeset(printable(text)), width, size=look[0], weight=look[1], lines=look[2])
    ]


def _height(lines: Sequence[_Line]) -> float:
    return sum(size * LEADING for _, (size, _, _), _ in lines)


def _write(canvas: Canvas, lines: Sequence[_Line], top: float, colours: Any) -> None:
    for colour, (size, weight, _), text in lines:
        canvas.text(MARGIN, top + size, text, size=size, weight=weight, fill=colours[colour])
        top += size * LEADING
