"""INSEE, zonings of communes: zone d'emploi, urban unit, catchment area, living area, density grid."""

from pathlib import Path

import pandas as pd

from arpent.sources.sheets import read_under

DENSITY_SHEET = "Maille communale"


def read_zonings(path: Path) -> pd.DataFrame:
    """
    All zonings of communes, as carried in one file.

    Parameters
    ----------
    path : Path
        Parquet of a third party, from INSEE's files.

    Returns
    -------
    DataFrame
        One row a commune, text: ``DEPCOM``, ``ZE2020``, ``UU2020``, ``AAV2020``, ``CATEAAV2020``, ``BV2022``
        and their labels.
    """
    return pd.read_parquet(path)


def read_belonging(path: Path) -> pd.DataFrame:
    """
    What each commune belongs to, as INSEE publishes it.

    Parameters
    ----------
    path : Path
        ``table-appartenance-geo-communes-<yy>.xlsx``.

    Returns
    -------
    DataFrame
        One row a commune, text: ``CODGEO``, ``LIBGEO``, ``DEP``, ``REG``, ``EPCI``, ``ZE2020`` and others.

    Raises
    ------
    DataInvalid
        The workbook has no such sheet or header.
    """
    return read_under(path, "COM", "CODGEO")


def read_composition(path: Path) -> pd.DataFrame:
    """
    Communes of a zoning, as INSEE publishes it.

    Parameters
    ----------
    path : Path
        ``ZE2020_au_01-01-<year>.xlsx``, ``Intercommunalite_Metropole_au_01-01-<year>.xlsx`` and others.

    Returns
    -------
    DataFrame
        One row a commune, text: ``CODGEO``, ``LIBGEO``, the zone and its label.

    Raises
    ------
    DataInvalid
        The workbook has no such sheet or header.
    """
    return read_under(path, "Composition_communale", "CODGEO")


def read_density(path: Path) -> pd.DataFrame:
    """
    Density grid of communes.

    Parameters
    ----------
    path : Path
        The grid's workbook.

    Returns
    -------
    DataFrame
        One row a commune, text: ``CODGEO``, ``DENS`` (3 levels), ``PMUN<yy>``, ``DENS7`` and their labels.

    Raises
    ------
    DataInvalid
        The workbook has no such sheet or header.
    """
    return read_under(path, DENSITY_SHEET, "CODGEO")
