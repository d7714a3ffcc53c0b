"""How sources are named in French under a figure."""

from collections.abc import Mapping, Sequence

from arpent.catalogue.reading import load


def source_line(used: Mapping[str, Sequence[str]]) -> str:
    """
    French source line of several datasets, without the word ``Source``.

    Parameters
    ----------
    used : mapping of str to sequence of str
        Id of each dataset, in the order they are to be named → names of the vintages used; all where none is given.

    Returns
    -------
    str
        Each dataset's line, separated by semicolons.

    Examples
    --------
    >>> source_line({"insee_population_legale": ["2018", "2023"]})
    'Insee, populations légales 2018 et 2023 (Licence Ouverte 2.0)'
    """
    return " ; ".join(load(dataset).source_line(names) for dataset, names in used.items())


def merged(*uses: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """
    Several uses of datasets as one.

    Parameters
    ----------
    *uses : mapping of str to sequence of str
        Dataset → vintages.

    Returns
    -------
    dict of str to tuple of str
        Datasets in the order they are met; vintages in the order of their record, each once.
    """
    names: dict[str, set[str]] = {}
    for used in uses:
        for dataset, vintages in used.items():
            names.setdefault(dataset, set()).update(vintages)
    return {
        dataset: tuple(one.name for one in load(dataset).vintages if one.name in wanted)
        for dataset, wanted in names.items()
    }
