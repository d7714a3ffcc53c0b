"""
Moving a category (a zoning, a type, a class) from one COG year to another, by a rule that is declared.

Where communes of different categories merge, no rule is right: the one chosen is said, and the communes
where it decided are flagged.
"""

from collections.abc import Callable, Sequence

import pandas as pd

from arpent.errors import AskedWrongly, DataInvalid
from arpent.territory.expand import check_unique, expand
from arpent.territory.moved import Moved, make_report
from arpent.territory.passage import Passage

RULES = ("absorb", "largest", "mode", "mixed")
MIXED = "mixte"


def move_categories(
    frame: pd.DataFrame,
    way: Passage,
    *,
    column: str,
    rule: str,
    code: str = "commune_code",
    order: Sequence[str] = (),
) -> Moved:
    """
    A category in the communes of another COG year.

    A commune that was cut gives its category to each of its pieces.

    Parameters
    ----------
    frame : DataFrame
        ``code`` and ``column``, one row per commune.
    way : Passage
        From the table's COG year.
    column : str
        The category, text; a missing one counts as a category.
    rule : {"absorb", "largest", "mode", "mixed"}
        ``absorb``: the first category of ``order`` that is present takes all. ``largest``: that of most
        inhabitants. ``mode``: that of most communes, then of most inhabitants. ``mixed``: the common
        category, else `MIXED`.
    code : str
        Column of commune codes.
    order : sequence of str
        For ``absorb``: every category of the table, strongest first.

    Returns
    -------
    Moved
        ``code``, ``column``, ``is_mixed`` (communes of different categories met, the rule decided).

    Raises
    ------
    AskedWrongly
        Unknown rule, or an order that lacks a category.
    DataInvalid
        Codes of another year, or two rows for one commune.
    """
    _check_rule(frame, column, rule, order)
    check_unique(frame, [code])
    taken = expand(frame, way, code)
    met = pd.DataFrame(
        {
            code: way.timeline.code_array.take(way.pairs[:, 1][taken.pair]),
            column: frame[column].take(taken.row).array,
            "inhabitants": way.mass[taken.pair],
        }
    )
    present = met.groupby([code, column], dropna=False, sort=True)["inhabitants"]
    summed = present.agg(["sum", "size"]).reset_index()
    mixed = summed[code].duplicated(keep=False)
    chosen = _choose(summed[mixed], column, rule, order).drop_duplicates(code)
    result = pd.concat([summed[~mixed].assign(is_mixed=False), chosen.assign(is_mixed=True)])
    result = result.sort_values(code, ignore_index=True)[[code, column, "is_mixed"]]
    return Moved(result, make_report(frame, result, way, code=code, incomplete=[]))


def _check_rule(frame: pd.DataFrame, column: str, rule: str, order: Sequence[str]) -> None:
    if rule not in RULES:
        raise AskedWrongly(f"rule '{rule}' is unknown; allowed: {', '.join(RULES)}")
    if (rule == "absorb") != bool(order):
        raise AskedWrongly("rule 'absorb', and only it, needs 'order': every category, strongest first")
    lacking = sorted(set(frame[column].astype(str)) - {str(name) for name in order})
    if rule == "absorb" and lacking:
        raise AskedWrongly(f"order: {', '.join(lacking[:5])} of column '{column}' is not in it")
    if rule == "mixed" and (frame[column] == MIXED).any():
        raise DataInvalid(f"column '{column}' already has a category '{MIXED}'; choose another rule")


def _choose(summed: pd.DataFrame, column: str, rule: str, order: Sequence[str]) -> pd.DataFrame:
    """The winning category first among the rows of each commune."""
    if rule == "mixed":
        return summed.assign(**{column: MIXED})
    rank = {str(name): number for number, name in enumerate(order)}
    keys: dict[str, Callable[[pd.DataFrame], pd.Series[float]]] = {
        "absorb": lambda rows: rows[column].astype(str).map(rank).astype(float),
        "largest": lambda rows: -rows["sum"],
        "mode": lambda rows: -rows["size"].astype(float),
    }
    ranked = summed.assign(rank=keys[rule](summed), light=-summed["sum"])
    return ranked.sort_values(["rank", "light", column])
