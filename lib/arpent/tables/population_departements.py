"""Table ``population_departements``: population of départements on 1 January, by sex and five ages, since 1975."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_population_departement import read_estimates
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_positive
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import read_numbers

SEXES = {"Hommes": "men", "Femmes": "women"}
AGES = {
    "0 à 19 ans": "0_19",
    "20 à 39 ans": "20_39",
    "40 à 59 ans": "40_59",
    "60 à 74 ans": "60_74",
    "75 ans et plus": "75_plus",
}
RECORD = TableRecord(
    name="population_departements",
    title="Population des départements par sexe et âge depuis 1975",
    columns={
        "territory": Column("Territoire"),
        "year": Column("Année (1er janvier)", "int"),
        "sex": Column("Sexe : men, women"),
        "age": Column("Âge"),
        **measured({"population": ("Population", "habitants")}),
    },
    key=("territory", "year", "sex", "age"),
    datasets=("insee_population_departement",),
    cog_year=2023,
    years=tuple(range(1975, 2024)),
    note="Estimations de population ; les trois dernières années sont provisoires. Outre-mer depuis 1990.",
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a département, year, sex and age.
    """
    raw = sources.raw("insee_population_departement", "grandes_classes", read_estimates)
    kept = raw.only(raw.frame["libelle"] != "")  # the others are totals
    groups = [_group(kept, sex, age) for sex in SEXES for age in AGES]
    for sex in SEXES:
        _check(kept, sex)
    return pd.concat(groups, ignore_index=True)


def _group(raw: Raw, sex: str, age: str) -> pd.DataFrame:
    values, reasons = read_numbers(raw, f"{sex} {age}", "code")
    check_positive(raw, f"{sex} {age}", values, "code")
    return pd.DataFrame(
        {
            "territory": "departement:" + raw.frame["code"],
            "year": raw.frame["annee"].astype("int64"),
            "sex": SEXES[sex],
            "age": AGES[age],
            "population": values,
            "population_reason": reasons,
        }
    )


def _check(raw: Raw, sex: str) -> None:
    sums = sum(read_numbers(raw, f"{sex} {age}", "code")[0] for age in AGES)
    far = (sums - read_numbers(raw, f"{sex} Total", "code")[0]).abs() > len(AGES)
    if far.any():
        row = raw.frame[far].iloc[0]
        raise DataInvalid(f"{raw.file}: {row['annee']}, row {row['code']}: ages of {sex} are not their total")
