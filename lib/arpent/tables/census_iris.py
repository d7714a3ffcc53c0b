"""Table ``census_iris``: census of 2021 by IRIS, population by three ages and dwellings by category."""

import pandas as pd

from arpent import catalogue
from arpent.sources.insee_rp_iris import read_iris
from arpent.tables.carrying import bring_counts
from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord

COUNTS = {
    "pop": "population",
    "pop_0_19": "population_0_19",
    "pop_20_64": "population_20_64",
    "pop_65p": "population_65_plus",
    "logements": "dwellings",
    "res_principales": "main_residences",
    "res_secondaires": "second_homes",
    "logements_vacants": "vacant_dwellings",
    "maisons": "houses",
    "appartements": "flats",
    "rp_en_appartement": "main_residence_flats",
}
LABELS = {
    "population": ("Population", "habitants"),
    "population_0_19": ("Population de moins de 20 ans", "habitants"),
    "population_20_64": ("Population de 20 à 64 ans", "habitants"),
    "population_65_plus": ("Population de 65 ans ou plus", "habitants"),
    "dwellings": ("Logements", "logements"),
    "main_residences": ("Résidences principales", "logements"),
    "second_homes": ("Résidences secondaires et logements occasionnels", "logements"),
    "vacant_dwellings": ("Logements vacants", "logements"),
    "houses": ("Maisons", "logements"),
    "flats": ("Appartements", "logements"),
    "main_residence_flats": ("Résidences principales en appartement", "logements"),
}
RECORD = TableRecord(
    name="census_iris",
    title="Population et logements par IRIS",
    columns={
        "iris_code": Column("Code de l'IRIS"),
        "commune_code": Column("Code de la commune"),
        "iris_type": Column("Type d'IRIS (H habitat, A activité, D divers, Z commune non découpée)"),
        "year": Column("Année du recensement", "int"),
        **{name: Column(label, "int", unit) for name, (label, unit) in LABELS.items()},
        "is_estimated": Column("Répartie entre communes rétablies", "bool"),
    },
    key=("commune_code", "iris_code"),
    datasets=("insee_rp_iris",),
    cog_year=2026,
    years=(2021,),
    parts={
        "population": ("population_0_19", "population_20_64", "population_65_plus"),
        "dwellings": ("main_residences", "second_homes", "vacant_dwellings"),
    },
    note=(
        "Codes d'IRIS de la géographie 2023. Effectifs arrondis à l'unité : la somme des parties peut "
        "différer du total de un ou deux. Mayotte n'y figure pas."
    ),
)


def build(inputs: Inputs) -> pd.DataFrame:
    """
    The table, in the current COG.

    Parameters
    ----------
    inputs : Inputs
        Pinned files.

    Returns
    -------
    DataFrame
        One row an IRIS; an IRIS whose commune was split since has one row for each commune it became.
    """
    vintage = catalogue.load("insee_rp_iris").latest
    published = read_iris(vintage.file("iris"), inputs.folder)
    renamed = published.rename(columns={"iris": "iris_code", "typ_iris": "iris_type", **COUNTS})
    placed = renamed.assign(commune_code=_communes_of(renamed["com"], inputs.places)).drop(
        columns=["com", "lab_iris"]
    )
    moved = bring_counts(
        placed,
        list(COUNTS.values()),
        source=vintage.cog_year,
        target=RECORD.cog_year,
        name=RECORD.name,
        along=["iris_code", "iris_type"],
    )
    return moved.assign(year=vintage.reference_year)


def _communes_of(codes: "pd.Series[str]", places: pd.DataFrame) -> "pd.Series[str]":
    """Arrondissements municipaux → Paris, Lyon, Marseille; other codes stay."""
    districts = places[places["type"] == "arrondissement-municipal"].set_index("code")["commune"]
    return codes.map(districts).fillna(codes)
