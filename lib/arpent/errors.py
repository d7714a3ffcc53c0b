"""
The exceptions of arpent.

A message says where, what was given, what is allowed and what to do. ``AskedWrongly`` means that
nothing was run (exit status 2); every other ``ArpentError`` means that something failed (exit status 1).
"""

from collections.abc import Iterable
from difflib import get_close_matches


class ArpentError(Exception):
    """Something failed; the message says what to do."""


class AskedWrongly(ArpentError):  # noqa: N818 - reads as a sentence where it is raised
    """The request is wrong (unknown code, name, type or option): nothing was run."""


class UnknownTerritory(AskedWrongly):
    """No territory has this identifier in the COG year asked for."""


class DataUnavailable(ArpentError):  # noqa: N818
    """A dataset or table is not on this machine; the message names the command that brings it."""


class DataInvalid(ArpentError):  # noqa: N818
    """A file or table breaks a rule; the message names the file, the rows and the rule."""


class NotebookFailed(ArpentError):  # noqa: N818
    """
    A notebook stopped; the message names the notebook, territory, cell, line and error.

    Parameters
    ----------
    message : str
        As printed.
    cell, line : int, optional
        Rank of the code cell that stopped, from 1, and the line in it.
    traceback : str
        As Python says it, without colours.
    """

    def __init__(
        self, message: str, *, cell: int | None = None, line: int | None = None, traceback: str = ""
    ) -> None:
        super().__init__(message)
        self.cell, self.line, self.traceback = cell, line, traceback


class KernelDied(NotebookFailed):
    """The kernel of a notebook died, or did not start: to run it again may help."""


class RenderFailed(ArpentError):  # noqa: N818
    """A page or document could not be made or written."""


def did_you_mean(given: str, allowed: Iterable[str]) -> str:
    """
    Suggestion to append to an error message, or an empty string where nothing is near.

    Parameters
    ----------
    given : str
        What was typed.
    allowed : iterable of str
        What exists.

    Returns
    -------
    str
        ``"; did you mean 'x'?"`` or ``""``.

    Examples
    --------
    >>> did_you_mean("terrritory", ["territory", "year"])
    "; did you mean 'territory'?"
    >>> did_you_mean("zzz", ["territory"])
    ''
    """
    near = get_close_matches(given, list(allowed), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
