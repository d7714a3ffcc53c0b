"""``arpent campaign plan|run|status``: one edition, planned by content, resumed where it stopped."""

import json
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from types import FrameType
from typing import Any

import click

from arpent.campaign import (
    Campaign,
    Options,
    Plan,
    Progress,
    Store,
    check_executor,
    make_plan,
    open_executor,
    read_campaign,
    run_plan,
    store_of,
    targets_of,
)
from arpent.cli.group import Group
from arpent.errors import ArpentError, AskedWrongly
from arpent.render.edition import Edition
from arpent.render.formats import check_formats
from arpent.render.renderers import choose_renderer

_RENDERER = click.option(
    "--renderer",
    type=click.Choice(["auto", "quarto", "embedded"]),
    default="auto",
    show_default=True,
    help="Quarto where it is installed, else the embedded renderer.",
)
_FORCE = click.option("--force", is_flag=True, help="Make everything again.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(cls=Group)
def campaign() -> None:
    """Many reports: which notebooks on which territories, planned by content and resumed."""


@campaign.command()
@click.argument("name")
@_RENDERER
@_FORCE
@_JSON
def plan(name: str, renderer: str, force: bool, as_json: bool) -> None:
    """Say what a run of the campaign NAME would make, and why each is stale."""
    _, planned, _, _ = _planned(name, renderer, force=force)
    _say_plan(planned, as_json=as_json)


@campaign.command()
@click.argument("name")
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks at once; as many as cores, unless given.")
@click.option("--executor", default="local", show_default=True, help="local, dask or dask:tcp://host:port.")
@_RENDERER
@click.option("--timeout", type=click.IntRange(min=1), help="Seconds that one cell may take.")
@click.option("--within", type=click.IntRange(min=1), help="Seconds that one notebook may take.")
@click.option("--memory", type=click.IntRange(min=64), help="MiB that one kernel may take.")
@click.option("--output", type=click.IntRange(min=1), help="MiB that one notebook may show; 64 unless given.")
@click.option(
    "--retries", type=click.IntRange(min=0), default=2, show_default=True, help="Of a kernel that died."
)
@click.option(
    "--keep-going/--stop-on-failure",
    default=True,
    show_default=True,
    help="What a failure does to the others.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--quiet", is_flag=True, help="Say nothing until the end.")
@_FORCE
@_JSON
def run(
    name: str,
    jobs: int | None,
    executor: str,
    renderer: str,
    timeout: int | None,
    within: int | None,
    memory: int | None,
    output: int | None,
    retries: int,
    keep_going: bool,
    dry_run: bool,
    quiet: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Make what is stale of the campaign NAME; what is finished stays finished, whatever stops it."""
    check_executor(executor)
    read_campaign(name)
    if dry_run:
        _say_plan(_planned(name, renderer, force=force)[1], as_json=as_json)
        return
    asked = {"timeout": timeout, "within": within, "memory": memory, "output": output}
    options = Options({key: value for key, value in asked.items() if value}, retries, keep_going)
    from arpent.cli.campaign_display import Display  # noqa: PLC0415 - a plan shows no progress

    with _stoppable(), store_of(name).locked():
        store_of(name).sweep()
        declared, planned, store, edition = _planned(name, renderer, force=force)
        works = len(planned.runs) + len(planned.renders)
        display = Display(declared.title, is_quiet=quiet)
        progress = Progress(0)
        if works:
            with closing(open_executor(executor, jobs, works)) as workers, display:
                progress = run_plan(planned, store, workers, edition, options=options, tell=display.tell)
        from arpent.render.run_report import write_run_report  # noqa: PLC0415 - brings the renderers

        page = write_run_report(declared, planned, store, progress)
    _say_end(progress, store, str(page), as_json=as_json)


@campaign.command()
@click.argument("name")
@_JSON
def status(name: str, as_json: bool) -> None:
    """Say what of the campaign NAME is made, what failed and what is left."""
    store = store_of(name)
    targets = targets_of(read_campaign(name)).each
    records = store.records()
    known = [records.get(target.key) for target in targets]
    failed = [
        {"notebook": target.theme, "territory": target.territory, **record["failure"]}
        for target, record in zip(targets, known, strict=True)
        if record and record["failure"]
    ]
    told = {
        "targets": len(targets),
        "executed": sum(record is not None and not record["failure"] for record in known),
        "failed": len(failed),
        "left": sum(record is None for record in known),
        "reports": len(store.rendered()),
        "folder": str(store.reports),
    }
    if as_json:
        click.echo(json.dumps({**told, "failures": failed}, ensure_ascii=False, indent=2))
        return
    for key, value in told.items():
        click.echo(f"{key}: {value}")
    for one in failed:
        click.echo(f"failed: {one['message']}")


def _planned(name: str, renderer: str, *, force: bool) -> tuple[Campaign, Plan, Store, Edition]:
    declared, store = read_campaign(name), store_of(name)
    try:
        check_formats(declared.formats)
    except AskedWrongly as error:
        raise AskedWrongly(f"params/campaigns/{name}.yml: formats: {error}") from error
    targets = targets_of(declared)
    themes = tuple(dict.fromkeys(target.theme for target in targets.each))
    edition = Edition(choose_renderer(renderer, declared.formats), declared.formats, themes, targets.missing)
    return declared, make_plan(targets, store, edition, force=force), store, edition


def _say_plan(planned: Plan, *, as_json: bool) -> None:
    verdicts = [*planned.runs, *planned.renders]
    rows: list[dict[str, Any]] = [
        {
            "action": "run" if one.target else "render",
            "notebook": one.target.page if one.target else "",
            "territory": one.territory,
            "why": list(one.why),
        }
        for one in verdicts
    ]
    if as_json:
        click.echo(
            json.dumps({"targets": len(planned.targets.each), "stale": rows}, ensure_ascii=False, indent=2)
        )
        return
    for row in rows:
        click.echo(
            f"{row['action']} {row['territory']} {row['notebook']}".rstrip() + f": {'; '.join(row['why'])}"
        )
    for theme in planned.targets.missing:
        click.echo(f"left out: {theme['theme']}: {theme['why']} Try: {theme['command']}", err=True)
    counts = Counter(row["action"] for row in rows)
    fresh = len(planned.targets.each) - counts["run"]
    click.echo(f"{counts['run']} to run, {counts['render']} to render, {fresh} results fresh.", err=True)


def _say_end(progress: Progress, store: Store, page: str, *, as_json: bool) -> None:
    failures = [
        {
            "notebook": one.page,
            "territory": one.territory,
            "cell": one.failure.cell,
            "line": one.failure.line,
            "message": one.failure.message,
        }
        for one in progress.failures
    ]
    if as_json:
        told = {"executed": progress.executed, "rendered": progress.rendered, "failures": failures}
        told |= {"reports": str(store.reports), "run_report": page}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(store.reports)
        click.echo(page)
    click.echo(
        f"{progress.executed} executed, {progress.rendered} rendered, {len(failures)} failed.", err=True
    )
    for one in failures:
        is_told = str(one["territory"]) in str(one["message"])
        where = "" if is_told else f"{one['notebook']} [{one['territory']}]: "
        click.echo(f"failed: {where}{one['message']}", err=True)
    if failures:
        sys.exit(1)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let a scheduler's SIGTERM stop the run as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    except KeyboardInterrupt as error:
        raise ArpentError("stopped. What is finished is kept: run again to go on.") from error
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
