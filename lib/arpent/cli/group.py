"""Groups of commands: each told in a whole sentence, and the nearest one suggested for one that is not there."""

import click

from arpent.errors import did_you_mean


class Group(click.Group):
    """A group whose help cuts no sentence short."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with all of its first sentence."""
        known = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        rows = [(name, one.get_short_help_str(limit=1000)) for name, one in known.items() if one]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or suggest the nearest one."""
        if args and self.get_command(ctx, args[0]) is None:
            known = self.list_commands(ctx)
            ctx.fail(
                f"unknown command '{args[0]}'{did_you_mean(args[0], known) or '.'} Commands: {', '.join(known)}."
            )
        return super().resolve_command(ctx, args)
