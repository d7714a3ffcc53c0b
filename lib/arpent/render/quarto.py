"""
Quarto renderer: finds Quarto, hands it the assembled project, moves the site to its place.

Nothing is executed again and nothing is fetched. Quarto comes from conda-forge or its installer.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from arpent.errors import AskedWrongly, RenderFailed, did_you_mean
from arpent.render.content import read_page
from arpent.render.html import download_files, provenance
from arpent.render.quarto_project import project_files
from arpent.render.report import Report
from arpent.render.sources import merge_sources
from arpent.render.staging import staged_folder

MINIMUM = (1, 5)
RENDERERS = ("auto", "quarto", "embedded")
INSTALL = "install it from conda-forge (conda install -c conda-forge quarto) or with its installer"
PATIENCE = 900  # seconds
LAST_LINES = 15


@dataclass(frozen=True)
class Choice:
    """The renderer that serves, ``quarto`` or ``embedded``, and why, in one line."""

    name: str
    why: str


def find_quarto() -> Path | None:
    """
    Quarto's program: ``QUARTO_PATH`` (the program or its folder), else the one on ``PATH``.

    Returns
    -------
    Path or None
        None where there is none.

    Raises
    ------
    AskedWrongly
        ``QUARTO_PATH`` is set and holds no program.
    """
    declared = os.environ.get("QUARTO_PATH")
    if not declared:
        found = shutil.which("quarto")
        return Path(found) if found else None
    for candidate in (Path(declared), Path(declared) / "quarto", Path(declared) / "bin" / "quarto"):
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return candidate
    raise AskedWrongly(
        f"QUARTO_PATH={declared}: no quarto program there; set it to quarto or its folder, or unset it."
    )


def quarto_version(program: Path) -> tuple[int, ...]:
    """
    Version of a Quarto program.

    Parameters
    ----------
    program : Path

    Returns
    -------
    tuple of int
        ``(1, 7, 32)``; ``()`` where the program does not say one.
    """
    try:
        ran = subprocess.run(  # noqa: S603 - the program that the user installed
            [str(program), "--version"], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    match = re.search(r"\d+(?:\.\d+)+", ran.stdout)
    return tuple(int(part) for part in match[0].split(".")) if match else ()


def choose_renderer(asked: str = "auto") -> Choice:
    """
    Renderer to use, and why.

    Parameters
    ----------
    asked : str
        ``auto``, ``quarto`` or ``embedded``.

    Returns
    -------
    Choice
        ``auto`` falls back to the embedded renderer where Quarto is absent or too old, and says so.

    Raises
    ------
    AskedWrongly
        Unknown name; or ``quarto`` was asked for and is missing or too old.
    """
    if asked not in RENDERERS:
        raise AskedWrongly(
            f"renderer '{asked}': unknown{did_you_mean(asked, RENDERERS)}. Renderers: {', '.join(RENDERERS)}."
        )
    if asked == "embedded":
        return Choice("embedded", "embedded renderer: asked for.")
    program = find_quarto()
    fault = _fault(program)
    if program and not fault:
        version = ".".join(map(str, quarto_version(program)))
        return Choice("quarto", f"Quarto {version} ({program}).")
    if asked == "quarto":
        raise AskedWrongly(f"--renderer quarto: {fault}; {INSTALL}, or use --renderer embedded.")
    return Choice("embedded", f"embedded renderer: {fault}.")


def _fault(program: Path | None) -> str:
    """Why Quarto can't serve; empty where it can."""
    if program is None:
        return "quarto is not on PATH (QUARTO_PATH is not set either)"
    version = quarto_version(program)
    if not version:
        return f"{program} does not tell its version"
    wanted = ".".join(map(str, MINIMUM))
    return (
        ""
        if version >= MINIMUM
        else f"{program} is version {'.'.join(map(str, version))}, older than {wanted}"
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
    program = find_quarto()
    with staged_folder(destination) as folder, tempfile.TemporaryDirectory(prefix="arpent-quarto-") as work:
        site = _render(Path(program or "quarto"), assemble(report, Path(work)))
        shutil.copytree(site, folder, dirs_exist_ok=True)
        names = _complete(report, folder)
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


def _complete(report: Report, site: Path) -> list[str]:
    """Downloads and provenance beside Quarto's pages; names of all files, the index first."""
    pages = [read_page(ready) for ready in report.pages]
    sources = merge_sources(page.sources for page in pages)
    _write(site, download_files(report, pages, sources))
    files = {
        str(file.relative_to(site)): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()
    }
    if "index.html" not in files:
        raise RenderFailed("quarto: rendered no index.html; run `quarto check`.")
    _write(site, {"provenance.json": provenance(report, pages, sources, files)})
    return sorted({*files, "provenance.json"}, key=lambda name: (name != "index.html", name))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _render(program: Path, folder: Path) -> Path:
    """Run Quarto in the project; its site's folder."""
    # NOTE: a proxy that answers nothing makes any fetch fail here rather than succeed unseen.
    closed = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
    quiet = {**os.environ, **closed, "NO_PROXY": "localhost,127.0.0.1", "no_proxy": "localhost,127.0.0.1"}
    try:
        ran = subprocess.run(  # noqa: S603 - the program that the user installed
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
    if ran.returncode:
        last = "\n".join(ran.stdout.strip().splitlines()[-LAST_LINES:])
        raise RenderFailed(f"{program} render: exit status {ran.returncode}. Its last lines:\n{last}")
    return folder / "_site"
