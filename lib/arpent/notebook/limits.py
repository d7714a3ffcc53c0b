"""What a notebook may take, and what is raised where it takes more."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """
    What a notebook may take.

    Parameters
    ----------
    cell, notebook : int
        Seconds that one cell, and all of them, may take; no limit where 0.
    memory : int
        MiB of memory beyond what the kernel starts with; no limit where 0.
    output : int
        MiB that all cells together may show; no limit where 0.
    """

    cell: int
    notebook: int = 0
    memory: int = 0
    output: int = 0


class Stopped(Exception):  # noqa: N818 - it was stopped: nothing went wrong in the cell itself
    """A cell was stopped because it passed a limit, or its kernel died; ``line`` is where it stood, where known."""

    def __init__(
        self, told: str, cell: int, *, line: tuple[int, str] | None = None, is_dead: bool = False
    ) -> None:
        super().__init__(told)
        self.cell, self.line, self.is_dead = cell, line, is_dead
