"""
Is every number of a study's page one that its stories tell? Read from the page itself, the stories told again.

A command for maintainers: ``python tests/audit/studies.py TERRITORY…`` prints each number that nothing explains.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import arpent
from arpent.methods.story import Story
from arpent.notebook.themes import read_themes
from arpent.render.assemble import ready_page
from arpent.study import told_levers, told_paths, told_ranges
from arpent.study.peopling import BASE
from arpent.study.telling import PLANNED, decade, until_2030
from arpent.study.told_tables import PLANS
from arpent.territory import find
from arpent.views.numbers import about, french_number

sys.path.insert(0, str(Path(__file__).parent))
import audit

STUDIES = ("projection", "besoins_logement", "sobriete_fonciere", "scenarios")
#: Numbers of words that declare a method: an interval of 80 %, one hectare guaranteed, the years of plans.
DECLARED = ("80", "1", "2021", "2030", "4\u202f000", "2010", "2011", "2020", "50", "17", "29", "30")
SPANS = (decade(), until_2030(), *(slice(PLANNED - BASE, PLANNED - BASE + years) for _, years in PLANS))


class Walked:
    """One page of a study: its views, the labels of its drawings, and every number that its stories hold."""

    def __init__(self, theme: str, territory: str) -> None:
        self.theme, self.territory = theme, territory
        told: list[Story] = []
        found: list[float] = []

        class Recorded(arpent.Outlook):
            """An outlook that remembers the stories it told, those of a lever moved too."""

            def story(self, *args: Any, **kwargs: Any) -> Story:
                told.append(super().story(*args, **kwargs))
                recorded.append(self)
                return told[-1]

        recorded: list[Any] = []
        with (
            patch.object(arpent, "Outlook", Recorded),
            patch.object(told_levers, "value_that_fits", _kept(told_levers.value_that_fits, found)),
            patch.object(told_levers, "density_that_fits", _kept(told_levers.density_that_fits, found)),
            patch.object(told_ranges, "most_of", _kept(told_ranges.most_of, found)),
        ):
            executed = audit._executed(theme, territory)
        place = find(territory)
        page = ready_page(read_themes()[theme], place, executed, {"territory": territory})
        views = [cell.metadata.get("arpent", {}) for cell in page.notebook.cells]
        self.views = [view for view in views if view.get("kind")]
        self.outlook = recorded[0]
        self.numbers = np.unique(np.round(np.abs([*found, *_numbers(told, self.outlook)]), 6))


def _kept(method: Callable[..., Any], found: list[float]) -> Callable[..., Any]:
    def called(*args: Any, **kwargs: Any) -> Any:
        value = method(*args, **kwargs)
        found.extend(one for one in np.atleast_1d(value if value is not None else []).tolist())
        return value

    return called


def _numbers(told: list[Story], outlook: Any) -> Iterator[float]:
    """All that the stories hold: each year, ends, sums and means of the spans that plans are told over."""
    for story in told:
        people = story.people.projection
        flows = [story.dwellings, story.hectares, story.arrears, story.need.households, story.need.renewal]
        flows += [story.need.vacant, story.need.second_homes]
        for flow in flows:
            yield from flow.tolist()
            for span in SPANS:
                yield from (float(flow[span].sum()), float(flow[span].mean()), float(flow[span].sum()) / 6)
        totals = [story.population, story.households]
        for total in totals:
            yield from (*total.tolist(), float(total[-1] - total[0]))
            yield 100 * float((total[-1] / total[0]) ** (1 / (len(total) - 1)) - 1)
        old = people.population[..., 65:].sum(axis=(-2, -1)) / story.population
        size = story.population / story.households
        yield from (
            *(100 * old).tolist(),
            *size.tolist(),
            100 * float(old[-1] - old[0]),
            float(size[-1] - size[0]),
        )
        moved = people.migration.sum(axis=-1) + story.people.adjustment
        yield from (
            *people.births.sum(axis=-1).tolist(),
            *people.deaths.sum(axis=-1).tolist(),
            *moved.tolist(),
        )
        groups = np.add.reduceat(people.population, told_paths.GROUPS, axis=-1)
        both = groups.sum(axis=1)
        for count in (groups, both):
            yield from (*count.ravel().tolist(), *(count[-1] - count[0]).ravel().tolist())
            yield from (100 * count / story.population.reshape(-1, *[1] * (count.ndim - 1))).ravel().tolist()
    low, high = told_paths.past_interval(outlook)
    population = outlook.stories[outlook.first].population
    yield from (*(population * low).tolist(), *(population * high).tolist())
    yield from told_paths.legal_populations(outlook).values()
    yield from outlook.communes().frame["value"].mul(100).dropna().tolist()
    yield from _past(outlook)
    stock = outlook.stock
    yield from (100 * stock.vacant / stock.dwellings, 100 * stock.second_homes / stock.dwellings)
    for scenario in outlook.scenarios.values():
        yield from (value for lever in told_levers.LEVERS if (value := scenario.value(lever)) is not None)


def _past(outlook: Any) -> Iterator[float]:
    """Rates a year, in per cent, of censuses' balances and of years projected, by another path than the page's."""
    rows = arpent.tables.load("natural_balances")
    mine = rows[rows["territory"] == outlook.territory.id].sort_values("year")
    natural, moved, lived = (
        mine[name].to_numpy() for name in ("natural_balance", "migration_balance", "person_years")
    )
    people = outlook.stories[outlook.first].people
    births, deaths, one = (
        people.projection.births.sum(axis=-1),
        people.projection.deaths.sum(axis=-1),
        people.projection,
    )
    totals, legal = one.totals(), told_paths.legal_populations(outlook)
    line = np.polyfit([2013.5, 2021.5], [natural[-1] / lived[-1], (births[0] - deaths[0]) / totals[0]], 1)
    recent = np.polyval(line, 2019.5)
    grown = (legal[2023] - legal[2016]) / 7 / ((legal[2016] + legal[2023]) / 2)
    since = moved[mine["start_year"] >= 1990].sum() / lived[mine["start_year"] >= 1990].sum()
    yield from (100 * one for one in (recent, grown, grown - recent, since, grown - recent - since))
    for flow in (natural, moved, natural + moved):
        yield from (100 * flow / lived).tolist()
    for first, last in ((2, 9), (9, 19), (19, 29), (2, 29)):
        years = totals[first : last + 1].sum() - (totals[first] + totals[last]) / 2
        change, own = totals[last] - totals[first], (births - deaths)[first:last].sum()
        yield from (100 * part / years for part in (change, own, change - own))
    start = mine.loc[mine["start_year"] == 1990, "population_start"].iloc[0]
    for population, years in ((start, 33), (legal[2016], 7)):
        yield legal[2023] + 27 * (legal[2023] - population) / years


def false_cells(walked: Walked) -> list[str]:
    """Numbers of the data behind figures and tables that no story holds, to the tenth that is kept."""
    return [
        f"{walked.theme} {walked.territory} {view['name']}: {column['name']} {row[rank]}"
        for view in walked.views
        for rank, column in enumerate(view.get("columns", ()))
        if column["type"] in ("number", "integer")
        for row in view.get("rows", ())
        if isinstance(row[rank], int | float) and not _is_told(walked, float(row[rank]))
    ]


def _is_told(walked: Walked, value: float) -> bool:
    decimals = next((one for one in range(1, 6) if round(value, one) == value), 6)
    within = 0.51 * 10.0**-decimals
    if decimals == 6 and abs(value) <= 1 and _is_told(walked, round(100 * value, 4)):
        return True  # a share of 0-1
    place = np.searchsorted(walked.numbers, abs(value))
    near = walked.numbers[max(0, place - 1) : place + 1]
    return value == 0 or bool((np.abs(near - abs(value)) <= within).any())


def untold(walked: Walked) -> list[str]:
    """Numbers of titles, readings, notes and labels that neither the view's data nor the stories hold."""
    faults: list[str] = []
    for view in walked.views:
        allowed = audit._explained(view) | _said(walked, view)
        where = f"{walked.theme} {walked.territory} {view['name']}"
        for text in (str(view.get(key) or "") for key in audit.SAID):
            tokens = audit._unexplained(text, allowed, view)
            faults.extend(f"{where}: {token} in « {text} »" for token in tokens)
    return faults


def _said(walked: Walked, view: dict[str, Any]) -> set[str]:
    """What the sentences of a view may say: its cells and its stories' main figures, rounded as sentences round."""
    values = [cell for row in view.get("rows", ()) for cell in row if isinstance(cell, int | float)]
    for story in walked.outlook.stories.values():
        values += [story.population[-1], story.population[-1] - story.population[0], story.households[-1]]
        needed = [story.dwellings, story.need.households, story.need.renewal, story.need.vacant]
        for flow in (*needed, story.need.second_homes, story.hectares):
            values += [flow[0], *(flow[span].sum() for span in SPANS), *(flow[span].mean() for span in SPANS)]
            values += [flow[PLANNED - BASE], 0.5 * flow[decade()].sum()]
    by_group = _by_group(walked)
    changes = [number for count in by_group for number in (count[-1] - count[0]).tolist()]
    values += changes
    rough = [*changes, *(number for count in by_group for number in count[-1].tolist())]
    if view.get("name") == "projection-passe":
        past = list(_past(walked.outlook))
        values += [value for value in past if abs(value) > 100]
        texts_of_past = [french_number(abs(value), 2) for value in past]
    else:
        texts_of_past = []
    texts = [about(float(value) + less) for value in values for less in (-0.05, 0.0, 0.05)]
    texts += [french_number(float(value), decimals) for value in values for decimals in (0, 1)]
    texts += [french_number(round(number, -2)) for number in rough]
    # The alternative text of a tornado says how many hypotheses are drawn.
    texts += [str(count) for count in range(len(view.get("rows", ())) + 1)]
    texts += [*texts_of_past, *DECLARED, *map(str, range(BASE - 5, 2071))]
    texts += [one.unit + one.label for one in told_levers.LEVERS.values()]
    texts += [str(abs(move)).replace(".", ",").removesuffix(",0") for move in (0.1, 0.2, 2.0)]
    texts += [str(one.text) + str(one.title) for one in walked.outlook.scenarios.values()]
    return {audit._canonical(token) for text in texts for token in audit.NUMBER.findall(text)}


def _by_group(walked: Walked) -> list[np.ndarray]:
    told = (story.people.projection.population for story in walked.outlook.stories.values())
    return [np.add.reduceat(people, told_paths.GROUPS, axis=-1).sum(axis=1) for people in told]


def faults_of(theme: str, territory: str) -> list[str]:
    """Every fault of a study's page: cells, sentences, labels on one another."""
    walked = Walked(theme, territory)
    return [*false_cells(walked), *untold(walked), *audit.overlaps(walked)]


if __name__ == "__main__":
    every = [fault for place in sys.argv[1:] for theme in STUDIES for fault in faults_of(theme, place)]
    sys.stdout.writelines(f"{fault}\n" for fault in every)
    sys.stdout.write(f"{len(sys.argv[1:]) * len(STUDIES)} pages, {len(every)} faults\n")
    sys.exit(bool(every))
