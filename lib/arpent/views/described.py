"""
What a view is given and what it hands back, as types.

Views never import ``indicators``: they take anything that has these attributes.
"""

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from arpent.territory import Territory


class Indicator(Protocol):
    """What is measured: labels, unit and precision that every view prints from."""

    @property
    def id(self) -> str:
        """Stable identifier."""

    @property
    def label(self) -> str:
        """French name, capitalised: « Part des logements vacants »."""

    @property
    def short(self) -> str:
        """Shorter French name for axes and columns."""

    @property
    def unit(self) -> str:
        """French unit, empty for a bare count."""

    @property
    def precision(self) -> int:
        """Decimals shown."""

    @property
    def kind(self) -> str:
        """Count, ratio, median, quantile, index, category or flow."""

    @property
    def direction(self) -> str:
        """Whether more is better (``more``), worse (``less``) or neither."""

    @property
    def definition(self) -> str:
        """One French sentence."""

    @property
    def gender(self) -> str:
        """Grammatical gender of the label: ``m`` or ``f``."""


class Lack(Protocol):
    """What can't be shown because its table is not on this machine."""

    @property
    def label(self) -> str:
        """French name of what would be shown."""

    @property
    def table(self) -> str:
        """Name of the table."""

    @property
    def title(self) -> str:
        """What the table holds, in French."""

    @property
    def command(self) -> str:
        """What brings it."""


class Measures(Protocol):
    """
    Values of indicators for a territory and what it is compared with.

    ``frame`` has one row per territory, indicator and year: territory (id), name, role (focus, peer,
    parent, part), indicator, year, value, reason, is_estimated.
    """

    @property
    def frame(self) -> pd.DataFrame:
        """The rows."""

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """The indicators of the rows, by id."""

    @property
    def focus(self) -> Territory:
        """The territory that the page is about."""

    @property
    def source(self) -> str:
        """French source line, with licence."""

    @property
    def lacking(self) -> Mapping[str, Lack]:
        """Indicators whose table is not on this machine, by id: they have no row."""
