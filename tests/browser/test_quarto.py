"""Quarto's own report in a real browser, held to what the embedded one is held to."""

import importlib.util
from pathlib import Path

import pytest

from arpent.render.quarto import render_report
from arpent.render.theme import load_theme

pytestmark = [pytest.mark.browser, pytest.mark.quarto]


@pytest.fixture(scope="module")
def quarto_folder(tmp_path_factory) -> Path:
    """The report of Grande-Lande, rendered by Quarto."""
    file = Path(__file__).parents[1] / "render" / "essai.py"
    spec = importlib.util.spec_from_file_location(file.stem, file)
    essai = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(essai)
    folder = tmp_path_factory.mktemp("quarto") / "epci-9a0000001"
    render_report(essai.report(), folder)
    return folder


@pytest.mark.parametrize("name", ["index.html", "portrait.html", "population.html"])
def test_page(audit, browser, quarto_folder, name):
    """0 axe violations (WCAG 2.2 AA), no request, no sideways scroll, at most 500 KB; phone, desk, dark."""
    assert audit.audit_page(browser, quarto_folder / name) == []


def test_dark(audit, browser, quarto_folder):
    """Page, head, tables and drawings take the theme's colours, by day and by night."""
    colours = """() => ["body", "#quarto-header .navbar", ".scroll", ".drawing"].map(
        one => getComputedStyle(document.querySelector(one)).backgroundColor)"""
    names, theme = ("paper", "slate", "surface", "figure"), load_theme()
    for dark, wanted in ((False, theme.light), (True, theme.dark)):
        with audit.opened(browser, quarto_folder / "portrait.html", 1280, dark=dark) as (page, _):
            found = [tuple(map(int, one[4:-1].split(","))) for one in page.evaluate(colours)]
            assert found == [tuple(bytes.fromhex(wanted[name][1:])) for name in names]


def test_dark_on_a_phone(audit, browser, quarto_folder):
    """By night the bar that only a phone shows, and the themes that it unfolds, are as readable as the page."""
    with audit.opened(browser, quarto_folder / "portrait.html", 390, dark=True) as (page, _):
        page.click(".quarto-btn-toggle")
        page.wait_for_selector("#quarto-sidebar.show")
        assert audit.axe_violations(page) == []


def test_print(audit, browser, quarto_folder):
    """On paper: dark text on white from a dark screen too, the text on the whole width, nothing to click on."""
    with audit.opened(browser, quarto_folder / "portrait.html", 720, dark=True) as (page, _):
        page.emulate_media(media="print", color_scheme="dark")
        shown = "one => getComputedStyle(document.querySelector(one))"
        assert page.evaluate(f"({shown})('#quarto-header .navbar').backgroundColor") == "rgba(0, 0, 0, 0)"
        assert page.evaluate(f"({shown})('h2').color") == "rgb(37, 49, 59)"
        hidden = [".quarto-secondary-nav", "#quarto-sidebar", "#TOC", ".nav-page", ".tools", ".nav-footer"]
        assert {page.evaluate(f"({shown})('{one}').display") for one in hidden} == {"none"}
        width = "one => document.querySelector(one).getBoundingClientRect().width"
        assert page.evaluate(f"({width})('main')") > 0.95 * page.evaluate(f"({width})('body')")
