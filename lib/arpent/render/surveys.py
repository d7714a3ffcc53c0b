"""Surveys of residents or partners on the page of their theme: a section, a table a question."""

from collections.abc import Iterator

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from arpent.errors import AskedWrongly, did_you_mean
from arpent.methods.surveys import share
from arpent.render.sources import french_date
from arpent.render.typography import slug
from arpent.tables.surveys import Question, Survey, read_surveys
from arpent.views.answers import draw_answers
from arpent.views.numbers import french_number
from arpent.views.view import Table, escape_markdown

NOTE = (
    "Intervalle à 95 % du plan de sondage (tirage dans {strata}, avec les poids) ; il ne dit rien de ceux qui "
    "n'ont pas répondu. {sampling}"
)


def with_surveys(executed: NotebookNode, territory_id: str, theme: str) -> NotebookNode:
    """
    A page with the surveys that are declared for it, after its own sections.

    Parameters
    ----------
    executed : NotebookNode
        Not altered.
    territory_id, theme : str
        Of the page.

    Returns
    -------
    NotebookNode
        The same object where there is none.

    Raises
    ------
    AskedWrongly
        A survey is declared wrongly: see ``tables.surveys``.
    """
    surveys = [one for one in read_surveys() if (one.territory, one.theme) == (territory_id, theme)]
    if not surveys:
        return executed
    added = [cell for one in surveys for cell in _cells(one)]
    return NotebookNode({**executed, "cells": [*executed.cells, *added]})  # type: ignore[no-untyped-call]


def check_themes(themes: list[str]) -> None:
    """
    Refuse a survey for a theme that is not there: it would be dropped in silence.

    Parameters
    ----------
    themes : list of str
        Stems of all themes.

    Raises
    ------
    AskedWrongly
        One names another.
    """
    for one in read_surveys():
        if one.theme not in themes:
            raise AskedWrongly(
                f"params/surveys/{one.name}.yml: unknown theme '{one.theme}'{did_you_mean(one.theme, themes) or '.'}"
            )


def _cells(survey: Survey) -> Iterator[NotebookNode]:
    # NOTE: nbformat publishes no types.
    yield new_markdown_cell(f"## Enquête : {escape_markdown(survey.title)}")  # type: ignore[no-untyped-call]
    for position, question in enumerate(survey.questions, 1):
        table = _table(survey, question, f"enquete-{slug(survey.name)}-{position}")
        shown = new_output("display_data", data=table._repr_mimebundle_())  # type: ignore[no-untyped-call]
        yield new_code_cell("", outputs=[shown])  # type: ignore[no-untyped-call]


def _table(survey: Survey, question: Question, name: str) -> Table:
    asked = survey.answers[survey.answers[question.column] != ""]
    rows = [
        (label, share(asked[question.column] == code, asked["weight"], asked["stratum"]))
        for code, label in question.answers.items()
        if (asked[question.column] == code).any()
    ]
    count = asked["stratum"].nunique()
    strata = f"{count} strates" if count > 1 else "une seule strate"
    return draw_answers(
        rows,
        name=name,
        question=question.text,
        about=f"{french_number(len(asked))} réponses, {french_date(survey.date)}",
        source=f"Source : {survey.organisation}, {survey.title}, {french_date(survey.date)}.",
        note=NOTE.format(strata=strata, sampling=survey.sampling),
    )
