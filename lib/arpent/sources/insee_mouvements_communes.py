"""
INSEE's list of events on communes since 1943 (``v_mvt_commune_<year>.csv``) → events, as published.

INSEE, code officiel géographique, Licence Ouverte 2.0. Where a user has fetched it, it takes precedence over
the embedded list. Nothing is corrected here: only names of columns and codes of kinds are translated.
"""

import re
from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid

DATASET = "insee_mouvements_communes"
KINDS = {
    "10": "rename", "20": "creation", "21": "split", "30": "removal", "31": "merge", "32": "new_commune",
    "33": "association", "34": "full_merge", "35": "status", "41": "departement", "50": "seat",
    "70": "status", "71": "status",
}  # fmt: skip
NAMES = {
    "TYPECOM_AV": "source_status", "COM_AV": "source_code", "LIBELLE_AV": "source_name",
    "TYPECOM_AP": "target_status", "COM_AP": "target_code", "LIBELLE_AP": "target_name",
}  # fmt: skip


def latest_file(raw: Path) -> Path | None:
    """
    The newest list that was fetched.

    Parameters
    ----------
    raw : Path
        The project's ``data/raw``.

    Returns
    -------
    Path or None
        Under ``raw/insee_mouvements_communes``, fetched or put there by hand: of the highest year in its path.
    """
    found = list((raw / DATASET).rglob("*mvt*commune*.csv"))
    return max(found, key=lambda file: (_year(file.relative_to(raw)), str(file)), default=None)


def _year(file: Path) -> int:
    return max((int(year) for year in re.findall(r"(?:19|20)\d\d", str(file))), default=0)


def read_events(file: Path) -> pd.DataFrame:
    """
    INSEE's events, one row each, sorted by date.

    Parameters
    ----------
    file : Path
        INSEE's CSV (comma, UTF-8), or a re-publication of it with dates counted in days since 1970.

    Returns
    -------
    DataFrame
        The columns of ``arpent.territory.events.COLUMNS``, text; kinds by `KINDS`. Arrondissements of Paris,
        Lyon and Marseille (status ``ARM``) are kept.

    Raises
    ------
    DataInvalid
        The columns are not those of the published layout.
    """
    table = pd.read_csv(file, dtype=str, encoding="utf-8", keep_default_na=False)
    table.columns = table.columns.str.upper()
    missing = sorted({"MOD", "DATE_EFF", "TNCC_AP", *NAMES} - set(table.columns))
    if missing:
        raise DataInvalid(f"{file}: columns {missing} are missing; is this INSEE's v_mvt_commune file?")
    frame = table.rename(columns=NAMES)[list(NAMES.values())]
    frame["date"] = _dates(table["DATE_EFF"])
    frame["kind"] = table["MOD"].map(KINDS).fillna("other")
    frame["target_typography"] = pd.to_numeric(table["TNCC_AP"]).fillna(0).astype("int8")
    frame = frame.assign(part_code="", is_dated=True)
    return frame.sort_values("date", kind="stable", ignore_index=True)


def _dates(given: "pd.Series[str]") -> "pd.Series[str]":
    days = pd.to_numeric(given, errors="coerce")
    if days.notna().all():
        return (pd.Timestamp(1970, 1, 1) + pd.to_timedelta(days, unit="D")).dt.strftime("%Y-%m-%d")
    return given.str.slice(0, 10)
