"""What tables are built from: pinned files, read once, and tables already built."""

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from pathlib import Path

import pandas as pd

from arpent import catalogue
from arpent.catalogue import Vintage
from arpent.sources.decoupage import CURRENT, read_places
from arpent.tables.checks import check_table
from arpent.tables.record import TableRecord

#: Territories that are not among the 101 départements: the collectivités d'outre-mer and the rest.
ELSEWHERE = ("975", "977", "978", "984", "986", "987", "988", "989")


class Inputs:
    """
    Files and tables that a build reads, each once.

    Parameters
    ----------
    folder : Path
        Where the packages' archives are kept; what is missing is brought there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tables: dict[str, pd.DataFrame] = {}

    @property
    def cog(self) -> Vintage:
        """The COG that every table is in."""
        return catalogue.load("insee_cog").latest

    @cached_property
    def places(self) -> pd.DataFrame:
        """All that ``communes.json`` of the current COG lists, as published."""
        return read_places(self.cog.file("communes"), self.folder)

    @cached_property
    def communes(self) -> pd.DataFrame:
        """Communes of the current COG in the 101 départements, as published."""
        return in_france(self.places[self.places["type"] == CURRENT])

    def table(self, name: str) -> pd.DataFrame:
        """
        A table, built and checked.

        Parameters
        ----------
        name : str
            Name of its module.

        Returns
        -------
        DataFrame
            Not to be altered: others read the same.

        Raises
        ------
        DataInvalid
            It breaks a rule of its record.
        """
        if name not in self._tables:
            module = import_module(f"arpent.tables.{name}")
            build: Callable[[Inputs], pd.DataFrame] = module.build
            record: TableRecord = module.RECORD
            frame = build(self)
            check_table(frame, record, set(self.communes["code"]))
            self._tables[name] = frame
        return self._tables[name]


def in_france(places: pd.DataFrame) -> pd.DataFrame:
    """
    Rows of the 101 départements.

    Parameters
    ----------
    places : DataFrame
        With a column ``code``, of communes or départements.

    Returns
    -------
    DataFrame
        Without the collectivités d'outre-mer, which no table here covers.
    """
    return places[~places["code"].str.startswith(ELSEWHERE)]
