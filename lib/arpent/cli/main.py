"""Entry point of ``arpent``: commands, and errors as one clear message with an exit status."""

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

import arpent
from arpent.cli.group import Group
from arpent.errors import ArpentError, AskedWrongly

#: Command to the module that holds it: one is imported when it is called, so that each starts at once.
COMMANDS = {
    "report": "arpent.cli.run",
    "run": "arpent.cli.run",
    "territory": "arpent.cli.territory",
    "indicators": "arpent.cli.indicators",
    "campaign": "arpent.cli.campaign",
    "site": "arpent.cli.site",
    "verify": "arpent.cli.verify",
    "scenario": "arpent.cli.scenario",
    "data": "arpent.cli.data",
    "new": "arpent.cli.new",
    "lab": "arpent.cli.lab",
    "kernel": "arpent.cli.lab",
}
#: Commands that execute notebooks or follow them: a warm server that lives already runs them, with what they import.
WARM = (("report",), ("run",), ("campaign",), ("site", "build"))
NEEDS = (
    "arpent.cli.campaign", "arpent.cli.campaign_display", "arpent.cli.run", "arpent.cli.site", "arpent.render.making",
    "arpent.render.run_report", "arpent.notebook.engine", "arpent.notebook.client", "arpent.kernels.provisioner",
)  # fmt: skip


class Commands(Group):
    """All the commands; one is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name every command, in the order of the guide."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(arpent.__version__, prog_name="arpent")
def commands() -> None:
    """Reports on French territories, from parametrised notebooks and open data."""


def main(arguments: Sequence[str] | None = None) -> Any:
    """
    Run a command, in a warm process where one lives and the command gains by it, and exit: see ``call``.

    Parameters
    ----------
    arguments : sequence of str, optional
        ``sys.argv``, unless given.
    """
    if arguments is None and any(tuple(sys.argv[1 : len(words) + 1]) == words for words in WARM):
        from arpent.kernels.handed import hand_over  # noqa: PLC0415 - the other commands don't wait for it

        status = hand_over("arpent.cli.main:call", NEEDS, sys.argv[1:])
        if status is not None:
            sys.exit(status)
    return call(arguments)


def call(arguments: Sequence[str] | None = None) -> Any:
    """
    Run a command in this process and exit: 0 done, 1 something failed, 2 asked wrongly (nothing was run).

    Parameters
    ----------
    arguments : sequence of str, optional
        ``sys.argv``, unless given.
    """
    try:
        commands.main(
            args=None if arguments is None else list(arguments), prog_name="arpent", standalone_mode=False
        )
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("arpent: stopped; nothing half-written is left.", err=True)
        sys.exit(1)
    except AskedWrongly as error:
        click.echo(f"arpent: {error}", err=True)
        sys.exit(2)
    except ArpentError as error:
        click.echo(f"arpent: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except OSError as error:  # a disk that refuses where nobody foresaw it
        where = f"{error.filename}: can't be read or written ({error.strerror})." if error.filename else error
        click.echo(f"arpent: {where}", err=True)
        sys.exit(1)
