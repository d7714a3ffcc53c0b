"""Table ``regions``: the 18 régions of the current COG."""

import pandas as pd

from arpent.sources.decoupage import read_places
from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord

RECORD = TableRecord(
    name="regions",
    title="Régions",
    columns={
        "region_code": Column("Code de la région"),
        "region_name": Column("Région"),
        "typography": Column("Type de nom en clair (TNCC)", "int"),
    },
    key=("region_code",),
    datasets=("insee_cog",),
    cog_year=2026,
)


def build(inputs: Inputs) -> pd.DataFrame:
    """
    The table, from the COG.

    Parameters
    ----------
    inputs : Inputs
        Pinned files.

    Returns
    -------
    DataFrame
        One row a région that has a département.
    """
    published = read_places(inputs.cog.file("regions"), inputs.folder)
    used = published[published["code"].isin(inputs.table("departements")["region_code"])]
    return pd.DataFrame(
        {
            "region_code": used["code"],
            "region_name": used["nom"],
            "typography": used["typeLiaison"],
        }
    )
