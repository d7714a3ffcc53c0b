"""A report in a real browser. ``ARPENT_AUDIT`` names folders of real reports to check as well."""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["index.html", "portrait.html", "population.html"])
def test_page(audit, browser, report_folder, name):
    """0 axe violations (WCAG 2.2 AA), no request, no sideways scroll, at most 500 KB; phone, desk, dark."""
    assert audit.audit_page(browser, report_folder / name) == []


@pytest.mark.skipif("ARPENT_AUDIT" not in os.environ, reason="ARPENT_AUDIT names no folder of real reports")
def test_real_reports(audit, browser):
    """The same for real reports."""
    folders = os.environ["ARPENT_AUDIT"].split(os.pathsep)
    assert [fault for folder in folders for fault in audit.audit_report(browser, Path(folder))] == []


def test_font(audit, browser, report_folder):
    """The page's own font is loaded from its folder."""
    with audit.opened(browser, report_folder / "index.html", 1280) as (page, _):
        assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") >= 1


def test_skip_link(audit, browser, report_folder):
    """The first Tab shows the skip link; Enter puts the focus on the content."""
    with audit.opened(browser, report_folder / "population.html", 1280) as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "contenu"


def test_details_by_keyboard(audit, browser, report_folder):
    """The data behind a figure opens with the keyboard, and its box can be scrolled to."""
    with audit.opened(browser, report_folder / "population.html", 390) as (page, _):
        page.focus("#fig-population-serie summary")
        assert not page.is_visible("#fig-population-serie table")
        page.keyboard.press("Enter")
        assert page.is_visible("#fig-population-serie table")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "region"


@pytest.mark.parametrize(("width", "seen"), [(390, "narrow"), (1280, "wide")])
def test_one_drawing(audit, browser, report_folder, width, seen):
    """A phone sees the narrow drawing alone, a desk the wide one."""
    with audit.opened(browser, report_folder / "population.html", width) as (page, _):
        shown = {form: page.is_visible(f"#fig-population-serie .{form} svg") for form in ("narrow", "wide")}
    assert [form for form, is_shown in shown.items() if is_shown] == [seen]


def test_targets(audit, browser, report_folder):
    """Links and summaries that stand alone are at least 24 px high (WCAG 2.5.8)."""
    low = """selector => [...document.querySelectorAll(selector)]
        .filter(one => one.getBoundingClientRect().height < 24).map(one => one.textContent)"""
    with audit.opened(browser, report_folder / "population.html", 390) as (page, _):
        assert page.evaluate(low, ".themes a, .toc a, summary, .downloads a, .next a") == []


def test_without_javascript(browser, report_folder):
    """The page is the same without JavaScript: it has none."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report_folder / "population.html").as_uri())
    assert page.inner_text("h1").startswith("Population")
    context.close()


def test_print(audit, browser, report_folder):
    """On paper: no navigation, no tool, links of the end matter written out."""
    with audit.opened(browser, report_folder / "population.html", 1280) as (page, _):
        page.emulate_media(media="print")
        assert not page.is_visible(".themes")
        assert not page.is_visible(".tools")
        written = "getComputedStyle(document.querySelector('.sources th a[href^=http]'), '::after').content"
        assert "https://example.org" in page.evaluate(written)


#: Hyphens of headings that a line ends with, whatever word they are in.
BROKEN = """() => [...document.querySelectorAll('h2, h3')].flatMap(heading => {
  const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), found = [], range = document.createRange();
  const top = (node, place) => {
    range.setStart(node, place);
    range.setEnd(node, place + 1);
    return range.getBoundingClientRect().top;
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let i = 0; i + 1 < node.length; i++)
      if (node.data[i] === '-' && top(node, i + 1) > top(node, i) + 5) found.push(node.data);
  return found;
})"""


def test_no_heading_is_cut_within_a_word(audit, browser, report_folder):
    """« perd-on » on a phone, in a box of any width: never « perd- » at the end of a line."""
    with audit.opened(browser, report_folder / "population.html", 390) as (page, _):
        for width in range(150, 360, 15):
            page.add_style_tag(
                content=f"h2, h3 {{ max-width: {width}px !important; text-wrap: wrap !important; }}"
            )
            assert page.evaluate(BROKEN) == []
        page.add_style_tag(
            content=".tied { white-space: normal !important; } h2, h3 { max-width: 6ch !important; }"
        )
        assert page.evaluate(BROKEN)
