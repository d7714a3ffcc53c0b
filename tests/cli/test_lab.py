"""``arpent lab`` and ``arpent kernel``: what they start, list and stop."""

import json
import signal
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from threading import Event

import psutil
import pytest
from jupyterlab_server.settings_utils import L10N_SCHEMA_NAME, _get_overrides, get_settings

from arpent import project
from arpent.cli import main
from arpent.cli.lab import SETTINGS
from arpent.kernels.meeting import can_fork
from arpent.notebook import execute, find_notebook


def test_lab_opens_the_project_with_the_warm_kernel(monkeypatch):
    """JupyterLab's own command, its options passed on, its status returned; the warm server starts meanwhile."""
    called, warmed = {}, Event()
    monkeypatch.setattr("arpent.cli.lab.prepare", lambda *_: warmed.set())
    monkeypatch.setattr("arpent.cli.lab.can_fork", lambda: True)
    monkeypatch.setattr(
        "arpent.cli.lab.attend", lambda command, env: called.update(command=command, env=env) or 0
    )
    with pytest.raises(SystemExit) as ended:
        main(["lab", "--no-browser"])
    assert ended.value.code == 0
    assert called["command"][-1] == "--no-browser"
    assert "--MultiKernelManager.default_kernel_name=arpent" in called["command"]
    assert f"--LabApp.app_settings_dir={SETTINGS}" in called["command"]
    assert called["env"]["ARPENT_ROOT"] == str(project.root())
    assert warmed.wait(10)


def test_lab_in_an_environment_for_all(tmp_path, monkeypatch):
    """Where the environment can't be written to, the kernel goes to the user's own folder."""
    monkeypatch.setattr("arpent.cli.lab.is_installed", lambda: False)
    monkeypatch.setattr("arpent.cli.lab.prepare", lambda *_: None)
    monkeypatch.setattr("arpent.cli.lab.attend", lambda *_: 0)
    monkeypatch.setattr(sys, "prefix", "/proc/nowhere")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        main(["lab"])
    assert ended.value.code == 0
    assert (tmp_path / "kernels" / "arpent" / "kernel.json").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_who_stops_the_command_stops_jupyterlab():
    """A service manager, a closed window: nothing is left running."""
    wait = [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(60)"]
    text = f"import os, sys; from arpent.cli.lab import attend; sys.exit(attend({wait!r}, dict(os.environ)))"
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True) as command:
        program = psutil.Process(int(command.stdout.readline()))
        command.send_signal(signal.SIGTERM)
        assert command.wait(30) == 128 + signal.SIGTERM
    assert not program.is_running()


def test_lab_speaks_french_unless_a_person_chose_otherwise(tmp_path):
    """The language is a default of this command: nothing is written to anybody's settings."""
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas")
    overrides, _ = _get_overrides(str(SETTINGS))
    told, _ = get_settings("", str(schemas), str(tmp_path), L10N_SCHEMA_NAME, overrides=overrides)
    assert told["schema"]["properties"]["locale"]["default"] == "fr_FR"
    assert any(pack.name == "fr_FR" for pack in entry_points(group="jupyterlab.languagepack"))
    assert list(tmp_path.iterdir()) == []


def test_install_prints_the_folder_of_the_kernelspec(tmp_path, capsys):
    """It can be removed again by hand."""
    main(["kernel", "install", "--prefix", str(tmp_path)])
    folder = capsys.readouterr().out.strip()
    assert json.loads(Path(folder, "kernel.json").read_text(encoding="utf-8"))["language"] == "python"


@pytest.mark.skipif(not can_fork(), reason="warm kernels need Linux: elsewhere the kernel is ordinary")
def test_servers_are_listed_and_stopped(capsys):
    """One that has forked a kernel is listed; none is left after."""
    execute(find_notebook("population"), {"territory": "epci:246300701"})
    main(["kernel", "status"])
    pid = capsys.readouterr().out.split()[0]
    main(["kernel", "stop"])
    assert f"stopped {pid}" in capsys.readouterr().out
    main(["kernel", "status"])
    assert capsys.readouterr().out == ""
