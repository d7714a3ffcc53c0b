"""Table ``building_permits_monthly``: dwellings authorised and started a month in each commune (Sitadel)."""

import pandas as pd

from arpent.sources.sdes_sitadel import PERMIT, read_permits
from arpent.tables.mixed_years import commune_codes
from arpent.tables.permits import DATASET, NOTE
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive
from arpent.tables.record import Column, TableRecord
from arpent.tables.taking import read_numbers

CANCELLED = "4"
#: Date as published → {count as published: name here}.
EVENTS = {
    "DATE_REELLE_AUTORISATION": {
        "NB_LGT_TOT_CREES": "authorised_dwellings",
        "NB_LGT_IND_CREES": "authorised_houses",
        "NB_LGT_COL_CREES": "authorised_flats",
    },
    "DATE_REELLE_DOC": {"NB_LGT_TOT_CREES": "started_dwellings"},
}
KEY = ["commune_code", "year", "month"]
RECORD = TableRecord(
    name="building_permits_monthly",
    title="Logements autorisés et commencés par mois",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année", "int"),
        "month": Column("Mois", "int"),
        "authorised_dwellings": Column("Logements autorisés", "float", "logements"),
        "authorised_houses": Column("Logements individuels autorisés", "float", "logements"),
        "authorised_flats": Column("Logements collectifs autorisés", "float", "logements"),
        "started_dwellings": Column("Logements commencés", "float", "logements"),
    },
    key=tuple(KEY),
    datasets=(DATASET,),
    cog_year=2026,
    years=tuple(range(2013, 2027)),
    note=(
        "Somme des permis et déclarations préalables de la liste du SDES, sans ceux qui sont annulés : ce n'est pas le "
        f"total annuel par commune que le SDES publie. Un mois sans rien n'a pas de ligne. {NOTE}"
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
        One row a commune and month in which something was authorised or started.
    """
    raw = sources.raw(DATASET, "permis", read_permits)
    check_layout(raw, PERMIT)
    kept = raw.only(raw.frame["ETAT_DAU"] != CANCELLED)
    communes = commune_codes(kept, "COMM")
    events = [_event(kept, communes, date, names) for date, names in EVENTS.items()]
    return pd.concat(events, axis="columns").fillna(0.0).reset_index()


def _event(raw: Raw, communes: "pd.Series[str]", date: str, names: dict[str, str]) -> pd.DataFrame:
    """Sums by commune and month of an event; a permit without its date has not come to it."""
    dated = raw.frame[date].str.extract(r"^(?P<year>\d{4})-(?P<month>\d\d)")
    counts = dated.assign(commune_code=communes)
    for published, name in names.items():
        counts[name] = read_numbers(raw, published, "COMM")[0].fillna(0.0)
        check_positive(raw, published, counts[name], "COMM")
    told = counts[dated["year"].notna()].astype({"year": "int64", "month": "int64"})
    summed = told.groupby(KEY)[list(names.values())].sum()
    return summed[summed.sum(axis="columns") > 0]
