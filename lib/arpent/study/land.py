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
    rows = tables.load(TABLE, list(territory.communes), columns=["commune_code", "year", "land_take_ha"])
    wide = rows.pivot_table(index="commune_code", columns="year", values="land_take_ha", dropna=False)
    wide = wide.reindex(index=list(territory.communes)).astype("float64")
    before = wide.reindex(columns=range(FIRST_YEAR - REFERENCE_YEARS, FIRST_YEAR)).sum(axis=1, skipna=False)
    last = int(rows["year"].max())
    since = list(range(FIRST_YEAR, min(last, FIRST_YEAR + PERIOD_YEARS - 1) + 1))
    allowed = pooled(allowances(before.to_numpy(), Target(cut, "user")))
    return pace(allowed, wide[since].sum(axis=0, skipna=False).to_numpy())


def told_position(outlook: "Outlook", cut: float) -> Listing | Lack:
    """Reference, allowance, what is consumed and left, as a table; what is lacking where it is not there."""
    if lack := lack_of(TABLE, "Consommation d'espaces depuis 2011"):
        return lack
    found = land_position(outlook.territory, cut)
    if found is None or np.isnan(found.left_ha):
        return Lack(
            "Consommation d'espaces depuis 2011", TABLE, tables.describe(TABLE).title, "arpent data fetch"
        )
    rows = (
        ("Enveloppe 2021-2030", *rounded(found.allowed_ha)),
        ("Déjà consommé depuis 2021", *rounded(found.consumed_ha)),
        ("Reste", *rounded(found.left_ha)),
        ("Rythme observé, par an", *rounded(found.yearly_ha)),
        ("Consommation de la décennie à ce rythme", *rounded(found.projected_ha)),
    )
    said = f"Au rythme observé, l'enveloppe est épuisée en {found.exhausted_in}."
    if found.exhausted_in is None:
        said = "Au rythme observé, l'enveloppe dure au-delà de 2030."
    columns = (
        Column("what", "Espaces naturels, agricoles et forestiers"),
        Column("hectares", "Hectares", "ha", "number"),
    )
    source = catalogue.source_line(catalogue.merged(tables.vintages(TABLE)))
    title = f"{place(outlook.territory).name} : {french_number(found.left_ha)} hectares restent d'ici à 2030"
    return Listing(outlook.territory, title, columns, rows, source, decimals=1, note=said)


def left_ha(outlook: "Outlook", cut: float) -> float | None:
    """Hectares left of the allowance; None where they are not known."""
    found = land_position(outlook.territory, cut)
    return None if found is None or pd.isna(found.left_ha) else found.left_ha
