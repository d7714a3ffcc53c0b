"""
Planning at scale: seconds and memory to decide that thousands of targets are unchanged, and one that changed.

``python benchmarks/planning.py [NOTEBOOKS]``. Every EPCI × 8 notebooks (copies of population.ipynb in a folder of
their own); their results are invented at once, because only planning is measured. Exit status 1 over 5 s.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from arpent import project

LIMIT = 5.0
MEASURE = """
import json, resource, sys, time
start = time.perf_counter()
from arpent.campaign import make_plan, read_campaign, store_of, targets_of
from arpent.render.edition import Edition
from arpent.render.renderers import Choice
imported = time.perf_counter()
declared = read_campaign("tout")
targets = targets_of(declared)
themes = tuple(dict.fromkeys(target.theme for target in targets.each))
edition = Edition(Choice("embedded", "benchmark"), ("html",), themes, targets.missing)
plan = make_plan(targets, store_of("tout"), edition)
print(json.dumps({
    "targets": len(targets.each), "runs": len(plan.runs), "renders": len(plan.renders),
    "why": plan.runs[0].why if plan.runs else [],
    "import_s": imported - start, "plan_s": time.perf_counter() - imported,
    "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""
FILL = """
from arpent.campaign import make_plan, read_campaign, store_of, targets_of
from arpent.campaign.files import write_whole
from arpent.campaign.plan import Maker
from arpent.campaign import files
from arpent.render.edition import Edition
from arpent.render.renderers import Choice
import hashlib
files.os.fsync = lambda _: None
store, targets = store_of("tout"), targets_of(read_campaign("tout"))
themes = tuple(dict.fromkeys(target.theme for target in targets.each))
edition = Edition(Choice("embedded", "benchmark"), ("html",), themes, targets.missing)
store.folder.mkdir(parents=True)
plan = make_plan(targets, store, edition)
records = {}
for target in targets.each:
    record = {"recipe": store.keep_recipe(plan.recipes.recipe(target)), "given": plan.recipes.given(target),
              "datasets": ["insee_population_legale"], "seconds": 1.0, "cells": [0.1] * 12, "peak": None,
              "tries": 1, "failure": None}
    records[target.key] = store.keep(target.key, record, b"invented")
maker = Maker(plan, edition)
for territory, those in plan.by_territory.items():
    made_of = maker.made_of({one.key: records[one.key] for one in those}, those)
    store.keep_recipe(maker.recipe_of(made_of, those))
    write_whole(store.report(those[0].slug) / "provenance.json", b"{}")
    store.keep_rendered(those[0].slug, {**made_of, "mark": hashlib.sha256(b"{}").hexdigest()})
"""


def main(notebooks: int = 8) -> int:
    """Make the folder, measure three plans, print them; return the exit status."""
    with tempfile.TemporaryDirectory(prefix="arpent-planning-") as folder:
        root = Path(folder)
        _project(root, notebooks)
        _python(root, FILL)
        unchanged = json.loads(_python(root, MEASURE))
        print("unchanged      ", unchanged)
        campaign = root / "params" / "campaigns" / "tout.yml"
        campaign.write_text(campaign.read_text() + "parameters: {since: 2017}\n")
        changed = json.loads(_python(root, MEASURE))
        print("other parameter", changed)
        return int(unchanged["plan_s"] > LIMIT or unchanged["runs"] > 0 or unchanged["renders"] > 0)


def _project(root: Path, notebooks: int) -> None:
    for name in (
        "data",
        "reports/templates",
        "reports/theme",
        "reports/_quarto.yml",
        "params/territories.yml",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(project.path(name))
    for name in ("notebooks/observatoire", "params/themes", "params/campaigns"):
        (root / name).mkdir(parents=True)
    for number in range(notebooks):
        for path in ("notebooks/observatoire/population.ipynb", "params/themes/population.yml"):
            shutil.copy(project.path(path), (root / path).with_stem(f"population{number}"))
    (root / "params" / "campaigns" / "tout.yml").write_text("title: Tout\nterritories: all epci\n")


def _python(root: Path, text: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", text], env={**os.environ, "ARPENT_ROOT": str(root)},
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
