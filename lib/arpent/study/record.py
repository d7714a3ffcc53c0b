"""What a study has used so far: vintages of datasets, tables, and definitions of indicators."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from arpent import catalogue, indicators
from arpent.indicators import Indicator
from arpent.views.sources import Sources


@dataclass
class Record:
    """
    What a page has shown so far, and so must cite. What is looked at ``aside`` is not in it.

    Parameters
    ----------
    vintages : dict of str to sequence of str
        Dataset → names of vintages, in the order of the page.
    definitions : dict of str to Indicator
        By id.
    tables : dict of str to None
        Names of the tables read, in the order of the page.
    """

    vintages: dict[str, Sequence[str]] = field(default_factory=dict)
    definitions: dict[str, Indicator] = field(default_factory=dict)
    tables: dict[str, None] = field(default_factory=dict)

    def add(
        self,
        vintages: Mapping[str, Sequence[str]],
        *,
        shown: Iterable[Indicator] = (),
        tables: Iterable[str] = (),
    ) -> None:
        """
        Take in what was used.

        Parameters
        ----------
        vintages : mapping of str to sequence of str
            Dataset → names of vintages.
        shown : iterable of Indicator
            Whose definitions the page gives; their tables are taken in too.
        tables : iterable of str
            Others that were read.
        """
        defined = {one.id: one for one in shown}
        self.vintages.update(catalogue.merged(self.vintages, vintages))
        self.definitions.update(defined)
        read = [name for one in defined.values() for name in indicators.tables_of(one)]
        self.tables.update(dict.fromkeys([*read, *tables]))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """
        Forget what is used within: it is neither a source nor a definition of the page.

        Yields
        ------
        None
        """
        before = dict(self.vintages), dict(self.definitions), dict(self.tables)
        yield
        self.vintages, self.definitions, self.tables = before

    def sources(self) -> Sources:
        """
        Sources of all that was used so far, for the end of the page.

        Returns
        -------
        Sources
            Producer, title, vintages shown, publication date, licence; one row a dataset.
        """
        return Sources(
            self.vintages, definitions=tuple(self.definitions.values()), tables=tuple(sorted(self.tables))
        )
