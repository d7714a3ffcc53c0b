"""Indicators on the IRIS of a territory: what communes hide of a town."""

from collections.abc import Sequence
from dataclasses import replace

from arpent import catalogue, indicators, tables
from arpent.indicators import Measures
from arpent.indicators.iris import CONTOURS, cut, figures_by_iris, joined, lack_by_iris
from arpent.study.record import Record
from arpent.territory import Territory

#: Whose contours are cited.
DRAWN = "ign_iris"


def iris_of(territory: Territory, names: Sequence[str], record: Record) -> Measures:
    """
    Some indicators on the IRIS of a territory, in the latest year that they are known, and on the territory.

    Parameters
    ----------
    territory : Territory
        Any.
    names : sequence of str
        Ids of indicators measured on the census by IRIS, or published by IRIS.
    record : Record
        Where what was used is noted.

    Returns
    -------
    Measures
        Parts are IRIS, and the communes that are not cut. Without any indicator where there are too few IRIS, or too
        many to be read; ``lacking`` says whose contours or figures are not on this machine.

    Raises
    ------
    AskedWrongly
        An indicator is unknown, or has no figure of IRIS.
    """
    found = cut(territory)
    chosen = {name: indicators.indicator(name) for name in indicators.expand(names)}
    nothing = indicators.framed({}, [])
    if found.lack is None and not found.parts:
        return Measures(nothing, {}, territory, "")
    lacks = {name: found.lack or lack_by_iris(one) for name, one in chosen.items()}
    lacking = {
        name: replace(lack, label=f"{chosen[name].label}, par IRIS")
        for name, lack in lacks.items()
        if lack is not None
    }
    here = {name: one for name, one in chosen.items() if name not in lacking}
    if not here:
        return Measures(nothing, chosen, territory, "", lacking=lacking)
    figures = {
        name: joined(indicators.figures(one, [territory]), figures_by_iris(one, found.parts))
        for name, one in here.items()
    }
    used = catalogue.merged(
        *(indicators.vintages_of(one, figures[name].years) for name, one in here.items()),
        {DRAWN: tables.vintages(CONTOURS)[DRAWN]},
    )
    record.add(used, shown=here.values(), tables=[CONTOURS])
    places = [("focus", territory), *(("part", part) for part in found.parts)]
    frame = indicators.framed(figures, places)
    return Measures(frame, chosen, territory, catalogue.source_line(used), tuple(used), lacking)
