"""
Milliseconds that the search of a site takes to answer in Chromium: python benchmarks/search.py [SITE].

SITE is the folder of a site that is built (that of ``vichy-brioude`` unless given). Three hundred parts of names of
communes, of three to eight letters, are searched; each must be found. Beside it, in the same page, the peer: the same
names looked through without an index, their accents taken off at each search. ``benchmarks/site.py`` does the same on
its site of all of France.
"""

import random
import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from arpent import project

SEARCHES = 300
READY = "arpentSearch.parts && arpentSearch.arrived === arpentSearch.parts"
NAMES = "arpentSearch.entries.map(entry => entry.name)"
TIMED = """all => all.map(typed => {
    const begun = performance.now(), found = search(typed), own = performance.now() - begun;
    const again = performance.now();
    const peer = arpentSearch.entries.filter(entry => plain(entry.name).includes(plain(typed)));
    return { typed, own, peer: performance.now() - again, found: found.length, peers: peer.length };
})"""


def searched(site: Path) -> str:
    """What was measured on a site, in a line."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto((site / "index.html").resolve().as_uri())
        page.focus("#recherche")
        page.wait_for_function(READY)
        names = page.evaluate(NAMES)
        rows = page.evaluate(TIMED, _parts(names))
        browser.close()
    lost = [row["typed"] for row in rows if not row["found"] or not row["peers"]]
    if lost:
        raise SystemExit(f"not found: {', '.join(lost)}")
    own, peer = ([row[kind] for row in rows] for kind in ("own", "peer"))
    ratio = statistics.median(peer) / max(statistics.median(own), 0.05)
    return (
        f"search among {len(names)} names, {len(rows)} searches: median {statistics.median(own):.1f} ms, at most "
        f"{max(own):.1f}; without an index {statistics.median(peer):.1f}, at most {max(peer):.1f} (x {ratio:.0f})"
    )


def _parts(names: list[str]) -> list[str]:
    chosen = random.Random(1)
    parts = []
    while len(parts) < SEARCHES:
        name = chosen.choice(names)
        long = chosen.randint(3, 8)
        start = chosen.randint(0, max(len(name) - long, 0))
        part = name[start : start + long].strip(" -'’(),")
        if len(part) >= 3:
            parts.append(part)
    return parts


if __name__ == "__main__":
    default = project.path("reports", "build", "sites", "vichy-brioude")
    print(searched(Path(sys.argv[1]) if len(sys.argv) > 1 else default))
