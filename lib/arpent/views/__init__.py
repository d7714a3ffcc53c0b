"""From figures to something to show: charts, maps, tables, key figures and phrases, in one house style."""

from arpent.views.areas import Areas, draw_areas
from arpent.views.bars import draw_bars
from arpent.views.choropleth import draw_map
from arpent.views.circles import draw_circles
from arpent.views.clusters import Clusters, draw_clusters
from arpent.views.deciles import draw_deciles
from arpent.views.dot_range import draw_dot_range
from arpent.views.findings import finding_change, finding_gap, finding_rank
from arpent.views.flows import Flows, draw_exchanges, draw_flows
from arpent.views.french import place
from arpent.views.futures import Paths
from arpent.views.geography import preload
from arpent.views.heat import draw_heat
from arpent.views.keyfigures import key_figures
from arpent.views.land_budget import LandBudget, draw_land_budget
from arpent.views.line import draw_line
from arpent.views.links import Links, draw_links
from arpent.views.listing import Listing, draw_listing
from arpent.views.locator import draw_locator
from arpent.views.multiples import draw_multiples
from arpent.views.own import matplotlib_rc, show_matplotlib
from arpent.views.pace import finding_pace
from arpent.views.paths import draw_paths
from arpent.views.phrases import say, say_change, say_gap, say_level, say_rank, say_size
from arpent.views.points import say_gaps
from arpent.views.pyramid import draw_pyramid
from arpent.views.pyramids import draw_pyramids
from arpent.views.quarterly import Track
from arpent.views.quarters import Quarters, draw_quarters
from arpent.views.shares import draw_shares
from arpent.views.slope import draw_slope
from arpent.views.specialised import draw_specialisation
from arpent.views.stacked import draw_stacked_bars
from arpent.views.stacked_years import StackedYears, draw_stacked_years
from arpent.views.table import draw_table
from arpent.views.tornado import Effects, draw_tornado
from arpent.views.track import draw_track
from arpent.views.vicinity import draw_vicinity
from arpent.views.view import Figure, KeyFigures, Missing, Phrase, Table, View
from arpent.views.waterfall import draw_waterfall
from arpent.views.words import approximate_count, approximate_share, number_in_words, one_in

__all__ = [
    "Areas", "Clusters", "Effects", "Figure", "Flows", "KeyFigures", "LandBudget", "Links", "Listing", "Missing",
    "Paths", "Phrase", "Quarters", "StackedYears", "Table", "Track", "View", "approximate_count", "approximate_share",
    "draw_areas", "draw_bars", "draw_circles", "draw_clusters", "draw_deciles",
    "draw_dot_range", "draw_exchanges", "draw_flows", "draw_heat", "draw_land_budget", "draw_line", "draw_links",
    "draw_listing",
    "draw_locator", "draw_map", "draw_multiples", "draw_paths", "draw_pyramid", "draw_pyramids", "draw_quarters",
    "draw_shares",
    "draw_slope", "draw_specialisation", "draw_stacked_bars", "draw_stacked_years", "draw_table", "draw_tornado",
    "draw_track",
    "draw_vicinity", "draw_waterfall", "finding_change", "finding_gap", "finding_pace", "finding_rank", "key_figures",
    "matplotlib_rc", "number_in_words", "one_in", "place", "preload", "say", "say_change", "say_gap", "say_gaps",
    "say_level", "say_rank", "say_size", "show_matplotlib",
]  # fmt: skip
