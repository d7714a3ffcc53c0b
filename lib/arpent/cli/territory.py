"""``arpent territory``: look territories up."""

import json

import click

from arpent.cli.show import show_rows
from arpent.errors import UnknownTerritory
from arpent.territory import LEVELS, Territory, find, parents, peers
from arpent.territory import search as search_territories
from arpent.territory.reference import latest_population


@click.group()
def territory() -> None:
    """Look territories up."""


def _row(place: Territory) -> dict[str, object]:
    population = latest_population().reindex(list(place.communes)).sum()
    return {
        "id": place.id,
        "name": place.name,
        "communes": len(place.communes),
        "population": int(population) or None,
    }


@territory.command("search")
@click.argument("text")
@click.option("--level", type=click.Choice(LEVELS), help="Only this level.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option(
    "--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
def search(text: str, level: str | None, limit: int, style: str) -> None:
    """Territories whose name is nearest to TEXT; accents and capitals do not count."""
    found = search_territories(text, level=level, limit=limit)
    if not found:
        raise UnknownTerritory(f"'{text}': no territory has a name near it. Try a shorter part of the name.")
    click.echo(show_rows([_row(place) for place in found], style), nl=False)


@territory.command("show")
@click.argument("identifier")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(identifier: str, as_json: bool) -> None:
    """One territory: its communes, parents and peers."""
    place = find(identifier)
    facts = {
        **_row(place),
        "level": place.level,
        "code": place.code,
        "kind": place.kind or None,
        "cog_year": place.cog_year,
        "parents": [f"{other.id} {other.name}" for other in parents(place)],
        "peers": [f"{other.id} {other.name}" for other in peers(place)],
        "commune_codes": list(place.communes),
    }
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for name, value in facts.items():
        if value not in (None, []):
            click.echo(f"{name:14} {_listed(value)}")


def _listed(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    shown = ", ".join(value[:40])
    return shown if len(value) <= 40 else f"{shown} … and {len(value) - 40} more"
