"""Table ``natural_balances``: births, deaths and migratory balance between censuses, EPCI to France, 1968–2016."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.anct_soldes_demographiques import read_balances
from arpent.tables.published import level_of
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout
from arpent.tables.record import Column, TableRecord
from arpent.tables.taking import read_numbers

DATASET, FRANCE = "anct_soldes_demographiques", "france"
NAMES = {
    "POPULATION_debut": "population_start",
    "POPULATION_fin": "population_end",
    "NAISSANCES": "births",
    "DECES": "deaths",
    "EVOL_DEMO_SN": "natural_balance",
    "EVOL_DEMO_SMA": "migration_balance",
}
RECORD = TableRecord(
    name="natural_balances",
    title="Soldes naturel et migratoire",
    columns={
        "territory": Column("Territoire"),
        "level": Column("Niveau"),
        "start_year": Column("Début de la période", "int"),
        "year": Column("Fin de la période", "int"),
        "cog_year": Column("Géographie de la figure", "int"),
        "population_start": Column("Population au début", "float", "habitants", is_nullable=True),
        "population_end": Column("Population à la fin", "float", "habitants", is_nullable=True),
        "births": Column("Naissances de la période", "float", "naissances", is_nullable=True),
        "deaths": Column("Décès de la période", "float", "décès", is_nullable=True),
        "natural_balance": Column("Solde naturel", "float", "habitants", is_nullable=True),
        "migration_balance": Column("Solde migratoire apparent", "float", "habitants", is_nullable=True),
        "person_years": Column(
            "Population moyenne × années de la période", "float", "habitants", is_nullable=True
        ),
        "reason": Column("Raison de l'absence", is_nullable=True),
    },
    key=("territory", "year"),
    datasets=(DATASET,),
    cog_year=2019,
    years=(1975, 1982, 1990, 1999, 2006, 2011, 2016),
    note=(
        "Le solde migratoire apparent est ce que le solde naturel n'explique pas : il porte aussi les écarts de "
        "recensement. Géographie publiée."
    ),
    is_embedded=False,
)
ROUNDING = 1.0


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
        One row a territory and period.
    """
    parts = sources.raw(DATASET, "territoires", read_balances)
    check_layout(parts, ["TERR", "NIV_TERR", "periode", *NAMES])
    level = parts.frame["NIV_TERR"].map(lambda word: level_of(word, str(parts.file)))
    whole = sources.raw(DATASET, "france", read_balances)
    check_layout(whole, ["periode", *NAMES])
    nation = whole.having(whole.frame.assign(TERR=FRANCE))
    return pd.concat([_rows(parts, level + ":" + parts.frame["TERR"]), _rows(nation, nation.frame["TERR"])])


def _rows(raw: Raw, territory: "pd.Series[str]") -> pd.DataFrame:
    spans = raw.frame["periode"].str.split("_", expand=True).astype("int64")
    frame = pd.DataFrame(
        {
            "territory": territory,
            "level": territory.str.partition(":")[0],
            "start_year": spans[0],
            "year": spans[1],
            "cog_year": raw.cog_year,
            **{name: read_numbers(raw, published, "TERR")[0] for published, name in NAMES.items()},
        }
    )
    _check(raw, frame)
    holes = frame[list(NAMES.values())].isna().any(axis=1)
    # ASSUME: people lived on average as many as halfway between both censuses.
    lived = (frame["population_start"] + frame["population_end"]) / 2 * (frame["year"] - frame["start_year"])
    return frame.assign(person_years=lived, reason=holes.map({True: "not_available", False: None}))


def _check(raw: Raw, frame: pd.DataFrame) -> None:
    change = frame["population_end"] - frame["population_start"]
    far = (change - frame["natural_balance"] - frame["migration_balance"]).abs() > ROUNDING
    if far.any():
        raise DataInvalid(
            f"{raw.file}: row {frame.loc[far, 'territory'].iloc[0]}: natural and migratory balances are not the "
            f"change in population ({int(far.sum())} such row(s))"
        )
