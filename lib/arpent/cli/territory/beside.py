"""``arpent territory neighbours`` and ``twins``."""

from collections.abc import Hashable, Mapping
from typing import Any

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


@click.command("twins")
@click.argument("identifier")
@click.option("--number", type=click.IntRange(min=1), default=5, show_default=True, help="How many.")
@STYLE
def twins(identifier: str, number: int, style: str) -> None:
    """Territories that resemble IDENTIFIER most: distance, stability, and what brings them near or apart."""
    from arpent.study import twins_of  # noqa: PLC0415 - brings the indicators and the views

    found = twins_of(identifier, number)
    if found.why:
        click.echo(found.why, err=True)
    rows = [_twin(twin) for twin in found.near.to_dict("records")]
    if rows or style != "table":
        click.echo(show_rows(rows, style), nl=False)


def _twin(twin: Mapping[Hashable, Any]) -> dict[str, object]:
    return {
        "id": twin["twin"],
        "name": twin["name"],
        "distance": round(twin["distance"], 3),
        "stability": round(twin["stability"], 2),
        "closest": " ".join(twin["closest"]),
        "farthest": " ".join(twin["farthest"]),
    }
