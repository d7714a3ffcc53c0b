"""What Quarto's pages load, without what none of them can use."""

from urllib.parse import quote, unquote

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from arpent.render.quarto_lean import lean_sheet, lighten, lighten_slides

WORDS = {"navbar", "card", "show", "--edge"}


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        ("p{top:0}", "p{top:0}\n"),
        (".navbar .toast{top:0}", ""),
        (".navbar,.toast,#toc .card{top:0}", ".navbar{top:0}\n"),
        (".card:not(.toast):hover{top:0}", ".card:not(.toast):hover{top:0}\n"),
        ('[class^=".toast"].card{top:0}', '[class^=".toast"].card{top:0}\n'),
        (".aa-Item .card{top:0}", ".aa-Item .card{top:0}\n"),
        ("@media print{.toast{top:0}.card{top:0}}", "@media print{.card{top:0}}\n"),
        ("@media print{.toast{top:0}}", ""),
        (":root{--edge:1px;--other:2px}", ":root{--edge:1px}\n"),
        (":root{--other:2px}", ""),
        ("/*! notice */.toast{top:0}/* remark */", "/*! notice */\n"),
        ("@font-face{src:url(a.woff)}", "@font-face{src:url(a.woff)}\n"),
        (
            '.card{background:url("data:image/svg+xml,;{}")}',
            '.card{background:url("data:image/svg+xml,;{}")}\n',
        ),
    ],
)
def test_sheet(sheet, left):
    """A rule stays where all its classes and identifiers may be, a variable where it is read; notices stay."""
    assert lean_sheet(sheet, WORDS) == left


def icons(path, names):
    """A font of icons: one empty drawing a name, from U+F100."""
    build = FontBuilder(1000)
    build.setupGlyphOrder([".notdef", *names])
    build.setupCharacterMap({0xF100 + rank: name for rank, name in enumerate(names)})
    build.setupGlyf({name: Glyph() for name in (".notdef", *names)})
    build.setupHorizontalMetrics(dict.fromkeys((".notdef", *names), (500, 0)))
    build.setupHorizontalHeader()
    build.setupOS2()
    build.setupPost()
    build.font.flavor = "woff"
    build.save(path)


def test_site(tmp_path):
    """Sheets and icons of a site keep what its pages and scripts name; pages and scripts are not touched."""
    libraries = tmp_path / "site_libs"
    (libraries / "bootstrap").mkdir(parents=True)
    (libraries / "quarto-nav").mkdir()
    page, script = '<p class="card"><i class="bi bi-search"></i></p>', 'node.className = "made";'
    (tmp_path / "index.html").write_text(page)
    (libraries / "quarto-nav" / "nav.js").write_text(script)
    (libraries / "bootstrap" / "bootstrap.min.css").write_text(
        ".card{top:0}.made{top:0}.toast{top:0}.collapsing{top:0}"
    )
    (libraries / "bootstrap" / "bootstrap-icons.css").write_text(
        '.bi-search::before{content:"\\f101"}.bi-alarm::before{content:"\\f100"}'
    )
    icons(libraries / "bootstrap" / "bootstrap-icons.woff", ("alarm", "search"))
    lighten(tmp_path)
    sheet = (libraries / "bootstrap" / "bootstrap.min.css").read_text()
    assert sheet == ".card{top:0}\n.made{top:0}\n.collapsing{top:0}\n"
    with TTFont(libraries / "bootstrap" / "bootstrap-icons.woff") as font:
        assert set(font.getBestCmap()) == {0xF101}
    assert (tmp_path / "index.html").read_text() == page
    assert (libraries / "quarto-nav" / "nav.js").read_text() == script


def test_slides():
    """A face that slides carry and set no text in is left out; one that they name stays, and so does the rest."""
    faces = "".join(
        f"@font-face {{ font-family: '{name}'; src: url(data:font/ttf;base64,AA) }}\n"
        for name in ("Own", "Other")
    )
    sheet = f"{faces}.reveal {{ font-family: Own, sans-serif; content: '\\201C\"' }}"
    page = '<link href="data:text/css,{}"><p>Bonjour</p>'
    lean = lighten_slides(page.format(quote(sheet)))
    wanted = sheet.replace(faces[faces.index("@font-face", 1) :], "")
    assert unquote(lean) == page.format(wanted)
