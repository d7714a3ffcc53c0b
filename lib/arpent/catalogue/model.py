"""A dataset's record, as its file in ``data/catalogue`` declares it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from arpent.catalogue.source_file import SourceFile
from arpent.errors import AskedWrongly, DataInvalid, did_you_mean


@dataclass(frozen=True)
class Vintage:
    """
    One millésime of a dataset.

    Parameters
    ----------
    name : str
        As readers call it: ``"2021"``.
    reference_year : int
        Year that the figures are of. It is not the year they were published.
    cog_year : int
        COG year of the codes that they are given in.
    published : str or None
        ``YYYY-MM`` or ``YYYY-MM-DD``; None where it is not known.
    url : str or None
        The producer's page of this vintage; None where the dataset's own says all.
    files : tuple of SourceFile
        What it is read from.
    stated : mapping of str to int
        Figures that the producer published and that no file here carries, by commune code.
    """

    name: str
    reference_year: int
    cog_year: int
    published: str | None = None
    url: str | None = None
    files: tuple[SourceFile, ...] = ()
    stated: Mapping[str, int] = field(default_factory=dict)

    @property
    def carrier(self) -> str:
        """Carrier of its main file, the first."""
        return self.files[0].carrier

    @property
    def sha256(self) -> str:
        """Checksum of the archive of its main file."""
        return self.files[0].sha256

    @property
    def roles(self) -> frozenset[str]:
        """Roles of its files."""
        return frozenset(declared.role for declared in self.files)

    def file(self, role: str) -> SourceFile:
        """
        The file that holds a role: the first of its forms.

        Parameters
        ----------
        role : str
            As declared in the record.

        Returns
        -------
        SourceFile

        Raises
        ------
        DataInvalid
            The record declares no such file.
        """
        return self.forms(role)[0]

    def forms(self, role: str) -> tuple[SourceFile, ...]:
        """
        All the forms of the file that holds a role, in the order they are looked for.

        Parameters
        ----------
        role : str
            As declared in the record.

        Returns
        -------
        tuple of SourceFile
            One or more: the producer's file, and what others re-published of it.

        Raises
        ------
        DataInvalid
            The record declares no such file.
        """
        found = tuple(declared for declared in self.files if declared.role == role)
        if not found:
            hint = did_you_mean(role, self.roles)
            roles = ", ".join(dict.fromkeys(declared.role for declared in self.files))
            raise DataInvalid(
                f"vintage {self.name}: no file with role '{role}' in its record{hint}. Declared: {roles}"
            )
        return found


@dataclass(frozen=True)
class Dataset:
    """
    One dataset: who publishes it, under which licence, and its vintages.

    Parameters
    ----------
    id : str
        ``<producer>_<product>``, the stem of its file.
    title : str
        French title, as readers see it.
    producer : str
        As readers know it: ``Insee``, ``DGCL``.
    licence, licence_url : str
        Name and page of the licence.
    url : str
        The producer's page, from which to start again when a file has moved.
    rhythm : str
        French: ``annuelle``.
    vintages : tuple of Vintage
        In the order of their reference years.
    note : str
        French: what a reader must know; empty where there is nothing.
    feeds : tuple of str
        Themes and studies that it feeds.
    table : mapping
        Of an agency's own dataset: the table that it is (`arpent.tables.agency`); empty elsewhere.
    """

    id: str
    title: str
    producer: str
    licence: str
    licence_url: str
    url: str
    rhythm: str
    vintages: tuple[Vintage, ...]
    note: str = ""
    feeds: tuple[str, ...] = ()
    table: Mapping[str, Any] = field(default_factory=dict)

    @property
    def latest(self) -> Vintage:
        """Vintage of the latest reference year."""
        return self.vintages[-1]

    def vintage(self, name: str) -> Vintage:
        """
        One vintage by name.

        Parameters
        ----------
        name : str
            ``"2021"``.

        Returns
        -------
        Vintage

        Raises
        ------
        AskedWrongly
            It has none of that name.
        """
        named = {vintage.name: vintage for vintage in self.vintages}
        if name in named:
            return named[name]
        raise AskedWrongly(
            f"{self.id}: no vintage '{name}'{did_you_mean(name, named)}. It has: {', '.join(named)}"
        )

    def only(self, names: Sequence[str]) -> tuple[Vintage, ...]:
        """
        Some vintages by name.

        Parameters
        ----------
        names : sequence of str
            In any order; all of them unless given.

        Returns
        -------
        tuple of Vintage
            In the order of their reference years.

        Raises
        ------
        AskedWrongly
            It has none of that name.
        """
        wanted = {self.vintage(name).name for name in names}
        return tuple(one for one in self.vintages if not wanted or one.name in wanted)

    def source_line(self, names: Sequence[str] = ()) -> str:
        """
        French source line, without the word ``Source``.

        Parameters
        ----------
        names : sequence of str
            Names of the vintages used; all of them unless given.

        Returns
        -------
        str
            Producer, title, years and licence.
        """
        years = said_years([one.name for one in self.only(names)])
        between = ", " if self.title[-1].isdigit() else " "  # « populations depuis 1876, 2019 »
        return f"{self.producer}, {self.title[0].lower()}{self.title[1:]}{between}{years} ({self.licence})"


def said_years(names: Sequence[str]) -> str:
    """
    Names of vintages as French lists them: years that follow one another as a span.

    Parameters
    ----------
    names : sequence of str
        In their order.

    Returns
    -------
    str

    Examples
    --------
    >>> said_years(["2021"]), said_years(["2018", "2023"]), said_years(["2014", "2015", "2016", "2018"])
    ('2021', '2018 et 2023', '2014–2016 et 2018')
    """
    runs: list[list[str]] = []
    for name in names:
        follows = runs and name.isdigit() and runs[-1][-1].isdigit() and int(name) == int(runs[-1][-1]) + 1
        runs = [*runs[:-1], [*runs[-1], name]] if follows else [*runs, [name]]
    said = [part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]
    return " et ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)
