"""``arpent site build|check|serve|publish``: the website of an edition."""

import json
import time
from dataclasses import asdict

import click

from arpent.campaign.executors import check_executor
from arpent.cli.campaign_display import Display
from arpent.cli.group import Group
from arpent.errors import ArpentError
from arpent.render.renderers import choose_renderer
from arpent.site.axe import check_axe
from arpent.site.build import Built, build_site
from arpent.site.check import check_site
from arpent.site.declared import read_site
from arpent.site.making import make_campaign, plan_campaign
from arpent.site.publish import destination_of
from arpent.site.publish import publish as publish_site
from arpent.site.serve import Preview
from arpent.site.writing import files_of

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(cls=Group)
def site() -> None:
    """The website of an edition: index map, search, a page a territory and theme, downloads."""


@site.command()
@click.argument("name")
@click.option(
    "--run/--no-run", default=True, show_default=True, help="Run first what is stale of the campaign."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks at once; as many as cores, unless given.")
@click.option("--executor", default="local", show_default=True, help="local, dask or dask:tcp://host:port.")
@click.option(
    "--renderer",
    type=click.Choice(["auto", "quarto", "embedded"]),
    default="embedded",
    show_default=True,
    help="Who makes the pages that the site takes up: Quarto, one project a territory, or the fast one.",
)
@click.option("--force", is_flag=True, help="Run the whole campaign again.")
@click.option("--dry-run", is_flag=True, help="Say what would be run, and make nothing.")
@_JSON
def build(
    name: str,
    run: bool,
    jobs: int | None,
    executor: str,
    renderer: str,
    force: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Build the site of the campaign NAME in reports/build/sites/NAME; only what changed is written."""
    check_executor(executor)
    declared = read_site(name)
    if renderer != "embedded":
        click.echo(choose_renderer(renderer).why, err=True)
    if dry_run:
        plan, _, _ = plan_campaign(declared, renderer=renderer, force=force)
        runs, renders = len(plan.runs), len(plan.renders)
        click.echo(f"{runs} to run, {renders} to render, then {declared.folder}", err=True)
        return
    failures: list[str] = []
    if run:
        with Display(declared.campaign.title) as display:
            progress = make_campaign(
                declared, renderer=renderer, executor=executor, jobs=jobs, force=force, tell=display.tell
            )
        failures = [one.failure.message for one in progress.failures]
    start = time.perf_counter()
    built = build_site(declared)
    _say_built(built, failures, time.perf_counter() - start, as_json=as_json)


@site.command()
@click.argument("name")
@click.option(
    "--axe",
    is_flag=True,
    help="Also axe-core in Chromium: a phone's width and a desk's, by day and night.",
)
@_JSON
def check(name: str, axe: bool, as_json: bool) -> None:
    """Check the site NAME as it is built: links, HTML, pictures, requests, weight, figures."""
    folder = read_site(name).folder
    pages = [page for page in files_of(folder) if page.endswith(".html")]
    faults = [*check_site(folder), *(check_axe(folder, pages) if axe else ())]
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=2))
    else:
        for fault in faults:
            click.echo(f"{fault.kind}: {fault.page}: {fault.what}")
    click.echo(f"{len(pages)} pages, {len(faults)} faults.", err=True)
    if faults:
        raise ArpentError(f"{folder}: {len(faults)} faults.")


@site.command()
@click.argument("name")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free."
)
def serve(name: str, port: int) -> None:
    """Show the site NAME to this machine's browser; pages reload when their look or texts change."""
    preview = Preview(name, port=port, tell=lambda said: click.echo(said, err=True))
    click.echo(preview.address)
    try:
        preview.run()
    except KeyboardInterrupt:
        click.echo("stopped.", err=True)


@site.command()
@click.argument("name")
@click.argument("target")
@click.option(
    "--draft", is_flag=True, help="To read it again before it is public: editions may still change."
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--rollback", is_flag=True, help="Put back what was published at TARGET before.")
@_JSON
def publish(name: str, target: str, draft: bool, dry_run: bool, rollback: bool, as_json: bool) -> None:
    """
    Publish the site NAME to TARGET.

    TARGET is a folder, git:REMOTE#BRANCH, rsync:HOST:/FOLDER, sftp://HOST/FOLDER or s3://BUCKET/FOLDER.
    """
    folder, destination = read_site(name).folder, destination_of(target)
    if rollback:
        click.echo(target if dry_run else destination.roll_back())
        return
    change = publish_site(folder, destination, is_draft=draft, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(asdict(change), ensure_ascii=False, indent=2))
    else:
        click.echo(target)
    told = f"{len(change.new)} new, {len(change.changed)} changed, {len(change.withdrawn)} withdrawn"
    click.echo(f"{told}{' (dry run)' if dry_run else ''}.", err=True)


def _say_built(built: Built, failures: list[str], seconds: float, *, as_json: bool) -> None:
    told = {"pages": built.pages, "files": built.files, "written": built.changed, "failures": failures}
    if as_json:
        click.echo(json.dumps({"folder": str(built.folder), **told}, ensure_ascii=False, indent=2))
    else:
        click.echo(built.folder / "index.html")
    click.echo(
        f"{built.pages} pages, {built.files} files, {built.changed} written in {seconds:.1f} s.", err=True
    )
    for message in failures:
        click.echo(f"failed: {message}", err=True)
    if failures:
        raise ArpentError(f"{len(failures)} failed; the site is made without them.")
