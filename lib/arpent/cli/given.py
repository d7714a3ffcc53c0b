"""Paths that are typed."""

from pathlib import Path
from typing import Any

import click


class GivenPath(click.Path):
    """
    Where something is written. An empty word, as of a shell variable that is not set, is refused.

    NOTE: ``Path("")`` is the working folder, and a report would fill it.
    """

    def __init__(self, *, dir_okay: bool = True) -> None:
        super().__init__(dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """
        The path.

        Parameters
        ----------
        value, param, ctx
            As of click.

        Returns
        -------
        Path
        """
        if value == "":
            self.fail("it is empty; name a path, or leave the option out.", param, ctx)
        return super().convert(value, param, ctx)
