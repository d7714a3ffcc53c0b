"""``arpent territory``: look territories up, and carry tables from one year to another."""

import importlib

import click

from arpent.errors import did_you_mean

#: Command → module and function: one module is imported when its command is called.
COMMANDS = {
    "list": ("places", "list_level"),
    "search": ("places", "search"),
    "show": ("places", "show"),
    "neighbours": ("beside", "neighbours"),
    "twins": ("beside", "twins"),
    "passage": ("years", "passage"),
    "convert": ("convert", "convert"),
    "detect": ("years", "detect"),
    "history": ("years", "history"),
}


class Commands(click.Group):
    """A group that imports a command when it is called, and suggests the one nearest to an unknown one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name every command, in the order of the guide."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            hint = did_you_mean(cmd_name, COMMANDS)
            ctx.fail(f"unknown command '{cmd_name}'{hint} Commands: {', '.join(COMMANDS)}.")
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(f"arpent.cli.territory.{module}"), name)
        return command


@click.group(cls=Commands)
def territory() -> None:
    """Look territories up, and carry tables from one COG year to another."""
