"""The slides in a real browser: by keyboard, at the size of a screen, on paper, for everyone."""

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
TOO_HIGH = """[...document.querySelectorAll('.slide')].filter(one => one.scrollHeight > one.clientHeight + 1
    || one.querySelector('.slide-body').scrollHeight > one.querySelector('.slide-body').clientHeight + 1)
    .map(one => one.id)"""


@pytest.fixture(scope="module")
def deck(tmp_path_factory) -> Path:
    """The slides of Grande-Lande."""
    import importlib.util  # noqa: PLC0415

    from arpent.render.html import render_report  # noqa: PLC0415

    spec = importlib.util.spec_from_file_location("essai", HERE.parent / "render" / "essai.py")
    essai = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(essai)
    folder = tmp_path_factory.mktemp("slides") / "essai"
    render_report(replace(essai.report(), formats=("diaporama",)), folder)
    return folder / "diaporama.html"


def test_everyone(audit, browser, deck):
    """0 axe violations, no request, no sideways scroll; phone, desk, dark."""
    assert audit.audit_page(browser, deck) == []


def test_keyboard(audit, browser, deck):
    """Arrows, space, Home and End move from slide to slide; the address follows, and the reader's place too."""
    with audit.opened(browser, deck, 1280) as (page, _):
        places = []
        for key in ("ArrowRight", " ", "ArrowLeft", "End", "Home"):
            page.keyboard.press(key)
            places.append(page.evaluate("[location.hash, document.activeElement.id]"))
        last = page.evaluate("document.querySelectorAll('.slide').length")
    assert places == [[f"#d{one}", f"d{one}"] for one in (2, 3, 2, last, 1)]


def test_fits(audit, browser, deck):
    """Nothing of a slide is below the screen, at the size of a laptop and of a wide screen."""
    for width, height in ((1280, 720), (1920, 1080)):
        with audit.opened(browser, deck, width) as (page, _):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(TOO_HIGH) == []


def test_speaker_notes(audit, browser, deck):
    """The key n opens the notes of all slides over them, and closes them; a screen of slides keeps its size."""
    opened = "[...document.querySelectorAll('.speaker')].map(one => one.open)"
    with audit.opened(browser, deck, 1280) as (page, _):
        page.set_viewport_size({"width": 1280, "height": 720})
        page.keyboard.press("n")
        assert set(page.evaluate(opened)) == {True}
        assert page.evaluate(TOO_HIGH) == []
        page.keyboard.press("n")
        assert set(page.evaluate(opened)) == {False}


def test_paper(audit, browser, deck):
    """Printed, each slide is one page, wider than high."""
    with audit.opened(browser, deck, 1280) as (page, _):
        slides = page.evaluate("document.querySelectorAll('.slide').length")
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == slides
    assert all(one.mediabox.width > one.mediabox.height for one in printed.pages)


def test_without_javascript(browser, deck):
    """Links lead from slide to slide without a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(deck.as_uri())
    page.click("#d1 .turn a")
    assert page.url.endswith("#d2")
    context.close()
