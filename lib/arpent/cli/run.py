"""``arpent report`` and ``arpent run``."""

import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import nbformat

from arpent import project
from arpent.campaign import Job, available_themes, run_jobs
from arpent.cli.given import GivenPath
from arpent.errors import AskedWrongly
from arpent.notebook import find_notebook
from arpent.render.formats import DOCUMENTS, check_formats
from arpent.render.produce import default_destination, produce_report
from arpent.render.renderers import choose_renderer
from arpent.render.staging import check_writable
from arpent.territory import find


@click.command()
@click.argument("territory")
@click.option("--theme", "themes", multiple=True, help="Only this theme; may be given several times.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    default=["html"],
    show_default=True,
    help="html, pdf, docx, fiche, diaporama: with commas, or given several times.",
)
@click.option(
    "--renderer",
    type=click.Choice(["auto", "quarto", "embedded"]),
    default="auto",
    show_default=True,
    help="Quarto where it is installed, else the embedded renderer.",
)
@click.option("--output", type=GivenPath(), help="Folder of the report.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Notebooks run at once; as many as cores, unless given."
)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def report(
    territory: str,
    themes: tuple[str, ...],
    formats: tuple[str, ...],
    renderer: str,
    output: Path | None,
    jobs: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Run and render the report of one TERRITORY, and print the paths of its pages."""
    asked = [name.strip() for given in formats for name in given.split(",")]
    if dry_run:
        choose_renderer(renderer, asked)
        _say_plan(territory, themes, asked, output, as_json=as_json)
        return
    made = produce_report(
        territory,
        themes=themes,
        formats=asked,
        renderer=renderer,
        destination=output,
        workers=jobs,
    )
    click.echo(f"renderer: {made.renderer} ({made.why})", err=True)
    for theme in made.missing:
        click.echo(f"left out: {theme['theme']}: {theme['why']} Try: {theme['command']}", err=True)
    _say_not_shown(made.not_shown)
    if as_json:
        printed = {
            "paths": [str(path) for path in made.paths],
            "missing": list(made.missing),
            "not_shown": list(made.not_shown),
            "failures": list(made.failures),
            "renderer": made.renderer,
        }
        click.echo(json.dumps(printed, ensure_ascii=False, indent=2))
    else:
        for path in made.paths:
            click.echo(path)
    _exit_on(made.failures)


def _say_not_shown(lacking: Sequence[Mapping[str, str]]) -> None:
    """One line a theme and table: what its page leaves out, and the command that brings it."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for one in lacking:
        grouped.setdefault((one["theme"], one["table"], one["command"]), []).append(one["what"])
    for (theme, table, command), whats in grouped.items():
        told = " ; ".join(whats)
        click.echo(
            f"not shown: {theme}: {told}: no table '{table}' on this machine. Try: {command}", err=True
        )


def _say_plan(
    territory_id: str, themes: tuple[str, ...], formats: Sequence[str], output: Path | None, *, as_json: bool
) -> None:
    territory = find(territory_id)
    check_formats(formats)
    ready, missing = available_themes(themes)
    folder = output or default_destination(territory)
    pages = [f"{stem}.html" for stem in ("index", *(theme.stem for theme in ready))]
    documents = [DOCUMENTS[name] for name in formats if name in DOCUMENTS]
    paths = [str(folder / name) for name in (*(pages if "html" in formats else ()), *documents)]
    if as_json:
        click.echo(json.dumps({"paths": paths, "missing": missing}, ensure_ascii=False, indent=2))
        return
    for path in paths:
        click.echo(path)
    for theme in missing:
        click.echo(f"left out: {theme['theme']}: {theme['why']}", err=True)


def _exit_on(failures: tuple[str, ...] | list[str]) -> None:
    for failure in failures:
        click.echo(f"failed: {failure}", err=True)
    if failures:
        sys.exit(1)


@click.command()
@click.argument("notebooks", nargs=-1, required=True)
@click.option("--territory", "territories", multiple=True, required=True, help="May be given several times.")
@click.option(
    "-p", "--parameter", "parameters", multiple=True, help="name=value, by the notebook's declared type."
)
@click.option("--output", type=GivenPath(), help="Folder of the executed notebooks.")
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks run at once.")
@click.option("--dry-run", is_flag=True, help="Check the parameters and say what would run.")
def run(
    notebooks: tuple[str, ...],
    territories: tuple[str, ...],
    parameters: tuple[str, ...],
    output: Path | None,
    jobs: int | None,
    dry_run: bool,
) -> None:
    """Execute NOTEBOOKS on territories, and print the paths of the executed copies."""
    given = dict(_parameter(text) for text in parameters)
    places = [find(identifier) for identifier in territories]
    planned = {
        _executed(output, place.slug, find_notebook(name)): Job(
            find_notebook(name), given | {"territory": place.id}
        )
        for name in notebooks
        for place in places
    }
    if dry_run:
        for path in planned:
            click.echo(path)
        return
    for path in planned:
        check_writable(path.parent.absolute(), path)
    paths = {id(job): path for path, job in planned.items()}
    failures = []
    for done in run_jobs(list(planned.values()), workers=jobs):
        if done.notebook is None:
            failures.append(done.failure)
            continue
        click.echo(_write(paths[id(done.job)], done.notebook))
    _exit_on(failures)


def _parameter(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or not name.isidentifier():
        raise AskedWrongly(f"-p {text}: write it name=value.")
    return name, value


def _executed(output: Path | None, slug: str, notebook: Path) -> Path:
    folder = output or project.path("reports", "build", "notebooks")
    return folder / slug / notebook.name


def _write(path: Path, notebook: nbformat.NotebookNode) -> Path:
    """Write an executed notebook whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8"
        ) as part:
            nbformat.write(notebook, part)
        os.replace(part.name, path)  # noqa: PTH105 - replaces an existing file on every system
    except OSError as error:
        raise AskedWrongly(
            f"{path}: can't be written ({error.strerror}); give another folder with --output."
        ) from error
    return path
