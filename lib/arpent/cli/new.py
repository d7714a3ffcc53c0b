"""``arpent new``: scaffolds that pass the tests."""

from collections.abc import Mapping
from pathlib import Path

import click

from arpent import project
from arpent.cli.group import Group
from arpent.notebook.scaffold import campaign_files, theme_files, write_files
from arpent.notebook.scaffold_dataset import dataset_files
from arpent.notebook.scaffold_study import study_files


@click.group(cls=Group)
def new() -> None:
    """Begin something: the files that it takes, made so that they pass the tests."""


@new.command()
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Say which files would be written, and write none.")
def theme(name: str, dry_run: bool) -> None:
    """Begin a theme called NAME, one French word: notebook, indicators, their test, params, a line of CHANGELOG."""
    _make(theme_files(name), is_dry=dry_run)


@new.command()
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Say which files would be written, and write none.")
def study(name: str, dry_run: bool) -> None:
    """Begin a prospective study called NAME: notebook on the scenarios, params, a test, a line of CHANGELOG."""
    _make(study_files(name), is_dry=dry_run)


@new.command()
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Say which files would be written, and write none.")
def dataset(name: str, dry_run: bool) -> None:
    """Begin a dataset called NAME, <producer>_<product>: record, reader, its test, a line of CHANGELOG."""
    _make(dataset_files(name), is_dry=dry_run)


@new.command()
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Say which file would be written, and write none.")
def campaign(name: str, dry_run: bool) -> None:
    """Begin a campaign called NAME: its params, every theme on the EPCI of one département."""
    _make(campaign_files(name), is_dry=dry_run)


def _make(files: Mapping[Path, str], *, is_dry: bool) -> None:
    for path in files if is_dry else write_files(files):
        click.echo(path.relative_to(project.root()))
