"""
The site of an edition at the scale of France, timed: built whole, built again, and after one page changed.

``python benchmarks/site.py [TERRITORIES]``. One report is executed; it is then copied under the name of every EPCI
(1 255, unless fewer are asked for) in a folder of its own that is deleted at the end. **The figures of those copies are
those of one territory: they are invented for all the others**, every page says so, and nothing of it is kept. Only the
assembling is measured, by the command: in a process of its own, and after one page changed, also in a fork of the warm
server that the campaign which made this page has left. Then its search (``benchmarks/search.py``).
"""

import hashlib
import html
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from search import searched

from arpent import project
from arpent.kernels.client import prepare
from arpent.render.record import record_bytes

TEXTS = (".html", ".json")
MODEL = "epci:246300701"
NAME = "france"


def main(territories: int = 1255) -> None:
    """Make the folder, time the builds, print them."""
    with tempfile.TemporaryDirectory(prefix="arpent-s-") as folder:
        root = _project(Path(folder))
        slugs = _reports(_model(root), territories)
        timed = {"whole": _built(), "again, nothing changed": _built()}
        _change(slugs[len(slugs) // 2])
        timed["one page changed"] = _built()
        prepare(dict(os.environ), str(Path.cwd()))
        for slug in slugs[:2]:  # the first brings the command to the server
            _change(slug)
            timed["one page changed, warm server"] = _built()
        site = root / "reports" / "build" / "sites" / NAME
        home, found = (site / "index.html").stat().st_size, searched(site)
    for what, (took, written) in timed.items():
        print(f"{what}: {took:.2f} s, {written} files written")
    print(f"{len(slugs)} territories; home page {home} bytes, without fonts and style")
    print(found)


def _project(folder: Path) -> Path:
    root = folder / "project"
    for name in ("data", "docs", "notebooks", "params", "reports/templates", "reports/theme", "reports/site"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if name != "params":
            (root / name).symlink_to(project.path(name))
    for name in ("themes", "territories.yml"):
        (root / "params").mkdir(exist_ok=True)
        (root / "params" / name).symlink_to(project.path("params", name))
    (root / "params" / "campaigns").mkdir()
    told = "title: Essai de vitesse, chiffres inventés\nterritories: all epci\nthemes: population\n"
    (root / "params" / "campaigns" / f"{NAME}.yml").write_text(told, encoding="utf-8")
    os.environ["ARPENT_ROOT"] = str(root)
    return root


def _model(root: Path) -> Path:
    """The report that is copied, executed once."""
    from arpent.render.produce import produce_report  # noqa: PLC0415 - after ARPENT_ROOT

    folder = root / "reports" / "build" / "model"
    produce_report(MODEL, themes=["population"], renderer="embedded", destination=folder)
    return folder


def _reports(model: Path, most: int) -> list[str]:
    """A copy of the model for each EPCI, said to be invented, and its record in the campaign's store."""
    from arpent.campaign import store_of  # noqa: PLC0415 - after ARPENT_ROOT
    from arpent.campaign.selectors import select  # noqa: PLC0415
    from arpent.territory import find  # noqa: PLC0415

    own, store = find(MODEL), store_of(NAME)
    files = {path.relative_to(model).as_posix(): path.read_bytes() for path in sorted(model.rglob("*"))
             if path.is_file() and "assets" not in path.parts}  # fmt: skip
    places = [find(one) for one in select(["all epci"], "benchmark")[:most]]
    for place in places:
        names = ((own.id, place.id), (own.slug, place.slug), (own.name, place.name))
        folder = store.report(place.slug)
        for name, content in files.items():
            path = folder / name.replace(own.slug, place.slug)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_renamed(content, names, path.suffix) if path.suffix in TEXTS else content)
        _keep(store, place.slug)
    return [place.slug for place in places]


def _renamed(content: bytes, names: tuple[tuple[str, str], ...], suffix: str) -> bytes:
    for old, new in names:
        written = html.escape(new) if suffix == ".html" else json.dumps(new, ensure_ascii=False)[1:-1]
        content = content.replace(old.encode(), written.encode())
    return content.replace(b'"is_demo":false', b'"is_demo":true')


def _keep(store: object, slug: str) -> None:
    mark = store.report(slug) / "provenance.json"  # type: ignore[attr-defined]
    digest = hashlib.sha256(mark.read_bytes()).hexdigest()
    store.keep_rendered(slug, {"mark": digest, "pages": {}})  # type: ignore[attr-defined]


def _change(slug: str) -> None:
    """One figure of one report is another."""
    from arpent.campaign import store_of  # noqa: PLC0415 - after ARPENT_ROOT

    store = store_of(NAME)
    folder = store.report(slug)
    page, record = folder / "population.html", folder / "donnees" / f"{slug}.json"
    page.write_bytes(page.read_bytes().replace(b"</article>", "<p>Révisé.</p></article>".encode()))
    told = json.loads(record.read_bytes())
    told["themes"][0]["key_figures"][0]["value"] = "1"
    record.write_bytes(record_bytes(told))
    mark = folder / "provenance.json"
    mark.write_bytes(mark.read_bytes() + b"\n")
    _keep(store, slug)


def _built() -> tuple[float, int]:
    """Seconds, files written: the command itself, in a process of its own or a fork of the warm server that lives."""
    text = "from arpent.cli.main import main; main()"
    begun = time.perf_counter()
    arguments = [sys.executable, "-c", text, "site", "build", NAME, "--no-run", "--json"]
    ran = subprocess.run(arguments, stdout=subprocess.PIPE, text=True, check=False)
    took = time.perf_counter() - begun
    if ran.returncode:
        raise SystemExit(f"arpent site build: exit status {ran.returncode}")
    return took, json.loads(ran.stdout)["written"]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
