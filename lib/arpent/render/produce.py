"""The main job: run the themes of one territory and render its report."""

import hashlib
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import arpent
from arpent import catalogue, project, tables
from arpent.campaign import Done, Job, run_jobs
from arpent.errors import AskedWrongly, NotebookFailed, did_you_mean
from arpent.notebook import find_notebook, make_ready
from arpent.notebook.themes import Theme, choose_themes
from arpent.render import html, quarto
from arpent.render.report import ReadyPage, Report
from arpent.render.staging import check_destination
from arpent.tables.storage import table_file
from arpent.territory import Territory, find

FORMATS = ("html",)
_RENDERERS = {"embedded": html.render_report, "quarto": quarto.render_report}


@dataclass(frozen=True)
class Produced:
    """Paths written, themes left out, failures (messages), and which renderer served and why."""

    paths: tuple[Path, ...]
    missing: tuple[dict[str, str], ...]
    failures: tuple[str, ...]
    renderer: str
    why: str


def default_destination(territory: Territory) -> Path:
    """
    Folder of a territory's report.

    Parameters
    ----------
    territory : Territory
        Any.

    Returns
    -------
    Path
        ``reports/build/epci-246300701`` in the project.
    """
    return project.path("reports", "build", territory.slug)


def plan_report(themes: Sequence[str]) -> tuple[list[Theme], list[dict[str, str]]]:
    """
    Themes that can be run, and those left out because a table is not there.

    Parameters
    ----------
    themes : sequence of str
        Stems; all where empty.

    Returns
    -------
    list of Theme, list of dict
        To run; left out, with ``theme``, ``title``, ``why`` and ``command``.
    """
    known = set(tables.names())
    ready, missing = [], []
    for theme in choose_themes(list(themes)):
        absent = [name for name in theme.tables if name not in known]
        if not absent:
            ready.append(theme)
            continue
        why = f"Les données nécessaires ne sont pas sur cette machine : {', '.join(absent)}."
        command = f"arpent data build {' '.join(absent)}"
        missing.append({"theme": theme.stem, "title": theme.title, "why": why, "command": command})
    return ready, missing


def produce_report(
    territory_id: str,
    *,
    themes: Sequence[str] = (),
    formats: Sequence[str] = FORMATS,
    renderer: str = "auto",
    destination: Path | None = None,
    workers: int | None = None,
) -> Produced:
    """
    Run and render the report of one territory.

    Parameters
    ----------
    territory_id : str
        ``"epci:246300701"``.
    themes : sequence of str
        Stems; all where empty.
    formats : sequence of str
        ``html``.
    renderer : str
        ``auto``, ``quarto`` or ``embedded``.
    destination : Path, optional
        ``reports/build/<territory>``, unless given. It is replaced whole, or left as it was.
    workers : int, optional
        Kernels at once.

    Returns
    -------
    Produced
        A theme that failed is in ``failures``, and the report is made without it.

    Raises
    ------
    AskedWrongly
        Unknown territory, theme, format or renderer, or a folder that can't be written: nothing was run.
    RenderFailed
        The pages could not be made or written.
    """
    territory = find(territory_id)
    _check_formats(formats)
    ready, missing = plan_report(themes)
    folder = destination or default_destination(territory)
    check_destination(folder)
    choice = quarto.choose_renderer(renderer)
    jobs = [Job(find_notebook(theme.stem), {"territory": territory.id}) for theme in ready]
    done = {result.job.name: result for result in run_jobs(jobs, workers=workers)}
    pages = [_page(theme, territory, done[theme.stem]) for theme in ready if done[theme.stem].notebook]
    if not pages:
        told = [result.failure for result in done.values()]
        raise NotebookFailed(
            "\n".join([f"{territory.id}: no page could be made; the report before is kept.", *told])
        )
    failed = [theme for theme in ready if done[theme.stem].notebook is None]
    missing += [_failed(theme) for theme in failed]
    report = Report(territory.id, territory.name, territory.level, pages, missing, _provenance(ready))
    paths = _RENDERERS[choice.name](report, folder)
    failures = tuple(done[theme.stem].failure for theme in failed)
    return Produced(tuple(paths), tuple(missing), failures, choice.name, choice.why)


def _check_formats(formats: Sequence[str]) -> None:
    for name in formats:
        if name not in FORMATS:
            raise AskedWrongly(
                f"format '{name}': unknown{did_you_mean(name, FORMATS) or '.'} Formats: {', '.join(FORMATS)}."
            )


def _page(theme: Theme, territory: Territory, done: Done) -> ReadyPage:
    about = {
        "notebook": f"observatoire/{theme.stem}",
        "theme": theme.stem,
        "title": theme.title,
        "question": theme.question,
        "territory": {key: getattr(territory, key) for key in ("id", "level", "code", "name")},
        "parameters": dict(done.job.parameters),
    }
    if done.notebook is None:
        raise AskedWrongly(f"{theme.stem}: not executed.")
    return ReadyPage(theme.stem, theme.title, theme.question, make_ready(done.notebook, about))


def _failed(theme: Theme) -> dict[str, str]:
    why = "Cette page n'a pas pu être calculée ; le message d'erreur a été donné à la production."
    return {"theme": theme.stem, "title": theme.title, "why": why, "command": f"arpent run {theme.stem}"}


def _provenance(themes: Sequence[Theme]) -> dict[str, Any]:
    names = sorted({name for theme in themes for name in theme.tables})
    datasets = sorted({dataset for name in names for dataset in tables.describe(name).datasets})
    return {
        "version": arpent.__version__,
        "commit": _commit(),
        "tables": [{"table": name, "sha256": _sha256(table_file(name))} for name in names],
        "datasets": [record for dataset in datasets for record in _vintages(dataset)],
    }


def _vintages(dataset: str) -> list[dict[str, str]]:
    vintages = catalogue.load(dataset).vintages
    return [
        {"dataset": dataset, "vintage": one.name, "carrier": one.carrier, "sha256": one.sha256}
        for one in vintages
    ]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _commit() -> str:
    try:
        ran = subprocess.run(  # noqa: S603 - git, with the project's own path
            ["git", "-C", str(project.root()), "rev-parse", "HEAD"],  # noqa: S607 - git of the PATH
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.strip()
