"""Table ``property_sales``: sales of dwellings of 2020–2024 by commune, as a third party summed DVF."""

import pandas as pd

from arpent.sources.ademe_dvf_communes import read_communes
from arpent.tables.published import build_commune_measures
from arpent.tables.raw import Sources
from arpent.tables.raw_checks import check_layout
from arpent.tables.record import Column, TableRecord, measured

NAMES = {
    "dvf_nbtrans": "sales",
    "dvf_pxm2_median": "median_price_eur_m2",
    "dvf_nbtrans_cod111": "house_sales",
    "dvf_pxm2_median_cod111": "median_house_price_eur_m2",
    "dvf_nbtrans_cod121": "flat_sales",
    "dvf_pxm2_median_cod121": "median_flat_price_eur_m2",
}
OUTSIDE = ("975", "977", "978")
RECORD = TableRecord(
    name="property_sales",
    title="Ventes de logements de 2020 à 2024",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Dernière année de la période", "int"),
        **measured(
            {
                "sales": ("Ventes de logements", "ventes"),
                "median_price_eur_m2": ("Prix médian", "€/m²"),
                "house_sales": ("Ventes de maisons", "ventes"),
                "median_house_price_eur_m2": ("Prix médian des maisons", "€/m²"),
                "flat_sales": ("Ventes d'appartements", "ventes"),
                "median_flat_price_eur_m2": ("Prix médian des appartements", "€/m²"),
            }
        ),
    },
    key=("commune_code", "year"),
    datasets=("ademe_dvf_communes",),
    cog_year=2026,
    years=(2024,),
    note=(
        "Cinq années ensemble, calculées par un tiers (ADEME, Bénéfriches) d'après les demandes de valeurs foncières "
        "de la DGFiP ; ni l'Alsace-Moselle ni Mayotte. Paris, Lyon et Marseille n'y sont que par arrondissement. Une "
        "vente mixte compte parmi les maisons et les appartements. Un prix médian ne s'additionne pas."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table: communes that are still the same territory.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a commune.
    """
    raw = sources.raw("ademe_dvf_communes", "communes", read_communes)
    check_layout(raw, ["city_code", *NAMES])
    inside = raw.only(~raw.frame["city_code"].str.startswith(OUTSIDE))
    return build_commune_measures([inside.marking({"": "not_applicable"})], "city_code", lambda _: NAMES)
