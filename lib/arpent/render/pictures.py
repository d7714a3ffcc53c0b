"""Each figure as a picture to put elsewhere, SVG and PNG: with its title, its notes and its source, readable alone."""

import html
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from arpent.render.content import Block, Page
from arpent.render.downloads import csv_name
from arpent.render.paper import drawing
from arpent.render.pdf import drawing_digests, to_pngs
from arpent.render.report import Report
from arpent.render.theme import load_theme
from arpent.render.typography import printable, typeset
from arpent.views import style
from arpent.views.measure import text_width, wrap
from arpent.views.svg import Canvas

FOLDER = "images"
MARGIN = 24.0
#: Size (px), weight and most lines of each text; lines are so many times as high as letters.
TITLE, SUBTITLE, SMALL = (21.0, 600, 4), (14.0, 400, 3), (11.5, 400, 6)
LEADING = 1.35
#: Bytes of a PNG before what is written in it (its signature and its header), and its last ones.
_HEAD, _END = 33, b"IEND\xaeB`\x82"
_TEXT = re.compile(r"<text(?P<attributes>[^>]*)>(?P<words>[^<]*)</text>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
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

    A PNG names what it was drawn from, and is taken from the report before where that is the same: drawing takes a
    thirtieth of a second, three quarters of what a report takes.

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
    made = {
        picture_name(page, block, ""): composed(report, block) for page in pages for block in page.pictures
    }
    svgs = {f"{name}svg": _TEXT.sub(_held, one["svg"]).encode() for name, one in made.items()}
    return svgs | _pngs(made, report.before)


def _pngs(made: Mapping[str, dict[str, Any]], before: Path | None) -> dict[str, bytes]:
    digests = drawing_digests(list(made.values()))
    marks = {f"{name}png": _mark(digest) for name, digest in zip(made, digests, strict=True)}
    kept = {name: picture for name, mark in marks.items() if (picture := _kept(before, name, mark))}
    lacking = [name for name in made if f"{name}png" not in kept]
    drawn = {
        f"{name}png": picture[:_HEAD] + marks[f"{name}png"] + picture[_HEAD:]
        for name, picture in zip(lacking, to_pngs([made[name] for name in lacking]), strict=True)
    }
    return {name: kept.get(name) or drawn[name] for name in marks}


def _mark(digest: str) -> bytes:
    """A PNG's chunk of text that says what the picture is drawn from: the same, it need not be drawn again."""
    said = b"tEXt" + b"arpent:drawing\0" + digest.encode()
    return struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))


def _kept(folder: Path | None, name: str, mark: bytes) -> bytes:
    """The picture of the report before, where it is whole and drawn from the same; else nothing."""
    try:
        picture = (folder / name).read_bytes() if folder else b""
    except OSError:
        return b""
    return picture if picture[_HEAD:].startswith(mark) and picture.endswith(_END) else b""


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


def _held(text: re.Match[str]) -> str:
    """A line of text held to the width that it has in the house face: another one is drawn in, not cut."""
    said = dict(_ATTRIBUTE.findall(text["attributes"]))
    size, weight = float(said.get("font-size", style.TEXT)), int(said.get("font-weight", 400))
    width = text_width(html.unescape(text["words"]), size, weight)
    held = f' textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"' if width else ""
    return f"<text{text['attributes']}{held}>{text['words']}</text>"


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
