"""Table ``zonings``: the zone d'emploi, urban unit, catchment area, living area and density of each commune."""

import pandas as pd

from arpent.sources.insee_zonages import read_density, read_zonings
from arpent.tables.completing import CURRENT
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_once, check_year
from arpent.tables.record import Column, TableRecord
from arpent.territory.move_categories import move_categories
from arpent.territory.passage import passage

NAMES = {
    "ZE2020": "employment_zone_code",
    "LIB_ZE2020": "employment_zone_name",
    "UU2020": "urban_unit_code",
    "LIB_UU2020": "urban_unit_name",
    "AAV2020": "catchment_area_code",
    "LIB_AAV2020": "catchment_area_name",
    "CATEAAV2020": "catchment_area_part",
    "BV2022": "living_area_code",
    "LIB_BV2022": "living_area_name",
}
LABELS = {
    "employment_zone_code": "Zone d'emploi 2020",
    "employment_zone_name": "Nom de la zone d'emploi",
    "urban_unit_code": "Unité urbaine 2020",
    "urban_unit_name": "Nom de l'unité urbaine",
    "catchment_area_code": "Aire d'attraction des villes 2020",
    "catchment_area_name": "Nom de l'aire d'attraction",
    "catchment_area_part": "Place dans l'aire (11 commune-centre … 20 couronne, 30 hors)",
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
    },
    key=("commune_code",),
    datasets=("insee_zonages", "insee_densite"),
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
    return whole.merge(levels, on="commune_code", how="left", validate="one_to_one")


def _moved(raw: Raw, code: str, names: dict[str, str]) -> pd.DataFrame:
    check_layout(raw, [code, *names])
    check_once(raw, code)
    check_year(raw, code)
    renamed = raw.frame[[code, *names]].rename(columns={code: "commune_code", **names})
    if raw.cog_year == CURRENT:
        return renamed
    way = passage(raw.cog_year, CURRENT)
    moved = [
        move_categories(renamed, way, column=name, rule="largest").frame.set_index("commune_code")[name]
        for name in names.values()
    ]
    return pd.concat(moved, axis=1).reset_index()
