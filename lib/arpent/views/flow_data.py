"""Exchanges of a territory as rows: what the table prints and what is downloaded."""

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from arpent.views.french import place
from arpent.views.numbers import REASONS, french_number
from arpent.views.view import Column, Data
from arpent.views.words import capital

if TYPE_CHECKING:
    from arpent.views.flows import Flows

#: Sign of a flow too small to be read.
UNREAD = REASONS["not_significant"]


def short_name(row: "pd.Series[Any]") -> str:
    """Short name of the other territory of an exchange."""
    return place(str(row["territory"]), str(row["name"])).short


def shown_count(value: Any) -> str:
    """Persons as printed; the sign of a flow too small to be read."""
    return UNREAD if pd.isna(value) else french_number(float(value))


def data_of(ranked: pd.DataFrame, flows: "Flows") -> Data:
    """
    Exchanges as the table of a page and its download: out, in, balance, what goes both ways, change.

    Parameters
    ----------
    ranked : DataFrame
        Rows of ``flows.frame``, in the order to be shown.
    flows : Flows
        Says the words and the years.

    Returns
    -------
    Data
    """
    words = flows.wording
    columns = [
        Column("territory_code", "Code", "", "code"),
        Column("territory_name", "Territoire"),
        Column("outgoing", words.out[:1].upper() + words.out[1:], "", "integer"),
        Column("incoming", words.back[:1].upper() + words.back[1:], "", "integer"),
        Column("balance", "Solde", "", "integer"),
        Column("reciprocity", "Dans les deux sens", "%", "number"),
    ]
    ways = {"outgoing": words.out, "incoming": words.back} if flows.before else {}
    columns += [
        Column(f"{way}_change", capital(f"{verb}, depuis {flows.before}"), "%", "number")
        for way, verb in ways.items()
    ]
    rows, shown = [], []
    for _, row in ranked.iterrows():
        code = str(row["territory"]).partition(":")[2]
        values = [row["outgoing"], row["incoming"], row["incoming"] - row["outgoing"], _matched(row)]
        raw = [None if pd.isna(one) else round(float(one), 1) for one in values]
        printed = [shown_count(values[0]), shown_count(values[1]), _signed(values[2]), shown_count(values[3])]
        for way in ways:
            change = row[way] / row[f"{way}_before"] - 1
            raw.append(None if pd.isna(change) else round(float(change) * 100, 1))
            printed.append(UNREAD if pd.isna(change) else french_number(change * 100, signed=True))
        rows.append((code, row["name"], *raw))
        shown.append((code, short_name(row), *printed))
    return Data(tuple(columns), tuple(rows), tuple(shown))


def _matched(row: "pd.Series[Any]") -> float:
    """Percent of the persons of one exchange that the other way matches; NaN where a way can't be read."""
    ways = (float(row["outgoing"]), float(row["incoming"]))
    return 200 * min(ways) / sum(ways) if sum(ways) > 0 and not math.isnan(sum(ways)) else math.nan


def _signed(value: Any) -> str:
    return UNREAD if pd.isna(value) else french_number(float(value), signed=True)
