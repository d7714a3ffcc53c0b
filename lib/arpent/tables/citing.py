"""Which vintages feed which years of a table: what a figure cites, and no more."""

from collections.abc import Iterable

from arpent import catalogue
from arpent.catalogue import Vintage
from arpent.tables.reading import describe
from arpent.tables.recipe import read_recipe
from arpent.tables.storage import built_file


def vintages(name: str, years: Iterable[int] = ()) -> dict[str, tuple[str, ...]]:
    """
    Vintages that some years of a table come from.

    A year comes from the vintage of that reference year; in a series that its producer publishes anew at each
    edition, from the latest edition that was read. What was read is written in the file of a table built here.

    Parameters
    ----------
    name : str
        One of `arpent.tables.reading.known`.
    years : iterable of int
        Of its figures; all of them unless given.

    Returns
    -------
    dict of str to tuple of str
        Dataset → names of vintages, in the order of its record; a dataset that was not read is not there.

    Raises
    ------
    AskedWrongly
        No such table.

    Examples
    --------
    >>> vintages("population_legal", [2018, 2023])
    {'insee_population_legale': ('2018', '2023')}
    """
    record = describe(name)
    wanted = set(years) or set(record.years) or {record.cog_year}
    found: dict[str, tuple[str, ...]] = {}
    for dataset in record.datasets:
        if read := _read(name, dataset, is_embedded=record.is_embedded):
            feeding = {_feeding(read, year).name for year in wanted}
            found[dataset] = tuple(one.name for one in read if one.name in feeding)
    return found


def _read(name: str, dataset: str, *, is_embedded: bool) -> list[Vintage]:
    every = list(catalogue.load(dataset).vintages)
    made = {} if is_embedded else read_recipe(built_file(name))
    if not made:
        return every
    used = {file["vintage"] for file in made["files"] if file["dataset"] == dataset}
    if not used and dataset not in {one["dataset"] for one in made["absent"]}:
        return every  # its builder took it from an embedded table, not from a file
    return [one for one in every if one.name in used]


def _feeding(read: list[Vintage], year: int) -> Vintage:
    return next((one for one in read if one.reference_year == year), read[-1])
