"""Formats of a report, and the file that each of the documents is."""

from collections.abc import Sequence
from importlib.util import find_spec

from arpent.errors import AskedWrongly, did_you_mean

#: What each format gives beside the others in the report's folder; ``html`` is the pages and their data.
DOCUMENTS = {
    "pdf": "rapport.pdf",
    "docx": "rapport.docx",
    "fiche": "fiche.pdf",
    "diaporama": "diaporama.html",
}
#: What a page calls it.
DOCUMENT_TITLES = {
    "pdf": "Le rapport entier, à imprimer (PDF)",
    "docx": "Le rapport entier, à reprendre (Word)",
    "fiche": "L’essentiel en deux pages, pour une réunion (PDF)",
    "diaporama": "Les figures principales, à projeter (diaporama)",
}
FORMATS = ("html", *DOCUMENTS)
DEFAULT_FORMATS = ("html",)


def check_formats(formats: Sequence[str]) -> None:
    """
    Refuse a format that is not made.

    Parameters
    ----------
    formats : sequence of str
        Of ``FORMATS``.

    Raises
    ------
    AskedWrongly
        Unknown; the message suggests the nearest. Or none at all, or one whose program is not installed.
    """
    if not formats:
        raise AskedWrongly(f"format: none given. Formats: {', '.join(FORMATS)}.")
    for name in formats:
        if name not in FORMATS:
            raise AskedWrongly(
                f"format '{name}': unknown{did_you_mean(name, FORMATS) or '.'} Formats: {', '.join(FORMATS)}."
            )
    if "docx" in formats and find_spec("pypandoc") is None:
        raise AskedWrongly("format 'docx': pandoc is not here; pip install 'arpent[docx]' brings it.")
