"""Accessibility of a site's pages in Chromium, by axe-core, at the width of a phone and of a desk, by day and night."""

import importlib.util
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import resources
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from arpent.errors import AskedWrongly
from arpent.site.check import Fault

WIDTHS = (390, 1280)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: What may differ in the dark: colours do, the page does not.
DARK_RULES = ("color-contrast", "link-in-text-block")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_RUN = "options => axe.run(document, options)"


def check_axe(folder: Path, pages: Sequence[str], *, workers: int | None = None) -> Iterator[Fault]:
    """
    What axe-core finds on some pages, all details opened; in the dark, of their colours alone.

    A page of a hundred figures takes seconds, most of them for the contrast of each of its texts.

    Parameters
    ----------
    folder : Path
        Of the site.
    pages : sequence of str
        Addresses from its root.
    workers : int, optional
        Browsers at once; as many as cores, unless given.

    Yields
    ------
    Fault
        One a rule and element.

    Raises
    ------
    AskedWrongly
        Chromium, or what drives it, is not on this machine.
    """
    _needed()
    count = min(workers or os.cpu_count() or 1, len(pages)) or 1
    shares = [tuple(pages[start::count]) for start in range(count)]
    # NOTE: what drives the browser has threads, which a fork would not take along.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        for found in pool.map(partial(_look, folder), shares):
            yield from found


def _look(folder: Path, pages: Sequence[str]) -> list[Fault]:
    """Faults of some pages, in a browser of their own."""
    source, browser = _needed()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra: see _needed

    faults: list[Fault] = []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser, args=list(ARGUMENTS))
        for width in WIDTHS:
            page = launched.new_page(viewport={"width": width, "height": 900})
            for name in pages:
                page.emulate_media(color_scheme="light")
                page.goto((folder / name).resolve().as_uri())
                page.evaluate(_OPEN)
                page.evaluate(source)
                faults += _faults(name, f"{width} px", page.evaluate(_RUN, _options("tag", RULES)))
                if width == WIDTHS[-1]:  # colours are the same at any width
                    page.emulate_media(color_scheme="dark")
                    found = page.evaluate(_RUN, _options("rule", DARK_RULES))
                    faults += _faults(name, f"{width} px, dark", found)
            page.close()
        launched.close()
    return faults


def _options(kind: str, values: Sequence[str]) -> dict[str, Any]:
    return {"runOnly": {"type": kind, "values": list(values)}, "resultTypes": ["violations"]}


def _faults(page: str, where: str, found: Any) -> Iterator[Fault]:
    for rule in found["violations"]:
        for node in rule["nodes"]:
            yield Fault("axe", page, f"at {where}: {rule['id']}: {node['html'][:120]}")


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
