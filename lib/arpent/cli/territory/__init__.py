"""``arpent territory``: look territories up, and carry tables from one year to another."""

import importlib

import click

from arpent.cli.group import Group

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


class Commands(Group):
    """The commands of territories; one is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name every command, in the order of the guide."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(f"arpent.cli.territory.{module}"), name)
        return command


@click.group(cls=Commands)
def territory() -> None:
    """Look territories up, and carry tables from one COG year to another."""
