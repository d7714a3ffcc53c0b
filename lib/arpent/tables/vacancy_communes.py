"""Table ``vacancy_communes``: private dwellings of communes vacant, and vacant for two years (LOVAC), 2020–2026."""

import re

import numpy as np
import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.cerema_lovac import read_communes
from arpent.tables.completing import bring_decimals, complete_measures
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_once, check_positive, check_year
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import read_numbers, to_communes

#: Column as published, without its year → name here. The edition of 2026 says where its totals come from.
KINDS = {
    "pp_total": "private_dwellings",
    "ff_pp_total": "private_dwellings",
    "pp_vacant": "vacant_private_dwellings",
    "pp_vacant_plus_2ans": "long_vacant_private_dwellings",
}
COUNTS = list(dict.fromkeys(KINDS.values()))
#: What hides most, first: of communes added up, one that is secret makes their sum secret.
REASONS = ("secret", "not_available", "not_published")
RECORD = TableRecord(
    name="vacancy_communes",
    title="Logements vacants du parc privé, communes",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Millésime (1er janvier)", "int"),
        **measured(
            {
                "private_dwellings": ("Logements du parc privé", "logements"),
                "vacant_private_dwellings": ("Logements vacants du parc privé", "logements"),
                "long_vacant_private_dwellings": ("Vacants depuis plus de deux ans", "logements"),
            }
        ),
        "is_estimated": Column("Répartis entre communes rétablies", "bool"),
    },
    key=("commune_code", "year"),
    datasets=("cerema_lovac",),
    cog_year=2026,
    years=tuple(range(2020, 2027)),
    note=(
        "Vacance au sens fiscal, au 1er janvier : ce n'est pas celle du recensement. Moins de onze logements : secret, "
        "et le secret d'une partie (arrondissement, commune fusionnée) est celui du tout. 2025 change de méthode : il "
        "ne se compare pas aux années d'avant."
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
        One row a commune and year.
    """
    raw = sources.raw("cerema_lovac", "communes", read_communes)
    code = next((name for name in raw.frame.columns if re.fullmatch(r"CODGEO_\d\d", str(name))), "CODGEO")
    check_layout(raw, [code])
    check_once(raw, code)
    kept = to_communes(raw, code)
    check_year(kept, code)
    years = [_year(kept, code, year, names) for year, names in _columns(raw).items()]
    whole = complete_measures(pd.concat(years, ignore_index=True), COUNTS, mayotte="not_available")
    return whole.assign(is_estimated=whole["is_estimated"].eq(True))


def _columns(raw: Raw) -> dict[int, dict[str, str]]:
    """Year → {published column: name here}."""
    found: dict[int, dict[str, str]] = {}
    for column in map(str, raw.frame.columns):
        named = re.fullmatch(r"(\w+)_(\d\d)", column)
        if named and named[1] in KINDS:
            found.setdefault(2000 + int(named[2]), {})[column] = KINDS[named[1]]
    if not found:
        raise DataInvalid(f"{raw.file}: no column pp_…_<yy>: its layout changed")
    return dict(sorted(found.items()))


def _year(raw: Raw, code: str, year: int, names: dict[str, str]) -> pd.DataFrame:
    """Counts of a year; beside each, how many of the parts hide it, for each reason."""
    taken = pd.DataFrame({"commune_code": raw.frame[code]})
    for name in COUNTS:
        taken[name] = np.nan
        for reason in REASONS:
            taken[f"{name} {reason}"] = float(reason == "not_published")
    for published, name in names.items():
        taken[name], reasons = read_numbers(raw, published, code)
        check_positive(raw, published, taken[name], code)
        for reason in REASONS:
            taken[f"{name} {reason}"] = (reasons == reason).astype(float)
    columns = [name for name in taken.columns if name != "commune_code"]
    summed = taken.groupby("commune_code", as_index=False)[columns].sum(skipna=False)
    moved = bring_decimals(summed, columns, source=raw.cog_year)
    for name in COUNTS:
        hidden = [moved[f"{name} {reason}"] > 0 for reason in REASONS]
        moved[f"{name}_reason"] = pd.Series(np.select(hidden, REASONS, ""), moved.index).replace("", None)
    return moved[["commune_code", "is_estimated", *COUNTS, *(f"{name}_reason" for name in COUNTS)]].assign(
        year=year
    )
