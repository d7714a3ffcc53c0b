"""
Etalab's decoupage-administratif: INSEE's COG and DGCL's EPCI as JSON lists → frames.

One release is one COG year for its codes, and not always the same year for its populations:
``data/catalogue/insee_population_legale.yml`` says which file of which release holds which year.
"""

from pathlib import Path

import pandas as pd

from arpent.catalogue import SourceFile
from arpent.sources.npm_release import read_json
from arpent.sources.pinned import pinned_archive

#: Value of ``type`` of a commune that exists in the release's COG year, in releases of all years.
CURRENT = "commune-actuelle"


def read_places(declared: SourceFile, folder: Path) -> pd.DataFrame:
    """
    Communes, départements or régions of a release, as published.

    Parameters
    ----------
    declared : SourceFile
        ``data/communes.json``, ``departements.json`` or ``regions.json`` of a release.
    folder : Path
        Where archives are kept.

    Returns
    -------
    DataFrame
        One row an entry. ``communes.json`` also lists communes déléguées, associées and arrondissements
        municipaux: see ``type``.
    """
    return pd.DataFrame(read_json(pinned_archive(declared, folder), declared.file))


def read_epci(declared: SourceFile, folder: Path) -> pd.DataFrame:
    """
    EPCI of a release, as published, without their members.

    Parameters
    ----------
    declared : SourceFile
        ``data/epci.json`` of a release.
    folder : Path
        Where archives are kept.

    Returns
    -------
    DataFrame
        One row an EPCI: ``code``, ``nom``, ``type``, ``modeFinancement``, ``populationTotale``,
        ``populationMunicipale``.
    """
    return pd.DataFrame(read_json(pinned_archive(declared, folder), declared.file)).drop(columns="membres")


def read_members(declared: SourceFile, folder: Path) -> pd.DataFrame:
    """
    Member communes of the EPCI of a release, as published.

    Parameters
    ----------
    declared : SourceFile
        ``data/epci.json`` of a release.
    folder : Path
        Where archives are kept.

    Returns
    -------
    DataFrame
        One row a commune: ``epci`` (code of its EPCI), ``code``, ``nom``, ``siren`` and, from release 1.1.1
        on, ``populationTotale`` and ``populationMunicipale``.
    """
    listed = read_json(pinned_archive(declared, folder), declared.file)
    return pd.DataFrame([{"epci": epci["code"], **member} for epci in listed for member in epci["membres"]])
