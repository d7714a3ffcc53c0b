"""What an age pyramid is drawn from: the share of each age and sex, for one or several outlines."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.views.crossed import Line
from arpent.views.numbers import french_number
from arpent.views.view import Column, Data


@dataclass(frozen=True)
class Pyramid:
    """One territory and year: the share of each age in all inhabitants, by sex."""

    line: Line
    men: tuple[str, ...]
    women: tuple[str, ...]

    @property
    def total(self) -> float:
        """All inhabitants of the ages drawn."""
        return sum(self.line.value(one) for one in (*self.men, *self.women))

    def share(self, identifier: str) -> float:
        """Share of one sex and age in all inhabitants, 0-1."""
        return self.line.value(identifier) / self.total if self.total else 0.0

    def of_age(self, position: int) -> float:
        """Share of one age, both sexes, 0-1."""
        return self.share(self.men[position]) + self.share(self.women[position])


@dataclass(frozen=True)
class Plan:
    """What a pyramid is drawn from, whatever its width: the focus, then one or two outlines."""

    pyramids: tuple[Pyramid, ...]
    ages: tuple[str, ...]

    def name(self, pyramid: Pyramid) -> str:
        """Name of a pyramid in the key: the year alone where it is the same territory's."""
        here, one = self.pyramids[0].line.first, pyramid.line.first
        if one.territory == here.territory and one.year != here.year:
            return f"en {one.year}"
        return one.forms.short + (f" en {one.year}" if one.year != here.year else "")


def data_of(plan: Plan) -> Data:
    """A row an age, the oldest first: counts, and shares of all inhabitants in per cent."""
    columns = [Column("age", "Âge")]
    for one in plan.pyramids:
        stem = f"{one.line.first.territory.replace(':', '_')}_{one.line.first.year}"
        whose = plan.name(one)
        columns += [
            Column(f"{stem}_men", f"Hommes, {whose}", "", "integer"),
            Column(f"{stem}_women", f"Femmes, {whose}", "", "integer"),
            Column(f"{stem}_men_percent", f"Hommes, {whose}", "%", "number"),
            Column(f"{stem}_women_percent", f"Femmes, {whose}", "%", "number"),
            Column(f"{stem}_percent", f"Ensemble, {whose}", "%", "number"),
        ]
    rows, shown = [], []
    for position in reversed(range(len(plan.ages))):
        counts_and_shares = [_figures(one, position) for one in plan.pyramids]
        rows.append((plan.ages[position], *(value for one in counts_and_shares for value in one)))
        shown.append((plan.ages[position], *(text for one in counts_and_shares for text in _printed(one))))
    return Data(tuple(columns), tuple(rows), tuple(shown))


def _figures(one: Pyramid, position: int) -> list[float]:
    ids = (one.men[position], one.women[position])
    shares = [one.share(ids[0]), one.share(ids[1]), one.of_age(position)]
    return [*(round(one.line.value(i), 3) for i in ids), *(round(share * 100, 4) for share in shares)]


def _printed(figures: Sequence[float]) -> list[str]:
    return [*(french_number(count) for count in figures[:2]), *(french_number(one, 1) for one in figures[2:])]
