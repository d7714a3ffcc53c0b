"""``arpent site build|check|serve|publish``: the website of an edition."""

import json
import time

import click

from arpent.cli.campaign_display import Display
from arpent.errors import ArpentError
from arpent.site.build import Built, build_site
from arpent.site.declared import read_site
from arpent.site.making import make_campaign, plan_campaign

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def site() -> None:
    """The website of an edition: index map, search, a page a territory and theme, downloads."""


@site.command()
@click.argument("name")
@click.option(
    "--run/--no-run", default=True, show_default=True, help="Run first what is stale of the campaign."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks at once; as many as cores, unless given.")
@click.option("--executor", default="local", show_default=True, help="local, dask or dask:tcp://host:port.")
@click.option("--force", is_flag=True, help="Run the whole campaign again.")
@click.option("--dry-run", is_flag=True, help="Say what would be run, and make nothing.")
@_JSON
def build(
    name: str, run: bool, jobs: int | None, executor: str, force: bool, dry_run: bool, as_json: bool
) -> None:
    """Build the site of the campaign NAME in reports/build/sites/NAME; only what changed is written."""
    declared = read_site(name)
    if dry_run:
        plan, _, _ = plan_campaign(declared, force=force)
        runs, renders = len(plan.runs), len(plan.renders)
        click.echo(f"{runs} to run, {renders} to render, then {declared.folder}", err=True)
        return
    failures: list[str] = []
    if run:
        with Display(declared.campaign.title) as display:
            progress = make_campaign(declared, executor=executor, jobs=jobs, force=force, tell=display.tell)
        failures = [one.failure.message for one in progress.failures]
    start = time.perf_counter()
    built = build_site(declared)
    _say_built(built, failures, time.perf_counter() - start, as_json=as_json)


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
