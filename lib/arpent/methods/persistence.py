"""
How long a territory goes on drawing, or losing, more people than the country: measured from census to census.

Natural balance lasts, for ages do; net migration comes back towards what makes up for it. Pages:
``docs/methodes/projection.md``, and ``projection_persistance.md``, which `arpent.methods.persistence_page` writes.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import least_squares

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats

#: Fewest pairs of periods that persistence is measured on.
FEWEST = 30


@dataclass(frozen=True)
class Persistence:
    """
    How a gap in net migration to the parent lasts: part of it is kept, and the rest makes up for births and deaths.

    Parameters
    ----------
    at_once : float
        Part that is no accident of the years it was measured in.
    yearly : float
        Part of it that each year keeps, 0-1.
    makes_up : float
        Part of the gap in natural balance that migration comes to offset: where more die than elsewhere, dwellings
        are freed, and others come.
    """

    at_once: float
    yearly: float
    makes_up: float = 0.0

    def kept(self, lag: float | Floats) -> Floats:
        """
        Part kept.

        Parameters
        ----------
        lag : float or array
            Years from the middle of those measured.

        Returns
        -------
        array
            0-1 where the persistence is.

        Examples
        --------
        >>> Persistence(0.8, 0.5).kept(np.array([1.0, 2.0])).round(3).tolist()
        [0.4, 0.2]
        """
        kept: Floats = self.at_once * self.yearly ** np.asarray(lag, dtype=np.float64)
        return kept

    def years_kept(self, lag: float, years: float) -> float:
        """
        Years of the whole gap that the years to come add up to.

        Parameters
        ----------
        lag : float
            From the middle of the years measured to the first day.
        years : float
            Ahead of it.

        Returns
        -------
        float

        Examples
        --------
        >>> round(Persistence(1.0, 0.5).years_kept(0.0, 1.0), 3)
        0.721
        """
        return float((self.kept(lag + years) - self.kept(lag)) / np.log(self.yearly))


# ASSUME: measured on the intercensal periods from 1968 to 2016, all EPCI and départements; a test measures them again.
# Of the natural gap, 0.6 is made up: least squares give 0.62 for départements and 0.85 for EPCI, which left those that
# were losing people 3 to 5 % too high after thirty years; with 0.6 they are 1 to 2 % too high, and all do as well.
OF_DEPARTEMENT = Persistence(0.91, 0.963, 0.6)
OF_EPCI = Persistence(0.71, 0.951, 0.6)
# ASSUME: from this size on all of it is made up for (least squares: 0.74, and 0.98 above 100 000); held to the country,
# as studies are, the rule is then the best trend of these classes at all horizons; with 0.6 it lost to a damped trend.
LARGE_EPCI = 50_000.0
OF_LARGE_EPCI = Persistence(0.71, 0.951, 1.0)
OF_NATURAL = Persistence(1.03, 0.990)


def lagged_pairs(gaps: pd.DataFrame) -> pd.DataFrame:
    """
    Each gap beside the one of every later period.

    Parameters
    ----------
    gaps : DataFrame
        ``territory``, ``start_year``, ``year`` (of a period), ``gap``, ``natural``; other columns are kept.

    Returns
    -------
    DataFrame
        The columns given, ``later`` (gap), ``later_year`` and ``lag``: years between the middles of both periods.
    """
    known = gaps.dropna(subset=["gap"])
    middle = (known["start_year"] + known["year"]) / 2
    after = known.assign(middle=middle)[["territory", "year", "middle", "gap"]]
    after = after.rename(columns={"year": "later_year", "middle": "later_middle", "gap": "later"})
    pairs = known.assign(middle=middle).merge(after, on="territory")
    pairs = pairs[pairs["later_year"] > pairs["year"]]
    return pairs.assign(lag=pairs["later_middle"] - pairs["middle"]).drop(columns=["middle", "later_middle"])


def measured_persistence(pairs: pd.DataFrame) -> Persistence:
    """
    What persistence fits pairs of gaps best, by least squares.

    Parameters
    ----------
    pairs : DataFrame
        Of `lagged_pairs`: ``gap``, ``natural`` (gap in natural balance), ``later``, ``lag``.

    Returns
    -------
    Persistence
        ``makes_up`` is 0 where no natural gap is given.

    Raises
    ------
    AskedWrongly
        Under ``FEWEST`` pairs.

    Notes
    -----
    later = kept × gap - makes_up × (1 - kept) × natural + error, kept = at_once × yearly^lag; every territory and pair
    of periods weighs the same.
    """
    if len(pairs) < FEWEST:
        raise AskedWrongly(f"persistence: {len(pairs)} pairs of periods; {FEWEST} or more are needed.")
    given = pairs.assign(natural=pairs["natural"].fillna(0.0))
    gap, natural, later, lag = (
        given[name].to_numpy(dtype="float64") for name in ("gap", "natural", "later", "lag")
    )
    scale = np.sqrt(np.mean(later**2))

    def missed(tried: Floats) -> Floats:
        at_once, yearly, makes_up = (float(one) for one in tried)
        kept = Persistence(at_once, yearly).kept(lag)
        left: Floats = (later - kept * gap + makes_up * (1 - kept) * natural) / scale
        return left

    found = least_squares(missed, [0.8, 0.95, 0.0], bounds=([0.0, 0.0, -2.0], [2.0, 1.0, 2.0])).x
    return Persistence(*(float(one) for one in found))


def kept_share(pairs: pd.DataFrame) -> float:
    """
    Part of the gaps that is found later, whatever the lag: the slope through the origin.

    Parameters
    ----------
    pairs : DataFrame
        Of `lagged_pairs`.

    Returns
    -------
    float
    """
    gap, later = pairs["gap"].to_numpy(dtype="float64"), pairs["later"].to_numpy(dtype="float64")
    return float((gap * later).sum() / (gap * gap).sum())


def excess(gaps: Floats, natural: Floats, population: Floats) -> Floats:
    """
    What does not last of net migration: the gap, and what it will not make up for for ever.

    Parameters
    ----------
    gaps, natural : array (…, 2)
        Yearly, per inhabitant: net migration, and natural balance; of the département over the country's, of the EPCI
        over the département's.
    population : array (…,)
        Of the EPCI: those of ``LARGE_EPCI`` and more make up for all of their natural gap.

    Returns
    -------
    array (…, 2)
        After some years (1 - kept) of each is gone.
    """
    of_epci = np.where(population >= LARGE_EPCI, OF_LARGE_EPCI.makes_up, OF_EPCI.makes_up)
    made_up = np.stack([np.full_like(of_epci, OF_DEPARTEMENT.makes_up), of_epci], axis=-1)
    found: Floats = gaps + natural * made_up
    return found
