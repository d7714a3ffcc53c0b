"""A command that a warm server runs can't be told from one that runs by itself, and ends with who asked for it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from arpent import project
from arpent.cli import main as script
from arpent.kernels import handed
from arpent.kernels.client import prepare
from arpent.kernels.handed import hand_over
from arpent.kernels.meeting import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="warm servers need Linux")

#: ``timeit`` runs what its arguments say, once: a command that every Python has.
HAND = "hand_over('timeit:main', ['wave'], sys.argv[1:])"
ENTRY = f"import sys; from arpent.kernels.handed import hand_over; sys.exit({HAND})"
ONCE = ("-n1", "-r1")


@pytest.fixture(scope="module")
def served():
    """A warm server of this project, alive."""
    prepare(dict(os.environ), str(project.root()))


def asked(code, **options):
    """A process that hands code over."""
    return subprocess.Popen(
        [sys.executable, "-c", ENTRY, *ONCE, code], cwd=project.path("docs"), text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def test_where_no_server_lives_nothing_is_run(tmp_path, monkeypatch):
    """Whoever asked runs the command itself; so does a person who wants it so."""
    monkeypatch.setenv("ARPENT_KERNELS", str(tmp_path))
    assert hand_over("timeit:main", [], [*ONCE, "1 / 0"]) is None


@pytest.mark.usefixtures("served")
def test_a_person_may_want_a_command_to_run_alone(monkeypatch):
    """To profile it."""
    monkeypatch.setenv(handed.ALONE, "1")
    assert hand_over("timeit:main", [], [*ONCE, "1 / 0"]) is None


@pytest.mark.usefixtures("served")
def test_it_has_the_folder_variables_and_streams_of_who_asked():
    """None of the server's; what it needs is imported before it begins."""
    code = (
        "import os, sys; print(os.getcwd(), os.environ['ESSAI'], 'MPLBACKEND' in os.environ, sys.stdin.read(), 'wave' "
        "in sys.modules, open('/proc/self/comm').read()); print('told', file=sys.stderr)"
    )
    variables = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    said, told = asked(code, env=variables | {"ESSAI": "12"}).communicate("été", timeout=90)
    assert said.startswith(f"{project.path('docs')} 12 False été True arpent command\n")
    assert told == "told\n"  # and no library's word at the end


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    ("code", "status"), [("pass", 0), ("1 / 0", 1), ("os._exit(7)", 7), ("os.kill(os.getpid(), 9)", 137)]
)
def test_its_exit_status_is_that_of_who_asked(code, status):
    """As a shell gives it where a signal ended it."""
    ran = asked(f"import os; {code}")
    ran.communicate(timeout=90)
    assert ran.returncode == status


@pytest.mark.usefixtures("served")
def test_an_interrupt_is_passed_on():
    """Ctrl-C stops the command, which says so itself."""
    ran = asked("import time; print(1, flush=True); time.sleep(60)")
    assert ran.stdout.readline() == "1\n"
    ran.send_signal(signal.SIGINT)
    _, told = ran.communicate(timeout=30)
    assert "KeyboardInterrupt" in told
    assert ran.returncode == 1


@pytest.mark.usefixtures("served")
def test_it_ends_with_who_asked():
    """Even where that one is killed."""
    ran = asked("import os, time; print(os.getpid(), flush=True); time.sleep(60)")
    command = Path("/proc", ran.stdout.readline().strip())
    assert command.exists()
    ran.kill()
    ran.communicate(timeout=30)
    until = time.monotonic() + 10
    while command.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not command.exists()


@pytest.mark.parametrize(
    ("command", "is_handed"),
    [("campaign", True), ("report", True), ("site build", True), ("site serve", False), ("territory", False)],
)
def test_commands_that_execute_are_handed_over(monkeypatch, command, is_handed):
    """Those that only look up begin at once anyway."""
    monkeypatch.setattr(sys, "argv", ["arpent", *command.split(), "--help"])
    monkeypatch.setattr(handed, "hand_over", lambda *_: 5)
    with pytest.raises(SystemExit) as ended:
        sys.exit(script())
    assert (ended.value.code == 5) == is_handed
