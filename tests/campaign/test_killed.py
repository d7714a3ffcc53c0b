"""Processes killed at random moments: a few of the fifty that ``benchmarks/killed.py`` goes through."""

import subprocess
import sys

from arpent import project


def test_what_is_killed_is_finished_by_the_next_run_with_the_same_bytes():
    """Runner, command, kernel, warm server, worker, Dask worker: one moment each; only what was missing is executed."""
    script = project.path("benchmarks", "killed.py")
    given = ["--moments", "6", "--seed", "7"]
    ran = subprocess.run(
        [sys.executable, str(script), *given], capture_output=True, text=True, timeout=540, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.splitlines()[-1].startswith("6 of 6 moments held"), ran.stdout
