"""Table ``land_take``: natural, farming and forest land taken a year in each commune, by use (Cerema)."""

import re
from collections.abc import Iterable

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.cerema_conso_enaf import read_land_take
from arpent.tables.completing import bring_decimals, complete
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_sum
from arpent.tables.record import Column, TableRecord, counted
from arpent.tables.taking import read_numbers, take_counts

DATASET = "cerema_conso_enaf"
TOTAL = "land_take_ha"
USES = {
    "hab": "land_take_housing_ha",
    "act": "land_take_activity_ha",
    "mix": "land_take_mixed_ha",
    "rou": "land_take_road_ha",
    "fer": "land_take_rail_ha",
    "inc": "land_take_unknown_ha",
}
AREAS = [TOTAL, *USES.values()]
SQUARE_METRES = 10_000
#: Square metres below zero that are rounding: the unknown use is what the others leave.
RESIDUE = 10
#: Communes without a cadastre: Cerema has no row for them.
UNMEASURED = ("29083", "29084")
RECORD = TableRecord(
    name="land_take",
    title="Consommation d'espaces naturels, agricoles et forestiers",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année, du 1er janvier au 1er janvier suivant", "int"),
        "edition": Column("Millésime du fichier", "int"),
        "is_provisional": Column("Année provisoire", "bool"),
        **counted(
            {
                TOTAL: ("Espaces consommés", "ha"),
                "land_take_housing_ha": ("Consommés pour l'habitat", "ha"),
                "land_take_activity_ha": ("Consommés pour l'activité", "ha"),
                "land_take_mixed_ha": ("Consommés pour un usage mixte", "ha"),
                "land_take_road_ha": ("Consommés pour les routes", "ha"),
                "land_take_rail_ha": ("Consommés pour le fer", "ha"),
                "land_take_unknown_ha": ("Consommés pour un usage inconnu", "ha"),
            }
        ),
    },
    key=("commune_code", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=tuple(range(2009, 2025)),
    parts={TOTAL: tuple(USES.values())},
    note=(
        "Flux bruts, d'après les fichiers fonciers : la création ou l'extension d'espaces urbanisés, sans déduire ce "
        "qui est renaturé. Ce n'est pas l'artificialisation que la loi Climat et résilience mesurera sur l'OCS GE. La "
        "dernière année de chaque millésime est provisoire, et sous-estimée. Une année est lue dans le dernier "
        "millésime présent qui la donne : 2009 et 2010 ne sont plus dans celui de 2025."
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
        One row a commune and year; zero where nothing was taken.
    """
    years: dict[int, pd.DataFrame] = {}
    for raw in sources.vintages(DATASET, "communes", read_land_take):
        years |= _years(raw)
    told = pd.DataFrame(
        {year: frame.loc[0, ["edition", "is_provisional"]] for year, frame in years.items()}
    ).T
    whole = complete(pd.concat(years.values(), ignore_index=True), AREAS)
    unmeasured = whole["commune_code"].isin(UNMEASURED) & whole["reason"].notna()
    return whole.assign(
        reason=whole["reason"].mask(unmeasured, "not_published"),
        edition=whole["year"].map(told["edition"]).astype("int64"),
        is_provisional=whole["year"].map(told["is_provisional"]).astype(bool),
    )


def _years(raw: Raw) -> dict[int, pd.DataFrame]:
    """The years of an edition, one a frame, in hectares and in the tables' COG."""
    years = _flows(raw)
    names = {published: f"{year} {name}" for year, each in years.items() for published, name in each.items()}
    check_layout(raw, names)
    parts = {f"{year} {TOTAL}": [f"{year} {use}" for use in USES.values()] for year in years}
    taken = take_counts(_without_residue(raw, names), "idcom", names)
    for total, each in parts.items():
        check_sum(raw, taken, total, each, tolerance=RESIDUE)
    moved = bring_decimals(taken, list(names.values()), source=raw.cog_year)
    return {year: _year(moved, year, raw, is_last=year == max(years)) for year in years}


def _year(moved: pd.DataFrame, year: int, raw: Raw, *, is_last: bool) -> pd.DataFrame:
    areas = moved[[f"{year} {name}" for name in AREAS]].set_axis(AREAS, axis="columns") / SQUARE_METRES
    return areas.assign(
        commune_code=moved["commune_code"],
        is_estimated=moved["is_estimated"],
        year=year,
        edition=raw.year,
        is_provisional=is_last,
    )


def _flows(raw: Raw) -> dict[int, dict[str, str]]:
    """Published columns of each year → names here; sums of several years are left."""
    spans = [re.fullmatch(r"naf(\d\d)art(\d\d)", str(name)) for name in raw.frame.columns]
    starts = sorted(int(span[1]) for span in spans if span and int(span[2]) == int(span[1]) + 1)
    if not starts:
        raise DataInvalid(f"{raw.file}: no column naf<yy>art<yy+1>: its layout changed")
    return {
        2000 + start: {
            f"naf{start:02}art{start + 1:02}": TOTAL,
            **{f"art{start:02}{use}{start + 1:02}": name for use, name in USES.items()},
        }
        for start in starts
    }


def _without_residue(raw: Raw, names: Iterable[str]) -> Raw:
    # NOTE: the unknown use is -1 or -2 m² in some thirty cells of the edition of 2025, by rounding; nothing is
    # given back there. More below zero than that is refused.
    read = {name: read_numbers(raw, name, "idcom")[0] for name in names if name[5:8] == "inc"}
    cleaned = {name: values.mask(values.between(-RESIDUE, 0), 0.0) for name, values in read.items()}
    return raw.having(raw.frame.assign(**cleaned))
