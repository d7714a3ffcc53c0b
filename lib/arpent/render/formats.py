"""Formats of a report."""

from collections.abc import Sequence

from arpent.errors import AskedWrongly, did_you_mean

FORMATS = ("html",)


def check_formats(formats: Sequence[str]) -> None:
    """
    Refuse a format that is not made.

    Parameters
    ----------
    formats : sequence of str
        ``html``.

    Raises
    ------
    AskedWrongly
        Unknown; the message suggests the nearest.
    """
    for name in formats:
        if name not in FORMATS:
            raise AskedWrongly(
                f"format '{name}': unknown{did_you_mean(name, FORMATS) or '.'} Formats: {', '.join(FORMATS)}."
            )
