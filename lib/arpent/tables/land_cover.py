"""Table ``land_cover``: areas of each EPCI by land cover of 2018, and what changed since 2012 (CORINE)."""

import pandas as pd

from arpent.sources.sdes_corine_land_cover import read_areas, read_changes
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_once, check_positive
from arpent.tables.record import Column, TableRecord
from arpent.tables.taking import read_numbers

DATASET = "sdes_corine_land_cover"
#: First digit of a class → what it is.
KINDS = {"1": "artificial", "2": "farming", "3": "natural", "4": "wetland", "5": "water"}
SIREN = 9
RECORD = TableRecord(
    name="land_cover",
    title="Occupation du sol",
    columns={
        "territory": Column("Territoire"),
        "year": Column("Année", "int"),
        "cog_year": Column("Géographie de la figure", "int"),
        "artificial_area_ha": Column("Territoires artificialisés", "float", "ha"),
        "farming_area_ha": Column("Territoires agricoles", "float", "ha"),
        "natural_area_ha": Column("Forêts et milieux semi-naturels", "float", "ha"),
        "wetland_area_ha": Column("Zones humides", "float", "ha"),
        "water_area_ha": Column("Surfaces en eau", "float", "ha"),
        "taken_area_ha": Column("Surfaces artificialisées de 2012 à 2018", "float", "ha"),
        "given_back_area_ha": Column("Surfaces renaturées de 2012 à 2018", "float", "ha"),
    },
    key=("territory", "year"),
    datasets=(DATASET,),
    cog_year=2018,
    years=(2018,),
    note=(
        "CORINE Land Cover voit les surfaces de 25 ha ou plus, et les changements de 5 ha ou plus : ce n'est pas la "
        "consommation d'espaces de la loi Climat. Surfaces par EPCI calculées par l'ADEME (ALDO), géographie 2018."
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
        One row an EPCI.
    """
    areas = _of_epci(sources.raw(DATASET, "epci", read_areas))
    changes = _of_epci(sources.raw(DATASET, "changements_epci", read_changes))
    frame = pd.DataFrame(
        {
            "territory": "epci:" + areas.frame["siren"],
            "year": areas.year,
            "cog_year": areas.cog_year,
            **{f"{name}_area_ha": _sum(areas, lambda c, d=digit: c[0] == d) for digit, name in KINDS.items()},
        }
    )
    flows = pd.DataFrame(
        {
            "territory": "epci:" + changes.frame["siren"],
            "taken_area_ha": _sum(changes, lambda c: c[0] != "1" and c[4] == "1"),
            "given_back_area_ha": _sum(changes, lambda c: c[0] == "1" and c[4] != "1"),
        }
    )
    # An EPCI where nothing changed has no row of changes.
    return frame.merge(flows, on="territory", how="left", validate="one_to_one").fillna(
        {"taken_area_ha": 0.0, "given_back_area_ha": 0.0}
    )


def _of_epci(raw: Raw) -> Raw:
    check_layout(raw, ["siren"])
    kept = raw.only(raw.frame["siren"].str.len() == SIREN)  # the others are islands, and a blank line
    check_once(kept, "siren")
    return kept


def _sum(raw: Raw, wanted: object) -> "pd.Series[float]":
    names = [name for name in raw.frame.columns if name[:1].isdigit() and wanted(name)]  # type: ignore[operator]
    total = pd.Series(0.0, index=raw.frame.index)
    for name in names:
        values = read_numbers(raw, name, "siren")[0]
        check_positive(raw, name, values, "siren")
        total = total + values.fillna(0.0)  # blank: none
    return total
