"""Table ``projections``: population of France by sex and age, 1962–2121, in each scenario of INSEE's projections."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_projections import read_by_age
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_positive
from arpent.tables.record import Column, TableRecord
from arpent.tables.taking import read_numbers

DATASET = "insee_projections"
SCENARIOS = ("central", "fecondite_haute", "esperance_vie_basse", "migrations_hautes")
SHEETS = {"women": "populationF", "men": "populationH"}
ROUNDING = 60.0
RECORD = TableRecord(
    name="projections",
    title="Projections de population de la France",
    columns={
        "scenario": Column("Scénario"),
        "year": Column("Année (1er janvier)", "int"),
        "sex": Column("Sexe : men, women"),
        "age": Column("Âge ; 105 : 105 ans ou plus", "int"),
        "population": Column("Population", "float", "habitants"),
    },
    key=("scenario", "year", "sex", "age"),
    datasets=(DATASET,),
    cog_year=2021,
    years=tuple(range(1962, 2122)),
    note=(
        "Édition 2021. Estimations jusqu'en 2021 (provisoires de 2019 à 2021), projections ensuite. France "
        "métropolitaine jusqu'en 1990, hors Mayotte de 1991 à 2013, entière depuis 2014."
    ),
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
        One row a scenario, year, sex and age.
    """
    frames = []
    for scenario in SCENARIOS:
        for sex, sheet in SHEETS.items():
            raw = sources.raw(DATASET, scenario, lambda path, name=sheet: read_by_age(path, name))  # type: ignore[misc]
            frames.append(_long(raw).assign(scenario=scenario, sex=sex))
    return pd.concat(frames, ignore_index=True)


def _long(raw: Raw) -> pd.DataFrame:
    age = raw.frame.columns[0]
    years = [name for name in raw.frame.columns[1:] if str(name).isdigit()]
    is_age = raw.frame[age].str.fullmatch(r"\d+\+?")
    values = pd.DataFrame({name: read_numbers(raw, name, age)[0] for name in years})
    for name in years:
        check_positive(raw, name, values[name], age)
    _check(raw, values, is_age)
    ages = raw.frame.loc[is_age, age].str.rstrip("+").astype("int64")
    long = values[is_age].assign(age=ages).melt("age", var_name="year", value_name="population")
    return long.astype({"year": "int64"})


def _check(raw: Raw, values: pd.DataFrame, is_age: "pd.Series[bool]") -> None:
    total = values[raw.frame.iloc[:, 0].str.startswith("Total")].iloc[0]
    far = (values[is_age].sum() - total).abs() > ROUNDING
    if far.any():
        raise DataInvalid(f"{raw.file}: {far.index[far][0]}: ages are not their total: its layout changed")
