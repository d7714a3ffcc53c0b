"""Table ``census_communes``: census of 2021 by commune, the sum of its IRIS."""

import pandas as pd

from arpent.tables import census_iris
from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord

COUNTS = list(census_iris.COUNTS.values())
RECORD = TableRecord(
    name="census_communes",
    title="Population et logements par commune",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année du recensement", "int"),
        **{
            name: Column(label, "int", unit, is_nullable=True)
            for name, (label, unit) in census_iris.LABELS.items()
        },
        "is_estimated": Column("Répartie entre communes rétablies", "bool"),
        "reason": Column("Raison de l'absence", is_nullable=True),
    },
    key=("commune_code", "year"),
    datasets=("insee_rp_iris",),
    cog_year=2026,
    years=(2021,),
    note=(
        "Somme des IRIS, arrondis à l'unité : elle peut différer de quelques unités du total publié par "
        "l'Insee. Mayotte n'y figure pas."
    ),
)


def build(inputs: Inputs) -> pd.DataFrame:
    """
    The table, summed from the IRIS.

    Parameters
    ----------
    inputs : Inputs
        Tables already built.

    Returns
    -------
    DataFrame
        One row a commune; Mayotte's are missing, ``not_published``.
    """
    iris = inputs.table("census_iris")
    grouped = iris.groupby("commune_code")
    sums = grouped[COUNTS].sum().join(grouped["is_estimated"].any()).reset_index()
    every = inputs.communes[["code"]].rename(columns={"code": "commune_code"})
    whole = every.merge(sums, on="commune_code", how="left", validate="one_to_one")
    return whole.astype(dict.fromkeys(COUNTS, "Int64")).assign(
        year=int(iris["year"].iloc[0]),
        is_estimated=whole["is_estimated"].astype("boolean").fillna(value=False).astype(bool),
        reason=whole["population"].isna().map({True: "not_published", False: None}),
    )
