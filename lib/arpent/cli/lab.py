"""``arpent lab`` and ``arpent kernel``."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import click

from arpent import project
from arpent.cli.group import Group
from arpent.errors import ArpentError, AskedWrongly
from arpent.kernels.client import prepare
from arpent.kernels.meeting import can_fork
from arpent.kernels.spec import KERNEL, install_kernelspec, is_installed

#: Defaults of this JupyterLab alone: it speaks French. What a person chose in its settings goes first.
SETTINGS = Path(__file__).with_name("lab_settings")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(arguments: tuple[str, ...]) -> None:
    """Open JupyterLab on this project, in French, with the warm kernel; ARGUMENTS go to JupyterLab."""
    if not is_installed():
        _install_kernelspec()
    if find_spec("jupyterlab") is None:
        raise AskedWrongly("JupyterLab is not installed here: pip install jupyterlab.")
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={project.root()}",
        f"--MultiKernelManager.default_kernel_name={KERNEL}",
        f"--LabApp.app_settings_dir={SETTINGS}",
        *arguments,
    ]
    environment = {**os.environ, "ARPENT_ROOT": str(project.root())}
    Thread(target=_warm, args=(environment,), daemon=True).start()
    sys.exit(attend(command, environment))


def _install_kernelspec() -> None:
    """In this environment; in the user's own folder where the environment is one for all."""
    try:
        install_kernelspec(Path(sys.prefix))
    except OSError:
        install_kernelspec()


def attend(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """
    Run a program to its end: who stops this process stops it too.

    Parameters
    ----------
    command : sequence of str
        Program and arguments.
    environment : mapping
        All of its variables.

    Returns
    -------
    int
        Exit status, as a shell gives it.
    """
    with subprocess.Popen(command, env=environment) as program:  # noqa: S603 - our own
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # a terminal sends it to the program by itself, which asks first
        signal.signal(signal.SIGTERM, lambda number, _: program.send_signal(number))
        status = program.wait()
    return status if status >= 0 else 128 - status


def _warm(environment: dict[str, str]) -> None:
    """Start the warm server while JupyterLab starts: the first kernel then finds it."""
    if can_fork():
        with suppress(ArpentError, OSError):  # the first kernel says what is wrong, and is an ordinary one
            prepare(environment, str(project.root()))


@click.group(cls=Group)
def kernel() -> None:
    """The warm kernel that notebooks run in."""


@kernel.command("install")
@click.option(
    "--prefix", type=click.Path(path_type=Path), help="Environment to install it in; your own folder if none."
)
def install(prefix: Path | None) -> None:
    """Make Jupyter find the kernel 'arpent', and print its folder. It comes with the package already."""
    click.echo(install_kernelspec(prefix))


@kernel.command("status")
def status() -> None:
    """List the warm servers that run, with their kernels."""
    from arpent.kernels.servers import running_servers  # noqa: PLC0415 - not on every system

    for server in running_servers():
        click.echo(f"{server.pid}\t{server.kernels} kernels\t{server.path}")


@kernel.command("stop")
def stop() -> None:
    """Stop the warm servers; kernels that run go on."""
    from arpent.kernels.servers import stop_servers  # noqa: PLC0415 - not on every system

    for server in stop_servers():
        click.echo(f"stopped {server.pid}")
