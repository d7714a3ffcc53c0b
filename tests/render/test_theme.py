"""One theme for both renderers and the drawings."""

import pytest

from arpent import project
from arpent.errors import RenderFailed
from arpent.render.drawing import inline_svg
from arpent.render.theme import css_variables, load_theme, sass_variables
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
