"""Kinds of indicators: a count sums, a ratio is recomputed from summed parts, a median is only ever read."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """
    What is measured, and how it is written. It holds no figure.

    Parameters
    ----------
    id : str
        Stem used in notebooks, files and on the command line.
    label, short : str
        French label of a title, and a shorter one for an axis or a column.
    unit : str
        ``habitants``, ``logements``, ``%`` (the value is a share, 0-1), ``%/an``, ``hab./km²`` …
    precision : int
        Decimals shown; negative, of tens, hundreds: what is projected.
    direction : str
        ``more``, ``less`` (is better) or ``neutral``.
    definition : str
        French sentence: what it is, and what it is not.
    table : str
        Table it is measured on.
    gender : str
        ``m`` or ``f``: of the label's noun.
    datasets : tuple of str
        Datasets to cite, where they are not those of the table.
    """

    id: str
    label: str
    short: str
    unit: str
    precision: int
    definition: str
    table: str
    direction: str = "neutral"
    gender: str = "f"
    datasets: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Name of the kind, lower case: ``count``, ``ratio``, ``change``, ``median``."""
        return type(self).__name__.lower()

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table that it is measured on; each is summed over a territory's communes."""
        raise NotImplementedError(f"{self.kind}: a kind says its columns")


@dataclass(frozen=True, kw_only=True)
class Count(Indicator):
    """A number of things: the sum of a column, or of several (``"houses + flats"``), over a territory's communes."""

    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column summed."""
        return (self.column,)


@dataclass(frozen=True, kw_only=True)
class Ratio(Indicator):
    """
    A sum over a sum, times ``per``. It is not the mean of the communes' ratios.

    Numerator and denominator are columns, or sums of columns: ``"active_15_64 - unemployed_15_64"``.
    """

    numerator: str
    denominator: str
    per: float = 1.0

    @property
    def columns(self) -> tuple[str, ...]:
        """Numerator and denominator."""
        return (self.numerator, self.denominator)


@dataclass(frozen=True, kw_only=True)
class Change(Indicator):
    """Mean annual rate of change of a summed column between two years at least five years apart."""

    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column whose sums are compared."""
        return (self.column,)


@dataclass(frozen=True, kw_only=True)
class Median(Indicator):
    """
    A median, a quantile or a published rate: read where its producer published it, never computed from communes.

    Parameters
    ----------
    column : str
        The one read.
    per : float
        What a published figure is multiplied by: 0.01 for a rate published in per cent.
    floor : float, optional
        As published: what its producer writes for this much *or less*. Such a figure has no value, and the reason
        ``censored``: it is neither ranked nor averaged.
    """

    column: str
    per: float = 1.0
    floor: float | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column read."""
        return (self.column,)


@dataclass(frozen=True, kw_only=True)
class Weighted(Indicator):
    """
    A share published without its counts: read for a commune, estimated for a wider territory.

    The estimate is the mean of the communes' shares, each weighted by a count that another table publishes: it is
    always said to be estimated.
    """

    column: str
    weight_table: str
    weight: str
    weight_year: int

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column of shares."""
        return (self.column,)


@dataclass(frozen=True, kw_only=True)
class Tally(Indicator):
    """A count published by département, whose rows are chosen: read there, summed for a région and France."""

    column: str
    where: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        """A count like another, for those who show it."""
        return "count"

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column summed."""
        return (self.column,)


@dataclass(frozen=True, kw_only=True)
class Quarterly(Indicator):
    """A rate published each quarter: read where published; a year is the mean of its four quarters."""

    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column read."""
        return (self.column,)


@dataclass(frozen=True, kw_only=True)
class Index(Indicator):
    """A number that sets a territory beside a reference: a study makes it from other figures, no table holds it."""

    @property
    def columns(self) -> tuple[str, ...]:
        """None: it is made of figures already measured."""
        return ()


@dataclass(frozen=True, kw_only=True)
class Distance(Indicator):
    """
    Share of persons whose two ends are so far apart, as the crow flies between the centres of their communes.

    ``low`` and ``high`` are km, ``high`` excluded; without ``low``, both ends are the same commune.
    """

    column: str
    low: float | None
    high: float

    @property
    def columns(self) -> tuple[str, ...]:
        """The count of the table of flows."""
        return (self.column,)
