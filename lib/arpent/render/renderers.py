"""Which renderer serves, Quarto or the embedded one, and why: nothing is rendered here."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from arpent.errors import AskedWrongly, did_you_mean

MINIMUM = (1, 5)
RENDERERS = ("auto", "quarto", "embedded")
INSTALL = "install it from conda-forge (conda install -c conda-forge quarto) or with its installer"


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


def choose_renderer(asked: str = "auto", formats: Sequence[str] = ("html",)) -> Choice:
    """
    Renderer to use, and why.

    Parameters
    ----------
    asked : str
        ``auto``, ``quarto`` or ``embedded``.
    formats : sequence of str
        Of the report. Without ``html`` there is nothing for Quarto: the documents are arpent's own.

    Returns
    -------
    Choice
        ``auto`` falls back to the embedded renderer where Quarto is absent or too old, and says so.

    Raises
    ------
    AskedWrongly
        Unknown name; or ``quarto`` was asked for and is missing, too old or has no page to make.
    """
    if asked not in RENDERERS:
        raise AskedWrongly(
            f"renderer '{asked}': unknown{did_you_mean(asked, RENDERERS) or '.'} Renderers: {', '.join(RENDERERS)}."
        )
    if asked == "embedded":
        return Choice("embedded", "embedded renderer: asked for.")
    if "html" not in formats:
        if asked == "quarto":
            raise AskedWrongly(
                f"--renderer quarto: it makes pages, and html is not among the formats ({', '.join(formats)}), which "
                "arpent makes itself. Add html, or leave --renderer out."
            )
        return Choice("embedded", "embedded renderer: no page is asked for.")
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
