"""Table ``priority_quarters``: inhabitants, incomes and allowances of each priority quarter (QPV of 2015)."""

import pandas as pd

from arpent.sources.insee_qpv import read_qpv
from arpent.tables.raw import Raw, Sources
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import take_measures
from arpent.tables.zonings import quarters_of_communes

PEOPLE = {
    "TX_F": ("women_percent", "Part des femmes", "%"),
    "TX_TOT_0A24": ("under_25_percent", "Part des moins de 25 ans", "%"),
    "TX_TOT_60ETPLUS": ("aged_60_plus_percent", "Part des 60 ans ou plus", "%"),
    "IND_JEUNE": (
        "youth_index",
        "Indice de jeunesse (moins de 20 ans pour un habitant de 60 ans ou plus)",
        "",
    ),
    "TX_TOT_MEN1": ("single_person_households_percent", "Part des ménages d'une personne", "%"),
    "TX_TOT_MEN6": ("six_person_households_percent", "Part des ménages de six personnes ou plus", "%"),
    "TX_TOT_ET": ("foreigners_percent", "Part des étrangers", "%"),
}
ALLOWANCES = {
    "A": ("beneficiaries", "Foyers allocataires", "foyers"),
    "PERCOU": ("covered_persons", "Personnes couvertes", "habitants"),
    "AM": ("single_parent_beneficiaries", "Allocataires monoparents", "foyers"),
    "AI": ("single_beneficiaries", "Allocataires isolés sans enfant", "foyers"),
}
INCOMES = {
    "DISP_Q2": ("median_income_eur", "Niveau de vie médian", "€ par an"),
    "DISP_D1": ("first_decile_income_eur", "1er décile du niveau de vie", "€ par an"),
    "DISP_D9": ("ninth_decile_income_eur", "9e décile du niveau de vie", "€ par an"),
    "DISP_D1D9": ("interdecile_ratio", "Rapport interdécile du niveau de vie", ""),
    "TP60": ("poverty_rate_percent", "Taux de pauvreté à 60 %", "%"),
    "PACT": ("work_income_percent", "Part des revenus d'activité", "%"),
    "PPEN": ("pension_income_percent", "Part des pensions, retraites et rentes", "%"),
    "PPSOC": ("benefits_income_percent", "Part des prestations sociales", "%"),
}
MEASURES = {**PEOPLE, **ALLOWANCES, **INCOMES}
RECORD = TableRecord(
    name="priority_quarters",
    title="Quartiers prioritaires",
    columns={
        "commune_code": Column("Code de la commune"),
        "quarter_code": Column("Code du quartier"),
        "quarter_name": Column("Quartier"),
        "year": Column("Année de référence", "int"),
        "is_shared": Column("Sur plusieurs communes", "bool"),
        **measured({name: (label, unit) for name, label, unit in MEASURES.values()}),
    },
    key=("commune_code", "quarter_code", "year"),
    datasets=("insee_qpv_demographie", "insee_qpv_revenus", "anct_qpv"),
    cog_year=2026,
    years=tuple(range(2017, 2023)),
    note=(
        "Quartiers de 2015. Les chiffres sont ceux du quartier entier, répétés dans chaque commune où il s'étend : ils "
        "ne s'additionnent pas. Part des femmes, âges, ménages, étrangers : dernier recensement connu à la date du "
        "fichier. Revenus : 2021 et 2022 seulement."
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
        One row a commune, quarter and year.
    """
    people = [_year(raw) for raw in sources.vintages("insee_qpv_demographie", "quartiers", read_qpv)]
    incomes = [_year(raw) for raw in sources.vintages("insee_qpv_revenus", "quartiers", read_qpv)]
    both = _joined(pd.concat(people, ignore_index=True), pd.concat(incomes, ignore_index=True))
    listed = sources.raw("anct_qpv", "quartiers", read_qpv)
    pairs = quarters_of_communes(listed)
    names = listed.frame.set_index("QP")["LIB_QP"]
    table = pairs.merge(both, on="quarter_code", how="inner")
    return table.assign(
        quarter_name=table["quarter_code"].map(names),
        is_shared=table["quarter_code"].isin(pairs.loc[pairs["quarter_code"].duplicated(), "quarter_code"]),
    )


def _year(raw: Raw) -> pd.DataFrame:
    quarters = raw.only(raw.frame["CODGEO"] != "Ensemble")
    names = {published: name for published, (name, *_) in MEASURES.items() if published in raw.frame}
    return take_measures(quarters, "CODGEO", names).assign(year=raw.year)


def _joined(people: pd.DataFrame, incomes: pd.DataFrame) -> pd.DataFrame:
    """What both files have (allowances) is taken where it is known; what neither has is not published."""
    keyed = people.set_index(["code", "year"]).combine_first(incomes.set_index(["code", "year"]))
    for name, *_ in MEASURES.values():
        reason = keyed[f"{name}_reason"].where(keyed[name].isna(), None)
        keyed[f"{name}_reason"] = reason.where(keyed[name].notna() | reason.notna(), "not_published")
    return keyed.rename_axis(["quarter_code", "year"]).reset_index()
