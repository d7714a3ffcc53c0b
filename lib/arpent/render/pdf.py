"""
Records of a document → PDF, by Typst, with the project's own templates (``reports/templates/typst``).

Everything that is said goes as JSON, never as markup. Tagged (PDF/UA-1, refused by Typst where it is not),
house fonts embedded, no date: the same records give the same bytes.
"""

import hashlib
import html
import io
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from arpent import project
from arpent.errors import RenderFailed
from arpent.render.theme import load_theme
from arpent.render.typography import printable
from arpent.views import style

STANDARD = "ua-1"
PICTURE_PPI = 108.0
DRAWINGS = "drawings.typ"
NO_GLYPH = "\u25cf"  # ●, where the house face has no such letter: an emoji, most often
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def to_pdf(record: Mapping[str, Any], template: str) -> bytes:
    """
    A document as PDF.

    Parameters
    ----------
    record : mapping
        As ``paper.document``.
    template : str
        File in ``reports/templates/typst``.

    Returns
    -------
    bytes
        PDF 1.7, PDF/UA-1.

    Raises
    ------
    RenderFailed
        Typst refuses it, for instance for a drawing that is no SVG; its own words are in the message.
    """
    made = _compiled(record, template, format="pdf", pdf_standards=STANDARD, timestamp=0)
    if not isinstance(made, bytes):
        raise RenderFailed(f"{template}: typst gave no document.")
    return _packed(made)


def _packed(document: bytes) -> bytes:
    """
    The same document, its objects in compressed streams.

    Typst writes each of the thousands of tags as plain text: half of a report's size.
    """
    import pikepdf  # noqa: PLC0415 - only where a document is made

    packed = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="arpent-") as work:
        # NOTE: from a file, qpdf reads alone; from memory, through Python, object by object, half as long again.
        plain = Path(work) / "plain.pdf"
        plain.write_bytes(document)
        with pikepdf.open(plain) as opened:
            opened.save(
                packed,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
                fix_metadata_version=False,
            )
    return packed.getvalue()


def to_pngs(drawings: Sequence[Mapping[str, Any]]) -> list[bytes]:
    """
    Drawings as pictures, for those that read no SVG.

    Parameters
    ----------
    drawings : sequence of mappings
        ``svg`` and ``width`` (px).

    Returns
    -------
    list of bytes
        PNG, one and a half pixels for one of the drawing.

    Raises
    ------
    RenderFailed
        One is no SVG.
    """
    if not drawings:
        return []
    return to_pictures({"drawings": list(drawings)}, DRAWINGS, PICTURE_PPI)


def drawing_digests(drawings: Sequence[Mapping[str, Any]]) -> list[str]:
    """
    All that pictures of ``to_pngs`` hang on: each drawing, their template, Typst, the faces and the pixels.

    Parameters
    ----------
    drawings : sequence of mappings
        ``svg`` and ``width`` (px).

    Returns
    -------
    list of str
        Hexadecimal.
    """
    tools = hashlib.sha256(f"{version('typst')} {PICTURE_PPI}".encode())
    for file in (_template(DRAWINGS), *sorted(style.FONT_FOLDER.glob("*.ttf"))):
        tools.update(file.read_bytes())
    said = tools.hexdigest()
    return [
        hashlib.sha256(f"{said} {one['width']} {_svg(one['svg'])}".encode()).hexdigest() for one in drawings
    ]


def to_pictures(record: Mapping[str, Any], template: str, ppi: float) -> list[bytes]:
    """
    Pages of a template as pictures.

    Parameters
    ----------
    record : mapping
        What the template reads.
    template : str
        File in ``reports/templates/typst``.
    ppi : float
        Pixels of an inch; 72 makes a pixel of a point.

    Returns
    -------
    list of bytes
        PNG, one a page, the same for the same record.

    Raises
    ------
    RenderFailed
        Typst refuses it; its own words are in the message.
    """
    made = _compiled(record, template, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made)


def _compiled(record: Mapping[str, Any], template: str, **options: Any) -> Any:
    import typst  # noqa: PLC0415 - only where a document is made

    main = _template(template)
    own = {str(file.parent) for file in load_theme().type.files.values()}
    text = json.dumps(_known(record), ensure_ascii=False, sort_keys=True)
    try:
        # NOTE: a Compiler that is kept can't serve two threads at once ("Already borrowed"); fonts can.
        return typst.compile(
            str(main),
            root=str(main.parent),
            font_paths=_fonts(tuple(sorted(own))),
            ignore_system_fonts=True,
            sys_inputs={"record": text},
            **options,
        )
    except typst.TypstError as error:
        raise RenderFailed(f"{template}: typst: {error} {' '.join(error.hints or [])}") from error


def _template(name: str) -> Path:
    return project.path("reports", "templates", "typst", name)


@cache
def _fonts(own: tuple[str, ...]) -> Any:
    import typst  # noqa: PLC0415 - only where a document is made

    return typst.Fonts(include_system_fonts=False, font_paths=[str(style.FONT_FOLDER), *own])


def _known(value: Any) -> Any:
    """The same records, every letter that the house face lacks replaced: a PDF/UA holds no unknown one."""
    if isinstance(value, str):
        return _drawn(value)
    if isinstance(value, Mapping):
        return {name: _svg(one) if name in ("svg", "spark") else _known(one) for name, one in value.items()}
    return [_known(one) for one in value] if isinstance(value, list | tuple) else value


def _svg(svg: str) -> str:
    """A drawing that Typst reads: declared as SVG, its characters known."""
    if not svg:
        return ""
    named = svg if _NAMESPACE in svg else svg.replace("<svg", f"<svg {_NAMESPACE}", 1)
    # NOTE: an emoji written as a character reference would pass unseen.
    return _drawn(re.sub(r"&#[0-9a-fA-Fx]+;", lambda match: html.escape(html.unescape(match[0])), named))


def _drawn(text: str) -> str:
    clean = printable(text)
    unknown = set(clean) - _letters()
    return clean.translate(dict.fromkeys(map(ord, unknown), NO_GLYPH)) if unknown else clean


@cache
def _letters() -> frozenset[str]:
    """What both weights of the house face draw, and what ends a line."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only where a PDF is made

    files = [style.FONT_FOLDER / f"{stem}.ttf" for stem in style.FONT_FILES.values()]
    points = frozenset.intersection(*(frozenset(TTFont(file).getBestCmap()) for file in files))
    return frozenset(map(chr, points)) | {"\n", "\t"}
