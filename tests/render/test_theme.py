"""One theme for both renderers and the drawings."""

import io
from dataclasses import replace

import pikepdf
import pytest

from arpent import project
from arpent.errors import RenderFailed
from arpent.render.drawing import inline_svg
from arpent.render.html import build_files
from arpent.render.theme import Lettering, css_variables, font_files, load_theme, sass_variables
from arpent.views import style

TEXT = ("ink", "soft", "link")
GROUNDS = ("paper", "surface", "wash")


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(two)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_contrast(mode):
    """Text is at least 4.5:1 on every ground it stands on, light and dark; marks are at least 3:1."""
    colours = getattr(load_theme(), mode)
    pairs = [(text, ground) for text in TEXT for ground in GROUNDS]
    pairs += [(text, "slate") for text in ("on-slate", "on-slate-soft", "accent-on-slate")]
    low = {pair: _contrast(*(colours[name] for name in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    assert min(_contrast(colours["accent"], colours[ground]) for ground in GROUNDS) >= 3


def test_same_as_the_drawings():
    """Text, accent and paper of the page are those of the drawings, in the light and in the dark."""
    theme = load_theme()
    names = {"ink": style.INK, "soft": style.MUTED, "accent": style.ACCENT, "figure": style.PAPER}
    assert {name: theme.light[name] for name in names} == names
    assert {name: theme.dark[name] for name in names} == {
        name: style.DARK[light] for name, light in names.items()
    }


def test_drawings_follow(tmp_path, monkeypatch):
    """A colour changed in theme.yml changes in the drawings of every format, in the light and in the dark."""
    copy = tmp_path / "theme.yml"
    text = project.path("reports", "theme", "theme.yml").read_text("utf-8")
    copy.write_text(
        text.replace(style.ACCENT, "#0b5cad").replace(style.DARK[style.ACCENT], "#7db8f0"), "utf-8"
    )
    monkeypatch.setattr("arpent.render.theme.project.path", lambda *_parts: copy)
    svg = f'<svg viewBox="0 0 1 1"><rect fill="{style.ACCENT}"/><rect fill="{style.SEQUENTIAL[0]}"/></svg>'
    drawn = inline_svg(svg, "x")
    assert 'fill="#0b5cad"' in drawn
    assert style.SEQUENTIAL[0] in drawn
    assert '.drawing svg [fill="#0b5cad"]{fill:#7db8f0}' in css_variables(load_theme(copy))


def test_dark_on_demand():
    """Slides, which a projector shows, take the light colours alone."""
    assert "prefers-color-scheme" in css_variables(load_theme())
    assert "prefers-color-scheme" not in css_variables(load_theme(), dark=False)


def test_sass():
    """Quarto's theme gets the same colours, as Sass variables."""
    assert f"$arpent-accent: {style.ACCENT};" in sass_variables(load_theme())


def test_incomplete(tmp_path):
    """A theme that lacks an entry says which file."""
    (tmp_path / "theme.yml").write_text("brand: {name: A, publisher: B}\nlight: {ink: '#000000'}\ndark: {}\n")
    with pytest.raises(RenderFailed, match=r"theme\.yml: light and dark differ in \['ink'\]"):
        load_theme(tmp_path / "theme.yml")
    (tmp_path / "theme.yml").write_text("brand: {}\n")
    with pytest.raises(RenderFailed, match="not a theme"):
        load_theme(tmp_path / "theme.yml")


@pytest.fixture
def own_face(tmp_path):
    """A theme whose text is in a face of the agency's own: the house's, under another name."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - where it is needed

    for weight, stem in style.FONT_FILES.items():
        with TTFont(style.FONT_FOLDER / f"{stem}.ttf") as font:
            for one in font["name"].names:
                one.string = {1: "Essai Sans", 6: f"EssaiSans-{weight}", 16: "Essai Sans"}.get(
                    one.nameID, one.string
                )
            font.save(tmp_path / f"essai-{weight}.ttf")
    text = project.path("reports", "theme", "theme.yml").read_text("utf-8")
    text = text.replace('face: ""', "face: Essai Sans")
    text = text.replace("files: {}", "files: {400: essai-400.ttf, 600: essai-600.ttf}")
    (tmp_path / "theme.yml").write_text(text, "utf-8")
    return tmp_path / "theme.yml"


def test_a_face_of_the_agency(own_face):
    """It comes before the house's in pages, in Quarto's and in documents; its files go with the page."""
    theme = load_theme(own_face)
    assert "--face:'Essai Sans','Arpent Sans'" in css_variables(theme)
    assert "url('fonts/essai-600.ttf')" in css_variables(theme)
    assert "$arpent-face: 'Essai Sans','Arpent Sans'" in sass_variables(theme)
    assert theme.type.families == ["Essai Sans", "Arpent Sans"]
    assert [file.name for file in font_files(theme)][-2:] == ["essai-400.ttf", "essai-600.ttf"]


def test_a_document_is_set_in_the_face_of_the_agency(essai, own_face, monkeypatch):
    """The PDF embeds it, and is refused nothing by PDF/UA."""
    theme = load_theme(own_face)
    for module in ("pdf", "context"):
        monkeypatch.setattr(f"arpent.render.{module}.load_theme", lambda: theme)
    made = build_files(replace(essai.report(), formats=("pdf",)))["rapport.pdf"]
    with pikepdf.open(io.BytesIO(made)) as opened:
        faces = {
            str(font["/BaseFont"])
            for page in opened.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        }
    assert any("Essai" in face for face in faces)


def test_measures():
    """Those of the house, where the theme says nothing; as CSS and as Sass."""
    assert load_theme().type == Lettering()
    assert "--size:106.25%;--leading:1.6;--measure:38rem;--page:72rem;" in css_variables(load_theme())
    assert "$arpent-size: 17px;\n$arpent-leading: 1.6;" in sass_variables(load_theme())


@pytest.mark.parametrize(
    ("was", "put", "message"),
    [
        ("size: 106.25", "size: 12", r"type\.size: 12 is not a number from 80 to 150"),
        ("leading: 1.6", "leading: true", r"type\.leading: True is not a number"),
        ("  measure: 38", "  mesure: 38", r"type: unknown key 'mesure'; did you mean 'measure'"),
        ("files: {}", "files: {400: essai-400.ttf}", r"type\.files: give one font file for each weight"),
        ('face: ""', "face: Essai Sans", r"type\.files: give one font file for each weight"),
        (
            "files: {}",
            "files: {400: a.ttf, 600: b.ttf}",
            r"type\.files\.400: 'a\.ttf' is not a TTF or OTF file",
        ),
        ("files: {}", "files: {400: ../a.ttf, 600: b.ttf}", r"'a\.ttf' is not a TTF or OTF file"),
        ("files: {}", "files: {400: no-font.ttf, 600: no-font.ttf}", r"is not a font that can be read"),
    ],
)
def test_lettering_that_is_wrong(tmp_path, was, put, message):
    """The file, the key, what is allowed."""
    text = project.path("reports", "theme", "theme.yml").read_text("utf-8")
    (tmp_path / "theme.yml").write_text(text.replace(was, put, 1), "utf-8")
    (tmp_path / "no-font.ttf").write_bytes(b"no font")
    with pytest.raises(RenderFailed, match=message):
        load_theme(tmp_path / "theme.yml")


def test_a_face_under_another_name(own_face):
    """A PDF would not find it: the name in the files is said."""
    own_face.write_text(own_face.read_text("utf-8").replace("face: Essai Sans", "face: Marianne"), "utf-8")
    with pytest.raises(RenderFailed, match="is of the family 'Essai Sans', not 'Marianne'"):
        load_theme(own_face)
