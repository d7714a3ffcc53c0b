"""
Indicators by category: the ages of a pyramid, the tenures of a stock, declared in one go and asked for by one name.

A module of indicators that holds ``AGES_BY_SEX = counts(…)`` lets a notebook ask for ``study.series("ages_by_sex")``.
"""

from collections.abc import Mapping

from arpent.indicators.model import Count, Ratio

#: Column → French label of a title, and the category's own short name, as an axis says it.
Categories = Mapping[str, tuple[str, str]]


def counts(
    table: str, categories: Categories, *, unit: str, definition: str, gender: str = "m"
) -> tuple[Count, ...]:
    """
    A count a category; its id is its column.

    Parameters
    ----------
    table : str
        That holds the columns.
    categories : mapping of str to (str, str)
        In the order in which they are drawn.
    unit, definition, gender : str
        Of all of them, as in ``Indicator``.

    Returns
    -------
    tuple of Count

    Examples
    --------
    >>> ages = {"men_0_14": ("Hommes de moins de 15 ans", "0 à 14 ans")}
    >>> [one.id for one in counts("population_age_groups", ages, unit="hommes", definition="Hommes par âge.")]
    ['men_0_14']
    """
    return tuple(
        Count(
            id=column,
            label=label,
            short=short,
            unit=unit,
            precision=0,
            table=table,
            column=column,
            definition=definition,
            gender=gender,
        )
        for column, (label, short) in categories.items()
    )


def shares(
    table: str, categories: Categories, *, of: str, definition: str, precision: int = 1
) -> tuple[Ratio, ...]:
    """
    A share of one whole a category; its id is its column and ``_share``.

    Parameters
    ----------
    table : str
        That holds the columns.
    categories : mapping of str to (str, str)
        In the order in which they are drawn.
    of : str
        Column of the whole, or several with ``+`` and ``-`` between them.
    definition : str
        Of all of them.
    precision : int
        Decimals shown.

    Returns
    -------
    tuple of Ratio

    Examples
    --------
    >>> tenures = {"owner_occupied": ("Part des propriétaires occupants", "Propriétaires")}
    >>> [one.id for one in shares("housing_stock", tenures, of="main_residences", definition="Statut d'occupation.")]
    ['owner_occupied_share']
    """
    return tuple(
        Ratio(
            id=f"{column}_share",
            label=label,
            short=short,
            unit="%",
            precision=precision,
            table=table,
            numerator=column,
            denominator=of,
            definition=definition,
        )
        for column, (label, short) in categories.items()
    )
