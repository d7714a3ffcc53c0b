"""INSEE, census: home-to-work flows between communes, already summed."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_flows(path: Path) -> pd.DataFrame:
    """
    Flows, as published.

    NOTE: INSEE says nothing of its encoding; others read it as UTF-8.

    Parameters
    ----------
    path : Path
        ``base-flux-mobilite-domicile-lieu-travail-<year>.csv``.

    Returns
    -------
    DataFrame
        One row a pair, text: ``CODGEO`` and ``LIBGEO`` (home), ``DCLT`` and ``L_DCLT`` (work), arrondissements
        in Paris, Lyon and Marseille; ``NBFLUX_C<yy>_ACTOCC15P``, employed persons of 15 or more.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
