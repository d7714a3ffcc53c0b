"""Accessibility of a site's pages in Chromium, by axe-core, at the width of a phone and of a desk."""

import importlib.util
import shutil
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from arpent.errors import AskedWrongly
from arpent.site.check import Fault

WIDTHS = (390, 1280)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_RUN = "options => axe.run(document, options)"


def check_axe(folder: Path, pages: Sequence[str]) -> Iterator[Fault]:
    """
    What axe-core finds on some pages, all details opened.

    Parameters
    ----------
    folder : Path
        Of the site.
    pages : sequence of str
        Addresses from its root.

    Yields
    ------
    Fault
        One a rule and element.

    Raises
    ------
    AskedWrongly
        Chromium, or what drives it, is not on this machine.
    """
    source, browser = _needed()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra: see _needed

    options = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser, args=list(ARGUMENTS))
        for width in WIDTHS:
            context = launched.new_context(viewport={"width": width, "height": 900})
            page = context.new_page()
            for name in pages:
                page.goto((folder / name).resolve().as_uri())
                page.evaluate(_OPEN)
                page.evaluate(source)
                yield from _faults(name, width, page.evaluate(_RUN, options))
            context.close()
        launched.close()


def _faults(page: str, width: int, found: Any) -> Iterator[Fault]:
    for rule in found["violations"]:
        for node in rule["nodes"]:
            yield Fault("axe", page, f"at {width} px: {rule['id']}: {node['html'][:120]}")


def _needed() -> tuple[str, str]:
    """Text of axe-core, and Chromium's path."""
    for package in ("playwright", "axe_playwright_python"):
        if importlib.util.find_spec(package) is None:
            raise AskedWrongly(f"--axe needs {package}: pip install 'arpent[test]'.")
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise AskedWrongly("--axe needs Chromium on the PATH (Debian: apt-get install chromium).")
    source = resources.files("axe_playwright_python").joinpath("axe.min.js")
    return source.read_text(encoding="utf-8"), browser
