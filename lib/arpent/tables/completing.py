"""Every commune of the tables' COG in every year, and why a figure is not there."""

from collections.abc import Sequence

import pandas as pd

from arpent.tables.reading import current_communes
from arpent.territory.move import move_counts
from arpent.territory.move_categories import move_categories
from arpent.territory.passage import passage

#: COG year of the tables.
CURRENT = 2026
MAYOTTE = "976"


def bring_decimals(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    source: int,
    along: Sequence[str] = (),
    absent: str = "missing",
) -> pd.DataFrame:
    """
    Counts with decimals (census weights, areas) in the tables' COG.

    `arpent.tables.carrying.bring_counts` brings whole ones, and keeps them whole.

    Parameters
    ----------
    frame : DataFrame
        ``commune_code``, ``along``, ``columns``.
    columns : sequence of str
        Counts.
    source : int
        COG year of the codes.
    along : sequence of str
        What names a row beside its commune.
    absent : {"missing", "zero"}
        What it means that a commune has no row.

    Returns
    -------
    DataFrame
        ``commune_code``, ``along``, ``columns``, ``is_estimated`` (a commune was cut by weight).
    """
    moved = move_counts(
        frame, passage(source, CURRENT), columns=list(columns), by=list(along), absent=absent
    ).frame
    return moved[["commune_code", *along, *columns, "is_estimated"]]


def bring_published(frame: pd.DataFrame, *, source: int) -> pd.DataFrame:
    """
    Figures that do not add up, for communes that are still the same territory.

    A median or a rate of a commune that merged or was cut since is not carried: none can be made of parts.

    Parameters
    ----------
    frame : DataFrame
        ``commune_code`` and anything.
    source : int
        COG year of the codes.

    Returns
    -------
    DataFrame
        With the codes of the tables' COG; rows of other communes are gone.
    """
    way = passage(source, CURRENT)
    same = way.frame[way.is_same_territory].set_index("source_code")["target_code"]
    kept = frame[frame["commune_code"].isin(same.index)]
    return kept.assign(commune_code=kept["commune_code"].map(same).astype("str")).reset_index(drop=True)


def bring_categories(
    frame: pd.DataFrame, columns: Sequence[str], *, source: int, strongest_first: Sequence[str] = ()
) -> pd.DataFrame:
    """
    Categories of communes in the tables' COG: a commune made of several has that of the largest.

    Parameters
    ----------
    frame : DataFrame
        ``commune_code`` and ``columns``.
    columns : sequence of str
        Categories, text.
    source : int
        COG year of the codes.
    strongest_first : sequence of str
        All the categories, where the strongest of several is kept instead.

    Returns
    -------
    DataFrame
        ``commune_code``, ``columns``.
    """
    if source == CURRENT:
        return frame[["commune_code", *columns]]
    way, rule = passage(source, CURRENT), "absorb" if strongest_first else "largest"
    moved = [
        move_categories(frame, way, column=name, rule=rule, order=strongest_first).frame.set_index(
            "commune_code"
        )[name]
        for name in columns
    ]
    return pd.concat(moved, axis=1).reset_index()


def with_unlisted(frame: pd.DataFrame, columns: Sequence[str], *, source: int) -> pd.DataFrame:
    """
    Communes that existed when a file was published, and that it does not list: their figures are not published.

    Parameters
    ----------
    frame : DataFrame
        ``commune_code``, ``columns`` and ``<column>_reason``.
    columns : sequence of str
        Measures.
    source : int
        COG year of the file.

    Returns
    -------
    DataFrame
        A row for every commune of that year.
    """
    every = pd.DataFrame({"commune_code": passage(source, source).codes[0]})
    whole = every.merge(frame, on="commune_code", how="left", validate="one_to_one")
    for name in columns:
        reason = whole[f"{name}_reason"]
        whole[f"{name}_reason"] = reason.where(whole[name].notna() | reason.notna(), "not_published")
    return whole


def complete(frame: pd.DataFrame, columns: Sequence[str], *, mayotte: str = "not_published") -> pd.DataFrame:
    """
    A row for every commune of the tables' COG in every year of the table; one reason a row.

    Parameters
    ----------
    frame : DataFrame
        ``commune_code``, ``year``, ``columns``, ``is_estimated``.
    columns : sequence of str
        Counts that are missing together.
    mayotte : str
        Reason for communes of Mayotte, which few surveys cover.

    Returns
    -------
    DataFrame
        With ``reason``: ``not_available`` where the file lacks the commune, or a part of it.
    """
    years = sorted(frame["year"].unique())
    every = pd.MultiIndex.from_product([sorted(current_communes()), years], names=["commune_code", "year"])
    whole = frame.set_index(["commune_code", "year"]).reindex(every).reset_index()
    holes = whole[list(columns)].isna().any(axis=1)
    reason = whole["commune_code"].str.startswith(MAYOTTE).map({True: mayotte, False: "not_available"})
    whole[list(columns)] = whole[list(columns)].mask(holes)
    return whole.assign(
        is_estimated=whole["is_estimated"].eq(True),
        reason=reason.where(holes, None),
    )


def complete_measures(
    frame: pd.DataFrame, columns: Sequence[str], *, mayotte: str = "not_published"
) -> pd.DataFrame:
    """
    A row for every commune of the tables' COG in every year of the table; a reason for each measure.

    Parameters
    ----------
    frame : DataFrame
        ``commune_code``, ``year``, ``columns`` and ``<column>_reason``.
    columns : sequence of str
        Measures that are missing apart.
    mayotte : str
        Reason for communes of Mayotte.

    Returns
    -------
    DataFrame
    """
    years = sorted(frame["year"].unique())
    every = pd.MultiIndex.from_product([sorted(current_communes()), years], names=["commune_code", "year"])
    whole = frame.set_index(["commune_code", "year"]).reindex(every).reset_index()
    absent = whole["commune_code"].str.startswith(MAYOTTE).map({True: mayotte, False: "not_available"})
    for name in columns:
        reason = whole[f"{name}_reason"]
        whole[f"{name}_reason"] = reason.where(whole[name].notna() | reason.notna(), absent)
    return whole
