"""
Checks of a report's pages in Chromium: axe-core (WCAG 2.2 AA), requests, width, weight, keyboard.

Functions for the tests, and a command for a report already made:
``python tests/browser/audit.py reports/build/epci-246300701``.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (390, 1280)
HEAVIEST = 500_000


def axe_source() -> str:
    """Text of axe-core, from the package ``axe-playwright-python`` that carries it."""
    import axe_playwright_python  # noqa: PLC0415 - a test dependency, absent where these tests are skipped

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def chromium() -> Iterator[object]:
    """Headless Chromium of the system."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def opened(browser, file: Path, width: int, *, dark: bool = False) -> Iterator[tuple[object, list[str]]]:
    """A page of a report, and the addresses it requested."""
    scheme = "dark" if dark else "light"
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, requested = context.new_page(), []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(file.resolve().as_uri())
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => null)")
    yield page, requested
    context.close()


def axe_violations(page) -> list[str]:
    """What axe-core finds, closed details opened: one line a rule and element."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(axe_source())
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [f"{rule['id']}: {node['html'][:150]}" for rule in found["violations"] for node in rule["nodes"]]


def outside_requests(requested: list[str]) -> list[str]:
    """Addresses that are not of this disk."""
    return [url for url in requested if not url.startswith(("file://", "data:"))]


def overflow(page) -> int:
    """Pixels by which the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def weight(requested: list[str]) -> int:
    """Bytes of the page and of all that it loads."""
    files = {
        Path(url.removeprefix("file://").partition("#")[0].partition("?")[0])
        for url in requested
        if url.startswith("file://")
    }
    return sum(file.stat().st_size for file in files)


def audit_page(browser, file: Path) -> list[str]:
    """Everything wrong with a page, at both widths and in the dark."""
    faults = []
    for width, dark in ((WIDTHS[0], False), (WIDTHS[1], False), (WIDTHS[1], True)):
        with opened(browser, file, width, dark=dark) as (page, requested):
            found = axe_violations(page)
            found += [f"request: {url}" for url in outside_requests(requested)]
            found += [f"overflow: {overflow(page)} px"] if overflow(page) > 0 else []
            found += [f"weight: {weight(requested)} bytes"] if weight(requested) > HEAVIEST else []
        faults += [f"{file.name} at {width} px{' (dark)' if dark else ''}: {fault}" for fault in found]
    return faults


def audit_report(browser, folder: Path) -> list[str]:
    """Everything wrong with a report's pages."""
    return [fault for file in sorted(folder.glob("*.html")) for fault in audit_page(browser, file)]


if __name__ == "__main__":
    with chromium() as launched:
        wrong = [fault for name in sys.argv[1:] for fault in audit_report(launched, Path(name))]
    sys.stdout.write("\n".join([*wrong, f"{len(wrong)} faults"]) + "\n")
    sys.exit(bool(wrong))
