"""How sources are named in French under a figure."""

from collections.abc import Iterable

from arpent.catalogue.reading import load


def source_line(datasets: Iterable[str]) -> str:
    """
    French source line of several datasets, without the word ``Source``.

    Parameters
    ----------
    datasets : iterable of str
        Ids, in the order they are to be named.

    Returns
    -------
    str
        Each dataset's line, separated by semicolons.

    Examples
    --------
    >>> source_line(["insee_population_legale"])
    'Insee, populations légales 2016–2023 (Licence Ouverte 2.0)'
    """
    return " ; ".join(load(dataset).source_line() for dataset in datasets)
