"""What is measured: definitions that know their kind, and their figures on territories."""

from arpent.indicators.citing import vintages_of
from arpent.indicators.everywhere import measure_everywhere, profiles
from arpent.indicators.exchanges import Exchanges, Links, measure_flows, measure_links, zone_matrix
from arpent.indicators.figures import Figures
from arpent.indicators.flows import kind_of
from arpent.indicators.lacks import Lack, lack_of, lacking, tables_of, uncovered
from arpent.indicators.measure import Measures, figures, framed, measure
from arpent.indicators.model import Change, Count, Index, Indicator, Median, Quarterly, Ratio, Tally, Weighted
from arpent.indicators.preloading import preload
from arpent.indicators.registry import expand, families, holders, indicator, themes
from arpent.indicators.valued import YEARS_APART, dated

__all__ = [
    "YEARS_APART",
    "Change",
    "Count",
    "Exchanges",
    "Figures",
    "Index",
    "Indicator",
    "Lack",
    "Links",
    "Measures",
    "Median",
    "Quarterly",
    "Ratio",
    "Tally",
    "Weighted",
    "dated",
    "expand",
    "families",
    "figures",
    "framed",
    "holders",
    "indicator",
    "kind_of",
    "lack_of",
    "lacking",
    "measure",
    "measure_everywhere",
    "measure_flows",
    "measure_links",
    "preload",
    "profiles",
    "tables_of",
    "themes",
    "uncovered",
    "vintages_of",
    "zone_matrix",
]  # fmt: skip
