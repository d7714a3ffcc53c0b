"""
An edition of the whole country: ``python benchmarks/national.py [--epci 1255] [--theme population] [--jobs 2]``.

``arpent campaign run`` on every EPCI, executed and rendered, in a project of its own (this one's data, notebooks and
templates). Prints, by hundreds of reports, seconds and the memory of runner, workers, servers and kernels; at the end,
seconds, seconds a report, failures, and the last hundred's memory over the first's. Exit status 1 where a report
failed, or where that is over 1.10 for the runner, the workers or the servers (judged by hundreds, two at least).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import psutil

from arpent import project, tables
from arpent.kernels.forked import COMMAND_NAME, KERNEL_NAME
from arpent.kernels.servers import running_servers, stop_servers

#: Seconds between two measures of memory, and how much the last hundred may take over the first.
BREATH, MOST = 1.0, 1.10
#: Reports under which memory is told, not judged: processes are still warming.
HUNDRED = 100
LINKED = (
    "data",
    "notebooks",
    "params/territories.yml",
    "params/themes",
    "reports/templates",
    "reports/theme",
)
KINDS = ("runner", "workers", "servers", "kernels")


def main() -> int:
    """Run the campaign, print what it took; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epci", type=int, default=0, help="the first so many; all of them unless given")
    parser.add_argument("--theme", default="population", help="names with commas")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--hundred", type=int, default=HUNDRED, help="reports in a line")
    asked = parser.parse_args()
    codes = sorted(tables.load("epci")["epci_code"])[: asked.epci or None]
    with tempfile.TemporaryDirectory(prefix="arpent-n-") as folder:
        os.environ |= {
            "ARPENT_KERNELS": folder,
            "ARPENT_ROOT": str(_project(Path(folder), codes, asked.theme)),
        }
        try:
            return _run(Path(folder), len(codes), asked.jobs, asked.hundred)
        finally:
            stop_servers()


def _project(folder: Path, codes: list[str], theme: str) -> Path:
    """A project of its own, with one campaign."""
    root = folder / "project"
    for name in (*LINKED, "reports/_quarto.yml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(project.path(*name.split("/")))
    listed = ", ".join(f'"epci:{code}"' for code in codes)
    declared = root / "params" / "campaigns" / "pays.yml"
    declared.parent.mkdir()
    declared.write_text(f"title: Pays\nterritories: [{listed}]\nthemes: [{theme}]\n")
    return root


def _run(folder: Path, reports: int, jobs: int, hundred: int) -> int:
    command = [sys.executable, "-c", "from arpent.cli.main import main; main()", "campaign", "run", "pays"]
    begun, measures = time.perf_counter(), defaultdict[int, list[dict[str, float]]](list)
    with (folder / "told").open("w+") as told:
        ran = subprocess.Popen(
            [*command, "--jobs", str(jobs), "--json", "--renderer", "embedded"],
            stdout=subprocess.PIPE, stderr=told, text=True,
        )  # fmt: skip
        ended = threading.Event()
        watching = threading.Thread(target=_watch, args=(ran.pid, folder, hundred, measures, begun, ended))
        watching.start()
        said, _ = ran.communicate()
        took = time.perf_counter() - begun
        ended.set()
        watching.join()
        told.seek(0)
        last = told.read()[-2000:]
    if not said:
        print(last)
        return 1
    return _tell(json.loads(said), took, reports, measures, is_judged=hundred >= HUNDRED)


def _watch(
    pid: int,
    folder: Path,
    hundred: int,
    measures: dict[int, list[dict[str, float]]],
    begun: float,
    ended: threading.Event,
) -> None:
    """Measure memory every second, under the hundred of reports that is being made; print each that is done."""
    rendered = folder / "project" / "reports" / "build" / "campaigns" / "pays" / "rendered"
    turn = 0
    while not ended.wait(BREATH):
        now = len(list(rendered.glob("*.json"))) // hundred
        while turn < now:
            print(_line(turn, hundred, measures[turn], time.perf_counter() - begun), flush=True)
            turn += 1
        measures[turn].append(_memory(pid))


def _memory(pid: int) -> dict[str, float]:
    """MiB of the largest process of each kind, what it shares with others included."""
    found = dict.fromkeys(KINDS, 0.0)
    servers = {server.pid for server in running_servers()}
    for process, kind in _processes(pid, servers):
        try:
            found[kind] = max(found[kind], process.memory_info().rss / 2**20)
        except psutil.Error:
            continue  # it has just ended
    return found


def _processes(pid: int, servers: set[int]) -> list[tuple[psutil.Process, str]]:
    found = [(psutil.Process(server), "servers") for server in servers if psutil.pid_exists(server)]
    forks = [child for server, _ in found for child in _children(server)]
    found += [(one, "kernels") for one in forks if _name(one) == KERNEL_NAME]
    runners = [one for one in forks if _name(one) == COMMAND_NAME]
    if psutil.pid_exists(pid):
        runners.append(psutil.Process(pid))
    workers = [one for runner in runners for one in _children(runner)]
    return [*found, *((one, "runner") for one in runners), *((one, "workers") for one in workers)]


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children()
    except psutil.Error:
        return []


def _name(process: psutil.Process) -> str:
    try:
        return process.name()
    except psutil.Error:
        return ""


def _middles(measured: list[dict[str, float]]) -> dict[str, float]:
    return {kind: statistics.median(one[kind] for one in measured) if measured else 0.0 for kind in KINDS}


def _line(turn: int, hundred: int, measured: list[dict[str, float]], seconds: float) -> str:
    told = ", ".join(f"{kind} {size:.0f}" for kind, size in _middles(measured).items())
    return f"{(turn + 1) * hundred:5d} reports, {seconds:6.0f} s; MiB of the largest: {told}"


def _tell(
    told: dict[str, object],
    took: float,
    reports: int,
    measures: dict[int, list[dict[str, float]]],
    *,
    is_judged: bool,
) -> int:
    failures = told["failures"]
    print(
        f"{told['executed']} executed, {told['rendered']} rendered in {took:.0f} s: {took / reports:.2f} s a report"
    )
    print(f"failures: {failures}")
    whole = sorted(measures)[:-1] or sorted(measures)
    first, last = _middles(measures[whole[0]]), _middles(measures[whole[-1]])
    ratios = {kind: last[kind] / first[kind] for kind in KINDS if first[kind]}
    print("last over first:", ", ".join(f"{kind} {ratio:.2f}" for kind, ratio in ratios.items()))
    grown = [kind for kind, ratio in ratios.items() if kind != "kernels" and ratio > MOST]
    has_grown = bool(grown) and is_judged and len(whole) > 1
    return int(bool(failures) or has_grown or told["rendered"] != reports)


if __name__ == "__main__":
    sys.exit(main())
