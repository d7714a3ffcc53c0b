"""``arpent territory neighbours`` and ``twins``."""

import click

from arpent.cli.show import show_rows
from arpent.cli.territory.places import STYLE, row
from arpent.territory import find
from arpent.territory.neighbours import neighbours as neighbours_of


@click.command("neighbours")
@click.argument("identifier")
@STYLE
def neighbours(identifier: str, style: str) -> None:
    """Territories of the same level that share a border with IDENTIFIER, the longest border first."""
    place = find(identifier)
    found = neighbours_of(place)
    if not found:
        click.echo(f"{place.id} ({place.name}): shares no border on land with another.", err=True)
    if found or style != "table":
        click.echo(show_rows([row(other) for other in found], style), nl=False)
