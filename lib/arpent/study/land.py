"""Where a territory stands in its land allowance of 2021-2030, and what its scenarios would take."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from arpent import catalogue, tables
from arpent.indicators import Lack, lack_of
from arpent.methods.land_take import (
    FIRST_YEAR,
    PERIOD_YEARS,
    REFERENCE_YEARS,
    Pace,
    Target,
    allowances,
    pace,
    pooled,
)
from arpent.study.telling import rounded
from arpent.territory import Territory
from arpent.views.french import place
from arpent.views.listing import Listing
from arpent.views.numbers import french_number
from arpent.views.view import Column

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

TABLE = "land_take"
#: Under this, hectares are said to a tenth.
FEW_HA = 20.0


def land_position(territory: Territory, cut: float = 0.5) -> Pace | None:
    """
    Land take since 2021 against the allowance, the communes' guarantees pooled.

    Parameters
    ----------
    territory : Territory
        Any set of communes.
    cut : float
        Share of the consumption of 2011-2020 that is given up, 0-1.

    Returns
    -------
    Pace or None
        Hectares; NaN where a commune or a year is missing. None where the table is not on this machine.

    Notes
    -----
    Source: ``cerema_conso_enaf``. The last year published is provisional: it is counted.
    """
    if lack_of(TABLE):
        return None
    taken = _taken(territory)
    if taken.empty:
        return None
    last = min(int(str(taken.columns.max())), FIRST_YEAR + PERIOD_YEARS - 1)
    since = list(range(FIRST_YEAR, last + 1))
    allowed = pooled(allowances(_before(taken).to_numpy(), Target(cut, "user")))
    return pace(allowed, taken[since].sum(axis=0, skipna=False).to_numpy())


def _taken(territory: Territory) -> pd.DataFrame:
    """Hectares by commune (all of them) and year published; NaN where one is missing; empty where none is there."""
    rows = tables.load(TABLE, list(territory.communes), columns=["commune_code", "year", "land_take_ha"])
    wide = rows.pivot_table(index="commune_code", columns="year", values="land_take_ha", dropna=False)
    return wide.reindex(index=list(territory.communes)).astype("float64") if len(rows) else wide


def _before(taken: pd.DataFrame) -> "pd.Series[float]":
    """Hectares of the ten years of reference, by commune."""
    years = range(FIRST_YEAR - REFERENCE_YEARS, FIRST_YEAR)
    return taken.reindex(columns=years).sum(axis=1, skipna=False)


def told_position(outlook: "Outlook", cut: float) -> Listing | Lack:
    """Reference, allowance, what is consumed and left, as a table; what is lacking where it is not there."""
    if lack := lack_of(TABLE, "Consommation d'espaces depuis 2011"):
        return lack
    found = land_position(outlook.territory, cut)
    if found is None or np.isnan(found.left_ha):
        return Lack(
            "Consommation d'espaces depuis 2011", TABLE, tables.describe(TABLE).title, "arpent data fetch"
        )
    reference = float(_before(_taken(outlook.territory)).sum())
    guaranteed = found.allowed_ha - (1 - cut) * reference
    span = f"{FIRST_YEAR - REFERENCE_YEARS}-{FIRST_YEAR - 1}"
    rows = (
        (f"Consommé en {span}, la référence", *rounded(reference)),
        ("Enveloppe 2021-2030", *rounded(found.allowed_ha)),
        ("dont garantie d'un hectare par commune", *rounded(guaranteed)),
        ("Déjà consommé depuis 2021", *rounded(found.consumed_ha)),
        ("Reste", *rounded(found.left_ha)),
        ("Rythme observé, par an", *rounded(found.yearly_ha)),
        ("Consommation de la décennie à ce rythme", *rounded(found.projected_ha)),
    )
    columns = (
        Column("what", "Espaces naturels, agricoles et forestiers"),
        Column("hectares", "Hectares", "ha", "number"),
    )
    source = catalogue.source_line(catalogue.merged(tables.vintages(TABLE)))
    note = f"Baisse de {french_number(100 * cut)} % demandée par le scénario. {_said(found)}"
    return Listing(
        outlook.territory, _finding(outlook.territory, found), columns, rows, source, decimals=1, note=note
    )


def _finding(territory: Territory, found: Pace) -> str:
    """What is left, or by how much the allowance is overrun."""
    who, left = place(territory).name, abs(found.left_ha)
    said = french_number(left, 1 if left < FEW_HA else 0)
    if found.left_ha < 0:
        return f"{who} : l'enveloppe est dépassée de {said} hectare{'s' if left >= 2 else ''}"
    verb = "hectares restent" if left >= 2 else "hectare reste"
    return f"{who} : {said} {verb} d'ici à 2030"


def _said(found: Pace) -> str:
    if found.exhausted_in is None:
        return "Au rythme observé, l'enveloppe dure au-delà de 2030."
    if found.left_ha < 0:
        return f"L'enveloppe a été dépassée en {found.exhausted_in}."
    return f"Au rythme observé, l'enveloppe est épuisée en {found.exhausted_in}."


def left_ha(outlook: "Outlook", cut: float) -> float | None:
    """Hectares left of the allowance; None where they are not known."""
    found = land_position(outlook.territory, cut)
    return None if found is None or pd.isna(found.left_ha) else found.left_ha
