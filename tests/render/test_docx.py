"""The report as a Word document: its words, its tables, its pictures; nothing obeyed."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from arpent.errors import AskedWrongly
from arpent.render.content import read_page
from arpent.render.formats import check_formats
from arpent.render.html import build_files

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@pytest.fixture(scope="module")
def package(essai):
    """The document, as a zip."""
    return opened(replace(essai.report(), formats=("docx",)))


def opened(report):
    """The document of a report."""
    return zipfile.ZipFile(io.BytesIO(build_files(report)["rapport.docx"]))


def body(package):
    """Its text's XML."""
    return ET.fromstring(package.read("word/document.xml"))


def said(package) -> str:
    """All its text, without spaces."""
    return re.sub(r"\s+", "", "".join(one.text or "" for one in body(package).iter(f"{WORD}t")))


def test_says_what_the_pages_say(essai, package):
    """Every number, title, reading and source of a page, and its tables' cells, in Word's tables."""
    text = said(package).replace("'", "’")
    for page in map(read_page, essai.report().pages):
        for block in page.blocks:
            title = "" if block.kind == "keyfigures" else str(block.view.get("title") or "")
            words = [
                block.number,
                title,
                *(str(block.view.get(key) or "") for key in ("reading", "source")),
            ]
            words += (
                [str(one[1]) for one in block.view.get("rows_shown", ())] if block.kind == "table" else []
            )
            for word in words:
                assert re.sub(r"\s+", "", word).replace("'", "’") in text, word
    headings = [one.get(f"{WORD}val") for one in body(package).iter(f"{WORD}pStyle")]
    assert {"Heading1", "Heading2"} <= set(headings)
    assert len(list(body(package).iter(f"{WORD}tbl"))) >= 4


def test_key_figures_have_no_empty_column(essai, package):
    """Nothing to compare with: no column for it."""
    assert "Ailleurs" in said(package)
    view = essai.key_figures()
    view["items"] = [{**one, "comparators": []} for one in view["items"]]
    page = essai.page("t", "T", "?", [essai.view_cell(view)])
    alone = said(opened(replace(essai.report(), pages=[page], formats=("docx",))))
    assert "Chiffreclé" in alone
    assert "Ailleurs" not in alone


def test_pictures_have_their_alternative_text(essai, package):
    """A PNG a figure, and its description."""
    figures = [b for page in map(read_page, essai.report().pages) for b in page.blocks if b.kind == "figure"]
    assert {one.get("descr") for one in body(package).iter(DRAWN)} == {one.view["alt"] for one in figures}
    pictures = [name for name in package.namelist() if name.startswith("word/media/")]
    assert len(pictures) == len(figures)
    assert all(package.read(name).startswith(b"\x89PNG") for name in pictures)


def test_same_bytes(essai):
    """Two makings give the same bytes."""
    report = replace(essai.report(), formats=("docx",))
    assert build_files(report) == build_files(report)


@pytest.mark.parametrize("bad", ['</w:t><script>*b* $x$ \\ "q" 🎉 \x00 [l](javascript:x)', "W" * 300])
def test_hostile_labels_stay_text(essai, bad):
    """A label is neither XML nor Markdown."""
    view = essai.figure("f", bad, {"a": 1.0}) | {"alt": bad, "reading": bad}
    cells = [essai.view_cell(view), essai.view_cell(essai.table("t", [["1", bad, 1.0]]))]
    report = replace(
        essai.report(), territory_name=bad, pages=[essai.page("t", bad, bad, cells)], formats=("docx",)
    )
    package = opened(report)
    assert said(package).count(re.sub(r"\s+", "", bad.replace("\x00", ""))) >= 2
    assert b"javascript:" not in package.read("word/_rels/document.xml.rels")


def test_without_pandoc(monkeypatch):
    """Refused before anything is run, with what brings it."""
    monkeypatch.setattr("arpent.render.formats.find_spec", lambda _: None)
    with pytest.raises(AskedWrongly, match=r"arpent\[docx\]"):
        check_formats(["docx"])
    check_formats(["html", "pdf"])
