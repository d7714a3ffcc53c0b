"""Table ``zonings``: the zone d'emploi, urban unit, catchment area, living area and density of each commune."""

import pandas as pd

from arpent.sources.insee_qpv import read_qpv
from arpent.sources.insee_zonages import read_density, read_zonings
from arpent.tables.completing import CURRENT, bring_categories
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_once, check_year
from arpent.tables.record import Column, TableRecord
from arpent.territory.subcommunes import communes_of

#: French Polynesia and Saint-Martin have quarters of the same kind; they are no département.
OVERSEAS_COLLECTIVITIES = ("975", "977", "978", "986", "987", "988")

NAMES = {
    "CV": "canton_code",
    "LIB_CV": "canton_name",
    "ZE2020": "employment_zone_code",
    "LIB_ZE2020": "employment_zone_name",
    "UU2020": "urban_unit_code",
    "LIB_UU2020": "urban_unit_name",
    "AAV2020": "catchment_area_code",
    "LIB_AAV2020": "catchment_area_name",
    "CATEAAV2020": "catchment_area_part",
    "LIB_TAAV2017": "catchment_area_size",
    "BV2022": "living_area_code",
    "LIB_BV2022": "living_area_name",
}
LABELS = {
    "canton_code": "Canton ou ville",
    "canton_name": "Nom du canton ou de la ville",
    "employment_zone_code": "Zone d'emploi 2020",
    "employment_zone_name": "Nom de la zone d'emploi",
    "urban_unit_code": "Unité urbaine 2020",
    "urban_unit_name": "Nom de l'unité urbaine",
    "catchment_area_code": "Aire d'attraction des villes 2020",
    "catchment_area_name": "Nom de l'aire d'attraction",
    "catchment_area_part": "Place dans l'aire (11 commune-centre … 20 couronne, 30 hors)",
    "catchment_area_size": "Taille de l'aire (population de 2017)",
    "living_area_code": "Bassin de vie 2022",
    "living_area_name": "Nom du bassin de vie",
    "density_level": "Degré de densité (1 urbain dense, 2 intermédiaire, 3 rural)",
}
RECORD = TableRecord(
    name="zonings",
    title="Zonages d'étude des communes",
    columns={
        "commune_code": Column("Code de la commune"),
        **{name: Column(label) for name, label in LABELS.items()},
        "priority_quarters": Column("Quartiers prioritaires de 2015, en tout ou partie", "int", "quartiers"),
    },
    key=("commune_code",),
    datasets=("insee_zonages", "insee_densite", "anct_qpv"),
    cog_year=2026,
    note="Géographie 2025, la même qu'en 2026 pour les communes.",
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
        One row a commune.
    """
    zonings = sources.raw("insee_zonages", "communes", read_zonings)
    density = sources.raw("insee_densite", "communes", read_density)
    whole = _moved(zonings, "DEPCOM", NAMES)
    levels = _moved(density, "CODGEO", {"DENS": "density_level"})
    table = whole.merge(levels, on="commune_code", how="left", validate="one_to_one")
    pairs = quarters_of_communes(sources.raw("anct_qpv", "quartiers", read_qpv))
    quarters = pairs.groupby("commune_code")["quarter_code"].count()
    return table.assign(priority_quarters=table["commune_code"].map(quarters).fillna(0).astype("int64"))


def quarters_of_communes(raw: Raw) -> pd.DataFrame:
    """
    Priority quarters and the communes of the current COG that they stand in, in whole or in part.

    Parameters
    ----------
    raw : Raw
        ANCT's list.

    Returns
    -------
    DataFrame
        ``commune_code``, ``quarter_code``; a quarter over two communes has two rows.

    Notes
    -----
    The file writes the communes of a quarter without a separator: ``0309503310`` is 03095 and 03310.
    """
    column = "LIST_COMARR_2020"
    check_layout(raw, ["QP", column])
    check_once(raw, "QP")
    listed = raw.frame.assign(code=raw.frame[column].str.findall(".{5}")).explode("code")
    in_france = listed[~listed["code"].str.startswith(OVERSEAS_COLLECTIVITIES)]
    holders = communes_of(in_france["code"].reset_index(drop=True), year=CURRENT)
    return pd.DataFrame(
        {"commune_code": holders.to_numpy(), "quarter_code": in_france["QP"].to_numpy()}
    ).drop_duplicates()


def _moved(raw: Raw, code: str, names: dict[str, str]) -> pd.DataFrame:
    check_layout(raw, [code, *names])
    check_once(raw, code)
    check_year(raw, code)
    renamed = raw.frame[[code, *names]].rename(columns={code: "commune_code", **names})
    return bring_categories(renamed, list(names.values()), source=raw.cog_year)
