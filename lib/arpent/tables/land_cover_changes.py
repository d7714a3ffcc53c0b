"""Table ``land_cover_changes``: land of each commune that became artificial from 2012 to 2018 (CORINE)."""

import pandas as pd

from arpent.sources.sdes_corine_land_cover import read_commune_changes
from arpent.tables.completing import bring_decimals, complete
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive, check_year
from arpent.tables.record import Column, TableRecord, counted
from arpent.tables.taking import read_numbers, to_communes

DATASET = "sdes_corine_land_cover"
AREAS = ["taken_area_ha", "given_back_area_ha"]
RECORD = TableRecord(
    name="land_cover_changes",
    title="Artificialisation de 2012 à 2018",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Fin de la période", "int"),
        **counted(
            {
                "taken_area_ha": ("Surfaces artificialisées de 2012 à 2018", "ha"),
                "given_back_area_ha": ("Surfaces renaturées de 2012 à 2018", "ha"),
            }
        ),
    },
    key=("commune_code", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=(2018,),
    note=(
        "CORINE Land Cover voit les changements de 5 ha ou plus : zéro veut dire « rien de cette taille ». Ce n'est "
        "pas la consommation d'espaces de la loi Climat. Surfaces par commune calculées par l'ADEME (ALDO)."
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
        One row a commune; zero where the file has no change, missing in Mayotte.
    """
    raw = sources.raw(DATASET, "changements_communes", read_commune_changes)
    check_layout(raw, ["code12", "code18", "commune", "area"])
    placed = to_communes(raw, "commune")
    check_year(placed, "commune")
    moved = bring_decimals(_areas(placed), AREAS, source=raw.cog_year, absent="zero")
    whole = complete(moved.assign(year=raw.year), AREAS)
    unchanged = whole["reason"] == "not_available"  # the file lists what changed, everywhere but in Mayotte
    whole[AREAS] = whole[AREAS].mask(unchanged, 0.0)
    return whole.assign(reason=whole["reason"].mask(unchanged, None))


def _areas(raw: Raw) -> pd.DataFrame:
    area = read_numbers(raw, "area", "commune")[0]
    check_positive(raw, "area", area, "commune")
    before, after = raw.frame["code12"].str[0] == "1", raw.frame["code18"].str[0] == "1"
    flows = pd.DataFrame(
        {
            "commune_code": raw.frame["commune"],
            "taken_area_ha": area.where(~before & after, 0.0),
            "given_back_area_ha": area.where(before & ~after, 0.0),
        }
    )
    return flows.groupby("commune_code", as_index=False)[AREAS].sum()
