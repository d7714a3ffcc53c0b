"""Table ``communes``: the communes of the current COG, what they belong to, and their area."""

import pandas as pd

from arpent import catalogue
from arpent.sources.decoupage import read_members
from arpent.tables.checks import check_complete, check_no_stranger
from arpent.tables.contours import areas_km2, current_contours
from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord

RECORD = TableRecord(
    name="communes",
    title="Communes",
    columns={
        "commune_code": Column("Code de la commune"),
        "commune_name": Column("Commune"),
        "typography": Column("Type de nom en clair (TNCC)", "int"),
        "departement_code": Column("Code du département"),
        "region_code": Column("Code de la région"),
        "epci_code": Column("Code de l'EPCI (SIREN)", is_nullable=True),
        "arrondissement_code": Column("Code de l'arrondissement"),
        "area_km2": Column("Superficie", "float", "km²"),
    },
    key=("commune_code",),
    datasets=("insee_cog", "dgcl_epci", "ign_contours"),
    cog_year=2026,
    note=(
        "Superficie calculée sur des contours généralisés à 100 m environ : elle diffère un peu de la "
        "superficie cadastrale."
    ),
)


def build(inputs: Inputs) -> pd.DataFrame:
    """
    The table, from the COG, DGCL's list and the contours.

    Parameters
    ----------
    inputs : Inputs
        Pinned files.

    Returns
    -------
    DataFrame
        One row a commune of the 101 départements. ``epci_code`` is missing for the four islands in no EPCI.

    Raises
    ------
    DataInvalid
        A member of an EPCI is no commune, or a commune has no contour.
    """
    published = inputs.communes
    members = read_members(catalogue.load("dgcl_epci").latest.file("epci"), inputs.folder)
    check_no_stranger(members["code"], set(published["code"]), "dgcl_epci")
    areas = areas_km2(current_contours(inputs))
    check_complete(areas.index.to_series(), set(published["code"]), "ign_contours")
    return pd.DataFrame(
        {
            "commune_code": published["code"],
            "commune_name": published["nom"],
            "typography": published["typeLiaison"],
            "departement_code": published["departement"],
            "region_code": published["region"],
            "epci_code": published["code"].map(members.set_index("code")["epci"]),
            "arrondissement_code": published["arrondissement"],
            "area_km2": published["code"].map(areas).round(3),
        }
    )
