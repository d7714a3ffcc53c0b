"""``arpent territory convert``: a table of one COG year in the communes of another."""

from dataclasses import dataclass
from pathlib import Path

import click
import pandas as pd

from arpent.cli.given import GivenPath
from arpent.cli.territory.files import check_column, check_kind, code_column, numbers, read_table, write_table
from arpent.errors import AskedWrongly, DataInvalid, did_you_mean
from arpent.territory.detect import check_one_year, span
from arpent.territory.move import KINDS, NOT_ADDITIVE, check_movable, move_counts, move_flows, move_ratios
from arpent.territory.move_categories import RULES, move_categories
from arpent.territory.moved import Moved, Report
from arpent.territory.passage import Passage
from arpent.territory.passage import passage as passage_between
from arpent.territory.repair import Repaired, repair_codes
from arpent.territory.subcommunes import ARRONDISSEMENTS

MOVED = ("count", "ratio", "category", "flow")
SHOWN = 8


@dataclass(frozen=True)
class Asked:
    """What was asked, as typed."""

    file: Path
    kind: str
    columns: tuple[str, ...]
    codes: tuple[str, ...]
    by: tuple[str, ...]
    rule: str | None
    order: tuple[str, ...]
    weight: str | None
    missing: tuple[str, ...]


@click.command("convert")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "source", type=int, help="COG year of the table; detected unless given.")
@click.option("--to", "target", type=int, required=True, help="COG year wanted.")
@click.option("--kind", required=True, help=f"What is moved: {', '.join(MOVED)}.")
@click.option(
    "--column", "columns", multiple=True, required=True,
    help="Column to move, several times; for a ratio, NAME=NUMERATOR/DENOMINATOR.",
)  # fmt: skip
@click.option(
    "--code", "codes", multiple=True,
    help="Column of commune codes; found unless given. Twice for flows: origin, then destination.",
)  # fmt: skip
@click.option("--by", multiple=True, help="Column that stays apart (year, age), several times.")
@click.option("--weight", help="FILE:COLUMN, known in the COG wanted, to share by instead of inhabitants.")
@click.option("--rule", type=click.Choice(RULES), help="For a category: who wins where different ones merge.")
@click.option("--order", default="", help="For --rule absorb: the categories, strongest first, with commas.")
@click.option(
    "--missing", multiple=True, help="Mark that stands for a missing figure (s, nd), several times."
)
@click.option("--sheet", help="Sheet of a workbook; the first unless given.")
@click.option("--output", required=True, type=GivenPath(dir_okay=False), help=".csv, .xlsx or .parquet")
def convert(
    file: Path,
    source: int | None,
    target: int,
    kind: str,
    columns: tuple[str, ...],
    codes: tuple[str, ...],
    by: tuple[str, ...],
    weight: str | None,
    rule: str | None,
    order: str,
    missing: tuple[str, ...],
    sheet: str | None,
    output: Path,
) -> None:
    """Bring FILE (CSV, XLSX or Parquet) from one COG year to another; what moved is said on stderr."""
    listed = tuple(name.strip() for name in order.split(",") if name.strip())
    asked = Asked(file, kind, columns, codes, by, rule, listed, weight, missing)
    _check(asked)
    check_kind(output)
    table = read_table(file, sheet)
    asked = _with_codes(asked, table)
    table = _with_whole_communes(_repaired(table, asked), asked)
    way = passage_between(_source_year(table, asked, source), target)
    moved = _move(table, way, asked)
    write_table(moved.frame, output)
    click.echo(output)
    for line in report_lines(moved.report):
        click.echo(line, err=True)


def _check(asked: Asked) -> None:
    if asked.kind not in KINDS:
        raise AskedWrongly(
            f"--kind {asked.kind}: unknown{did_you_mean(asked.kind, MOVED) or '.'} Kinds: {', '.join(MOVED)}."
        )
    if (asked.rule is not None) != (asked.kind == "category"):
        raise AskedWrongly(f"--kind category, and only it, needs --rule: {', '.join(RULES)}.")
    if asked.weight and asked.kind != "count":
        raise AskedWrongly("--weight shares counts: it goes with --kind count.")
    if asked.by and asked.kind not in ("count", "ratio"):
        raise AskedWrongly("--by goes with --kind count or ratio.")
    if asked.kind == "flow" and len(asked.codes) != 2:
        raise AskedWrongly("--kind flow: name both ends with --code ORIGIN --code DESTINATION.")
    if asked.kind != "flow" and len(asked.codes) > 1:
        raise AskedWrongly("--code twice is for --kind flow.")


def _with_codes(asked: Asked, table: pd.DataFrame) -> Asked:
    given: tuple[str | None, ...] = asked.codes or (None,)
    codes = tuple(code_column(table, asked.file, name) for name in given)
    for name in (*_columns(asked), *asked.by):
        check_column(table, asked.file, name)
    return Asked(**{**asked.__dict__, "codes": codes})


def _repaired(table: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The table with codes that are communes', each repair said."""
    for name in asked.codes:
        mended = repair_codes(table[name])
        _say_repairs(name, mended)
        table = table.assign(**{name: mended.codes})
    return table


def _say_repairs(name: str, mended: Repaired) -> None:
    changes = mended.changes
    if len(changes):
        pairs = zip(changes["given"], changes["code"], strict=True)
        shown = ", ".join(f"{given!r} → {code}" for given, code in list(pairs)[:SHOWN])
        click.echo(f"repaired codes in '{name}' ({len(changes)}): {shown}", err=True)


def _with_whole_communes(table: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Counts and flows of arrondissements of Paris, Lyon and Marseille added up; figures as numbers."""
    wanted = [] if asked.kind == "category" else _columns(asked)
    table = numbers(table, asked.file, wanted, asked.missing)
    divided = [name for name in asked.codes if table[name].isin(list(ARRONDISSEMENTS)).any()]
    if not divided:
        return table
    if asked.kind not in ("count", "flow", "ratio"):
        raise DataInvalid(
            f"{asked.file}: arrondissements of Paris, Lyon or Marseille have no {asked.kind} of the whole commune."
        )
    click.echo("arrondissements of Paris, Lyon and Marseille: added up into their commune", err=True)
    whole = table.assign(**{name: table[name].replace(ARRONDISSEMENTS) for name in divided})
    keys = [*asked.codes, *asked.by]
    added: pd.DataFrame = whole.groupby(keys, as_index=False, dropna=False)[wanted].sum(min_count=1)
    return added


def _columns(asked: Asked) -> list[str]:
    """Columns that are read, those of a ratio's parts included."""
    if asked.kind != "ratio":
        return list(asked.columns)
    return list(dict.fromkeys(part for pair in _ratios(asked.columns).values() for part in pair))


def _ratios(columns: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    found = {}
    for column in columns:
        name, separator, parts = column.partition("=")
        above, slash, below = parts.partition("/")
        if not (name and separator and above and slash and below):
            raise AskedWrongly(
                f"--column {column}: a ratio moves through its parts; write NAME=NUMERATOR/DENOMINATOR."
            )
        found[name.strip()] = (above.strip(), below.strip())
    return found


def _source_year(table: pd.DataFrame, asked: Asked, given: int | None) -> int:
    if given is not None:
        return given
    found = check_one_year(pd.concat([table[name] for name in asked.codes]))
    click.echo(f"COG of the table: {found.best[-1]} (nothing contradicts {span(found.years)})", err=True)
    return found.best[-1]


def _move(table: pd.DataFrame, way: Passage, asked: Asked) -> Moved:
    code, by, columns = asked.codes[0], list(asked.by), _columns(asked)
    if asked.kind == "ratio":
        return move_ratios(table, way, ratios=_ratios(asked.columns), code=code, by=by)
    if asked.kind == "flow":
        return move_flows(table, way, columns=columns, origin=code, destination=asked.codes[1])
    if asked.kind == "category":
        return _move_category(table, way, asked, columns)
    if asked.kind in NOT_ADDITIVE:
        check_movable(asked.kind, way, table[code])
        raise AskedWrongly(
            f"--kind {asked.kind}: no commune of this table changed between {way.source} and {way.target}, "
            f"but for its code perhaps: there is nothing to move."
        )
    return move_counts(table, way, columns=columns, code=code, by=by, weight=_weight(asked, way, table[code]))


def _move_category(table: pd.DataFrame, way: Passage, asked: Asked, columns: list[str]) -> Moved:
    if len(columns) > 1:
        raise AskedWrongly("--kind category: one --column at a time, as each has its own rule.")
    column, code = columns[0], asked.codes[0]
    return move_categories(
        table[[code, column]], way, column=column, rule=str(asked.rule), code=code, order=asked.order
    )


def _weight(asked: Asked, way: Passage, codes: "pd.Series[str]") -> "pd.Series[float] | None":
    """The other quantity, by commune of the COG wanted; communes that the table does not reach weigh nothing."""
    if asked.weight is None:
        return None
    name, _, column = asked.weight.rpartition(":")
    if not name:
        raise AskedWrongly(f"--weight {asked.weight}: write FILE:COLUMN.")
    file = Path(name)
    table = numbers(read_table(file), file, [column], asked.missing)
    code = code_column(table.drop(columns=column), file, None)
    known = (
        table.assign(**{code: repair_codes(table[code]).codes}).drop_duplicates(code).set_index(code)[column]
    )
    click.echo(f"shared by '{column}' of {file} in the COG {way.target}", err=True)
    reached = way.frame.loc[way.frame["source_code"].isin(codes), "target_code"]
    return known.reindex(way.codes[1]).where(lambda column: column.index.isin(reached) | column.notna(), 1.0)


def report_lines(report: Report) -> list[str]:
    """
    What moving did, in lines.

    Parameters
    ----------
    report : Report
        Of the move.

    Returns
    -------
    list of str
        The French sentence, then the codes concerned.
    """
    lines = [str(report)]
    for word in ("merged", "split", "recoded", "estimated", "ruled", "incomplete", "entered"):
        codes = getattr(report, word)
        if codes:
            more = f" … ({len(codes)})" if len(codes) > SHOWN else ""
            lines.append(f"{word}: {', '.join(codes[:SHOWN])}{more}")
    return lines
