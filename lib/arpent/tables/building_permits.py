"""Table ``building_permits``: dwellings authorised and started a year in each commune, by type (Sitadel)."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.sdes_sitadel import read_communes
from arpent.tables.completing import complete_measures
from arpent.tables.mixed_years import commune_codes
from arpent.tables.permits import DATASET, NOTE
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive, check_sum
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import read_numbers, to_communes

#: Type as published, in small letters → what is added to a name here.
# NOTE: «Tous Logements» and «Individuel pur» were seen in others' code; the other labels are those of SDES's notes.
TYPES = {
    "tous logements": "dwellings",
    "individuel pur": "single_houses",
    "individuel groupé": "grouped_houses",
    "collectif": "flats",
    "résidence": "residence_dwellings",
    "en résidence": "residence_dwellings",
}
LABELS = {
    "dwellings": "Logements",
    "single_houses": "Logements individuels purs",
    "grouped_houses": "Logements individuels groupés",
    "flats": "Logements collectifs",
    "residence_dwellings": "Logements en résidence",
}
COUNTS = {"LOG_AUT": "authorised", "LOG_COM": "started"}
AREAS = {"SDP_AUT": "authorised_floor_area_m2", "SDP_COM": "started_floor_area_m2"}
SAID = {"authorised": "autorisés", "started": "commencés"}
PARTS = {f"{what}_dwellings": tuple(f"{what}_{kind}" for kind in list(LABELS)[1:]) for what in SAID}
MEASURES = [*(f"{what}_{kind}" for what in SAID for kind in LABELS), *AREAS.values()]
RECORD = TableRecord(
    name="building_permits",
    title="Logements autorisés et commencés",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année", "int"),
        **measured(
            {
                **{
                    f"{what}_{kind}": (f"{label} {SAID[what]}", "logements")
                    for what in SAID
                    for kind, label in LABELS.items()
                },
                "authorised_floor_area_m2": ("Surface de plancher autorisée", "m²"),
                "started_floor_area_m2": ("Surface de plancher commencée", "m²"),
            }
        ),
    },
    key=("commune_code", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=tuple(range(2013, 2026)),
    parts=PARTS,
    note=NOTE,
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
        One row a commune and year.
    """
    raw = sources.raw(DATASET, "communes", read_communes)
    check_layout(raw, ["ANNEE", "COMM", "TYPE_LGT", *COUNTS, *AREAS])
    kept = to_communes(raw, "COMM")
    long = pd.DataFrame(
        {"commune_code": commune_codes(kept, "COMM"), "year": _years(kept), "kind": _kinds(kept)}
    )
    for published in (*COUNTS, *AREAS):
        long[published] = read_numbers(kept, published, "COMM")[0]
        check_positive(kept, published, long[published], "COMM")
    wide = _wide(long)
    for total, parts in PARTS.items():
        check_sum(raw, wide, total, parts, tolerance=0.5)
    for name in MEASURES:
        wide[f"{name}_reason"] = wide[name].isna().map({True: raw.marks[""], False: None})
    return complete_measures(wide, MEASURES, mayotte="not_available")


def _wide(long: pd.DataFrame) -> pd.DataFrame:
    """One row a commune and year; a sum with a hole is a hole."""
    summed = long.groupby(["commune_code", "year", "kind"])[[*COUNTS, *AREAS]].sum(skipna=False)
    of_kind = {
        kind: summed[summed.index.get_level_values("kind") == kind].droplevel("kind") for kind in LABELS
    }
    counts = {
        f"{what}_{kind}": frame[published]
        for published, what in COUNTS.items()
        for kind, frame in of_kind.items()
    }
    areas = {name: of_kind["dwellings"][published] for published, name in AREAS.items()}
    return pd.DataFrame({**counts, **areas}).reset_index()


def _kinds(raw: Raw) -> "pd.Series[str]":
    kinds = raw.frame["TYPE_LGT"].str.strip().str.lower().map(TYPES)
    if kinds.isna().any():
        raise DataInvalid(
            f"{raw.file}: TYPE_LGT is '{raw.frame.loc[kinds.isna(), 'TYPE_LGT'].iloc[0]}': unknown"
        )
    return kinds


def _years(raw: Raw) -> "pd.Series[int]":
    years = raw.frame["ANNEE"].str.strip()
    if not years.str.fullmatch(r"20\d\d").all():
        raise DataInvalid(f"{raw.file}: ANNEE is not a year everywhere: its layout changed")
    return years.astype("int64")
