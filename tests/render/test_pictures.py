"""Each figure as SVG and PNG, to be put elsewhere: whole, readable alone, harmless."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from arpent.render.content import read_page
from arpent.render.html import build_files
from arpent.render.pdf import to_pngs
from arpent.render.pictures import MARGIN, composed
from arpent.render.theme import load_theme
from arpent.views.measure import text_width

HOSTILE = "<script>alert(1)</script> \"'\x0b../../ 🐗 & " + "é" * 250


@pytest.fixture(scope="module")
def files(essai):
    """All files of the invented report."""
    return build_files(essai.report())


def _first(essai):
    return next(block for page in essai.report().pages for block in read_page(page).pictures)


def _words(svg: bytes | str) -> str:
    return " ".join(text for text in ET.fromstring(svg).itertext() if text.strip())


def test_every_figure_has_both(files):
    """Two figures, four pictures; the small map that says where the territory is has none."""
    drawn = {name for name in files if name.startswith("images/")}
    assert drawn == {
        f"images/population-{name}.{kind}" for name in ("serie", "communes") for kind in ("svg", "png")
    }


def test_links_lead_to_them(files):
    """Every picture is linked to beside its figure, once, as a download."""
    page = files["population.html"].decode()
    linked = re.findall(r'<a href="(images/[^"]+)" download>', page)
    assert sorted(linked) == sorted(name for name in files if name.startswith("images/"))


def test_readable_alone(files):
    """Title, subtitle, source, who publishes it, of where; and that the figures are invented, where they are."""
    shown = _words(files["images/population-serie.svg"])
    for text in (
        "Source",
        "Institut d’essai",
        "Observatoire des territoires, Grande-Lande",
        "chiffres inventés",
    ):
        assert text in shown


def test_text_stays_text(files):
    """The drawing's own marks are in the picture, under its alternative text."""
    root = ET.fromstring(files["images/population-communes.svg"])
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert "Bourg 620" in _words(files["images/population-communes.svg"])


def test_as_wide_in_another_face(files):
    """Each line says how wide it is in the house face, which the reader's machine may not have."""
    texts = list(
        ET.fromstring(files["images/population-communes.svg"]).iter("{http://www.w3.org/2000/svg}text")
    )
    assert texts
    for text in texts:
        size, weight = float(text.get("font-size", 13)), int(text.get("font-weight", 400))
        assert float(text.get("textLength")) == pytest.approx(text_width(text.text, size, weight), abs=0.06)


def test_same_size(files):
    """A PNG is its SVG, one and a half times as large, opaque."""
    for name in ("serie", "communes"):
        root = ET.fromstring(files[f"images/population-{name}.svg"])
        picture = Image.open(io.BytesIO(files[f"images/population-{name}.png"])).convert("RGBA")
        wanted = [float(root.get(side)) * 1.5 for side in ("width", "height")]
        assert picture.size == pytest.approx(wanted, abs=1)
        assert picture.getchannel("A").getextrema() == (255, 255)


def test_a_line_is_never_wider_than_the_drawing(essai):
    """Long titles wrap, and a word of 300 letters is cut."""
    block = _first(essai)
    long = replace(block, view={**block.view, "title": HOSTILE, "source": "mot " * 200})
    made = composed(essai.report(), long)
    shown = _words(made["svg"])
    assert "alert(1)" in shown
    assert "<script" not in made["svg"]
    assert "\x0b" not in made["svg"]
    assert "é" * 250 not in shown
    assert made["width"] == pytest.approx(720 + 2 * MARGIN)


def test_in_the_agencys_colours(essai, monkeypatch):
    """Text and paper follow the theme."""
    look = load_theme()
    own = replace(look, light={**look.light, "ink": "#102030", "figure": "#fdfdf0"})
    monkeypatch.setattr("arpent.render.pictures.load_theme", lambda: own)
    made = composed(essai.report(), _first(essai))["svg"]
    assert 'fill="#102030"' in made
    assert 'fill="#fdfdf0"' in made


def test_same_bytes(essai, files):
    """Made again, the pictures are the same."""
    again = build_files(essai.report())
    assert {name: again[name] for name in files if name.startswith("images/")} == {
        name: content for name, content in files.items() if name.startswith("images/")
    }


def test_kept_from_the_report_before(essai, files, tmp_path, monkeypatch):
    """A picture drawn from the same is not drawn again; another one, a broken one, one of other tools are."""
    drawn = []
    monkeypatch.setattr(
        "arpent.render.pictures.to_pngs", lambda those: drawn.append(len(those)) or to_pngs(those)
    )
    names = sorted(name for name in files if name.endswith(".png"))
    _lay(tmp_path, files)
    report = replace(essai.report(), before=tmp_path)

    def made() -> int:
        drawn.clear()
        again = build_files(report)
        assert {name: again[name] for name in names} == {name: files[name] for name in names}
        return sum(drawn)

    assert made() == 0
    (tmp_path / names[0]).write_bytes(files[names[1]])
    assert made() == 1
    _lay(tmp_path, files)
    (tmp_path / names[1]).write_bytes(files[names[1]][:-40])
    assert made() == 1
    _lay(tmp_path, files)
    monkeypatch.setattr("arpent.render.pdf.version", lambda _: "another")
    drawn.clear()
    build_files(report)
    assert sum(drawn) == len(names)


def _lay(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
