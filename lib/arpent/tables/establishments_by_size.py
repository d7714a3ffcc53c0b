"""Table ``establishments_by_size``: establishments of each commune by number of employees, 2014, all communes."""

import pandas as pd

from arpent.sources.insee_clap import read_establishments
from arpent.tables.completing import MAYOTTE
from arpent.tables.published import build_counts
from arpent.tables.raw import Raw, Sources
from arpent.tables.record import counts_record

DATASET = "insee_clap"
COLUMNS = {
    "E14TST": ("establishments", "Établissements actifs"),
    "E14TS0ND": ("establishments_0", "Sans salarié, ou effectif inconnu"),
    "E14TS1": ("establishments_1_5", "De 1 à 5 salariés"),
    "E14TS6": ("establishments_6_9", "De 6 à 9 salariés"),
    "E14TS10": ("establishments_10_19", "De 10 à 19 salariés"),
    "E14TS20": ("establishments_20_49", "De 20 à 49 salariés"),
    "E14TS50": ("establishments_50_99", "De 50 à 99 salariés"),
    "E14TS100": ("establishments_100_199", "De 100 à 199 salariés"),
    "E14TS200": ("establishments_200_499", "De 200 à 499 salariés"),
    "E14TS500": ("establishments_500_plus", "De 500 salariés ou plus"),
}
NAMES = {published: name for published, (name, _) in COLUMNS.items()}
PARTS = {"establishments": tuple(NAMES.values())[1:]}
RECORD = counts_record(
    "establishments_by_size",
    "Établissements par tranche d'effectif",
    {name: (label, "établissements") for name, label in COLUMNS.values()},
    datasets=(DATASET,),
    years=(2014,),
    year="Année (31 décembre)",
    note="Tous les établissements actifs, avec ou sans salarié : ne se compare pas aux seuls employeurs.",
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, in the current COG.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a commune.
    """
    raw = with_zeros(sources.raw(DATASET, "communes", read_establishments), "CODGEO")
    # NOTE: CLAP knows no employee in Mayotte: all its establishments stand under "sans salarié".
    elsewhere = raw.only(~raw.frame["CODGEO"].str.startswith(MAYOTTE))
    return build_counts([elsewhere], "CODGEO", lambda _: NAMES, parts=PARTS)


def with_zeros(raw: Raw, code: str) -> Raw:
    """
    A file whose commune codes lost their zeros at its carrier (``1001`` for ``01001``).

    Parameters
    ----------
    raw : Raw
        One row a commune.
    code : str
        Column of codes.

    Returns
    -------
    Raw
        Codes of five characters.
    """
    return raw.having(raw.frame.assign(**{code: raw.frame[code].str.zfill(5)}))
