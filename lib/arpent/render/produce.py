"""The main job: run the themes of one territory and render its report."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from arpent import project
from arpent.campaign import Job, available_themes, run_jobs
from arpent.errors import NotebookFailed
from arpent.notebook import find_notebook
from arpent.notebook.themes import read_themes
from arpent.render import html, quarto
from arpent.render.assemble import completed, left_out, not_shown, provenance, ready_page
from arpent.render.contributions import read_notes
from arpent.render.formats import DEFAULT_FORMATS, check_formats
from arpent.render.renderers import choose_renderer
from arpent.render.report import Report
from arpent.render.staging import check_destination
from arpent.render.surveys import check_themes
from arpent.territory import Territory, find

_RENDERERS = {"embedded": html.render_report, "quarto": quarto.render_report}


@dataclass(frozen=True)
class Produced:
    """
    Paths written, themes left out, failures (messages), which renderer served and why.

    ``not_shown`` is what the pages made leave out because a table is not on this machine.
    """

    paths: tuple[Path, ...]
    missing: tuple[dict[str, str], ...]
    failures: tuple[str, ...]
    renderer: str
    why: str
    not_shown: tuple[dict[str, str], ...] = ()


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


def produce_report(
    territory_id: str,
    *,
    themes: Sequence[str] = (),
    formats: Sequence[str] = DEFAULT_FORMATS,
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
        ``html``, ``pdf``, ``docx``, ``fiche``, ``diaporama``: see ``render.formats``. Without ``html``, the
        documents alone.
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
    check_formats(formats)
    check_themes(list(read_themes()))
    ready, missing = available_themes(themes)
    folder = destination or default_destination(territory)
    check_destination(folder)
    choice = choose_renderer(renderer, formats)
    jobs = [Job(find_notebook(theme.stem), {"territory": territory.id}) for theme in ready]
    done = {result.job.name: result for result in run_jobs(jobs, workers=workers)}
    pages = [
        ready_page(theme, territory, one.notebook, one.job.parameters)
        for theme in ready
        if (one := done[theme.stem]).notebook is not None
    ]
    if not pages:
        told = [result.failure for result in done.values()]
        told += [f"left out: {one['theme']}: {one['why']} Try: {one['command']}" for one in missing]
        kept = "the report before is kept" if folder.exists() else "nothing was written"
        raise NotebookFailed("\n".join([f"{territory.id}: no page could be made; {kept}.", *told]))
    failed = [theme for theme in ready if done[theme.stem].notebook is None]
    missing += [left_out(theme) for theme in failed]
    made = completed(provenance(ready), pages)
    notes = [note for note in read_notes() if note.territory == territory.id]
    report = Report(
        territory.id, territory.name, territory.level, pages, missing, made,
        formats=formats, notes=notes, before=folder,
    )  # fmt: skip
    paths = _RENDERERS[choice.name](report, folder)
    failures = tuple(done[theme.stem].failure for theme in failed)
    lacking = tuple(not_shown(pages))
    return Produced(tuple(paths), tuple(missing), failures, choice.name, choice.why, lacking)
