"""
Quarto renderer: hands Quarto the assembled project, moves the site to its place.

Nothing is executed again and nothing is fetched.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from arpent.errors import RenderFailed
from arpent.render.content import Page, read_page
from arpent.render.documents import document_files
from arpent.render.formats import DOCUMENTS
from arpent.render.html import download_files, provenance
from arpent.render.quarto_lean import lighten, lighten_slides
from arpent.render.quarto_project import project_files
from arpent.render.quarto_slides import slides_project
from arpent.render.renderers import choose_renderer, find_quarto
from arpent.render.report import Report
from arpent.render.sources import merge_sources
from arpent.render.staging import staged_folder

PATIENCE = 900  # seconds
LAST_LINES = 15
ATTEMPTS = 3
LOCKED = "database is locked"
SLIDES = "diaporama"
#: NOTE: the names of these landmarks are in none of Quarto's language files (1.7).
NAMED = (
    ('aria-label="breadcrumb"', 'aria-label="Fil d’Ariane"'),
    ('<nav class="navbar ', '<nav aria-label="Titre et recherche" class="navbar '),
    ('role="navigation"', 'role="button"'),  # what folds a section of the sidebar is no landmark
    ('<nav class="quarto-secondary-nav"', '<nav aria-label="Page" class="quarto-secondary-nav"'),
    (  # what folds the sidebar again on a phone, for a finger: the keyboard has the button
        '<div id="quarto-sidebar-glass"',
        '<div role="button" tabindex="-1" aria-label="Replier les thèmes" id="quarto-sidebar-glass"',
    ),
    ('<nav id="quarto-sidebar"', '<nav aria-label="Thèmes" id="quarto-sidebar"'),
    (
        '<nav class="page-navigation"',
        '<nav aria-label="Page précédente, page suivante" class="page-navigation"',
    ),
)

#: NOTE: pandoc gives a table of Markdown neither headers of rows nor scopes, and says in each cell how it is set.
TABLES = (
    (r'<tr class="(?:header|odd|even)">', "<tr>"),
    (r'<th style="text-align: (?:left|center);">', '<th scope="col">'),
    (r'<th style="text-align: right;">', '<th scope="col" class="num">'),
    (r'(<tr>\s*)<td style="text-align: left;">((?:(?!</td>).)*)</td>', r'\1<th scope="row">\2</th>'),
    (r'<td style="text-align: left;">', "<td>"),
    (r'<td style="text-align: right;">', '<td class="num">'),
)

#: NOTE: a script that reveal.js embeds holds a character that no page may hold (HTML 13.2.3.5), its page forbids to
#: zoom (WCAG 1.4.4), and the panel of its menu, which is hidden, has a face of its own, of 3 MB.
SLIDES_MENDED = (
    ("\x85", r"\u0085"),
    ("initial-scale=1.0, maximum-scale=1.0, user-scalable=no, minimal-ui", "initial-scale=1.0"),
    ("font-family: 'Source Sans Pro', Helvetica, sans-serif;", ""),
    ("<body ", '<body tabindex="0" '),  # on a phone the slides are one page that scrolls
)


def render_report(report: Report, destination: Path) -> list[Path]:
    """
    Write the report of a territory as a Quarto website.

    Parameters
    ----------
    report : Report
        Made-ready notebooks and where they come from.
    destination : Path
        Folder; what arpent wrote there before is replaced, whole, at the very end.

    Returns
    -------
    list of Path
        Every file written, the index first.

    Raises
    ------
    AskedWrongly
        Quarto is missing or too old, or the destination can't be written.
    RenderFailed
        Quarto failed; its last lines are in the message.
    """
    choose_renderer("quarto")
    program = find_quarto() or Path("quarto")
    with staged_folder(destination) as folder, tempfile.TemporaryDirectory(prefix="arpent-quarto-") as work:
        project = assemble(report, Path(work))
        _render(program, project)
        if not (project / "_site" / "index.html").is_file():
            raise RenderFailed("quarto: rendered no index.html; run `quarto check`.")
        shutil.copytree(project / "_site", folder, dirs_exist_ok=True)
        _mend_pages(folder)
        lighten(folder)
        names = _complete(report, folder, program)
    return [destination / name for name in names]


def assemble(report: Report, folder: Path) -> Path:
    """
    Write the Quarto project of a report, downloads included; ``quarto render`` in it gives the site.

    Parameters
    ----------
    report : Report
    folder : Path
        Exists, empty.

    Returns
    -------
    Path
        ``folder``.
    """
    pages = [read_page(ready) for ready in report.pages]
    sources = merge_sources(page.sources for page in pages)
    _write(folder, project_files(report, pages, sources) | download_files(report, pages, sources))
    return folder


def _mend_pages(site: Path) -> None:
    """What Quarto says in English in every language, or not at all."""
    for page in site.rglob("*.html"):
        text = _mended(page.read_text(encoding="utf-8"), NAMED)
        for pattern, mended in TABLES:
            text = re.sub(pattern, mended, text, flags=re.DOTALL)
        page.write_text(text, encoding="utf-8")


def _mended(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _complete(report: Report, site: Path, program: Path) -> list[str]:
    """Documents and provenance beside Quarto's pages and downloads; names of all files, the index first."""
    pages = [read_page(ready) for ready in report.pages]
    sources = merge_sources(page.sources for page in pages)
    # NOTE: Quarto 1.7 brings Typst 0.13, which can't make a tagged PDF: paper stays with our own.
    others = replace(report, formats=[name for name in report.formats if name != SLIDES])
    _write(site, document_files(others, pages, sources))
    if SLIDES in report.formats:
        (site / DOCUMENTS[SLIDES]).write_bytes(_slides(report, pages, sources, program))
    files = {
        str(file.relative_to(site)): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()
    }
    _write(site, {"provenance.json": provenance(report, pages, sources, files)})
    return sorted({*files, "provenance.json"}, key=lambda name: (name != "index.html", name))


def _slides(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]], program: Path
) -> bytes:
    """The slides, by Quarto, in a project of their own."""
    with tempfile.TemporaryDirectory(prefix="arpent-quarto-") as work:
        _write(Path(work), slides_project(report, pages, sources))
        _render(program, Path(work))
        made = Path(work) / DOCUMENTS[SLIDES]
        if not made.is_file():
            raise RenderFailed(f"quarto: rendered no {made.name}; run `quarto check`.")
        return lighten_slides(_mended(made.read_text(encoding="utf-8"), SLIDES_MENDED)).encode()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _render(program: Path, folder: Path) -> None:
    """Run Quarto in the project."""
    for _ in range(ATTEMPTS):
        ran = _run(program, folder)
        # NOTE: two Quartos at once can meet in Quarto's own cache of styles (quarto-dev/quarto-cli#13006).
        if not (ran.returncode and LOCKED in ran.stdout):
            break
    if ran.returncode:
        last = "\n".join(ran.stdout.strip().splitlines()[-LAST_LINES:]) or "(it said nothing)"
        ended = (
            f"exit status {ran.returncode}" if ran.returncode > 0 else f"stopped by signal {-ran.returncode}"
        )
        raise RenderFailed(f"{program} render: {ended}. Its last lines:\n{last}")


def _run(program: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    # NOTE: a proxy that answers nothing makes any fetch fail here rather than succeed unseen.
    closed = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
    quiet = {**os.environ, **closed, "NO_PROXY": "localhost,127.0.0.1", "no_proxy": "localhost,127.0.0.1"}
    try:
        return subprocess.run(  # noqa: S603 - the program that the user installed
            [str(program), "render", str(folder)],
            cwd=folder,
            env=quiet,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RenderFailed(f"{program} render: {error}") from error
