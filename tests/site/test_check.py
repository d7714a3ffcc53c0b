"""The checks of a site: each fault that is put in is found, and only it."""

import pikepdf
import pytest

from arpent.site.check import check_site
from arpent.site.reading import read_html

PAGE = (
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>t</title></head><body>{}</body></html>'
)


@pytest.fixture
def site(tmp_path):
    """Two pages that lead to each other, and nothing wrong."""
    (tmp_path / "index.html").write_text(PAGE.format('<h1 id="a">A</h1><a href="2026/b.html">b</a>'))
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "b.html").write_text(PAGE.format('<h1>B</h1><a href="../index.html#a">a</a>'))
    return tmp_path


def _faults(site, body):
    (site / "2026" / "b.html").write_text(PAGE.format(f'<h1>B</h1><a href="../index.html">a</a>{body}'))
    return [(fault.kind, fault.what) for fault in check_site(site, workers=1)]


def test_nothing(site):
    """Nothing wrong, nothing found."""
    assert check_site(site, workers=1) == []


@pytest.mark.parametrize(
    ("body", "kind", "what"),
    [
        ('<a href="gone.html">x</a>', "link", "2026/gone.html: there is no such file"),
        ('<a href="../index.html#z">x</a>', "link", "index.html#z: there is no such anchor"),
        ('<a href="../../secret">x</a>', "link", "../secret: there is no such file"),
        ('<img src="../index.html">', "alt", '<img src="../index.html">'),
        ('<div role="img"></div>', "alt", '<div role="img">'),
        ('<script src="https://cdn.example.org/x.js"></script>', "request", "https://cdn.example.org/x.js"),
        ('<p style="background:url(//example.org/x)">x</p>', "request", "//example.org/x"),
        ("<p>La part est de 12.5 % ici</p>", "figure", "La part est de 12.5 % ici"),
        ("<p>Il y a 12 345 habitants</p>", "figure", "Il y a 12 345 habitants"),
        ("<p>nan</p>", "figure", "nan"),
        ('<p id="x">x</p><p id="x">y</p>', "html", "id 'x' twice"),
        ("<h1>encore</h1>", "html", "lang 'fr', 2 h1: one of each is needed"),
    ],
)
def test_fault(site, body, kind, what):
    """One fault, one line that says it."""
    assert (kind, what) in _faults(site, body)


def test_invalid_html(site):
    """A tag that is never closed is found by a strict parser."""
    assert any(kind == "html" for kind, _ in _faults(site, "<div><p>x</div></span>"))


def test_orphan(site):
    """A page that nothing leads to."""
    (site / "2026" / "c.html").write_text(PAGE.format("<h1>C</h1>"))
    assert [(fault.kind, fault.page) for fault in check_site(site, workers=1)] == [("orphan", "2026/c.html")]


def test_weight(site):
    """A page heavier than what a phone should load."""
    assert [kind for kind, _ in _faults(site, f"<p>{'x' * 950_000}</p>")] == ["weight"]


def test_slides_weigh_what_a_document_weighs(site):
    """Slides hold all their drawings in one file: they are a document, and no page loads them."""
    (site / "2026" / "diaporama.html").write_text(PAGE.format(f"<h1>D</h1><p>{'x' * 950_000}</p>"))
    assert _faults(site, '<a href="diaporama.html">d</a>') == []


def test_drawings_are_not_read_as_text():
    """Coordinates of a drawing and code are not figures."""
    page = read_html('<svg aria-hidden="true"><text>12 345</text></svg><code>12.5 %</code><p>ok</p>')
    assert page.text == ["ok"]


def test_a_pdf_that_a_screen_reader_cannot_read(site):
    """A PDF that went round the renderer is named; one that says it is PDF/UA-1, tagged and French is not."""
    _pdf(site / "2026" / "right.pdf", Lang="fr", StructTreeRoot={}, MarkInfo={"/Marked": True})
    _pdf(site / "2026" / "scan.pdf", Lang="fr", weight=3_000_000)
    (site / "2026" / "torn.pdf").write_bytes(b"%PDF-1.7")
    size = (site / "2026" / "scan.pdf").stat().st_size
    faults = [(one.kind, one.page, one.what) for one in check_site(site, workers=1)]
    assert faults == [
        ("pdf", "2026/scan.pdf", f"{size} bytes; at most 3000000"),
        ("pdf", "2026/scan.pdf", "is not tagged"),
        ("pdf", "2026/torn.pdf", "can't be read"),
    ]


def _pdf(path, weight=0, **said):
    """A PDF of one empty page that says things of itself."""
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Metadata = document.make_stream(b"<pdfuaid:part>1</pdfuaid:part>" + b"0" * weight)
        for name, value in said.items():
            document.Root[f"/{name}"] = pikepdf.Dictionary(value) if isinstance(value, dict) else value
        document.save(path, compress_streams=False, fix_metadata_version=False)
