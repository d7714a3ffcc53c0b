"""What the maintainers' commands that rebuild embedded files share: their options, and writing what differs."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from arpent import project


def rebuild(
    program: str, folder: str, build: Callable[[Path], Mapping[str, bytes]], arguments: Sequence[str] | None
) -> int:
    """
    Rebuild embedded files and write those that differ, naming them on standard output.

    Parameters
    ----------
    program : str
        Module, as typed after ``python -m``.
    folder : str
        Folder of ``data/raw`` where the pinned archives are kept, unless ``--archives`` is given.
    build : callable
        From the folder of archives to the bytes of each file, by its name in ``data/embedded``.
    arguments : sequence of str, optional
        Those of the command line, unless given.

    Returns
    -------
    int
        0 done, 1 where ``--check`` finds a difference.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {program}")
    parser.add_argument("--archives", type=Path, default=project.path("data", "raw", folder))
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file would differ")
    given = parser.parse_args(arguments)
    differing = []
    for name, content in build(given.archives).items():
        file = project.path("data", "embedded", name)
        if not file.is_file() or file.read_bytes() != content:
            differing.append(name)
            if not given.check:
                file.write_bytes(content)
    sys.stdout.write("".join(f"{name}\n" for name in differing))
    return int(given.check and bool(differing))
