"""
Kills at random moments: ``python benchmarks/killed.py [--moments 50] [--seed 1] [--victims runner,kernel,…]``.

A campaign of two small notebooks on four EPCI is made once undisturbed. Then, at each moment: it is begun anew, one
process is killed with SIGKILL (the runner, the command that it handed over, a kernel, the warm server, a worker, a
Dask worker), and it is run again.
The second run must execute exactly what the first had not finished, and leave the bytes of the undisturbed one.
Exit status 1 where one moment did not hold.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil

from arpent import project
from arpent.kernels.forked import COMMAND_NAME, KERNEL_NAME

PLACES = ("epci:244301099", "epci:200085728", "epci:246300701", "epci:200067627")
THEMES = ("un", "deux")
#: Victim → executor of the run that it is killed in.
VICTIMS = {
    "runner": "local", "command": "local", "kernel": "local", "server": "local", "worker": "local", "dask": "dask",
}  # fmt: skip
#: Forks of a warm server, as the system lists them; the command is the runner's, where a server lived already.
FORKS = {"kernel": KERNEL_NAME, "command": COMMAND_NAME}
CELLS = (
    'territory: str = "epci:246300701"  # any territory',
    "from arpent import Study, views\n\nstudy = Study(territory)",
    'views.draw_line(study.series("population"), name="serie")',
    "study.sources()",
)
RENDERS = ("reports/templates", "reports/theme", "reports/_quarto.yml")
Bytes = dict[str, bytes]
#: A moment: so many results on the disk, and so many seconds after.
When = tuple[int, float]
LATEST, LONGEST = 6, 1.0


def main() -> int:
    """Run the campaign undisturbed, then once a moment; print a line for each; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--victims", default=",".join(VICTIMS))
    asked = parser.parse_args()
    chance, victims = random.Random(asked.seed), asked.victims.split(",")
    with tempfile.TemporaryDirectory(prefix="arpent-k-") as folder, _made_up(Path(folder)) as root:
        _finish(_start(root, "local"))  # the warm server is there from now on
        expected = _undisturbed(root)
        print(f"undisturbed: {len(expected)} files", flush=True)
        broken = killed = 0
        for moment in range(asked.moments):
            victim = victims[moment % len(victims)]
            when = chance.randrange(LATEST), chance.uniform(0.0, LONGEST)
            is_killed, faults = _moment(root, victim, when, expected, f"{moment + 1:2d}")
            killed += is_killed
            broken += bool(faults)
        held = f"{asked.moments - broken} of {asked.moments} moments held"
        print(f"{held}, {killed} killed something (seed {asked.seed}).")
    return int(broken > 0)


def _undisturbed(root: Path) -> Bytes:
    _clear(root)
    told = _finish(_start(root, "local"))
    if told["executed"] != len(PLACES) * len(THEMES) or told["failures"]:
        raise SystemExit(f"the undisturbed run failed: {told}")
    return _bytes(root)


def _moment(root: Path, victim: str, when: When, expected: Bytes, number: str) -> tuple[bool, list[str]]:
    """Kill one process at some moment, run again, and say what does not hold."""
    _clear(root)
    runner = _start(root, VICTIMS[victim])
    killed = _kill(victim, runner, when, root)
    first = _finish(runner)
    said = [(root / "said").read_text()]
    finished = _finished(root)
    second = _finish(_start(root, VICTIMS[victim]))
    wanted = {
        "executed again": (second.get("executed"), len(PLACES) * len(THEMES) - finished),
        "failures": (second.get("failures"), []),
        "first run done": (bool(first) or victim in ("runner", "command"), True),
        "files": (sorted(_bytes(root)), sorted(expected)),
        "bytes": (_bytes(root) == expected, True),
        "left half-written": ([path.name for path in _campaign(root).rglob(".*.part")], []),
        "processes left": (_left(root), []),
    }
    faults = [f"{what}: {found}, not {right}" for what, (found, right) in wanted.items() if found != right]
    state = "held" if not faults else "BROKEN: " + "; ".join(faults)
    who = victim if killed else f"no {victim} any more"
    print(f"{number} {who} {when[1]:.2f} s after result {when[0]}: {finished} finished, {state}", flush=True)
    if faults:
        said.append((root / "said").read_text())
        print("".join(f"--- run {number}: {text[-2000:]}" for number, text in enumerate(said, 1)), flush=True)
    return killed, faults


def _start(root: Path, executor: str) -> subprocess.Popen[str]:
    given = ["campaign", "run", "tue", "--jobs", "2", "--json", "--quiet", "--executor", executor]
    text = "from arpent.cli.main import main; main()"
    with (root / "said").open("w") as said:
        return subprocess.Popen(
            [sys.executable, "-c", text, *given], env=_environment(root), cwd=root,
            stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip


def _finish(runner: subprocess.Popen[str]) -> dict[str, object]:
    """What a run says at its end; nothing where it was killed."""
    said, _ = runner.communicate(timeout=300)
    told: dict[str, object] = json.loads(said) if said else {}
    return told


def _kill(victim: str, runner: subprocess.Popen[str], when: When, root: Path) -> bool:
    """Kill at that moment, or as soon after it as there is one to kill; False where the run ended before."""
    results, after = when
    while runner.poll() is None and _finished(root) < results:
        time.sleep(0.01)
    moment = time.monotonic() + after
    while runner.poll() is None:
        alive = _victims(victim, runner, root) if time.monotonic() >= moment else []
        if alive:
            alive[0].send_signal(signal.SIGKILL)
            return True
        time.sleep(0.01)
    return False


def _victims(victim: str, runner: subprocess.Popen[str], root: Path) -> list[psutil.Process]:
    try:
        if victim == "runner":
            return [psutil.Process(runner.pid)]
        if victim in FORKS or victim == "server":
            servers = _servers(root)
            forks = [one for server in servers for one in server.children()]
            return servers if victim == "server" else [one for one in forks if _name(one) == FORKS[victim]]
        commands = [one for one in psutil.process_iter() if _name(one) == COMMAND_NAME and _is_of(one, root)]
        below = [
            one for top in (psutil.Process(runner.pid), *commands) for one in top.children(recursive=True)
        ]
        return [one for one in below if "spawn_main" in " ".join(one.cmdline())]
    except psutil.Error:
        return []


def _servers(root: Path) -> list[psutil.Process]:
    """Warm servers of this folder: their kernels are forks, and look the same."""
    ours = [one for one in psutil.process_iter() if str(root.parent / "kernels") in _line(one)]
    return [one for one in ours if str(root.parent / "kernels") not in _line(one.parent())]


def _line(process: psutil.Process | None) -> str:
    try:
        return " ".join(process.cmdline()) if process else ""
    except psutil.Error:
        return ""


def _name(process: psutil.Process) -> str:
    try:
        return process.name()
    except psutil.Error:
        return ""


def _left(root: Path) -> list[str]:
    """Kernels, commands and workers that outlive their run by two seconds."""
    for _ in range(20):
        kernels = [one for one in psutil.process_iter() if _name(one) in FORKS.values() and _is_of(one, root)]
        workers = [one for one in psutil.process_iter() if "spawn_main" in _line(one) and _is_of(one, root)]
        if not kernels and not workers:
            return []
        time.sleep(0.1)
    return [f"{one.pid} {_line(one)[:60]}" for one in (*kernels, *workers)]


def _is_of(process: psutil.Process, root: Path) -> bool:
    try:
        return process.environ().get("ARPENT_ROOT") == str(root)
    except psutil.Error:
        return False


def _campaign(root: Path) -> Path:
    return root / "reports" / "build" / "campaigns" / "tue"


def _clear(root: Path) -> None:
    shutil.rmtree(_campaign(root), ignore_errors=True)


def _finished(root: Path) -> int:
    """Targets that a run of which nothing is known left whole on the disk."""
    records = [json.loads(path.read_bytes()) for path in _campaign(root).glob("results/*/*.json")]
    return sum(not record["failure"] for record in records)


def _bytes(root: Path) -> Bytes:
    """Every result and every file of a report."""
    folder = _campaign(root)
    found = [*folder.glob("results/*/*.ipynb.gz"), *(folder / "reports").rglob("*")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.is_file()}


def _environment(root: Path) -> dict[str, str]:
    return {**os.environ, "ARPENT_ROOT": str(root), "ARPENT_KERNELS": str(root.parent / "kernels")}


@contextmanager
def _made_up(folder: Path) -> Iterator[Path]:
    """A project of two small notebooks on this one's data; its warm servers end with it."""
    root = folder / "project"
    (folder / "kernels").mkdir()
    for name in ("data", "params/territories.yml", *RENDERS):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(project.path(name))
    for name in ("notebooks/observatoire", "params/themes", "params/campaigns"):
        (root / name).mkdir(parents=True)
    for order, theme in enumerate(THEMES, start=1):
        about = f"title: {theme}\nquestion: Combien ?\norder: {order}\ntables: [communes, population_legal]\n"
        (root / "params" / "themes" / f"{theme}.yml").write_text(about)
        nbformat.write(_notebook(), root / "notebooks" / "observatoire" / f"{theme}.ipynb")
    listed = ", ".join(f'"{place}"' for place in PLACES)
    (root / "params" / "campaigns" / "tue.yml").write_text(f"title: Tuée\nterritories: [{listed}]\n")
    try:
        yield root
    finally:
        for server in _servers(root):
            server.kill()


def _notebook() -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_code_cell(text, id=f"cell-{number}") for number, text in enumerate(CELLS)]
    cells[0].metadata["tags"] = ["parameters"]
    about = {"kernelspec": {"name": "arpent", "display_name": "arpent", "language": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=about)


if __name__ == "__main__":
    sys.exit(main())
