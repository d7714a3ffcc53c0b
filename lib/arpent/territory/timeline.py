"""
The communes through the years: parts, their weights, and the list of communes of any year.

Every passage, detection and story reads it. It is made once per process from the events in use.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent import project
from arpent.errors import AskedWrongly
from arpent.territory.events import Events, events
from arpent.territory.parts import Parts, replay
from arpent.territory.weights import Weights, weigh

NAMED = ["commune_code", "commune_name", "typography"]


@dataclass(frozen=True, eq=False)
class Timeline:
    """
    Parts of communes through the years and their weights: what every passage is read from.

    Parameters
    ----------
    events : Events
        What it was made of.
    parts : Parts
        Which commune each part belonged to, each year.
    weights : Weights
        Weight of each part.
    """

    events: Events
    parts: Parts
    weights: Weights

    def codes(self, year: int) -> list[str]:
        """
        Codes of the communes on 1 January of a year, sorted.

        Parameters
        ----------
        year : int
            COG year.

        Returns
        -------
        list of str
            Métropole and départements d'outre-mer.
        """
        self.check_year(year)
        return self.parts.codes_of(year)

    @cached_property
    def code_array(self) -> pd.api.extensions.ExtensionArray:
        """All codes ever used, sorted, as text that frames take from."""
        return pd.array(self.parts.codes, dtype="str")

    def number_of(self, codes: "pd.Series[str]") -> npt.NDArray[np.int64]:
        """Number of each commune code in ``parts.codes``; -1 where it was never one."""
        return self._index.get_indexer(pd.Index(codes)).astype(np.int64)

    @cached_property
    def presence(self) -> npt.NDArray[np.bool_]:
        """Years × ``parts.codes``: is the code a commune's that year."""
        return np.stack([self.flags(row)[:-1] for row in self.parts.communes])

    @cached_property
    def departements(self) -> npt.NDArray[np.int64]:
        """A number for the département of each of ``parts.codes``."""
        return departement_of(pd.Series(self.code_array)).factorize()[0].astype(np.int64)

    @cached_property
    def _index(self) -> "pd.Index[str]":
        return pd.Index(self.code_array)

    def flags(self, numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Which of ``parts.codes`` are among these numbers; negative ones are nobody's."""
        flags = np.zeros(len(self.parts.codes) + 1, dtype=bool)
        flags[numbers[numbers >= 0]] = True
        return flags

    def communes(self, year: int) -> pd.DataFrame:
        """
        Communes on 1 January of a year.

        Parameters
        ----------
        year : int
            COG year.

        Returns
        -------
        DataFrame
            ``commune_code``, ``commune_name`` (with its article), ``typography`` (INSEE's TNCC) and
            ``departement_code``, as they were that year; sorted by code.
        """
        named = self.events.frame
        named = named[(named["target_status"] == "COM") & (named["date"] <= f"{year}-01-01")]
        named = named[["target_code", "target_name", "target_typography"]].set_axis(NAMED, axis=1)
        latest = pd.concat([self.events.base[NAMED], named]).drop_duplicates("commune_code", keep="last")
        codes = pd.DataFrame({"commune_code": self.codes(year)})
        frame = codes.merge(latest, how="left", on="commune_code", validate="one_to_one")
        return frame.assign(departement_code=departement_of(frame["commune_code"]))

    def check_year(self, year: int) -> None:
        """
        Refuse a year that the events do not cover.

        Raises
        ------
        AskedWrongly
            With the first and last years known.
        """
        if year not in self.parts.years:
            first, last = self.parts.years[0], self.parts.years[-1]
            raise AskedWrongly(f"COG year {year}: unknown; allowed: {first} to {last}")


def departement_of(codes: "pd.Series[str]") -> "pd.Series[str]":
    """
    Département of commune codes, as the code says it.

    Parameters
    ----------
    codes : Series of str
        Commune codes of any year: ``"20004"`` before 1976, ``"2A004"`` since.

    Returns
    -------
    Series of str
        Two characters, three overseas.
    """
    return codes.str[:3].where(codes.str.startswith("97"), codes.str[:2])


def make_timeline(list_of_events: Events, populations: pd.DataFrame | None = None) -> Timeline:
    """
    Timeline from events, real or invented.

    Parameters
    ----------
    list_of_events : Events
        See ``events.events``.
    populations : DataFrame, optional
        See ``weights.weigh``; none means that weights come from the declared rule.

    Returns
    -------
    Timeline
        Ready for passages.
    """
    parts = replay(list_of_events)
    columns = ["reference_year", "cog_year", "status", "commune_code", "population"]
    given = pd.DataFrame(columns=columns) if populations is None else populations
    return Timeline(list_of_events, parts, weigh(parts, given))


def timeline(source: str | None = None) -> Timeline:
    """
    The timeline in use on this machine.

    Parameters
    ----------
    source : {None, "insee", "arpent"}
        See ``events.events``.

    Returns
    -------
    Timeline
        Made once per process and per list of events.
    """
    return _timeline(events(source))


@cache
def _timeline(list_of_events: Events) -> Timeline:
    return make_timeline(list_of_events, _populations())


@cache
def _populations() -> pd.DataFrame:
    return pd.read_parquet(project.path("data", "embedded", "cog_populations.parquet"))
