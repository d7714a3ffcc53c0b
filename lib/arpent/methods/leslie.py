"""The same projection as a product of matrices, where nobody moves: what the cohorts are checked against."""

from typing import cast

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import GIRLS, WOMEN, Floats, Hypotheses


def leslie_matrix(given: Hypotheses) -> Floats:
    """
    Matrix that carries one population, women then men, to the next 1 January without migration.

    Parameters
    ----------
    given : Hypotheses
        Of one territory and scenario; no migration.

    Returns
    -------
    array (2 ages, 2 ages)
        Applied to the population laid flat, women first.

    Raises
    ------
    AskedWrongly
        There is migration: it is no product of a matrix.

    Notes
    -----
    Leslie (1945). A woman aged a bears f(a) (1 - q(a)/2) children; a child of sex s survives with 1 - q(birth, s).
    """
    if np.any(given.migration) or np.any(given.migration_rates):
        raise AskedWrongly("Leslie matrix: hypotheses hold migration; give some without.")
    ages = given.fertility.shape[-1]
    matrix = np.zeros((2, ages, 2, ages))
    alive = 1 - given.mortality
    bearing = given.fertility * (1 + alive[WOMEN, 1:]) / 2
    for sex, share in enumerate((GIRLS, 1 - GIRLS)):
        matrix[sex, np.arange(1, ages), sex, np.arange(ages - 1)] = alive[sex, 1:-1]
        matrix[sex, -1, sex, -1] = alive[sex, -1]
        matrix[sex, 0, WOMEN, :] += share * alive[sex, 0] * bearing
    return matrix.reshape(2 * ages, 2 * ages)


def intrinsic_growth(given: Hypotheses) -> float:
    """
    Annual growth that a population would tend to, were the year's hypotheses to last for ever without migration.

    It is not a forecast: it says what mortality and fertility lead to by themselves.

    Parameters
    ----------
    given : Hypotheses
        Of one territory and scenario; no migration.

    Returns
    -------
    float
        0.01 for one per cent a year.
    """
    return float(max(abs(cast("Floats", np.linalg.eigvals(leslie_matrix(given)))))) - 1
