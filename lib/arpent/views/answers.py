"""Answers to a survey's question: a row an answer, its share, its interval and how many gave it."""

from collections.abc import Sequence
from typing import Protocol

from arpent.views.numbers import THIN, french_number, typeset
from arpent.views.table import table_html, table_markdown
from arpent.views.view import Column, Data, Table, Words

COLUMNS = (
    Column("answer", "Réponse"),
    Column("share", "Part estimée", "%", "number"),
    Column("low", "Au moins", "%", "number"),
    Column("high", "Au plus", "%", "number"),
    Column("answers", "Réponses", "", "integer"),
)


class Estimated(Protocol):
    """A share between 0 and 1, its interval, how many gave the answer."""

    @property
    def share(self) -> float: ...  # noqa: D102 - said above

    @property
    def low(self) -> float: ...  # noqa: D102

    @property
    def high(self) -> float: ...  # noqa: D102

    @property
    def answers(self) -> int: ...  # noqa: D102


def draw_answers(
    rows: Sequence[tuple[str, Estimated]], *, name: str, question: str, about: str, source: str, note: str
) -> Table:
    """
    Table of the answers to a question.

    Parameters
    ----------
    rows : sequence of (str, Estimated)
        French label of each answer, in the order they are shown, and its estimate.
    name : str
        Stem of the table.
    question, about, source, note : str
        As it was asked; of whom, and when; who led the survey; how people were drawn, and what the interval holds for.

    Returns
    -------
    Table
        Shares and bounds to one decimal; the number of answers beside.
    """
    data = Data(
        COLUMNS,
        tuple(
            (label, *(round(100 * part, 1) for part in (one.share, one.low, one.high)), one.answers)
            for label, one in rows
        ),
        tuple((label, *_parts(one), french_number(one.answers)) for label, one in rows),
    )
    words = Words(
        typeset(question),
        typeset(about),
        reading=_reading(*max(rows, key=lambda row: row[1].share)),
        source=typeset(source),
        note=typeset(note),
    )
    return Table(name, words, table_html(data, words.title), table_markdown(data), data)


def _parts(one: Estimated) -> tuple[str, str, str]:
    return (_percent(one.share), _percent(one.low), _percent(one.high))


def _percent(share: float) -> str:
    return french_number(100 * share, 1)


def _reading(label: str, one: Estimated) -> str:
    share, low, high = (f"{part}{THIN}%" for part in _parts(one))
    return typeset(
        f"Lecture : « {label} » : {share} des réponses, une fois pondérées ; à 95 %, entre {low} et {high}. "
        f"{french_number(one.answers)} personnes ont donné cette réponse."
    )
