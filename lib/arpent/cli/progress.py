"""What arrives, on stderr: a bar each where a person looks, nothing where a machine does."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from tqdm import tqdm


class Bars(AbstractContextManager["Bars"]):
    """Progress bars of files that arrive side by side."""

    def __init__(self) -> None:
        self._open: list[Any] = []

    def bar(self, name: str) -> Callable[[int, int | None], None]:
        """
        Make the bar of one file.

        Parameters
        ----------
        name : str
            What is written before it.

        Returns
        -------
        callable
            To be told the bytes arrived and expected.
        """
        shown: list[Any] = []

        def tell(arrived: int, expected: int | None) -> None:
            if not shown:
                shown.append(
                    tqdm(
                        desc=name,
                        total=expected,
                        unit="o",
                        unit_scale=True,
                        leave=False,
                        disable=not is_watched(),
                    )
                )
                self._open.append(shown[0])
            shown[0].total = expected
            shown[0].update(arrived - shown[0].n)

        return tell

    def say(self, line: str) -> None:
        """
        Write a line above the bars.

        Parameters
        ----------
        line : str
            What is said.
        """
        tqdm.write(line, file=sys.stderr)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close them all."""
        for shown in self._open:
            shown.close()


def is_watched() -> bool:
    """
    Whether a person looks at stderr.

    Returns
    -------
    bool
    """
    return sys.stderr.isatty()
