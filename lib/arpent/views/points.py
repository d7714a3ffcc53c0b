"""Several sentences, one a point of a list; and where a territory stands from its twins, said so."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from arpent.views.described import Indicator, Measures
from arpent.views.findings import FEWEST_PEERS, trace
from arpent.views.french import place
from arpent.views.lacking import present
from arpent.views.numbers import format_value, typeset
from arpent.views.rows import Cell, cells, focus_cell
from arpent.views.view import Phrase, Words, escape_html, escape_markdown
from arpent.views.words import capital, in_sentence


@dataclass(frozen=True)
class Points(Phrase):
    """Sentences shown as a list; every number of each is traced to a cell."""

    items: tuple[str, ...] = ()

    def _body(self) -> dict[str, Any]:
        return {
            **super()._body(),
            "html": self._html(),
            "markdown": self._listed(),
        }

    def _standard(self) -> dict[str, str]:
        return {"text/html": self._html(), "text/markdown": self._listed()}

    def _html(self) -> str:
        if len(self.items) == 1:
            return f"<p>{escape_html(self.items[0])}</p>"
        return f"<ul>{''.join(f'<li>{escape_html(item)}</li>' for item in self.items)}</ul>"

    def _listed(self) -> str:
        if len(self.items) == 1:
            return escape_markdown(self.items[0])
        return "\n".join(f"- {escape_markdown(item)}" for item in self.items)


@dataclass(frozen=True)
class Gap:
    """
    How far a territory stands from those it is set beside.

    Parameters
    ----------
    here : Cell
        Its own.
    value : float
        What it is compared with: the median of the twins, else the nearest parent's.
    among : tuple of Cell
        What ``value`` was taken from.
    """

    here: Cell
    value: float
    among: tuple[Cell, ...]

    @property
    def whose(self) -> str:
        """French, after « contre … »: « pour la médiane de ses 5 jumeaux », « dans le Puy-de-Dôme »."""
        if len(self.among) == 1:
            return self.among[0].forms.within
        return f"pour la médiane de ses {len(self.among)} jumeaux"

    def numbers(self, indicator: Indicator) -> tuple[dict[str, Any], ...]:
        """Records of both values."""
        first, *others = self.among
        told = trace(format_value(self.value, indicator), first, self.value, against=others)
        return trace(format_value(self.here.value, indicator), self.here), told

    def said(self, indicator: Indicator) -> str:
        """« 70,1 % en 2021, contre 62,4 % pour la médiane de ses 5 jumeaux »."""
        here, there = (format_value(one, indicator) for one in (self.here.value, self.value))
        span = "" if indicator.kind == "change" else f" en {self.here.year}"
        return f"{here}{span}, contre {there} {self.whose}"


def gap_of(measures: Measures, indicator: Indicator, *, against: str = "twins") -> Gap | None:
    """
    The focus beside the median of its twins, or beside its nearest parent.

    Parameters
    ----------
    measures : Measures
        Rows of roles focus, parent, and peer for the twins.
    indicator : Indicator
        Not a count: territories of different sizes do not compare.
    against : str
        ``twins`` (the nearest parent where fewer than three have a value) or ``parent``.

    Returns
    -------
    Gap or None
        None where either value is missing, or rests on too few to be cited.
    """
    here = focus_cell(measures, indicator)
    if here is None or here.is_fragile or indicator.kind == "count":
        return None
    found = [cell for cell in cells(measures, indicator, year=here.year) if cell.is_known]
    twins = [cell for cell in found if cell.role == "peer"]
    if against == "twins" and len(twins) >= FEWEST_PEERS:
        return Gap(here, median(cell.value for cell in twins), tuple(twins))
    parents = [cell for cell in found if cell.role == "parent"]
    return Gap(here, parents[0].value, (parents[0],)) if parents else None


def say_gaps(measures: Measures, *, name: str) -> Points:
    """
    A point an indicator: the focus's value beside the median of its twins, in the order of the indicators.

    Parameters
    ----------
    measures : Measures
        Rows of roles focus, parent, and peer for the twins.
    name : str
        Stem.

    Returns
    -------
    Points
        « Part des appartements : 70,1 % en 2021, contre 62,4 % pour la médiane de ses 5 jumeaux. »; one without
        a gap to tell is left out.
    """
    shown = present(measures)
    pairs = [(one, gap_of(shown, one)) for one in shown.indicators.values()]
    told = [(one, gap) for one, gap in pairs if gap is not None]
    items = [f"{one.label} : {gap.said(one)}." for one, gap in told]
    return make_points(name, items, [number for one, gap in told for number in gap.numbers(one)], measures)


def make_points(
    name: str, items: Sequence[str], numbers: Sequence[dict[str, Any]], measures: Measures
) -> Points:
    """
    A list of sentences as a view.

    Parameters
    ----------
    name : str
        Stem.
    items : sequence of str
        French sentences.
    numbers : sequence of dict
        Records of their numbers.
    measures : Measures
        For the territory's name.

    Returns
    -------
    Points
    """
    said = tuple(typeset(capital(item)) for item in items)
    title = in_sentence(place(measures.focus).name)
    return Points(name, Words(title=" ".join(said) or title), " ".join(said), tuple(numbers), items=said)
