"""All the territories of a level in one pass: the same figures as one by one."""

import pandas as pd
import pytest

from arpent import indicators
from arpent.study import TWIN_INDICATORS
from arpent.territory import find

NAMES = (*TWIN_INDICATORS, "area_km2")


@pytest.mark.parametrize(
    ("level", "codes"),
    [("epci", ["246300701", "200054781", "200060457", "200069193"]), ("departement", ["63", "976"])],
)
def test_figures_are_those_of_a_page(level, codes):
    """Each indicator, latest year, missing ones and their reasons too (Mayotte)."""
    values, reasons = indicators.profiles(NAMES, level, codes[0])
    places = [("part", find(f"{level}:{code}")) for code in codes]
    page = indicators.measure([indicators.indicator(name) for name in NAMES], places)
    page = page[page["year"] == page.groupby("indicator")["year"].transform("max")]
    for row in page.itertuples():
        here = values.loc[row.territory, row.indicator]
        assert here == pytest.approx(row.value, rel=1e-12, nan_ok=True)
        reason = reasons.loc[row.territory, row.indicator]
        assert (None if pd.isna(reason) else reason) == row.reason


def test_a_level_of_many_is_narrowed_around_the_territory():
    """Communes: those nearest in population, the territory itself among them."""
    values, _ = indicators.profiles(["population"], "commune", "63113", most=10)
    assert len(values) == 11
    assert "commune:63113" in values.index
    assert values["population"].between(100_000, 200_000).all()
