"""What the tables made of Sitadel share: the communes that permits are in today."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.tables.completing import CURRENT
from arpent.tables.raw import Raw
from arpent.territory.subcommunes import communes_of

DATASET = "sdes_sitadel"
NOTE = (
    "Sitadel garde le code de la commune au jour du permis : celui d'une commune fusionnée depuis est rendu à celle "
    "qui la contient. Avant qu'une commune soit rétablie, ses permis restent à celle dont elle faisait partie. Date "
    "réelle de l'événement ; les chantiers sont déclarés tard : les derniers mois et la dernière année sont incomplets."
)


def commune_codes(raw: Raw, column: str) -> "pd.Series[str]":
    """
    Communes of the tables' COG that permits are in.

    Parameters
    ----------
    raw : Raw
        Of Sitadel.
    column : str
        Of codes, of communes of any year or of arrondissements.

    Returns
    -------
    Series of str

    Raises
    ------
    DataInvalid
        A code was never a commune's.
    """
    # NOTE: the codes are of no single COG year, so that none can be checked or moved by weight.
    try:
        return communes_of(raw.frame[column], year=CURRENT)
    except DataInvalid as error:
        raise DataInvalid(f"{raw.file}: {column}: {error}") from error
