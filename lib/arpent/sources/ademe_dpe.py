"""ADEME, energy performance of dwellings: diagnoses, counted by commune, year and label."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import count_delimited

LABELS = tuple("ABCDEFG")


def count_labels(path: Path) -> pd.DataFrame:
    """
    Diagnoses of existing dwellings, counted while the file is read: it has millions of rows.

    NOTE: a dwelling diagnosed twice counts twice; a diagnosis that could not be placed in a commune is left.

    Parameters
    ----------
    path : Path
        CSV of ``dpe03existant``, by commas.

    Returns
    -------
    DataFrame
        Text: ``code_insee_ban``, ``year`` (of the diagnosis), ``etiquette_dpe`` (``A`` to ``G``); ``rows`` (int).

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    keys = {
        "code_insee_ban": "code_insee_ban",
        "year": "left(date_etablissement_dpe, 4)",
        "etiquette_dpe": "etiquette_dpe",
    }
    return count_delimited(path, keys=keys, separator=",", where="coalesce(code_insee_ban, '') <> ''")
