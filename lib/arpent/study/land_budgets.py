"""The land allowance of 2021-2030 of a territory, as a view is given it."""

from dataclasses import replace

from arpent import catalogue, indicators, tables
from arpent.indicators.sums import NOT_IN_FRANCE
from arpent.methods.land_take import FIRST_YEAR, NATIONAL_CUT, PERIOD_YEARS, REFERENCE_YEARS
from arpent.study.land import TABLE, land_position
from arpent.territory import Territory
from arpent.views.land_budget import LandBudget

Used = dict[str, tuple[str, ...]]


def budget_of(territory: Territory, cut: float = NATIONAL_CUT) -> tuple[LandBudget, Used]:
    """
    What a territory may consume from 2021 to 2030, and what it has.

    Parameters
    ----------
    territory : Territory
        Any set of communes; those that are not measured are left out, and said.
    cut : float
        Share of the consumption of 2011-2020 that is given up, 0-1.

    Returns
    -------
    tuple of LandBudget and dict
        And the vintages used. ``lacking`` says that the table is not on this machine.

    Raises
    ------
    AskedWrongly
        A cut out of 0-1.
    """
    lack = indicators.lack_of(TABLE, "Consommation d'espaces et enveloppe 2021-2030")
    if lack is not None:
        return LandBudget(territory, lacking=(lack,)), {}
    measured = _measured(territory)
    rows = tables.load(TABLE, list(measured.communes), columns=["year", "land_take_ha"])
    since = rows[rows["year"].between(FIRST_YEAR, FIRST_YEAR + PERIOD_YEARS - 1)]
    sums = since.groupby("year")["land_take_ha"].agg(lambda one: one.sum(skipna=False))
    observed = tuple(zip(map(int, sums.index), map(float, sums), strict=True))
    used = tables.vintages(TABLE, range(FIRST_YEAR - REFERENCE_YEARS, observed[-1][0] + 1))
    found = land_position(measured, cut)
    if found is None:
        return LandBudget(territory), used
    budget = LandBudget(
        territory, observed, found.allowed_ha, found.consumed_ha, found.left_ha, found.yearly_ha, found.projected_ha,
        found.exhausted_in, cut, FIRST_YEAR + PERIOD_YEARS - 1, catalogue.source_line(used),
        len(territory.communes) - len(measured.communes),
    )  # fmt: skip
    return budget, used


def _measured(territory: Territory) -> Territory:
    """The territory without the communes that the producer does not measure: two islands; Mayotte, in France."""
    rows = tables.load(TABLE, list(territory.communes), columns=["commune_code", "reason"])
    is_absent = rows["reason"] == "not_published"
    if territory.id == "france":
        is_absent |= rows["commune_code"].str.startswith(NOT_IN_FRANCE)
    absent = set(rows.loc[is_absent, "commune_code"])
    kept = tuple(code for code in territory.communes if code not in absent)
    return replace(territory, communes=kept) if kept else territory
