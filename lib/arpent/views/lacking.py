"""
What is left out because a table is not on this machine, which is not the same as a figure that nobody published.

A view that needs such a table is left out of the page, and named at its end; one that can do without shows the rest.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Concatenate, Literal, ParamSpec, TypeVar

import pandas as pd

from arpent.territory import Territory
from arpent.views.described import Indicator, Lack, Measures
from arpent.views.numbers import typeset
from arpent.views.view import Left, Missing, Phrase, View, Words
from arpent.views.words import capital, in_sentence, join_list

P = ParamSpec("P")
V = TypeVar("V", bound=View)
Needs = Literal["one", "all", "any"]
#: Arguments by which a view is told its indicators.
_ASKING = ("indicator", "indicators", "men", "women", "parts", "total", "low", "median", "high")


@dataclass(frozen=True)
class Present:
    """The same measures, without the indicators whose table is not on this machine."""

    frame: pd.DataFrame
    indicators: Mapping[str, Indicator]
    focus: Territory
    source: str
    lacking: Mapping[str, Lack] = field(default_factory=dict)


def present(measures: Measures) -> Measures:
    """
    What of measures can be shown on this machine.

    Parameters
    ----------
    measures : Measures
        Any.

    Returns
    -------
    Measures
        The same where nothing is lacking.
    """
    if not measures.lacking:
        return measures
    here = {name: one for name, one in measures.indicators.items() if name not in measures.lacking}
    return Present(measures.frame, here, measures.focus, measures.source)


def unless_lacking(
    needs: Needs,
) -> Callable[
    [Callable[Concatenate[Measures, P], V | Missing]], Callable[Concatenate[Measures, P], V | Missing]
]:
    """
    Make a function that draws leave its view out where a table that it needs is not on this machine.

    Parameters
    ----------
    needs : str
        What it needs of the indicators that it is told, or of all: ``one`` (the first), ``all``, or ``any`` (it
        then draws those that are there, and says the others).

    Returns
    -------
    callable
        A decorator. The function takes measures, then a ``name`` and perhaps a ``title``. Measures without any
        indicator give a view that shows nothing, and goes with its section.
    """

    def decorate(
        draw: Callable[Concatenate[Measures, P], V | Missing],
    ) -> Callable[Concatenate[Measures, P], V | Missing]:
        @wraps(draw)
        def drawn(measures: Measures, /, *args: P.args, **kwargs: P.kwargs) -> V | Missing:
            if not measures.indicators:
                return Missing(str(kwargs["name"]), Words("Rien à montrer"))
            lacks = _lacks(measures, kwargs, needs)
            if not lacks:
                return draw(measures, *args, **kwargs)
            here = [one for one in _asked(measures, kwargs) if one not in measures.lacking]
            if needs != "any" or not here:
                return left_out(str(kwargs["name"]), lacks, kwargs.get("title"))
            if kwargs.get("indicators"):
                kwargs["indicators"] = here
            shown = draw(present(measures), *args, **kwargs)
            return replace(shown, lacking=(*shown.lacking, *left(lacks)))

        return drawn

    return decorate


def silent_where_lacking(
    tell: Callable[Concatenate[Measures, P], Phrase],
) -> Callable[Concatenate[Measures, P], Phrase]:
    """
    Make a function that gives a phrase give an empty one where the table of its indicator is not on this machine.

    Parameters
    ----------
    tell : callable
        Takes measures, then ``name`` and ``indicator``.

    Returns
    -------
    callable
        The same, otherwise.
    """

    @wraps(tell)
    def told(measures: Measures, /, *args: P.args, **kwargs: P.kwargs) -> Phrase:
        lacks = _lacks(measures, kwargs, "one")
        if not lacks:
            return tell(measures, *args, **kwargs)
        return Phrase(str(kwargs.get("name", "phrase")), Words(""), lacking=left(lacks))

    return told


def left_out(name: str, lacks: Sequence[Lack], title: object = None) -> Missing:
    """
    What stands for a view whose table is not on this machine: a page names it at its end.

    Parameters
    ----------
    name : str
        Stem of the view.
    lacks : sequence of Lack
        What is lacking; one at least.
    title : str, optional
        As it was given to the view.

    Returns
    -------
    Missing
        With ``lacking``; an analyst reads the command that brings the table.
    """
    labels = list(dict.fromkeys(lack.label for lack in lacks))
    # More than two are the categories of one figure: its table names them all.
    names = labels if len(labels) <= 2 else dict.fromkeys(lack.title for lack in lacks)
    what = str(title) if title else capital(join_list([in_sentence(one) for one in names]))
    commands = " ; ".join(dict.fromkeys(lack.command for lack in lacks))
    why = f"Table absente de cette machine. Pour l'obtenir : {commands}"
    return Missing(name, Words(typeset(what)), typeset(why), lacking=left(lacks, what))


def left(lacks: Iterable[Lack], what: str = "") -> tuple[Left, ...]:
    """
    Records of what is left out.

    Parameters
    ----------
    lacks : iterable of Lack
        What is lacking.
    what : str
        Its name for a reader; the label of each, unless given.

    Returns
    -------
    tuple of Left
        One a name and table.
    """
    found = (Left(typeset(what or lack.label), lack.table, lack.command) for lack in lacks)
    return tuple(dict.fromkeys(found))


def _lacks(measures: Measures, given: Mapping[str, object], needs: Needs) -> list[Lack]:
    if not measures.lacking:
        return []
    asked = _asked(measures, given, first=needs == "one")
    return [measures.lacking[one] for one in asked if one in measures.lacking]


def _asked(measures: Measures, given: Mapping[str, object], *, first: bool = False) -> list[str]:
    """Ids that a view is told to draw; without any, the first of the measures or all of them."""
    told: list[str] = []
    for key in _ASKING:
        value = given.get(key)
        told += [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    every = list(measures.indicators)
    return told or (every[:1] if first else every)
