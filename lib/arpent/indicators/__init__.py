"""What is measured: definitions that know their kind, and their figures on territories."""

from arpent.indicators.citing import vintages_of
from arpent.indicators.everywhere import measure_everywhere, profiles
from arpent.indicators.lacks import Lack, lack_of, lacking
from arpent.indicators.measure import YEARS_APART, Measures, dated, measure
from arpent.indicators.model import Change, Count, Indicator, Median, Quarterly, Ratio, Tally, Weighted
from arpent.indicators.preloading import preload
from arpent.indicators.registry import expand, families, holders, indicator, themes

__all__ = [
    "YEARS_APART",
    "Change",
    "Count",
    "Indicator",
    "Lack",
    "Measures",
    "Median",
    "Quarterly",
    "Ratio",
    "Tally",
    "Weighted",
    "dated",
    "expand",
    "families",
    "holders",
    "indicator",
    "lack_of",
    "lacking",
    "measure",
    "measure_everywhere",
    "preload",
    "profiles",
    "themes",
    "vintages_of",
]  # fmt: skip
