"""``arpent data``: which datasets there are, where each is, and how it comes here."""

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from arpent.catalogue import Dataset
from arpent.catalogue.schema import FEEDS
from arpent.cli.data_rows import (
    brought_row,
    datasets_asked,
    files_asked,
    outdated_row,
    table_rows,
    whereabouts_row,
)
from arpent.cli.group import Group
from arpent.cli.progress import Bars
from arpent.cli.show import show_rows
from arpent.errors import AskedWrongly

if TYPE_CHECKING:
    from arpent.sources.bringing import Brought

Command = Callable[..., Any]
_MIRROR = click.option("--mirror", help="Folder or address of raw files; ARPENT_MIRROR unless given.")
_THEME = click.option("--theme", type=click.Choice(FEEDS), help="Only what feeds this theme or study.")
_VINTAGE = click.option("--vintage", help="Only this millésime; the latest unless given.")
_EVERY = click.option("--every-vintage", is_flag=True, help="All millésimes.")


def _styled(command: Command) -> Command:
    """Give a command ``--format`` and its short form ``--json``."""
    choice = click.Choice(["table", "csv", "json"])
    formatted = click.option("--format", "style", type=choice, default="table", show_default=True)
    return formatted(click.option("--json", "style", flag_value="json", help="Print JSON.")(command))


@click.group(cls=Group)
def data() -> None:
    """Datasets: which there are, where each is, and how it comes here."""


@data.command("list")
@_THEME
@_styled
def list_datasets(theme: str | None, style: str) -> None:
    """List the catalogue: producer, title, licence, years, what each feeds."""
    rows = [
        {
            "id": record.id,
            "producer": record.producer,
            "title": record.title,
            "vintages": " ".join(vintage.name for vintage in record.vintages),
            "rhythm": record.rhythm,
            "feeds": " ".join(record.feeds),
            "licence": record.licence,
        }
        for record in datasets_asked((), theme)
    ]
    click.echo(show_rows(rows, style), nl=False)


@data.command("status")
@click.argument("datasets", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="The files of every dataset, not the tables.")
@_THEME
@_VINTAGE
@_EVERY
@_MIRROR
@_styled
def status(
    datasets: tuple[str, ...],
    everything: bool,
    theme: str | None,
    vintage: str | None,
    every_vintage: bool,
    mirror: str | None,
    style: str,
) -> None:
    """
    Say where data are: each table, or the files of DATASETS; nothing is fetched or opened.

    A file is served by raw (here), mirror or agency; where by is empty, next says how it can be had.
    """
    if datasets or everything or theme:
        wanted = files_asked(datasets, theme, vintage, every_vintage=every_vintage, mirror=mirror)
        rows: list[dict[str, Any]] = [whereabouts_row(each) for each in wanted]
    elif vintage or every_vintage or mirror:
        raise AskedWrongly("--vintage, --every-vintage, --mirror: of files; add DATASET…, --theme or --all")
    else:
        rows = table_rows()
    click.echo(show_rows(rows, style), nl=False)


@data.command("fetch")
@click.argument("datasets", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every dataset of the catalogue.")
@_THEME
@_VINTAGE
@_EVERY
@click.option("--role", help="Only this file of the millésime.")
@_MIRROR
@click.option("--offline", is_flag=True, help="Ask no network: raw store and mirror folder only.")
@click.option("--force", is_flag=True, help="Fetch again, and accept files that have changed.")
@click.option("--jobs", type=click.IntRange(1, 16), default=4, show_default=True, help="Files at once.")
@click.option("--dry-run", is_flag=True, help="Say what would be fetched from where, and fetch nothing.")
@_styled
def fetch(
    datasets: tuple[str, ...],
    everything: bool,
    theme: str | None,
    vintage: str | None,
    every_vintage: bool,
    role: str | None,
    mirror: str | None,
    offline: bool,
    force: bool,
    jobs: int,
    dry_run: bool,
    style: str,
) -> None:
    """Bring the files of DATASETS into data/raw: from the mirror, else from the producer."""
    if not (datasets or everything or theme):
        raise AskedWrongly("say what to fetch: DATASET…, --theme, or --all. 'arpent data list' lists them.")
    from arpent.sources.bringing import bring_files  # noqa: PLC0415 - listing must not wait for HTTP

    wanted = files_asked(datasets, theme, vintage, every_vintage=every_vintage, mirror=mirror)
    wanted = [each for each in wanted if role in (None, each.role)]
    if not wanted:
        raise AskedWrongly(f"role '{role}': no such file; 'arpent data status DATASET' lists them.")
    if dry_run:
        click.echo(show_rows([whereabouts_row(each) for each in wanted], style), nl=False)
        return
    with Bars() as bars:
        brought = bring_files(
            wanted,
            mirror=mirror,
            offline=offline,
            force=force,
            jobs=jobs,
            progress=lambda each: bars.bar(f"{each.dataset} {each.vintage} {each.role}"),
        )
        done = [_said(each, bars) for each in brought]
    click.echo(show_rows([brought_row(each) for each in done if each.located], style), nl=False)
    _exit_on(done)


@data.command("build")
@click.argument("names", metavar="[TABLE]...", nargs=-1)
@_MIRROR
@click.option("--online", is_flag=True, help="Bring from the producers what is not here.")
@click.option("--force", is_flag=True, help="Build what has not changed too.")
@_styled
def build(names: tuple[str, ...], mirror: str | None, online: bool, force: bool, style: str) -> None:
    """Build TABLES (all unless given) from raw files; what has not changed is left as it is."""
    from arpent.tables.build import build_tables  # noqa: PLC0415 - listing must not wait for pandas

    outcomes = list(build_tables(names, mirror=mirror, offline=not online, force=force))
    rows = [{"table": one.table, "state": one.state, "rows": one.rows or None} for one in outcomes]
    click.echo(show_rows(rows, style), nl=False)
    wrong = [one for one in outcomes if one.state == "failed" or (names and one.state == "unavailable")]
    for one in outcomes:
        if one.message:
            click.echo(f"{one.table}: {one.state}: {one.message}", err=True)
    sys.exit(1 if wrong else 0)


@data.command("check")
@click.argument("datasets", nargs=-1)
@click.option("--links", is_flag=True, help="Also ask the producers for the first bytes of each file.")
@_styled
def check(datasets: tuple[str, ...], links: bool, style: str) -> None:
    """Check the records, the files of data/raw and, with --links, the producers' addresses."""
    from arpent.sources.links import FINE, check_links  # noqa: PLC0415 - listing must not wait for HTTP
    from arpent.sources.whereabouts import check_raw  # noqa: PLC0415
    from arpent.tables.agency import wrong_records  # noqa: PLC0415

    records = datasets_asked(datasets, None)
    wrong = [*check_raw(), *wrong_records(records)]
    for line in wrong:
        click.echo(line, err=True)
    if not links:
        click.echo(f"{len(records)} record(s) and data/raw checked, {len(wrong)} wrong", err=True)
        sys.exit(1 if wrong else 0)
    found = list(check_links(records))
    rows = [
        {"dataset": one.dataset, "vintage": one.vintage, "role": one.role, "state": one.state, "url": one.url}
        | ({} if one.state == FINE and style == "table" else {"look on": one.page})
        for one in found
    ]
    columns = {name: "" for row in rows for name in row}
    click.echo(show_rows([columns | row for row in rows], style), nl=False)
    sys.exit(1 if wrong or any(one.state != FINE for one in found) else 0)


@data.command("outdated")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="As if that day were today.")
@_styled
def outdated(day: Any, style: str) -> None:
    """List what is behind: a newer millésime to fetch, or a new edition to look for at the producer's."""
    today = day.date() if day else date.today()  # noqa: DTZ011 - the day on this machine
    rows = [row for record in datasets_asked((), None) if (row := outdated_row(record, today))]
    click.echo(show_rows(rows, style), nl=False)


@data.command("licences")
@_styled
def licences(style: str) -> None:
    """List licences, and the datasets and producers to be named under each."""
    grouped: dict[tuple[str, str], list[Dataset]] = {}
    for record in datasets_asked((), None):
        grouped.setdefault((record.licence, record.licence_url), []).append(record)
    rows = [
        {
            "licence": name,
            "url": url,
            "producers": ", ".join(_producers(records)),
            "datasets": " ".join(record.id for record in records),
        }
        for (name, url), records in sorted(grouped.items())
    ]
    click.echo(show_rows(rows, style), nl=False)


def _producers(records: list[Dataset]) -> list[str]:
    """Each producer once, where a dataset names several."""
    return sorted({name for record in records for name in record.producer.split(", ")})


def _said(each: "Brought", bars: Bars) -> "Brought":
    """Say on stderr, as it comes, where a file is from."""
    if each.located:
        wanted, size = each.wanted, each.located.path.stat().st_size / 1e6
        bars.say(f"{wanted.dataset} {wanted.vintage} {wanted.role}: {each.located.served_by}, {size:.1f} MB")
    return each


def _exit_on(done: "list[Brought]") -> None:
    """Say what could not be had; a file that no address serves is only a failure where nothing else came."""
    from arpent.sources.whereabouts import MIRROR, NOWHERE  # noqa: PLC0415

    missing = [each for each in done if not each.located]
    for each in missing:
        click.echo(f"not had: {each.failure}", err=True)
    served = Counter(each.located.served_by for each in done if each.located)
    counted = [f"{number} from {server}" for server, number in sorted(served.items())]
    click.echo(", ".join([*counted, f"{len(missing)} not had"]), err=True)
    failed = [each for each in missing if each.wanted.next not in (MIRROR, NOWHERE)]
    if failed or len(missing) == len(done):
        sys.exit(1)
