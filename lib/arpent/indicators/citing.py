"""Which vintages the figures of an indicator come from."""

from collections.abc import Iterable

from arpent import catalogue, tables
from arpent.indicators.model import Change, Indicator, Weighted
from arpent.indicators.spans import Span
from arpent.indicators.valued import YEARS_APART


def vintages_of(
    one: Indicator, years: Iterable[int] = (), *, since: int | None = None
) -> dict[str, tuple[str, ...]]:
    """
    Vintages that an indicator is measured on.

    Parameters
    ----------
    one : Indicator
        Any.
    years : iterable of int
        Those of the figures shown; all that its table holds unless given.
    since : int, optional
        First year of a ``Change``; five years before each year unless given.

    Returns
    -------
    dict of str to tuple of str
        Dataset → names of vintages: the indicator's own datasets, else those of its table; those of what weights
        it too.
    """
    shown = set(years)
    if isinstance(one, Change):
        shown |= {since} if since is not None and shown else {year - YEARS_APART for year in shown}
    if isinstance(one, Span):
        shown = set(range(one.first, one.last + 1))
    used = tables.vintages(one.table, shown)
    if isinstance(one, Span) and one.other_table:
        used = catalogue.merged(used, tables.vintages(one.other_table, {one.before, one.after} - {0}))
    if isinstance(one, Weighted):
        used = catalogue.merged(used, tables.vintages(one.weight_table, [one.weight_year]))
    if not one.datasets:
        return used
    # What an indicator adds to its table is of the communes' own: their area, their number.
    known = {**tables.vintages("communes"), **used}
    return {dataset: known[dataset] for dataset in one.datasets}
