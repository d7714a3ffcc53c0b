"""Documents of a report, each one file beside its pages: what ``--format`` asks for besides ``html``."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from arpent.render.content import Page
from arpent.render.docx import to_docx
from arpent.render.fiche import fiche
from arpent.render.formats import DOCUMENTS
from arpent.render.paper import document
from arpent.render.pdf import to_pdf
from arpent.render.report import Report
from arpent.render.slides import slides

Maker = Callable[[Report, Sequence[Page], Sequence[Mapping[str, Any]]], bytes]


def document_files(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]
) -> dict[str, bytes]:
    """
    The documents that ``report.formats`` asks for; ``html`` is none.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``html.build_files``.

    Returns
    -------
    dict of str to bytes
        By file name: ``rapport.pdf``…

    Raises
    ------
    RenderFailed
        A drawing can't be read; the message says what Typst says.
    """
    wanted = [name for name in DOCUMENTS if name in report.formats]
    return {DOCUMENTS[name]: _MAKERS[name](report, pages, sources) for name in wanted}


def _report_pdf(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> bytes:
    return to_pdf(document(report, pages, sources), "report.typ")


def _report_docx(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> bytes:
    return to_docx(document(report, pages, sources))


def _fiche(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> bytes:
    return to_pdf(fiche(report, pages, sources), "fiche.typ")


_MAKERS: Mapping[str, Maker] = {
    "pdf": _report_pdf,
    "docx": _report_docx,
    "fiche": _fiche,
    "diaporama": slides,
}
