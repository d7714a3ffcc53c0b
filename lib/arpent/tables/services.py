"""Table ``services``: facilities of each commune by type (BPE), 2018 and 2019, all communes."""

import pandas as pd

from arpent.sources.insee_bpe import read_counts
from arpent.tables.completing import bring_decimals
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive, check_year
from arpent.tables.record import Column, TableRecord
from arpent.tables.taking import to_communes

DATASET = "insee_bpe"
RECORD = TableRecord(
    name="services",
    title="Équipements et services par type",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année", "int"),
        "facility_type": Column("Type d'équipement (nomenclature BPE)"),
        "facilities": Column("Équipements", "float", "équipements"),
        "is_estimated": Column("Répartis entre communes rétablies", "bool"),
    },
    key=("commune_code", "year", "facility_type"),
    datasets=(DATASET,),
    cog_year=2026,
    years=(2018, 2019),
    note=(
        "Seuls les types présents ont une ligne : une commune sans ligne d'un type n'en a pas. Le champ de la base "
        "change d'une année à l'autre : comparer deux années type par type, après avoir lu sa documentation."
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
        One row a commune, year and type that is there.
    """
    raws = sources.vintages(DATASET, "iris", read_counts)
    return pd.concat([_year(raw) for raw in raws], ignore_index=True)


def _year(raw: Raw) -> pd.DataFrame:
    check_layout(raw, ["DEPCOM", "TYPEQU", "NB_EQUIP"])
    counts = raw.frame["NB_EQUIP"].astype(float)
    check_positive(raw, "NB_EQUIP", counts, "DEPCOM")
    placed = to_communes(raw.having(raw.frame.assign(facilities=counts)), "DEPCOM")
    check_year(placed, "DEPCOM")
    renamed = placed.frame.rename(columns={"DEPCOM": "commune_code", "TYPEQU": "facility_type"})
    summed = renamed.groupby(["commune_code", "facility_type"], as_index=False)[["facilities"]].sum()
    moved = bring_decimals(
        summed, ["facilities"], source=raw.cog_year, along=["facility_type"], absent="zero"
    )
    return moved.assign(year=raw.year)
