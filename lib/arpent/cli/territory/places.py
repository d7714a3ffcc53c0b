"""``arpent territory list``, ``search`` and ``show``."""

import json
from typing import Any

import click

from arpent.cli.show import show_rows
from arpent.errors import UnknownTerritory
from arpent.territory import LEVELS, Territory, find, parents, peers
from arpent.territory import search as search_territories
from arpent.territory.levels import PLACES_IN_AAV, available, owners, zones
from arpent.territory.listing import list_territories
from arpent.territory.reference import has_zonings, latest_population, read_zonings

STYLE = click.option(
    "--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
#: Zones that a commune or an EPCI is said to lie in.
_WITHIN = ("arrondissement", "canton", "zone_emploi", "bassin_vie", "unite_urbaine", "aav", "densite")


def row(place: Territory) -> dict[str, object]:
    """
    A territory in a list.

    Parameters
    ----------
    place : Territory
        Any, of the current COG.

    Returns
    -------
    dict
        ``id``, ``name``, ``communes`` (how many), ``population`` (latest legal one).
    """
    population = latest_population().reindex(list(place.communes)).sum()
    return {
        "id": place.id,
        "name": place.name,
        "communes": len(place.communes),
        "population": int(population) or None,
    }


@click.command("list")
@click.option("--level", required=True, type=click.Choice(LEVELS), help="Level to list.")
@click.option(
    "--cog", type=int, help="COG year: communes since 1968, EPCI since 2019; the current one unless given."
)
@STYLE
def list_level(level: str, cog: int | None, style: str) -> None:
    """Codes and names of all the territories of a level, in any COG year."""
    rows: list[dict[str, Any]] = list_territories(level, cog).to_dict("records")  # type: ignore[assignment]
    click.echo(show_rows(rows, style), nl=False)


@click.command("search")
@click.argument("text")
@click.option("--level", type=click.Choice(LEVELS), help="Only this level.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@STYLE
def search(text: str, level: str | None, limit: int, style: str) -> None:
    """Territories whose name is nearest to TEXT; accents and capitals do not count."""
    found = search_territories(text, level=level, limit=limit)
    if not found:
        raise UnknownTerritory(f"'{text}': no territory has a name near it. Try a shorter part of the name.")
    click.echo(show_rows([row(place) for place in found], style), nl=False)


@click.command("show")
@click.argument("identifier")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(identifier: str, as_json: bool) -> None:
    """One territory: its communes, parents, peers and the zones it lies in."""
    place = find(identifier)
    facts = {
        **row(place),
        "level": place.level,
        "code": place.code,
        "kind": place.kind or None,
        "cog_year": place.cog_year,
        "parents": [f"{other.id} {other.name}" for other in parents(place)],
        "peers": [f"{other.id} {other.name}" for other in peers(place)],
        "within": _zones_of(place),
        "place_in_aav": _place_in_aav(place),
        "size_of_aav": _zoned(place, "catchment_area_size"),
        "priority_quarters": _zoned(place, "priority_quarters"),
        "commune_codes": list(place.communes),
    }
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for name, value in facts.items():
        if value not in (None, []):
            click.echo(f"{name:14} {_listed(value)}")


def _zones_of(place: Territory) -> list[str]:
    """Zones that hold some of its communes; for territories that are small enough to read them."""
    if place.level not in ("commune", "epci", "partie_epci"):
        return []
    found = []
    for level in (level for level in _WITHIN if level in available() and level != place.level):
        codes = owners(level).reindex(list(place.communes)).dropna()
        found += [f"{level}:{code} {zones(level)['name'][code]}" for code in sorted(set(codes))]
    return found


def _place_in_aav(place: Territory) -> str | None:
    if place.level != "commune" or not has_zonings():
        return None
    return PLACES_IN_AAV.get(str(read_zonings()["catchment_area_part"].get(place.code)))


def _zoned(place: Territory, column: str) -> str | int | None:
    """What the table of zonings says of a commune, where it was built."""
    if place.level != "commune" or not has_zonings():
        return None
    value = read_zonings()[column].get(place.code)
    return value if isinstance(value, str) else int(value or 0)


def _listed(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    shown = ", ".join(value[:40])
    return shown if len(value) <= 40 else f"{shown} … and {len(value) - 40} more"
