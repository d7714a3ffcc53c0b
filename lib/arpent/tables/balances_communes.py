"""Table ``balances_communes``: births, deaths and population at both ends of 2013–2019, all communes."""

import pandas as pd

from arpent.sources.insee_comparateur import read_comparateur
from arpent.tables.comparateur import DATASET, published_code
from arpent.tables.published import build_counts
from arpent.tables.raw import Sources
from arpent.tables.record import Column, TableRecord, counted

START, END = 2013, 2019
NAMES = {
    f"P{START % 100}_POP": "population_start",
    f"P{END % 100}_POP": "population_end",
    f"NAIS{START % 100}{END % 100}": "births",
    f"DECE{START % 100}{END % 100}": "deaths",
}
RECORD = TableRecord(
    name="balances_communes",
    title="Naissances, décès et population entre deux recensements, par commune",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Fin de la période", "int"),
        **counted(
            {
                "population_start": (f"Population en {START}", "habitants"),
                "population_end": (f"Population en {END}", "habitants"),
                "births": (f"Naissances de {START} à {END}", "naissances"),
                "deaths": (f"Décès de {START} à {END}", "décès"),
            }
        ),
    },
    key=("commune_code", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=(END,),
    note=(
        "Six années, entre les populations de deux recensements. Ce que les naissances et les décès n'expliquent pas "
        "est le solde migratoire apparent : il porte aussi les écarts de recensement."
    ),
    is_embedded=False,
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
    raws = sources.vintages(DATASET, "communes", read_comparateur, only=[str(END)])
    return build_counts(raws, published_code, lambda _: NAMES)
