"""A total carried on from its legal populations: what the tables that come with arpent allow, and no more."""

from functools import cached_property

from arpent import catalogue, tables
from arpent.errors import AskedWrongly, DataUnavailable
from arpent.indicators import Measures
from arpent.methods.cohorts import Floats
from arpent.methods.plain_trend import Choice, carried, choose_trend, interval
from arpent.methods.trends import TRENDS
from arpent.study import told_trends
from arpent.study.framing import LAST, counted
from arpent.study.peopling import GROWTH
from arpent.study.told_paths import judged_as, legal_populations
from arpent.tables.trend_errors import MEASURED_ON
from arpent.territory import Territory, find
from arpent.views.futures import Paths
from arpent.views.listing import Listing
from arpent.views.points import Points
from arpent.views.sources import Sources

TABLE = "population_legal"
#: Years ahead that a continuation has at least.
LEAST = 5


class Continuation:
    """
    A territory's inhabitants, carried on by a trend. It knows no ages, and is no scenario; `Outlook` is both.

    Parameters
    ----------
    territory : str
        Any identifier.
    horizon : int
        Last 1 January, 2028 to 2070.

    Raises
    ------
    AskedWrongly
        Unknown territory; a horizon out of bounds.
    DataUnavailable
        A commune of the territory has no legal population in 2016 or in 2023, or nobody lives there.
    """

    def __init__(self, territory: str, horizon: int = 2050) -> None:
        if not GROWTH[1] + LEAST <= horizon <= LAST:
            raise AskedWrongly(f"horizon: {horizon}; from {GROWTH[1] + LEAST} to {LAST}.")
        self.territory: Territory = counted(find(territory))
        self.horizon = horizon
        self.observed = legal_populations(self)
        if not all(self.observed.get(year, 0.0) > 0 for year in GROWTH):
            raise DataUnavailable(
                f"{self.territory.id}: no legal population of all its communes in {GROWTH[0]} and {GROWTH[1]}, or "
                "nobody lives there; no trend can be told."
            )

    @property
    def years(self) -> range:
        """1 January of each year, from the last legal population to the horizon."""
        return range(GROWTH[1], self.horizon + 1)

    @cached_property
    def choice(self) -> Choice:
        """The trend retained, and whose errors it was judged on."""
        return self.chosen_for(self.territory, self.observed[GROWTH[1]])

    def chosen_for(self, territory: Territory, population: float) -> Choice:
        """The trend retained for a territory of some inhabitants, to this horizon."""
        level = "commune" if territory.level == "commune" else judged_as(territory, population)
        return choose_trend(level, population, self.horizon - GROWTH[1])

    @cached_property
    def country(self) -> tuple[float, float]:
        """Inhabitants of the communes of France known at both dates."""
        rows = tables.load(TABLE, columns=["commune_code", "year", "population"])
        wide = rows[rows["year"].isin(GROWTH)].pivot_table("population", "commune_code", "year").dropna()
        first, last = (float(wide[year].sum()) for year in GROWTH)
        return first, last

    def carry(self, trend: str, own: tuple[float, float]) -> Floats:
        """Inhabitants each year, from those of 2016 and 2023, by a trend."""
        others = (max(self.country[0] - own[0], 0.0), max(self.country[1] - own[1], 0.0))
        return carried(trend, own, others, GROWTH[1] - GROWTH[0], len(self.years) - 1)

    @cached_property
    def totals(self) -> dict[str, Floats]:
        """Inhabitants each year, by each trend; the one retained first."""
        own = (self.observed[GROWTH[0]], self.observed[GROWTH[1]])
        names = sorted(TRENDS, key=lambda name: name != self.choice.trend)
        return {name: self.carry(name, own) for name in names}

    def interval(self) -> tuple[Floats, Floats]:
        """Low and high inhabitants of the 80 % interval, each year, of the trend retained."""
        low, high = interval(self.choice, self.observed[GROWTH[1]], len(self.years) - 1)
        total = self.totals[self.choice.trend]
        return total * low, total * high

    def headline(self) -> Measures:
        """Inhabitants now, in 2035 and at the horizon, with the interval: for key figures."""
        return told_trends.headline(self)

    def population(self) -> Paths:
        """Inhabitants by the trend retained, with its 80 % interval; legal populations beside."""
        return told_trends.population_paths(self)

    def compared(self) -> Paths:
        """Inhabitants by each trend."""
        return told_trends.trend_paths(self)

    def reasons(self) -> Points:
        """Which trend was retained, how, and how wrong it has been."""
        return told_trends.reasons(self)

    def trends(self) -> Listing:
        """Each trend: what it supposes, where it leads, how wrong it has been for this size."""
        return told_trends.listed_trends(self)

    def sizes(self) -> Listing:
        """Error of the best trend of each size and horizon, on all levels."""
        return told_trends.listed_sizes(self)

    def parts(self) -> Measures:
        """Yearly change of its parts to the horizon, each by the trend of its own size, for a map."""
        return told_trends.parts(self)

    def source(self) -> str:
        """French source line."""
        return catalogue.source_line(self.used())

    def used(self) -> dict[str, tuple[str, ...]]:
        """Datasets used, with their vintages."""
        return catalogue.merged(tables.vintages(TABLE, range(GROWTH[0], GROWTH[1] + 1)))

    def sources(self) -> Sources:
        """Sources of all that it starts from, for the end of the page."""
        return Sources(catalogue.merged(self.used(), MEASURED_ON), tables=(TABLE,))
