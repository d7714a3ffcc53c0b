"""Several indicators of one territory and year, side by side: a pyramid, deciles, a composition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arpent.views.articles import Place
from arpent.views.described import Indicator, Measures
from arpent.views.rows import Cell, cells, choose_indicator

COMPARED = ("focus", "parent", "peer")


@dataclass(frozen=True)
class Line:
    """
    One territory in one year: its cell of each indicator asked for.

    Parameters
    ----------
    first : Cell
        Any of its cells, for its name and role.
    by_indicator : mapping
        Indicator id to cell; an indicator without a row is absent.
    """

    first: Cell
    by_indicator: Mapping[str, Cell]

    @property
    def is_focus(self) -> bool:
        """Whether it is the territory that the page is about."""
        return self.first.role == "focus"

    @property
    def forms(self) -> Place:
        """The written forms of its name."""
        return self.first.forms

    def take(self, ids: Sequence[str]) -> list[Cell]:
        """Its cells of some indicators, without those that have no row."""
        return [self.by_indicator[one] for one in ids if one in self.by_indicator]

    def is_known(self, ids: Sequence[str]) -> bool:
        """Whether it has a value of each of these indicators."""
        return all(one in self.by_indicator and self.by_indicator[one].is_known for one in ids)

    def value(self, identifier: str) -> float:
        """Its value of one indicator, which must be known."""
        return self.by_indicator[identifier].value


def lines_of(
    measures: Measures, ids: Sequence[str] | None = None, *, roles: Sequence[str] = COMPARED
) -> list[Line]:
    """
    Lines of measures: focus first, then the roles in the order given; by year within a territory.

    Parameters
    ----------
    measures : Measures
        Where from.
    ids : sequence of str, optional
        Indicators wanted; all unless given.
    roles : sequence of str
        Which territories.

    Returns
    -------
    list of Line
        One a territory and year that has a row.

    Raises
    ------
    AskedWrongly
        An indicator is not in the measures.
    """
    found: dict[tuple[str, int], dict[str, Cell]] = {}
    for identifier in ids or measures.indicators:
        for cell in cells(measures, choose_indicator(measures, identifier), roles=roles):
            found.setdefault((cell.territory, cell.year), {})[identifier] = cell
    made = [Line(next(iter(one.values())), one) for one in found.values()]
    order = list(dict.fromkeys(line.first.territory for line in made))
    return sorted(
        made,
        key=lambda one: (
            list(roles).index(one.first.role),
            order.index(one.first.territory),
            one.first.year,
        ),
    )


def chosen_indicators(measures: Measures, ids: Sequence[str] | None) -> list[Indicator]:
    """The indicators asked for, in that order; all unless some are asked for."""
    return [choose_indicator(measures, one) for one in ids or measures.indicators]


def latest_known(lines: Sequence[Line], ids: Sequence[str]) -> int | None:
    """Last year in which the focus has a value of each indicator; None where there is none."""
    years = [line.first.year for line in lines if line.is_focus and line.is_known(ids)]
    return max(years) if years else None


def absent_cells(lines: Sequence[Line], ids: Sequence[str]) -> list[Cell]:
    """The first missing cell of each line that has one: a note says whose and why."""
    missing = [[cell for cell in line.take(ids) if not cell.is_known] for line in lines]
    return [cells_[0] for cells_ in missing if cells_]
