"""``arpent indicators``: the figures themselves."""

import math
from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import click

from arpent import catalogue, tables
from arpent import indicators as measures
from arpent.cli.given import GivenPath
from arpent.cli.show import show_rows
from arpent.errors import AskedWrongly, DataUnavailable, did_you_mean
from arpent.indicators import Indicator
from arpent.render.workbook import write_rows
from arpent.territory import find


@click.command()
@click.argument("territories", nargs=-1, required=True)
@click.option("--theme", "theme", help="Only this theme.")
@click.option("--year", type=int, help="Only this year.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "json", "xlsx"]),
    default="table",
    show_default=True,
)
@click.option("--output", type=GivenPath(dir_okay=False), help="File to write (needed for xlsx).")
def indicators(
    territories: tuple[str, ...], theme: str | None, year: int | None, style: str, output: Path | None
) -> None:
    """Figures of TERRITORIES: id, label, value, unit, year, source, and the reason where one is missing."""
    if style == "xlsx" and output is None:
        raise AskedWrongly("--format xlsx: say where with --output FILE.xlsx.")
    places = [("focus", find(identifier)) for identifier in dict.fromkeys(territories)]
    chosen = _there(_chosen(theme))
    frame = measures.measure(chosen, places)
    if year is not None:
        frame = frame[frame["year"] == year]
        if frame.empty:
            years = sorted({one for indicator in chosen for one in tables.describe(indicator.table).years})
            raise AskedWrongly(f"--year {year}: no indicator has it. Years: {', '.join(map(str, years))}.")
    by_id = {indicator.id: indicator for indicator in chosen}
    rows = [_row(record, by_id[record["indicator"]]) for record in frame.to_dict("records")]
    if style == "table":
        rows = [row | {"source": " ".join(measures.vintages_of(by_id[row["id"]]))} for row in rows]
    if style == "xlsx" and output is not None:
        click.echo(write_rows(rows, output))
        return
    text = show_rows(rows, style)
    if output is None:
        click.echo(text, nl=False)
    else:
        click.echo(_write(text, output))


def _write(text: str, output: Path) -> Path:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AskedWrongly(
            f"{output}: can't be written ({error.strerror}); give another --output."
        ) from error
    return output


def _chosen(theme: str | None) -> list[Indicator]:
    themes = measures.themes()
    if theme is not None and theme not in themes:
        raise AskedWrongly(
            f"theme '{theme}': unknown{did_you_mean(theme, themes) or '.'} Themes: {', '.join(themes)}."
        )
    return list(themes[theme]) if theme is not None else [one for group in themes.values() for one in group]


def _there(chosen: Sequence[Indicator]) -> list[Indicator]:
    """Those whose tables are on this machine; the others are named, with the command that brings them."""
    lacking = measures.lacking(chosen)
    for table, command in sorted({(one.table, one.command) for one in lacking.values()}):
        click.echo(f"left out: {table}: not on this machine. Try: {command}", err=True)
    kept = [one for one in chosen if one.id not in lacking]
    if not kept:
        raise DataUnavailable("no table of what was asked for is on this machine.")
    return kept


def _row(record: Mapping[Hashable, Any], indicator: Indicator) -> dict[str, Any]:
    return {
        "territory": record["territory"],
        "name": record["name"],
        "id": indicator.id,
        "label": indicator.label,
        "value": _plain(record["value"], indicator),
        "unit": indicator.unit,
        "year": int(record["year"]),
        "source": _source(indicator, int(record["year"])),
        "reason": record["reason"] if isinstance(record["reason"], str) else None,
    }


@cache
def _source(indicator: Indicator, year: int) -> str:
    return catalogue.source_line(measures.vintages_of(indicator, [year]))


def _plain(value: float, indicator: Indicator) -> float | int | None:
    """A count is a whole number; a share stays 0-1 and a rate a fraction, with more digits than are shown."""
    if math.isnan(value):
        return None
    if indicator.kind == "count" and value == round(value):
        return round(value)
    return round(value, indicator.precision + 4)
