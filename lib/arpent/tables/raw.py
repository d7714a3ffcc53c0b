"""
What a table is built from: published files, found by the catalogue, each read once and remembered.

`arpent.tables.taking` makes columns of them, `arpent.tables.raw_checks` refuses those that break a rule.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from arpent import catalogue
from arpent.catalogue import Vintage
from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables.reading import current_communes

if TYPE_CHECKING:
    from arpent.sources.store import Located

Reader = Callable[[Path], pd.DataFrame]
#: Marks that producers share. A record adds its own, and says what blank means.
MARKS = {"s": "secret", "ns": "secret", "nd": "not_available", "so": "not_applicable"}
MARKS |= {"#N/D": "not_available", "#N/A": "not_available", "N/A - division par 0": "not_applicable"}
MARKS |= {"": "not_published"}


@dataclass(frozen=True, eq=False)
class Raw:
    """
    One published file, as its reader gives it, beside its record.

    Parameters
    ----------
    frame : DataFrame
        As published.
    file : Path
        Where it lies, for messages.
    marks : mapping of str to str
        Marks → reasons: those of its record, over those that producers share.
    year : int
        Reference year of its figures.
    cog_year : int
        COG year of its codes.
    """

    frame: pd.DataFrame
    file: Path
    marks: Mapping[str, str]
    year: int
    cog_year: int

    def only(self, rows: "pd.Series[bool]") -> "Raw":
        """Some of its rows."""
        return replace(self, frame=self.frame[rows])

    def having(self, frame: pd.DataFrame) -> "Raw":
        """Another frame of the same file."""
        return replace(self, frame=frame)

    def marking(self, marks: Mapping[str, str]) -> "Raw":
        """The same file, with other reasons for some marks."""
        return replace(self, marks={**self.marks, **marks})


class Sources:
    """
    The files that tables are built from.

    Parameters
    ----------
    mirror : str, optional
        Folder or address of raw files, laid out as the records say.
    offline : bool
        Ask no producer.
    """

    def __init__(self, mirror: str | None = None, *, offline: bool = True) -> None:
        self.mirror, self.offline = mirror, offline
        self.used: dict[tuple[str, str, str], Located | None] = {}

    @property
    def communes(self) -> frozenset[str]:
        """Communes of the tables' COG."""
        return current_communes()

    def raw(self, dataset: str, role: str, read: Reader, *, vintage: str | None = None) -> Raw:
        """
        One published file, read.

        Parameters
        ----------
        dataset : str
            Id in the catalogue.
        role : str
            Of the file.
        read : callable
            Its reader.
        vintage : str, optional
            Name; the latest that is on this machine unless given.

        Returns
        -------
        Raw

        Raises
        ------
        DataUnavailable
            Neither fetched nor in the mirror.
        DataInvalid
            It has no row, or its reader refuses it.
        """
        dated = [one for one in catalogue.load(dataset).vintages if role in one.roles]
        wanted = [one for one in dated if vintage in (None, one.name)]
        for one in reversed(wanted):
            if (found := self._or_none(dataset, one, role, read)) is not None:
                return found
        raise DataUnavailable(_nowhere(dataset, role, wanted))

    def vintages(
        self, dataset: str, role: str, read: Reader, *, only: Iterable[str] | None = None
    ) -> list[Raw]:
        """
        Every vintage of one role that is on this machine, in the order of years.

        Parameters
        ----------
        dataset, role, read
            As in `raw`.
        only : iterable of str, optional
            Names of the vintages wanted; all unless given.

        Returns
        -------
        list of Raw
            Not empty.

        Raises
        ------
        DataUnavailable
            None is there.
        """
        dated = [one for one in catalogue.load(dataset).vintages if role in one.roles]
        wanted = [one for one in dated if only is None or one.name in set(only)]
        found = [raw for one in wanted if (raw := self._or_none(dataset, one, role, read)) is not None]
        if not found:
            raise DataUnavailable(_nowhere(dataset, role, wanted))
        return found

    def parts(self, dataset: str, prefix: str, read: Reader) -> Raw:
        """
        A file that a carrier cut in several (one a département), put together again.

        Parameters
        ----------
        dataset : str
            Id in the catalogue.
        prefix : str
            Of the roles of its parts.
        read : callable
            Its reader.

        Returns
        -------
        Raw
            The latest vintage; file and record are those of the first part.

        Raises
        ------
        DataUnavailable
            A part is not there.
        """
        dated = [
            (one, sorted(role for role in one.roles if role.startswith(prefix)))
            for one in catalogue.load(dataset).vintages
        ]
        for one, roles in reversed(dated):
            each = [self._or_none(dataset, one, role, read) for role in roles]
            found = [raw for raw in each if raw is not None]
            if found and len(found) == len(roles):
                return found[0].having(pd.concat([raw.frame for raw in found], ignore_index=True))
        raise DataUnavailable(_nowhere(dataset, f"{prefix}…", [one for one, roles in dated if roles]))

    def _or_none(self, dataset: str, dated: Vintage, role: str, read: Reader) -> Raw | None:
        from arpent.sources.store import locate  # noqa: PLC0415 - reading a table must not wait for HTTP

        key = (dataset, dated.name, role)
        try:
            found = locate(dataset, dated.name, role, mirror=self.mirror, offline=self.offline)
        except DataUnavailable:
            self.used[key] = None
            return None
        self.used[key] = found
        year = found.source.cog_year or dated.cog_year
        marks = {**MARKS, **found.source.missing}
        frame = read(found.path)
        if frame.empty:
            raise DataInvalid(f"{found.path}: no row in it: a file must hold what its record says")
        return Raw(frame, found.path, marks, dated.reference_year, year)


def _nowhere(dataset: str, role: str, dated: Sequence[Vintage]) -> str:
    own = next((form.path for one in dated for form in one.files if form.role == role and form.path), "")
    if own:
        return f"{dataset}: no file of '{role}' on this machine: its record says that it is put at {own}."
    # Fetching takes the latest vintage unless told: it may be one that has no such file.
    older = dated and dated[-1].name != catalogue.load(dataset).latest.name
    which = f" --vintage {dated[-1].name}" if older else ""
    return (
        f"{dataset}: no vintage of '{role}' on this machine. 'arpent data fetch {dataset}{which}' brings it."
    )
