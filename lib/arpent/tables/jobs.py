"""Table ``jobs``: jobs at the end of each year since 1989, by département, status and sector (Estel)."""

import re

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_estel import read_jobs
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import read_numbers

DEPARTEMENT = re.compile(r"(\d[\dAB]\d?)-")
STATUSES = {"ENS": "ensemble", "SAL": "salariés", "NSAL": "non-salariés"}
SECTORS = {
    "T": "ensemble",
    "TAZ": "agriculture",
    "TBE": "industrie",
    "TFZ": "construction",
    "TGU": "tertiaire marchand",
    "TOQ": "tertiaire non marchand",
}
RECORD = TableRecord(
    name="jobs",
    title="Emploi par département depuis 1989",
    columns={
        "territory": Column("Territoire"),
        "year": Column("Année (31 décembre)", "int"),
        "status": Column("Statut"),
        "sector": Column("Secteur"),
        **measured({"jobs": ("Emplois", "emplois")}),
        "is_provisional": Column("Provisoire", "bool"),
    },
    key=("territory", "year", "status", "sector"),
    datasets=("insee_estel",),
    cog_year=2017,
    years=tuple(range(1989, 2017)),
    note="Estimations d'emploi localisées, hors Mayotte. « nd » dans le fichier : non disponible.",
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
        One row a département, year, status and sector.
    """
    raw = sources.raw("insee_estel", "secteurs", read_jobs)
    check_layout(raw, ["territoire", "statut", "secteur"])
    code = raw.frame["territoire"].str.extract(DEPARTEMENT, expand=False)
    kept = raw.only(code.notna())
    frame = kept.frame.assign(code=code)
    if unknown := set(frame["statut"]) - set(STATUSES) | set(frame["secteur"]) - set(SECTORS):
        raise DataInvalid(f"{raw.file}: sheets of {', '.join(sorted(unknown))}: its layout changed")
    years = [name for name in frame.columns if name[:4].isdigit()]
    return pd.concat([_year(kept.having(frame), name) for name in years], ignore_index=True)


def _year(raw: Raw, name: str) -> pd.DataFrame:
    jobs, reasons = read_numbers(raw, name, "territoire")
    check_positive(raw, name, jobs, "territoire")
    return pd.DataFrame(
        {
            "territory": "departement:" + raw.frame["code"],
            "year": int(name[:4]),
            "status": raw.frame["statut"].map(STATUSES),
            "sector": raw.frame["secteur"].map(SECTORS),
            "jobs": jobs,
            "jobs_reason": reasons,
            "is_provisional": "(p)" in name,
        }
    )
