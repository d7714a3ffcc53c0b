"""``arpent territory passage``, ``detect`` and ``history``."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from arpent.cli.show import show_rows
from arpent.cli.territory.files import code_column, read_table
from arpent.cli.territory.places import STYLE
from arpent.errors import AskedWrongly
from arpent.territory.detect import SHOWN, detect_year
from arpent.territory.history import history as history_of
from arpent.territory.intercommunal import epci_story
from arpent.territory.passage import passage as passage_between
from arpent.territory.repair import Repaired, repair_codes


@click.command("passage")
@click.argument("source", metavar="FROM", type=int)
@click.argument("target", metavar="TO", type=int)
@click.option("--changed", is_flag=True, help="Only communes that merged, were cut or changed code.")
@STYLE
def passage(source: int, target: int, changed: bool, style: str) -> None:
    """Where each commune of the COG FROM stands in the COG TO, and with what weight."""
    way = passage_between(source, target)
    frame, is_moved = way.frame, ~way.is_same_territory
    is_moved |= way.frame["source_code"] != way.frame["target_code"]
    if changed or style == "table":
        frame = frame[is_moved]
    rows: list[dict[str, Any]] = frame.to_dict("records")  # type: ignore[assignment]
    click.echo(show_rows(rows, style), nl=False)
    same = int((~is_moved).sum())
    click.echo(f"{same} communes are the same in both years; {int(is_moved.sum())} rows change.", err=True)
    for word, codes in (("left", way.left), ("entered", way.entered)):
        if codes:
            click.echo(f"{word} the COG: {' '.join(codes)}", err=True)


@click.command("detect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", help="Column of commune codes; found by its name or its values unless given.")
@click.option("--sheet", help="Sheet of a workbook; the first unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def detect(file: Path, code: str | None, sheet: str | None, as_json: bool) -> None:
    """COG year of the codes of FILE; exit status 1 where two years are mixed, or no code is a commune's."""
    table = read_table(file, sheet)
    column = code_column(table, file, code)
    repaired = repair_codes(table[column], is_strict=False)
    found = detect_year(repaired.codes.dropna())
    facts = {
        "column": column,
        "years": list(found.years),
        "best": list(found.best),
        "mixed": {str(year): list(codes) for year, codes in found.mixed.items()},
        "arrondissements": list(found.arrondissements),
        "unknown": _given(repaired, "unknown"),
        "repaired": _given(repaired, "code"),
    }
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        _say(str(found), facts)
    if found.mixed or not found.years:
        sys.exit(1)


def _given(repaired: Repaired, what: str) -> list[str]:
    changes = repaired.changes
    if what == "unknown":
        return [str(given) for given in changes.loc[changes["reason"] == "unknown", "given"]]
    mended = changes[changes["reason"] != "unknown"]
    return [f"{given!r} → {code}" for given, code in zip(mended["given"], mended["code"], strict=True)]


def _say(sentence: str, facts: dict[str, Any]) -> None:
    click.echo(sentence)
    for name in ("repaired", "unknown", "arrondissements"):
        values = facts[name]
        if values:
            more = f" … ({len(values)})" if len(values) > SHOWN else ""
            click.echo(f"{name}: {', '.join(values[:SHOWN])}{more}")


@click.command("history")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def history(code: str, as_json: bool) -> None:
    """The story of one commune since 1943 (CODE), or of one EPCI since 2019 (epci:SIREN), in French."""
    level, separator, bare = code.strip().partition(":")
    if separator and level not in ("commune", "epci"):
        raise AskedWrongly(f"{code}: only communes and EPCI have a history. Write 63113, or epci:246300701.")
    bare = (bare if separator else level).upper()
    if separator and level == "epci":
        lines = epci_story(bare)
        rows: list[dict[str, Any]] = [{"sentence": line} for line in lines]
    else:
        rows = [
            {
                "date": episode.date,
                "is_dated": episode.is_dated,
                "kind": episode.kind,
                "sources": list(episode.sources),
                "targets": list(episode.targets),
                "sentence": episode.sentence,
            }
            for episode in history_of(bare)
        ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in rows:
        click.echo(one["sentence"])
    if not rows:
        click.echo(f"{bare} : aucun événement depuis 1943.")
