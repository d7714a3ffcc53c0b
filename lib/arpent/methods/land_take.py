"""
Hectares of natural, farmed and forest land (ENAF) still allowed to 2030; method page ``sobriete_fonciere.md``.

Law of 22 August 2021 (climat et résilience), amended on 20 July 2023.
"""

from dataclasses import dataclass

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats

REFERENCE_YEARS = 10
PERIOD_YEARS = 10
FIRST_YEAR = 2021
NATIONAL_CUT = 0.5
GUARANTEED_HA = 1.0


@dataclass(frozen=True)
class Target:
    """
    Cut of the consumption wanted, and whose it is.

    Parameters
    ----------
    cut : float
        Share of the reference consumption that is given up, 0-1.
    origin : str
        ``own``, ``parent``, ``user`` or ``national``.
    """

    cut: float
    origin: str


def chosen_target(
    *, own: float | None = None, parent: float | None = None, user: float | None = None
) -> Target:
    """
    Target that holds: the user's, else the territory's own document, else its parent's, else the national one.

    Parameters
    ----------
    own, parent, user : float, optional
        Cuts, 0-1; None where there is none (not 0).

    Returns
    -------
    Target

    Raises
    ------
    AskedWrongly
        A cut out of 0-1.

    Examples
    --------
    >>> chosen_target(own=0.55, parent=0.5)
    Target(cut=0.55, origin='own')
    >>> chosen_target().origin
    'national'
    """
    for origin, cut in (("user", user), ("own", own), ("parent", parent), ("national", NATIONAL_CUT)):
        if cut is not None:
            if not 0 <= cut <= 1:
                raise AskedWrongly(f"land take: cut of {cut} ({origin}); a share from 0 to 1 is expected.")
            return Target(cut, origin)
    raise AssertionError


def allowances(reference_ha: Floats, target: Target) -> Floats:
    """
    Hectares that each commune may consume in the ten years 2021-2030, one guaranteed to each.

    Parameters
    ----------
    reference_ha : array (communes,)
        Consumption of the ten years 2011-2020. NaN where it is not known: its allowance is not known either.
    target : Target
        Of all these communes.

    Returns
    -------
    array (communes,)

    Raises
    ------
    AskedWrongly
        A negative consumption.

    Notes
    -----
    max(1, (1 - cut) × reference). ASSUME: every commune is covered by a planning document prescribed in time (before
    22 August 2026), on which the guarantee depends; and the hectare comes on top, not out of the others' allowance.
    """
    if np.nanmin(reference_ha, initial=0.0) < 0:
        raise AskedWrongly("land take: a consumption is negative.")
    allowed: Floats = np.maximum((1 - target.cut) * reference_ha, GUARANTEED_HA)
    return allowed


def pooled(allowances_ha: Floats) -> float:
    """
    Allowance of an EPCI whose communes pool theirs, guarantees included.

    Parameters
    ----------
    allowances_ha : array (communes,)
        Of `allowances`.

    Returns
    -------
    float
        NaN where one is missing: a sum without it would be too small.
    """
    return float(np.sum(allowances_ha))


@dataclass(frozen=True)
class Pace:
    """
    Where an allowance stands.

    Parameters
    ----------
    allowed_ha, consumed_ha, left_ha : float
        Of the ten years; consumed since 2021; what is left, below 0 where it is overspent.
    yearly_ha : float
        Mean of the years observed.
    projected_ha : float
        Consumption of the ten years were that pace to last.
    exhausted_in : int or None
        Year in which the allowance runs out at that pace; None where it lasts beyond 2030.
    """

    allowed_ha: float
    consumed_ha: float
    left_ha: float
    yearly_ha: float
    projected_ha: float
    exhausted_in: int | None


def pace(allowed_ha: float, observed_ha: Floats) -> Pace:
    """
    Consumption since 2021 against the allowance.

    Parameters
    ----------
    allowed_ha : float
        Of the ten years 2021-2030.
    observed_ha : array (years,)
        Consumption of 2021, 2022…, one a year, one to ten years; NaN where it is not known.

    Returns
    -------
    Pace
        NaN (and no year) where a year or the allowance is not known: missing is never 0.

    Raises
    ------
    AskedWrongly
        No year, more than ten, or a negative consumption.

    Notes
    -----
    Over the **ten** years of 2021 to 2030: projected = consumed + mean × (10 - years observed).
    """
    years = len(observed_ha)
    if not 1 <= years <= PERIOD_YEARS:
        raise AskedWrongly(f"land take: {years} years observed; one to ten are expected, from 2021.")
    if np.nanmin(observed_ha, initial=0.0) < 0:
        raise AskedWrongly("land take: a consumption is negative.")
    consumed = float(np.sum(observed_ha))
    yearly = consumed / years
    projected = consumed + yearly * (PERIOD_YEARS - years)
    exhausted = _exhausted_in(allowed_ha, observed_ha, yearly)
    return Pace(allowed_ha, consumed, allowed_ha - consumed, yearly, projected, exhausted)


def _exhausted_in(allowed: float, observed: Floats, yearly: float) -> int | None:
    if np.isnan(allowed) or np.isnan(yearly):
        return None
    ahead = np.concatenate([observed, np.full(PERIOD_YEARS - len(observed), yearly)])
    over = np.flatnonzero(np.cumsum(ahead) > allowed + 1e-9)
    return FIRST_YEAR + int(over[0]) if len(over) else None


def hectares_needed(
    dwellings: Floats, per_hectare: Floats | float, renewed_share: Floats | float = 0.0
) -> Floats:
    """
    Hectares that new dwellings take.

    Parameters
    ----------
    dwellings : array
        To build. Where they are below 0, nothing is taken and nothing is given back.
    per_hectare : array or float
        Dwellings a hectare, streets included, above 0.
    renewed_share : array or float
        Share built where land is urban already, 0-1.

    Returns
    -------
    array

    Raises
    ------
    AskedWrongly
        A density of 0 or less, a share out of 0-1.

    Examples
    --------
    >>> hectares_needed(np.array([100.0, -20.0]), 20.0, 0.4).tolist()
    [3.0, 0.0]
    """
    if not np.min(per_hectare) > 0 or not (np.min(renewed_share) >= 0 and np.max(renewed_share) <= 1):
        raise AskedWrongly("land take: density must be above 0, and the renewed share 0-1.")
    taken: Floats = np.maximum(dwellings, 0.0) * (1 - np.asarray(renewed_share)) / per_hectare
    return taken


def density_that_fits(dwellings: float, left_ha: float, renewed_share: float = 0.0) -> float | None:
    """
    Dwellings a hectare needed for a programme to fit in what is left.

    Parameters
    ----------
    dwellings : float
        To build.
    left_ha : float
        Hectares left.
    renewed_share : float
        Share built where land is urban already, 0-1.

    Returns
    -------
    float or None
        0 where nothing is to be built on new land; None where something is and no hectare is left: no density does.

    Examples
    --------
    >>> density_that_fits(100, 3.0, 0.4), density_that_fits(100, -1.0), density_that_fits(-5, 0.0)
    (20.0, None, 0.0)
    """
    new = max(dwellings, 0.0) * (1 - renewed_share)
    if new == 0:
        return 0.0
    return new / left_ha if left_ha > 0 else None
