"""``arpent data``: which datasets there are, and where each is served from."""

import click

from arpent import catalogue, tables
from arpent.cli.show import show_rows
from arpent.tables.storage import table_file

_STYLE = click.option(
    "--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)


@click.group()
def data() -> None:
    """Datasets: which there are, and where each is served from."""


@data.command("list")
@_STYLE
def list_datasets(style: str) -> None:
    """List the catalogue: producer, title, licence, years."""
    records = [catalogue.load(identifier) for identifier in catalogue.ids()]
    rows = [
        {
            "id": record.id,
            "producer": record.producer,
            "title": record.title,
            "vintages": " ".join(vintage.name for vintage in record.vintages),
            "licence": record.licence,
        }
        for record in records
    ]
    click.echo(show_rows(rows, style), nl=False)


@data.command("status")
@_STYLE
def status(style: str) -> None:
    """For each table: whether it is on this machine, from where, which years, how large."""
    click.echo(show_rows([_status(name) for name in tables.names()], style), nl=False)


def _status(name: str) -> dict[str, object]:
    record, path = tables.describe(name), table_file(name)
    return {
        "table": name,
        "served_by": "embedded",
        "years": _span(record.years or (record.cog_year,)),
        "cog_year": record.cog_year,
        "kB": round(path.stat().st_size / 1000),
        "datasets": " ".join(record.datasets),
    }


def _span(years: tuple[int, ...]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
