"""
Planning at scale, the command itself timed: seconds, processor seconds and memory.

``python benchmarks/planning.py [NOTEBOOKS]``. Every EPCI × 8 notebooks (copies of population.ipynb in a folder of
their own); their results are invented at once, because only planning is measured. Then one report is made again
because one parameter changed. Exit status 1 over 5 s for the plan or 3 s for the report, of processor time: the
clock is told too, and is the same on a machine that does nothing else.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from arpent import project
from arpent.kernels.servers import running_servers, stop_servers

PLAN, REPORT = 5.0, 3.0
TIMES = 3
#: Of the census that the notebook compares with: the first starts the warm server, the second has it rehearse.
YEARS, FIRST = (2018, 2016, 2017, 2018, 2016, 2017), 3
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
    """Make the folder, time plans and one report, print them; return the exit status."""
    with _own_folder() as root:
        _project(root, notebooks)
        _python(root, FILL)
        plans = [_command(root, "plan", "tout", "--json", "--renderer", "embedded") for _ in range(TIMES)]
        campaign = root / "params" / "campaigns" / "tout.yml"
        campaign.write_text(campaign.read_text() + "parameters: {since: 2017}\n")
        other = _command(root, "plan", "tout", "--json", "--renderer", "embedded")
        reports = [_one_report(root, year) for year in YEARS][FIRST:]
    stale = [len(json.loads(said)["stale"]) for said, _ in plans]
    print(f"{json.loads(plans[0][0])['targets']} targets unchanged: {_told(plans)}, {stale[0]} stale")
    print(f"another parameter for all: {_told([other])}, {len(json.loads(other[0])['stale'])} stale")
    print(f"one report, one parameter changed: {_told(reports)}")
    is_slow = _middle(plans)[1] > PLAN or _middle(reports)[1] > REPORT
    return int(is_slow or any(stale))


Timed = tuple[str, tuple[float, float, float]]


def _command(root: Path, *arguments: str) -> Timed:
    """What ``arpent campaign …`` says; its seconds, those of the processor (kernels' too), and its peak in MiB."""
    text = "from arpent.cli.main import main; main()"
    begun, before = time.perf_counter(), _servers_seconds()
    with subprocess.Popen(
        [sys.executable, "-c", text, "campaign", *arguments], env=_environment(root), cwd=root,
        stdout=subprocess.PIPE, text=True,
    ) as ran:  # fmt: skip
        said = ran.stdout.read() if ran.stdout else ""
        _, status, used = os.wait4(ran.pid, 0)
        took = time.perf_counter() - begun
        ran.returncode = os.waitstatus_to_exitcode(status)
    if ran.returncode:
        raise SystemExit(f"arpent campaign {' '.join(arguments)}: exit status {ran.returncode}")
    used_there = _servers_seconds() - before
    return said, (took, used.ru_utime + used.ru_stime + used_there, used.ru_maxrss / 1024)


def _servers_seconds() -> float:
    """Seconds of the processor that warm servers used, with what they forked and that has ended."""
    return sum(sum(psutil.Process(server.pid).cpu_times()[:4]) for server in running_servers())


def _one_report(root: Path, since: int) -> Timed:
    """Make one report with another value of a parameter; the warm server is there from the first on."""
    text = (
        f'title: Un\nterritories: ["epci:246300701"]\nthemes: population0\nparameters: {{since: {since}}}\n'
    )
    (root / "params" / "campaigns" / "un.yml").write_text(text)
    return _command(root, "run", "un", "--json", "--quiet", "--renderer", "embedded")


def _middle(timed: list[Timed]) -> tuple[float, float, float]:
    return sorted(numbers for _, numbers in timed)[len(timed) // 2]


def _told(timed: list[Timed]) -> str:
    took, used, peak = _middle(timed)
    return f"{took:.2f} s ({used:.2f} s of processor), {peak:.0f} MiB"


@contextmanager
def _own_folder() -> Iterator[Path]:
    """A project and warm servers of this benchmark's own."""
    with tempfile.TemporaryDirectory(prefix="arpent-p-") as folder:
        os.environ["ARPENT_KERNELS"] = folder
        root = Path(folder) / "project"
        root.mkdir()
        try:
            yield root
        finally:
            stop_servers()


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
        [sys.executable, "-c", text], env=_environment(root),
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return ran.stdout


def _environment(root: Path) -> dict[str, str]:
    return {**os.environ, "ARPENT_ROOT": str(root)}


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
