"""Table ``unemployment``: unemployment rate of each zone d'emploi, by quarter since 2003."""

import pandas as pd

from arpent.sources.insee_chomage_zone_emploi import read_unemployment
from arpent.tables.raw import Sources
from arpent.tables.raw_checks import check_layout, check_once
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import read_numbers

PERCENT = 100
RECORD = TableRecord(
    name="unemployment",
    title="Taux de chômage localisé",
    columns={
        "territory": Column("Zone d'emploi"),
        "zone_name": Column("Nom de la zone d'emploi"),
        "year": Column("Année", "int"),
        "quarter": Column("Trimestre", "int"),
        **measured({"unemployment_rate": ("Taux de chômage", "0 à 1")}),
    },
    key=("territory", "year", "quarter"),
    datasets=("insee_chomage_zone_emploi",),
    cog_year=2020,
    years=tuple(range(2003, 2024)),
    note=(
        "Moyenne du trimestre, corrigée des variations saisonnières. Zones d'emploi 2020, France hors Mayotte et "
        "Guyane. Un taux ne s'additionne pas."
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
        One row a zone and quarter; rates 0–1.
    """
    raw = sources.raw("insee_chomage_zone_emploi", "zones_emploi", read_unemployment)
    check_layout(raw, ["ZE2020", "LIBZE2020", "2003-T1"])
    check_once(raw, "ZE2020")
    quarters = [name for name in raw.frame.columns if "-T" in name]
    frames = []
    for name in quarters:
        rates, reasons = read_numbers(raw, name, "ZE2020")
        year, _, quarter = name.partition("-T")
        frames.append(
            pd.DataFrame(
                {
                    "territory": "zone_emploi:" + raw.frame["ZE2020"],
                    "zone_name": raw.frame["LIBZE2020"],
                    "year": int(year),
                    "quarter": int(quarter),
                    "unemployment_rate": rates / PERCENT,
                    "unemployment_rate_reason": reasons,
                }
            )
        )
    return pd.concat(frames, ignore_index=True)
