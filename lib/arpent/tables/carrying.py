"""Counts brought from the COG year they were published in to the current one; totals are conserved to the unit."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from arpent import catalogue
from arpent.sources.decoupage import read_members
from arpent.tables.inputs import Inputs

SPLIT = {
    "14712": ("14712", "14666"),
    "60054": ("60054", "60694"),
    "85084": ("85084", "85165", "85212"),
    "15141": ("15141", "15031", "15035", "15047", "15171"),
}


def bring_to_current(
    frame: pd.DataFrame, columns: Sequence[str], source: int, inputs: Inputs, *, along: Sequence[str] = ()
) -> pd.DataFrame:
    """
    Whole counts in the current COG.

    Parameters
    ----------
    frame : DataFrame
        ``commune_code``, ``columns`` and ``along``.
    columns : sequence of str
        Counts, whole numbers; each source's total is shared out to the unit.
    source : int
        COG year of the codes.
    inputs : Inputs
        Pinned files.
    along : sequence of str
        Columns that name a row beside its commune, and that stay apart.

    Returns
    -------
    DataFrame
        ``commune_code``, ``along``, ``columns`` and ``is_estimated``, which is true where a count was
        shared between several communes.
    """
    weights = _weights(source, inputs)
    joined = frame.reset_index(drop=True).rename_axis("row").reset_index().merge(
        weights, left_on="commune_code", right_on="source_code", how="left"
    )
    joined["target_code"] = joined["target_code"].fillna(joined["commune_code"])
    joined["weight"] = joined["weight"].fillna(1.0)
    joined["is_estimated"] = joined["is_estimated"].astype("boolean").fillna(value=False).astype(bool)
    for column in columns:
        joined[column] = _shared(joined[column], joined["weight"], joined["row"])
    grouped = joined.groupby(["target_code", *along], sort=True)
    moved = grouped[list(columns)].sum().join(grouped["is_estimated"].any())
    return moved.reset_index(names=["commune_code", *along])


def _shared(counts: "pd.Series[int]", weights: "pd.Series[float]", rows: "pd.Series[int]") -> "pd.Series[int]":
    """Largest remainders: the shares of a row are whole and sum to its count."""
    exact = counts * weights
    whole = np.floor(exact + 1e-9)
    left = (counts - whole.groupby(rows).transform("sum")).round()
    rank = (exact - whole).groupby(rows).rank(method="first", ascending=False)
    return (whole + (rank <= left)).astype("int64")


def former_codes(inputs: Inputs) -> "pd.Series[str]":
    """Former code → current code."""
    weights = _weights(2026, inputs)
    return weights.set_index("source_code")["target_code"]


def _weights(source: int, inputs: Inputs) -> pd.DataFrame:
    communes = inputs.communes
    former = communes[["code", "anciensCodes"]].dropna().explode("anciensCodes")
    merged = pd.DataFrame(
        {"source_code": former["anciensCodes"], "target_code": former["code"], "weight": 1.0, "is_estimated": False}
    )
    merged = merged[~merged["source_code"].isin(communes["code"])]
    split = [(source_code, target) for source_code, targets in SPLIT.items() for target in targets]
    shared = pd.DataFrame(split, columns=["source_code", "target_code"])
    existing = {"14712": 2020, "60054": 2024, "85084": 2024, "15141": 2025}
    shared = shared[shared["source_code"].map(existing) > source]
    population = read_members(catalogue.load("dgcl_epci").latest.file("epci"), inputs.folder).set_index("code")["populationMunicipale"]
    shared["weight"] = shared["target_code"].map(population).astype("float64")
    shared["weight"] /= shared.groupby("source_code")["weight"].transform("sum")
    return pd.concat([merged, shared.assign(is_estimated=True)], ignore_index=True)

