"""Table ``projection_hypotheses``: what INSEE's projections of France suppose, by sex and age, to 2120."""

from typing import NamedTuple

import pandas as pd

from arpent.sources.insee_projections import read_hypotheses
from arpent.tables.projections import DATASET, SCENARIOS
from arpent.tables.raw import Raw, Sources
from arpent.tables.record import Column, TableRecord
from arpent.tables.taking import read_numbers


class _Sheet(NamedTuple):
    """What one sheet holds, and what its figures are divided by to be a rate a person."""

    name: str
    quantity: str
    sex: str
    divisor: float


SHEETS = (
    _Sheet("hyp_mortaliteF", "quotient", "women", 1e5),
    _Sheet("hyp_mortaliteH", "quotient", "men", 1e5),
    _Sheet("hyp_fecondite", "fertility", "women", 1e4),
    _Sheet("hyp_soldemigF", "net_migration", "women", 1.0),
    _Sheet("hyp_soldemigH", "net_migration", "men", 1.0),
    _Sheet("ajustementF", "correction", "women", 1.0),
    _Sheet("ajustementH", "correction", "men", 1.0),
)
RECORD = TableRecord(
    name="projection_hypotheses",
    title="Hypothèses des projections de population de la France",
    columns={
        "scenario": Column("Scénario"),
        "quantity": Column("Grandeur : quotient, fertility, net_migration, correction"),
        "year": Column("Année", "int"),
        "sex": Column("Sexe : men, women"),
        "age": Column("Âge atteint dans l'année", "int"),
        "value": Column("Valeur", "float", "par personne et par an, ou personnes"),
    },
    key=("scenario", "quantity", "year", "sex", "age"),
    datasets=(DATASET,),
    cog_year=2021,
    years=tuple(range(1962, 2121)),
    note=(
        "Quotients de mortalité (0 à 120 ans) et taux de fécondité (15 à 50 ans) par personne et par an ; solde "
        "migratoire et ajustement en personnes (0 à 105 ans ou plus), depuis 2021. Observés jusqu'en 2020, "
        "provisoires les deux dernières années. Les tables sont celles des projections 2021-2070."
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
        One row a scenario, quantity, year, sex and age; a cell that is empty in the file has none.
    """
    frames = []
    for scenario in SCENARIOS:
        for sheet in SHEETS:
            raw = sources.raw(DATASET, scenario, lambda path, name=sheet.name: read_hypotheses(path, name))  # type: ignore[misc]
            values = _long(raw, sheet.divisor)
            frames.append(values.assign(scenario=scenario, quantity=sheet.quantity, sex=sheet.sex))
    return pd.concat(frames, ignore_index=True)


def _long(raw: Raw, divisor: float) -> pd.DataFrame:
    years = [str(name) for name in raw.frame.columns[1:]]
    values = pd.DataFrame({name: read_numbers(raw, name, "age")[0] / divisor for name in years})
    ages = raw.frame["age"].str.rstrip("+").astype("int64")
    long = values.assign(age=ages).melt("age", var_name="year", value_name="value").dropna(subset="value")
    return long.astype({"year": "int64"})
