"""``arpent new``: scaffolds that pass the tests."""

import click

from arpent import project
from arpent.notebook.scaffold import theme_files, write_files


@click.group()
def new() -> None:
    """Begin something: the files that it takes, made so that they pass the tests."""


@new.command()
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Say which files would be written, and write none.")
def theme(name: str, dry_run: bool) -> None:
    """Begin a theme called NAME, one French word: notebook, indicators, their test, params, a line of CHANGELOG."""
    files = theme_files(name)
    paths = list(files) if dry_run else write_files(files)
    for path in paths:
        click.echo(path.relative_to(project.root()))
