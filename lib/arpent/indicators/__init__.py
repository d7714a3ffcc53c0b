"""What is measured: definitions that know their kind, and their figures on territories."""

from arpent.indicators.everywhere import measure_everywhere, profiles
from arpent.indicators.measure import STATED_CHANGE, YEARS_APART, Measures, dated, measure
from arpent.indicators.model import Change, Count, Indicator, Median, Ratio
from arpent.indicators.registry import datasets_of, indicator, theme_of, themes

__all__ = [
    "STATED_CHANGE",
    "YEARS_APART",
    "Change",
    "Count",
    "Indicator",
    "Measures",
    "Median",
    "Ratio",
    "datasets_of",
    "dated",
    "indicator",
    "measure",
    "measure_everywhere",
    "profiles",
    "theme_of",
    "themes",
]  # fmt: skip
