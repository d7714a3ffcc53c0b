"""Table ``departements``: the 101 départements of the current COG."""

import pandas as pd

from arpent.sources.decoupage import read_places
from arpent.tables.inputs import Inputs, in_france
from arpent.tables.record import Column, TableRecord

RECORD = TableRecord(
    name="departements",
    title="Départements",
    columns={
        "departement_code": Column("Code du département"),
        "departement_name": Column("Département"),
        "region_code": Column("Code de la région"),
        "typography": Column("Type de nom en clair (TNCC)", "int"),
    },
    key=("departement_code",),
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
        One row a département.
    """
    published = in_france(read_places(inputs.cog.file("departements"), inputs.folder))
    return pd.DataFrame(
        {
            "departement_code": published["code"],
            "departement_name": published["nom"],
            "region_code": published["region"],
            "typography": published["typeLiaison"],
        }
    )
