"""The report on paper: what it says, who can read it, what hostile labels do to it (nothing)."""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pikepdf
import pypdf
import pytest

from arpent.errors import AskedWrongly, RenderFailed
from arpent.render.content import read_page
from arpent.render.contributions import Note
from arpent.render.formats import check_formats
from arpent.render.html import build_files

HOSTILE = (
    "#pagebreak() $x^2$ \\ <script>alert(1)</script> \"q\" 'a' *b* _c_ @fig-x [l](javascript:x) // /* `r` ~"
)


@pytest.fixture(scope="module")
def files(essai):
    """Documents of the report, without its pages."""
    return build_files(replace(essai.report(), formats=("pdf",)))


@pytest.fixture(scope="module")
def paper(files):
    """The report, read back."""
    return read(files)


def read(files):
    """What a PDF reader makes of the report."""
    return pypdf.PdfReader(io.BytesIO(files["rapport.pdf"]))


def letters(text: str) -> str:
    """Text without what a line's end changes: spaces and hyphens."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def said(paper) -> str:
    """All the text of a document, as ``letters``."""
    return letters(" ".join(page.extract_text() for page in paper.pages))


def tags(node, found=None):
    """Every element of the structure tree: its kind and its alternative text."""
    found = [] if found is None else found
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for one in node:
            tags(one, found)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        found.append((str(node.get("/S", "")), str(node.get("/Alt", ""))))
        if "/K" in node:
            tags(node["/K"], found)
    return found


def structure(paper):
    """Elements of a document's structure tree."""
    return tags(paper.trailer["/Root"]["/StructTreeRoot"]["/K"])


def fonts(paper):
    """Descriptors of every font of a document, by name."""
    found = {}
    for page in paper.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font["/DescendantFonts"][0].get_object()
            found[str(inner["/BaseFont"])] = inner["/FontDescriptor"]
    return found


def test_says_what_the_pages_say(essai, paper):
    """Every title, number, reading, note and source of a page is in the PDF, with its tables' cells."""
    text = said(paper)
    for page in map(read_page, essai.report().pages):
        assert letters(page.title) in text
        for block in page.blocks:
            words = [block.number, *(str(block.view.get(key) or "") for key in ("reading", "note", "source"))]
            words += [str(cell) for row in block.view.get("rows_shown", ()) for cell in row[1:]]
            words += [item["value"] for item in block.view.get("items", ())]
            for word in words:
                assert letters(word.replace("'", "’")) in text.replace("'", "’"), word


def test_a_report_of_one_theme_says_which_on_its_cover(essai, paper):
    """Of several, the cover names none: the contents do."""
    one = read(build_files(replace(essai.report(), pages=essai.report().pages[1:2], formats=("pdf",))))
    question = letters(read_page(essai.report().pages[1]).question)
    assert question in letters(one.pages[0].extract_text())
    assert question not in letters(paper.pages[0].extract_text())


def test_definitions(essai):
    """What a page measures is defined in its chapter."""
    view = {"kind": "sources", "definitions": [{"label": "Densité", "definition": "Habitants par km²."}]}
    pages = [
        essai.page(
            "t", "T", "?", [essai.view_cell(essai.phrase("Ici.")), essai.view_cell(view | {"name": "s"})]
        )
    ]
    assert "Densité:Habitantsparkm²." in said(
        read(build_files(replace(essai.report(), pages=pages, formats=("pdf",))))
    )


def test_order_is_that_of_the_pages(paper):
    """Chapters, then sections, then what limits them, then sources and provenance."""
    text = said(paper)
    wanted = [
        "Combiend’habitants?",
        "GrandeLandegagne838habitants",
        "Oùs’installeton?",
        "Cequeceschiffresnedisentpas",
        "Sourcesetlicences",
        "Provenance",
        "Commentciter",
    ]
    places = [text.rfind(letters(one)) for one in wanted]
    assert places == sorted(places)
    assert min(places) > 0


def test_drawings_are_read(essai, paper):
    """Words inside a drawing are text, and a drawing has its alternative text; a spark line is no figure."""
    assert "Bourg" in said(paper)
    alts = [alt for kind, alt in structure(paper) if kind == "/Figure" and alt]
    figures = [b for page in map(read_page, essai.report().pages) for b in page.blocks if b.kind == "figure"]
    assert set(alts) == {block.view["alt"] for block in figures}


def test_is_made_for_screen_readers(paper):
    """PDF/UA-1: tagged, in French, titled, with headings, table headers and a table of contents."""
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("fr")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert paper.metadata.title == "Grande-Lande — Observatoire des territoires"
    kinds = {kind for kind, _ in structure(paper)}
    assert {"/H1", "/H2", "/Figure", "/Caption", "/Table", "/TH", "/TD", "/TOC", "/L"} <= kinds
    assert [one.title for one in paper.outline if not isinstance(one, list)][:3] == [
        "Portrait",
        "Population",
        "Sources et licences",
    ]


def test_house_fonts_are_inside(paper):
    """Only the house face, embedded."""
    found = fonts(paper)
    assert found
    assert all("ArpentSans" in name and "/FontFile2" in one for name, one in found.items()), found


def test_pages_are_few_and_a4(paper):
    """Cover, contents, two chapters, the end: no blank page, all A4."""
    assert 5 <= len(paper.pages) <= 8
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in paper.pages} == {(595, 842)}
    assert all(len(letters(page.extract_text())) > 30 for page in paper.pages)


def test_contents_have_no_typed_dots(paper):
    """What leads from a title to its page is drawn: typed, it is hundreds of dots for a program that reads."""
    text = said(paper)
    assert letters("Sommaire") in text
    assert "..." not in text


def test_running_heads_are_no_text(files):
    """The name on top of a page and the number at its foot are artifacts: a voice reads through, page after page."""
    with pikepdf.open(io.BytesIO(files["rapport.pdf"])) as opened:
        for page in list(opened.pages)[1:]:
            marks = [
                one.operands[1]
                for one in pikepdf.parse_content_stream(page)
                if str(one.operator) == "BDC" and str(one.operands[0]) == "/Artifact"
            ]
            assert {"/Header", "/Footer"} <= {str(one.get("/Subtype")) for one in marks}


def test_a_long_table_is_cut_where_its_page_cuts_it(essai):
    """A page shows at most a thousand cells of a table; the PDF shows the same rows, and says how many there are."""
    view = essai.table("t", [[f"{row:05}", f"Lieu {row}", 1.0] for row in range(300)])
    view["columns"] += [view["columns"][-1] | {"name": f"share_{one}"} for one in range(5)]
    view["rows"] = [[*row, *row[-1:] * 5] for row in view["rows"]]
    view["rows_shown"] = [[*row, *row[-1:] * 5] for row in view["rows_shown"]]
    page = essai.page("t", "T", "?", [essai.view_cell(view)])
    files = build_files(replace(essai.report(), pages=[page], formats=("html", "pdf")))
    text = said(read(files))
    assert "Les 142 premières lignes sur 300" in files["t.html"].decode()
    assert "Les142premièreslignessur300" in text
    assert "Lieu141" in text
    assert "Lieu142" not in text


def test_tags_are_packed(files):
    """Tags are in compressed streams of objects: written plainly, they are half of a long report."""
    assert b"/ObjStm" in files["rapport.pdf"]
    assert b"/StructElem" not in files["rapport.pdf"]


def test_same_bytes(essai, files):
    """Two makings give the same bytes, without a date, and provenance.json tells which."""
    assert build_files(replace(essai.report(), formats=("pdf",))) == files
    assert b"/CreationDate" not in files["rapport.pdf"]
    told = json.loads(files["provenance.json"])["files"]
    assert told == {"rapport.pdf": hashlib.sha256(files["rapport.pdf"]).hexdigest()}


@pytest.mark.parametrize("bad", [HOSTILE, "🎉 \x00\x07 \u202e", "é" * 300, "W" * 300])
def test_hostile_labels_stay_text(essai, bad):
    """A label is neither markup nor code, whatever it holds; what the face lacks becomes a dot."""
    view = essai.figure("f", bad, {"a": 1.0}) | {"subtitle": bad, "reading": bad, "source": bad, "note": bad}
    table = essai.table("t", [["1", bad, 1.0]]) | {"title": bad}
    view |= {"alt": bad, "svg": essai.bars({"🎉": 1.0}, 720)}
    cells = [essai.view_cell(one) for one in (view, table, essai.phrase(bad))]
    cells += [essai.view_cell({"kind": "missing", "name": "m", "title": bad, "why": bad})]
    report = replace(
        essai.report(), territory_name=bad, pages=[essai.page("t", bad, bad, cells)], formats=("pdf",)
    )
    paper = read(build_files(report))
    text = said(paper)
    assert "🎉" not in text
    assert len(paper.pages) <= 12
    assert "/JavaScript" not in str(paper.trailer["/Root"].get("/Names", ""))
    if bad == HOSTILE:
        assert text.count("#pagebreak()") > 5
        assert "<script>alert(1)</script>" in text


def test_a_drawing_that_is_none_is_said(essai):
    """A drawing that Typst can't read stops the report with Typst's own words, not with a blank."""
    view = essai.figure("f", "F", {"a": 1.0}) | {"svg": "<svg viewBox='0 0 1 1'><g></svg>"}
    report = replace(
        essai.report(), pages=[essai.page("t", "T", "?", [essai.view_cell(view)])], formats=("pdf",)
    )
    with pytest.raises(RenderFailed, match=r"report\.typ: typst: .*SVG"):
        build_files(report)


def test_formats(essai):
    """The pages lead to the PDF where it is made, and only there; an unknown format says which there are."""
    both = build_files(replace(essai.report(), formats=("html", "pdf")))
    assert 'href="rapport.pdf"' in both["index.html"].decode()
    assert "rapport.pdf" not in build_files(essai.report())["index.html"].decode()
    with pytest.raises(
        AskedWrongly, match=r"format 'pfd': unknown; did you mean 'pdf'\?.*html, pdf, docx, fiche"
    ):
        check_formats(["html", "pfd"])


def test_partners_notes_are_printed_under_their_figure(essai):
    """A signed note is in the PDF and in the Word document, harmless, and marks no other territory's."""
    text = "Une *usine* a fermé. <script>x</script>"
    note = Note("Ada Lessai", "Syndicat d'essai", "2026-03-01", "epci:9A0000001", "population", "population-serie",
                text, "note.yml")  # fmt: skip
    report = replace(essai.report(), notes=[note])
    files = build_files(replace(report, formats=("pdf", "docx")))
    text = said(read(files))
    assert "AdaLessai,Syndicatd’essai,le1ermars2026" in text
    assert "Uneusineafermé.<script>x</script>" in text
    words = zipfile.ZipFile(io.BytesIO(files["rapport.docx"])).read("word/document.xml").decode()
    assert "Ada Lessai, Syndicat d’essai, le 1er mars 2026" in words
    ET.fromstring(words)
