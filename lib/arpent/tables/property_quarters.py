"""Table ``property_quarters``: sales of dwellings by quarter and EPCI since 2014, as a third party summed DVF."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.dvf_panel import read_quarters
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout
from arpent.tables.reading import load
from arpent.tables.record import Column, TableRecord
from arpent.territory.search import plain_name

COLUMNS = ("EPCI", "LIB_EPCI", "Date", "n_transactions", "prop_maison", "prixM2")
RECORD = TableRecord(
    name="property_quarters",
    title="Ventes de logements par trimestre",
    columns={
        "territory": Column("Territoire"),
        "year": Column("Année", "int"),
        "quarter": Column("Trimestre", "int"),
        "zone_code": Column("Zone d'emploi de la partie de l'EPCI"),
        "sales": Column("Ventes de logements", "int", "ventes"),
        "house_share": Column("Part des maisons", "float", "0 à 1", is_nullable=True),
        "price_eur_m2": Column("Prix médian", "float", "€/m²", is_nullable=True),
    },
    key=("territory", "year", "quarter", "zone_code"),
    datasets=("dvf_panel",),
    cog_year=2026,
    years=tuple(range(2014, 2024)),
    note=(
        "Calculé par un tiers d'après les demandes de valeurs foncières (DGFiP). Sa colonne EPCI porte un code de "
        "zone d'emploi : l'EPCI est reconnu à son nom, et a une ligne par zone d'emploi qu'il touche. Un EPCI dont "
        "le nom a changé n'y figure pas. 2023 s'arrête en juin."
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
        One row an EPCI, quarter and zone d'emploi; EPCI whose name is not one of today's are left out.
    """
    raw = sources.raw("dvf_panel", "epci", read_quarters)
    check_layout(raw, COLUMNS)
    panel = raw.frame.rename(
        columns={
            "EPCI": "zone_code",
            "n_transactions": "sales",
            "prop_maison": "house_share",
            "prixM2": "price_eur_m2",
        }
    )
    dates = pd.to_datetime(panel["Date"], format="%Y%m%d")
    named = panel.assign(
        territory=panel["LIB_EPCI"].map(plain_name).map(_ids()),
        year=dates.dt.year,
        quarter=dates.dt.quarter,
        zone_code=panel["zone_code"].str.zfill(4),
    )
    _check_sales(raw, named)
    return named.dropna(subset="territory")[list(RECORD.columns)]


def _ids() -> dict[str, str]:
    epci = load("epci")
    names = epci["epci_name"].map(plain_name)
    once = ~names.duplicated(keep=False)
    return dict(zip(names[once], "epci:" + epci.loc[once, "epci_code"], strict=True))


def _check_sales(raw: Raw, named: pd.DataFrame) -> None:
    if (named["sales"] < 0).any():
        raise DataInvalid(
            f"{raw.file}: n_transactions is negative in {int((named['sales'] < 0).sum())} row(s)"
        )
