"""Table ``property_quarters``: sales of dwellings by quarter and EPCI since 2014, as a third party summed DVF."""

import numpy as np
import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.dvf_panel import read_quarters
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout
from arpent.tables.reading import load
from arpent.tables.record import Column, TableRecord
from arpent.territory.search import plain_name

#: A département whose sales fall under this share of the lower of those a year before and a year after lacks some.
# ASSUME: chosen between the fall of spring 2020 (0.76 in the second lowest département) and what the file lacks in
# 2018, from 0 up. A quarter that lacks less than that passes for whole.
WHOLE = 0.7
# ASSUME: next to a quarter that lacks some, one under this share does too: months are lacking in a row.
WHOLE_BESIDE = 0.85
#: First quarter (4 × year + quarter − 1) of the last half-year of the file: deeds reach DGFiP months after the sale.
LATE = 4 * 2023
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
        "is_complete": Column("Trimestre entier dans le fichier, pour le département", "bool"),
    },
    key=("territory", "year", "quarter", "zone_code"),
    datasets=("dvf_panel",),
    cog_year=2026,
    years=tuple(range(2014, 2024)),
    note=(
        "Calculé par un tiers d'après les demandes de valeurs foncières (DGFiP). Sa colonne EPCI porte un code de "
        "zone d'emploi : l'EPCI est reconnu à son nom, et a une ligne par zone d'emploi qu'il touche. Un EPCI dont "
        "le nom a changé n'y figure pas. 2023 s'arrête en juin. "
        "Le fichier n'a qu'une partie des ventes de 2018 dans bien des départements, et de la fin de 2022 dans "
        "quelques-uns : un trimestre n'est pas entier où les ventes du département sont sous 70 % de celles du même "
        "trimestre, un an avant et un an après (85 % à côté d'un tel trimestre). Les deux derniers trimestres ne le "
        "sont nulle part : des actes "
        "n'étaient pas encore enregistrés."
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
    known = named.dropna(subset="territory")
    return known.assign(is_complete=_completeness(known))[list(RECORD.columns)]


def _completeness(sales: pd.DataFrame) -> "pd.Series[bool]":
    """
    Whether the département of each row has all its sales of the quarter in the file.

    The file lacks whole months of whole départements: the départements show it, an EPCI is too small to. An
    EPCI over several goes with the one where most of its communes are.
    """
    at = (4 * sales["year"] + sales["quarter"] - 1).rename("at")
    keys = [sales["territory"].map(_departements()), at]
    summed = sales.groupby(keys)["sales"].sum().unstack()  # noqa: PD010 - a quarter without a sale stays missing
    wide = summed.reindex(columns=range(int(at.min()), int(at.max()) + 1))
    lower = np.fmin(wide.shift(4, axis="columns"), wide.shift(-4, axis="columns"))
    lacks = wide < WHOLE * lower
    beside = lacks.shift(1, axis="columns", fill_value=False) | lacks.shift(
        -1, axis="columns", fill_value=False
    )
    whole = ~(lacks | (beside & (wide < WHOLE_BESIDE * lower)))
    found = whole.stack().reindex(pd.MultiIndex.from_arrays(keys))  # noqa: PD013
    return pd.Series(found.to_numpy() & (at < LATE).to_numpy(), index=sales.index)


def _departements() -> dict[str, str]:
    """Département of each EPCI: the one where most of its communes are, the first of equals."""
    communes = load("communes", columns=["commune_code", "departement_code", "epci_code"]).dropna()
    counted = communes.groupby(["epci_code", "departement_code"]).size().rename("n").reset_index()
    most = counted.sort_values("n", ascending=False, kind="stable").drop_duplicates("epci_code")
    return dict(zip("epci:" + most["epci_code"], most["departement_code"], strict=True))


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
