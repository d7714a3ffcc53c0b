"""Table ``social_housing``: dwellings of social landlords in each commune, on 1 January (RPLS)."""

import re

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.sdes_rpls import CODE, read_communes
from arpent.tables.completing import bring_decimals, bring_published, complete_measures
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_once, check_year
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import take_counts, take_measures
from arpent.territory.subcommunes import ARRONDISSEMENTS

DATASET, COUNT, MOBILITY = "sdes_rpls", "social_dwellings", "social_mobility_rate_percent"
#: Rates that the file gives for its own year only.
RATES = {
    "tx_vac": "social_vacancy_rate_percent",
    "tx_vac3": "social_vacancy_3_months_rate_percent",
    "loymoy": "social_rent_eur_m2",
}
MEASURES = [COUNT, MOBILITY, *RATES.values()]
RECORD = TableRecord(
    name="social_housing",
    title="Logements sociaux",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année (1er janvier)", "int"),
        **measured(
            {
                COUNT: ("Logements du parc locatif social", "logements"),
                MOBILITY: ("Taux de mobilité du parc social", "%"),
                "social_vacancy_rate_percent": ("Taux de vacance du parc social", "%"),
                "social_vacancy_3_months_rate_percent": ("Taux de vacance de plus de trois mois", "%"),
                "social_rent_eur_m2": ("Loyer moyen du parc social", "€/m²"),
            }
        ),
        "is_estimated": Column("Répartis entre communes rétablies", "bool"),
    },
    key=("commune_code", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=tuple(range(2013, 2026)),
    note=(
        "Une commune sans ligne dans le fichier est dite non disponible : le fichier ne dit pas si elle n'a aucun "
        "logement social. Taux et loyers sont ceux que le SDES publie ; ils ne s'additionnent pas : Paris, Lyon, "
        "Marseille, que le fichier donne par arrondissement, et les communes fusionnées depuis n'en ont pas."
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
    raw = sources.raw(DATASET, "communes", read_communes)
    check_layout(raw, [CODE, "nb_ls", "tx_mob", *RATES])
    check_once(raw, CODE)
    frames = [_year(raw, year, counts, measures) for year, (counts, measures) in _columns(raw).items()]
    whole = complete_measures(pd.concat(frames, ignore_index=True), MEASURES, mayotte="not_available")
    return whole.assign(is_estimated=whole["is_estimated"].eq(True))


def _columns(raw: Raw) -> dict[int, tuple[str, dict[str, str]]]:
    """Year → column of dwellings, and those of measures, as published → name here."""
    names = [str(name) for name in raw.frame.columns]
    counted = {int(found[1]): name for name in names if (found := re.fullmatch(r"nb_ls_?(20\d\d)", name))}
    moved = {int(found[1]): name for name in names if (found := re.fullmatch(r"tx_mob_?(20\d\d)", name))}
    if raw.year in counted:
        raise DataInvalid(f"{raw.file}: both nb_ls and {counted[raw.year]}: its layout changed")
    before = {
        year: (name, {moved[year]: MOBILITY} if year in moved else {}) for year, name in counted.items()
    }
    return {**dict(sorted(before.items())), raw.year: ("nb_ls", {"tx_mob": MOBILITY, **RATES})}


def _year(raw: Raw, year: int, counted: str, measures: dict[str, str]) -> pd.DataFrame:
    counts = bring_decimals(take_counts(raw, CODE, {counted: COUNT}), [COUNT], source=raw.cog_year)
    rates = _rates(raw, counted, measures)
    joined = counts.merge(rates, on="commune_code", how="left")
    for name in MEASURES:
        if name not in joined:
            joined[name], joined[f"{name}_reason"] = float("nan"), "not_published"
        missing, reason = joined[name].isna(), joined[f"{name}_reason"]
        joined[f"{name}_reason"] = reason.where(reason.notna(), "not_available").where(missing, None)
    return joined.assign(year=year)


def _rates(raw: Raw, counted: str, measures: dict[str, str]) -> pd.DataFrame:
    """Measures of communes that are still the same; beside them, why a count is missing."""
    whole = raw.only(~raw.frame[CODE].isin(ARRONDISSEMENTS))
    check_year(whole, CODE)
    taken = take_measures(whole, CODE, {counted: COUNT, **measures}).rename(columns={"code": "commune_code"})
    return bring_published(taken, source=raw.cog_year).drop(columns=COUNT)
