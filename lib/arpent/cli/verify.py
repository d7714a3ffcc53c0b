"""``arpent verify``: make an edition again and compare it with what was published."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from arpent.campaign import Store, store_of
from arpent.cli.campaign_display import Display
from arpent.errors import ArpentError, NotebookFailed
from arpent.site.declared import Site, read_site
from arpent.site.making import make_campaign
from arpent.site.publish import destination_of
from arpent.site.verify import Difference, published_edition
from arpent.site.verify import verify as verify_site
from arpent.site.writing import files_of


@click.command()
@click.argument("name")
@click.argument("target", required=False)
@click.option(
    "--run/--no-run",
    default=True,
    show_default=True,
    help="Execute every notebook again, apart; or compare with what the campaign holds.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks at once; as many as cores, unless given.")
@click.option(
    "--renderer",
    type=click.Choice(["auto", "quarto", "embedded"]),
    default="embedded",
    show_default=True,
    help="The one that the edition was built with.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(name: str, target: str | None, run: bool, jobs: int | None, renderer: str, as_json: bool) -> None:
    """Make the edition of the site NAME again and compare it with TARGET, or with the site built here."""
    site = read_site(name)
    if target is None:
        files_of(site.folder)
    published = destination_of(str(site.folder) if target is None else target)
    published_edition(site, published)
    if run:
        with tempfile.TemporaryDirectory(prefix="arpent-verify-") as folder:
            store = _executed(site, Path(folder), jobs, renderer)
            found = verify_site(site, store, published)
    else:
        found = verify_site(site, store_of(name), published)
    _say(found, target or str(site.folder), as_json=as_json)


def _executed(site: Site, folder: Path, jobs: int | None, renderer: str) -> Store:
    """The campaign made again, in a folder of its own: what is in the project is not touched."""
    store = Store(folder)
    with Display(site.campaign.title) as display:
        progress = make_campaign(site, renderer=renderer, jobs=jobs, tell=display.tell, store=store)
    if progress.failures:
        raise NotebookFailed("\n".join(one.failure.message for one in progress.failures))
    return store


def _say(found: list[Difference], where: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo(f"{one.kind}: {one.where}: {one.what}")
    if found:
        told = "1 difference" if len(found) == 1 else f"{len(found)} differences"
        raise ArpentError(f"{where}: {told} with what is made again.")
    click.echo("the same, byte for byte.", err=True)
