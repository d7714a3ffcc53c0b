"""Table ``salaried_jobs``: establishments and employees of each commune by sector, at the end of a year (Flores)."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_flores import read_sectors
from arpent.sources.melodi import GEO, VALUE
from arpent.tables.completing import bring_decimals
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive, check_year
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import read_numbers, to_communes

DATASET = "insee_flores"
MEASURES = {"UNIT_LOC": "establishments", "EMPL3112": "employees"}
HIDDEN, GROUPED = "K", "W"
KEY = ["commune_code", "sector"]
RECORD = TableRecord(
    name="salaried_jobs",
    title="Établissements et salariés par secteur (Flores)",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année (31 décembre)", "int"),
        "sector": Column("Secteur (NAF rév. 2, A38 ; `_T` : tous)"),
        **measured(
            {
                "establishments": ("Établissements", "établissements"),
                "employees": ("Salariés présents la dernière semaine de décembre", "salariés"),
            }
        ),
        "is_grouped": Column("Contient ce qu'un autre secteur cache", "bool"),
        "is_estimated": Column("Répartis entre communes rétablies", "bool"),
    },
    key=("commune_code", "year", "sector"),
    datasets=(DATASET,),
    cog_year=2026,
    years=(2024,),
    note=(
        "Au lieu de travail, sans les salariés des particuliers. Un secteur qui n'a rien dans une commune n'y a pas de "
        "ligne. L'Insee cache un secteur en le comptant dans un autre, qui est dit groupé : les secteurs ne se lisent "
        "alors pas un par un. Le secret d'une partie est celui du tout."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, in the current COG.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a commune and sector that is there.
    """
    raws = sources.vintages(DATASET, "long", read_sectors)
    return pd.concat([_year(raw) for raw in raws], ignore_index=True)


def _year(raw: Raw) -> pd.DataFrame:
    check_layout(raw, [GEO, "ACTIVITY", "FLORES_MEASURE", "OBS_STATUS", VALUE])
    _check_once(raw)
    kept = to_communes(raw, GEO)
    check_year(kept, GEO)
    frames = [_measure(kept, published, name) for published, name in MEASURES.items()]
    # What has no row is not there: no establishment, so no employee.
    joined = frames[0].join(frames[1], how="outer").fillna(0.0).reset_index()
    columns = [name for name in joined.columns if name not in KEY]
    moved = bring_decimals(joined, columns, source=raw.cog_year, along=["sector"], absent="zero")
    for name in MEASURES.values():
        secret = moved[f"{name} {HIDDEN}"] > 0
        moved[name] = moved[name].mask(secret)
        moved[f"{name}_reason"] = secret.map({True: "secret", False: None})
    moved["is_grouped"] = moved[[f"{name} {GROUPED}" for name in MEASURES.values()]].gt(0).any(axis="columns")
    return moved.assign(year=raw.year)[list(RECORD.columns)]


def _measure(raw: Raw, published: str, name: str) -> pd.DataFrame:
    """Values by commune and sector, beside how many are hidden or grouped in each."""
    of_measure = raw.only(raw.frame["FLORES_MEASURE"] == published)
    values, status = read_numbers(of_measure, VALUE, GEO)[0], of_measure.frame["OBS_STATUS"]
    check_positive(of_measure, VALUE, values, GEO)
    if (lost := values.isna() & (status != HIDDEN)).any():
        where = of_measure.frame.loc[lost, GEO].iloc[0]
        raise DataInvalid(f"{raw.file}: row {where}: {VALUE} is blank and OBS_STATUS is not {HIDDEN}")
    long = pd.DataFrame(
        {
            "commune_code": of_measure.frame[GEO],
            "sector": of_measure.frame["ACTIVITY"],
            name: values.fillna(0.0),
            f"{name} {HIDDEN}": values.isna().astype(float),
            f"{name} {GROUPED}": (status == GROUPED).astype(float),
        }
    )
    return long.groupby(KEY).sum()


def _check_once(raw: Raw) -> None:
    twice = raw.frame.duplicated([GEO, "ACTIVITY", "FLORES_MEASURE"], keep=False)
    if twice.any():
        row = raw.frame[twice].iloc[0]
        raise DataInvalid(
            f"{raw.file}: {row[GEO]} has several observations of {row['FLORES_MEASURE']} in {row['ACTIVITY']}: a "
            f"dimension has several values"
        )
