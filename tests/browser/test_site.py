"""A site in a real browser: search, map, keyboard, no script, the data, the print."""

import importlib.util
from pathlib import Path

import pytest

from arpent.site.axe import check_axe

pytestmark = pytest.mark.browser
FOCUS_IS_SEEN = """() => [document.activeElement, document.activeElement.closest('.card')]
    .some(one => one && getComputedStyle(one).outlineStyle !== 'none')"""
SITE_TESTS = Path(__file__).parents[1] / "site" / "conftest.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The site of three territories and invented figures (see tests/site/conftest.py)."""
    spec = importlib.util.spec_from_file_location("site_conftest", SITE_TESTS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with pytest.MonkeyPatch.context() as patch:
        made = module._make_project(tmp_path_factory.mktemp("site") / "project", patch)
        made.build()
        yield made.folder
    module.read_themes.cache_clear()


def test_journey(audit, browser, folder):
    """From home: search a commune without accents, open its EPCI, its theme, its data, its workbook."""
    with audit.opened(browser, folder / "index.html", 1280) as (page, requested):
        page.fill("#recherche", "brioude")
        page.wait_for_selector(".search-answers a")
        first = page.locator(".search-answers a").first
        assert first.inner_text().startswith("Brioude")
        first.click()
        page.wait_for_load_state()
        assert page.url.endswith("/2026/epci-200085728/index.html")
        page.click(".cards a[href='population.html']")
        page.wait_for_load_state()
        page.click("#fig-population-serie summary")
        assert page.is_visible("#fig-population-serie table")
        with page.expect_download() as found:
            page.click("#fig-population-serie .downloads a[href$='.xlsx']")
        assert found.value.suggested_filename == "epci-200085728.xlsx"
        page.click(".around a")
        page.wait_for_load_state()
        assert page.inner_text("h1").startswith("Portrait")
        page.click(".compare a[href*='groupe-essai']")
        page.wait_for_load_state()
        assert page.url.endswith("/groupe-essai/portrait.html")
        assert audit.outside_requests(requested) == []


@pytest.mark.parametrize("typed", ["brioude", "RIOUD", "auzon", "ste florine", "Azérat", "azerat"])
def test_search_by_a_part(audit, browser, folder, typed):
    """A part of a name, with or without accents, finds it (``benchmarks/search.py`` says how fast)."""
    with audit.opened(browser, folder / "index.html", 390) as (page, _):
        page.focus("#recherche")
        page.wait_for_function("arpentSearch.parts && arpentSearch.arrived === arpentSearch.parts")
        assert page.evaluate("typed => search(typed).length", typed) >= 1


def test_a_drawn_part_is_named(audit, browser, folder):
    """The part under the pointer is named, with the figure of its row; nothing is outside of one, or after Escape."""
    with audit.opened(browser, folder / "2026" / "epci-200085728" / "population.html", 1280) as (page, _):
        figure = page.locator("#fig-population-communes")
        rows = figure.locator("tbody tr")
        for row in range(rows.count()):
            figure.locator(f".wide [data-rows='{row}']").hover()
            name, value = (rows.nth(row).locator(kind).text_content() for kind in ("th", "td"))
            assert figure.locator(".map-tip").inner_text().split("\n") == [
                name,
                f"Population (habitants) : {value}",
            ]
        page.keyboard.press("Escape")
        assert figure.locator(".map-tip").is_hidden()
        figure.locator(f".wide [data-rows='{row}']").click()
        assert figure.locator(".map-tip").is_visible()
        page.mouse.move(2, 2)
        assert figure.locator(".map-tip").is_hidden()


def test_search_by_theme(audit, browser, folder):
    """A theme and a place: the page of that theme."""
    with audit.opened(browser, folder / "2026" / "recherche.html", 390) as (page, _):
        page.fill("#recherche", "population brioude")
        page.wait_for_selector(".search-answers a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/epci-200085728/population.html")


def test_nothing_of_this_name(audit, browser, folder):
    """What is not in the edition is said, and read aloud."""
    with audit.opened(browser, folder / "index.html", 390) as (page, _):
        page.fill("#recherche", "zzzz")
        page.wait_for_selector(".search-answers .none")
        assert page.inner_text("[data-count]") == "Aucune réponse"


def test_keyboard_only(audit, browser, folder):
    """Search and its answers by Tab, arrows, Enter and Escape."""
    with audit.opened(browser, folder / "index.html", 1280) as (page, _):
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "recherche":
                break
        page.keyboard.type("auzon")
        page.wait_for_selector(".search-answers a")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.closest('.search-answers') !== null")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id + document.activeElement.value") == "recherche"
        page.keyboard.type("auzon")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/epci-244301099/**")


def test_journey_by_keyboard(audit, browser, folder):
    """From home to the workbook without a mouse: search, theme, data, XLSX, next theme; then what is printed of it."""
    with audit.opened(browser, folder / "index.html", 1280) as (page, _):
        _tab_to(page, "#recherche")
        page.keyboard.type("brioude")
        page.wait_for_selector(".search-answers a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/2026/epci-200085728/index.html")
        _tab_to(page, ".cards a[href='population.html']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/population.html")
        _tab_to(page, "#fig-population-serie summary")
        page.keyboard.press("Enter")
        assert page.is_visible("#fig-population-serie table")
        _tab_to(page, "#fig-population-serie .downloads a[href$='.xlsx']")
        with page.expect_download() as found:
            page.keyboard.press("Enter")
        assert found.value.suggested_filename == "epci-200085728.xlsx"
        _tab_to(page, ".around a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/portrait.html")
        assert page.pdf(format="A4").startswith(b"%PDF")


def _tab_to(page, selector):
    """Press Tab until the focus is there, and is seen to be."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            assert page.evaluate(FOCUS_IS_SEEN), f"the focus is not seen on {selector}"
            return
    pytest.fail(f"Tab does not reach {selector}")


def test_map_by_keyboard(audit, browser, folder):
    """The map is one stop of Tab; arrows go from one territory to the next, whose name is shown and lit."""
    with audit.opened(browser, folder / "index.html", 1280) as (page, _):
        assert page.locator(".index-map a[tabindex='0']").count() == 1
        page.focus(".index-map a[tabindex='0']")
        first = page.inner_text("[data-said]")
        for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
            page.keyboard.press(key)
            if page.inner_text("[data-said]") != first:
                break
        assert page.inner_text("[data-said]") != first
        assert page.locator("tr.is-lit").count() == 1
        page.keyboard.press("Enter")
        page.wait_for_url("**/2026/epci-*/index.html")


@pytest.fixture(scope="module")
def shaded(tmp_path_factory):
    """The same site with a map on the page of a theme: one territory's invented shares differ from the other's."""
    spec = importlib.util.spec_from_file_location("site_conftest", SITE_TESTS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def change(view):
        for item in view.get("items", []):
            swap = {"8,3 %": "12,5 %", "24,1 %": "31,0 %"}
            item["value"] = swap.get(item.get("value"), item.get("value"))

    with pytest.MonkeyPatch.context() as patch:
        made = module._make_project(tmp_path_factory.mktemp("shaded") / "project", patch)
        patch.setattr("arpent.site.theme_maps.FEWEST_SHADED", 2)
        made.render("epci:244301099", change)
        made.build()
        yield made.folder
    module.read_themes.cache_clear()


def test_map_of_a_theme(audit, browser, shaded):
    """Hovered, it says the value and lights the row; another figure is chosen; a name typed is shown on it."""
    with audit.opened(browser, shaded / "2026" / "themes" / "portrait.html", 1280) as (page, requested):
        auzon = ".index-map a[data-slug='epci-244301099']"
        page.hover(auzon)
        assert "12,5" in page.inner_text("[data-said]")
        assert "12,5" in page.inner_text("tr.is-lit")
        first = page.get_attribute(f"{auzon} path", "fill")
        page.select_option("#chiffre", label="Part des 65 ans ou plus, en %, 2021")
        page.mouse.move(0, 0)
        page.hover(auzon)
        assert "31,0" in page.inner_text("[data-said]")
        assert page.locator("[data-legend] li").count() == 2
        assert page.get_attribute(f"{auzon} path", "fill") == first  # the higher of two, again
        page.fill("#recherche", "brioude")
        page.wait_for_selector(".search-answers a")
        assert page.get_attribute(".index-map a.is-found", "data-slug") == "epci-200085728"
        assert audit.outside_requests(requested) == []


@pytest.mark.parametrize("name", ["index", "2026/themes/portrait"])
def test_page_with_a_map(audit, browser, shaded, name):
    """0 axe violations, no request, no sideways scroll, at most 500 KB; phone, desk, dark."""
    assert audit.audit_page(browser, shaded / f"{name}.html") == []


def test_map_of_a_theme_without_script(browser, shaded):
    """The first figure is drawn, with its legend and values; what needs a script is not shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((shaded / "2026" / "themes" / "portrait.html").as_uri())
    assert not page.is_visible("#chiffre")
    assert not page.is_visible("form.search")
    assert page.inner_text(".map-title").startswith("Part des logements vacants")
    assert "12,5" in page.text_content(".index-map a[data-slug='epci-244301099'] title")
    context.close()


def test_without_script(browser, folder):
    """Without JavaScript: no search box, a way to the list, and the map's links."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert not page.is_visible("form.search")
    page.click("noscript a")
    assert page.inner_text("h1") == "Territoires"
    page.go_back()
    page.click(".place-list a >> nth=0")
    assert "/2026/" in page.url
    context.close()


@pytest.mark.parametrize(
    "name",
    ["index", "2026/territoires", "2026/themes/population", "2026/donnees", "2026/methodes/jumeaux",
     "2026/recherche", "2026/accessibilite", "2026/epci-200085728/population", "2026/epci-200085728/index"],
)  # fmt: skip
def test_page(audit, browser, folder, name):
    """0 axe violations, no request, no sideways scroll, at most 500 KB; phone, desk, dark."""
    assert audit.audit_page(browser, folder / f"{name}.html") == []


def test_print(audit, browser, folder):
    """On paper: the content, without the site's navigation; a PDF of A4 pages comes out."""
    with audit.opened(browser, folder / "2026" / "epci-200085728" / "population.html", 1280) as (page, _):
        page.emulate_media(media="print")
        for part in (".side", ".around", ".compare", ".site nav"):
            assert not page.is_visible(part)
        assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.usefixtures("audit")
def test_check_looks_at_the_dark(tmp_path):
    """``site check --axe`` finds what can't be read by night alone, and says that it is by night."""
    style = (
        ":root{color-scheme:light dark}@media(prefers-color-scheme:dark){body{background:#222;color:#333}}"
    )
    page = f'<!DOCTYPE html><html lang="fr"><title>T</title><style>{style}</style><main><h1>Titre</h1></main></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    faults = list(check_axe(tmp_path, ["page.html"]))
    assert [fault.what.partition(": <")[0] for fault in faults] == ["at 1280 px, dark: color-contrast"]
