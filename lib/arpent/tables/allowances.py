"""Table ``allowances``: households that receive allowances of the CAF, by IRIS, 2016–2020."""

import pandas as pd

from arpent.sources.cnaf_allocataires_iris import read_allocataires
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_once, check_positive
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import take_measures
from arpent.territory.passage import passage

DATASET = "cnaf_allocataires_iris"
COMMUNE = 5  # digits of a commune in the code of an IRIS
NAMES = {
    "A": "beneficiaries",
    "PERCOU": "covered_persons",
    "AI": "single_beneficiaries",
    "AM": "single_parent_beneficiaries",
    "ACSSENF": "couples_without_children_beneficiaries",
    "ENF": "covered_children",
    "A_ETUD": "student_beneficiaries",
    "AAAH": "disability_beneficiaries",
    "APPA": "activity_bonus_beneficiaries",
    "ARSAS": "minimum_income_beneficiaries",
}
RECORD = TableRecord(
    name="allowances",
    title="Allocataires des CAF par IRIS",
    columns={
        "commune_code": Column("Code de la commune"),
        "iris_code": Column("Code de l'IRIS"),
        "year": Column("Année (31 décembre)", "int"),
        **measured(
            {
                "beneficiaries": ("Foyers allocataires", "foyers"),
                "covered_persons": ("Personnes couvertes", "habitants"),
                "single_beneficiaries": ("Allocataires isolés sans enfant", "foyers"),
                "single_parent_beneficiaries": ("Allocataires monoparents", "foyers"),
                "couples_without_children_beneficiaries": ("Allocataires en couple sans enfant", "foyers"),
                "covered_children": ("Enfants couverts", "enfants"),
                "student_beneficiaries": ("Allocataires étudiants", "foyers"),
                "disability_beneficiaries": ("Allocataires de l'AAH", "foyers"),
                "activity_bonus_beneficiaries": ("Allocataires de la prime d'activité", "foyers"),
                "minimum_income_beneficiaries": ("Allocataires du RSA", "foyers"),
            }
        ),
    },
    key=("commune_code", "iris_code", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=tuple(range(2016, 2021)),
    note=(
        "Les cases blanches du fichier sont des secrets de la CNAF : moins de cinq foyers. Une somme d'IRIS où une "
        "case est secrète n'est pas un total. Le fichier lu ici ne couvre que les IRIS de quatre départements."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, IRIS of communes that are still the same.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row an IRIS and year.
    """
    raws = sources.vintages(DATASET, "iris", read_allocataires)
    return pd.concat([_year(raw) for raw in raws], ignore_index=True)


def _year(raw: Raw) -> pd.DataFrame:
    check_once(raw, "CODGEO")
    taken = take_measures(raw, "CODGEO", NAMES)
    for published, name in NAMES.items():
        check_positive(raw, published, taken[name].set_axis(raw.frame.index), "CODGEO")
    way = passage(raw.cog_year, RECORD.cog_year)
    now = way.frame[~way.frame["is_estimated"]].set_index("source_code")["target_code"]
    placed = taken.assign(commune_code=taken["code"].str[:COMMUNE].map(now), year=raw.year)
    return placed.rename(columns={"code": "iris_code"}).dropna(subset="commune_code")
