"""What a territory's jobs are made of, beside France: specialisation, and change in parts that sum."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from arpent import indicators
from arpent.indicators import Count, Index, Indicator, Measures
from arpent.methods.cohorts import Floats
from arpent.methods.structure import location_quotient, shift_share
from arpent.territory import find

if TYPE_CHECKING:
    from arpent.study.study import Study

REFERENCE = "france"
#: What ends the id of a location quotient.
SUFFIX = "_quotient"
#: Ids of the parts of a change of jobs, in the order in which they are drawn.
PARTS = ("jobs_national", "jobs_structure", "jobs_local")
TOTAL = "jobs_change"
_SAID = {
    "jobs_national": (
        "Rythme de l'emploi en France",
        "Ce que l'emploi aurait gagné ou perdu au rythme de l'emploi total en France.",
    ),
    "jobs_structure": (
        "Effet des secteurs présents",
        "Ce qu'ajoute ou retire d'avoir plus ou moins de secteurs qui croissent en France.",
    ),
    "jobs_local": (
        "Écart local, à secteur égal",
        "Ce que les secteurs ont gagné ou perdu de plus ici que les mêmes secteurs en France.",
    ),
    TOTAL: ("Évolution de l'emploi", "Emplois de la dernière année moins ceux de la première."),
}


def specialise(measured: Measures) -> Measures:
    """
    Location quotients of categories: their weight in a territory over their weight in France.

    Parameters
    ----------
    measured : Measures
        Shares of one whole, or counts that add up to it; one year.

    Returns
    -------
    Measures
        The same rows, whose value is 1 where the category weighs what it does in France; each indicator's id ends
        with `SUFFIX`.
    """
    here = [one for one in measured.indicators.values() if one.id not in measured.lacking]
    frame = measured.frame
    if here:
        whole = frame[frame["territory"] == REFERENCE]
        if set(whole["indicator"]) != {one.id for one in here}:
            whole = indicators.measure(
                here, [("parent", find(REFERENCE))], years=sorted(frame["year"].unique())
            )
        frame = frame.assign(value=_quotients(frame, whole, is_count=here[0].unit != "%"))
        frame["reason"] = frame["reason"].where(frame["value"].isna(), None)
    made = {f"{one.id}{SUFFIX}": _index_of(one) for one in measured.indicators.values()}
    lacking = {f"{name}{SUFFIX}": lack for name, lack in measured.lacking.items()}
    frame = frame.assign(indicator=frame["indicator"] + SUFFIX)
    return replace(measured, frame=frame, indicators=made, lacking=lacking)


def _index_of(one: Indicator) -> Index:
    return Index(
        id=f"{one.id}{SUFFIX}",
        label=one.short,
        short=one.short,
        unit="",
        precision=2,
        definition=f"{one.definition} Leur poids dans le territoire, rapporté à leur poids en France.",
        table=one.table,
        gender=one.gender,
        datasets=one.datasets,
    )


def _quotients(frame: pd.DataFrame, whole: pd.DataFrame, *, is_count: bool) -> Floats:
    reference = whole.set_index(["indicator", "year"])["value"]
    keys = pd.MultiIndex.from_frame(frame[["indicator", "year"]])
    part, beside = frame["value"].to_numpy(dtype="float64"), reference.reindex(keys).to_numpy(dtype="float64")
    part_total = beside_total = np.ones(len(frame))
    if is_count:
        part_total = frame.groupby(["territory", "year"])["value"].transform("sum", skipna=False).to_numpy()
        totals = reference.groupby("year").sum(min_count=1)
        beside_total = totals.reindex(frame["year"]).to_numpy(dtype="float64")
    known = ~(np.isnan(part) | np.isnan(beside) | np.isnan(part_total))
    found: Floats = np.full(len(frame), np.nan)
    found[known] = location_quotient(part[known], beside[known], part_total[known], beside_total[known])
    return found


def decompose(study: "Study", sectors: Sequence[str], *, since: int, year: int) -> Measures:
    """
    Shift-share decomposition of a change of jobs, beside France: parts that add up to the change exactly.

    Parameters
    ----------
    study : Study
        Whose territory.
    sectors : sequence of str
        Ids of counts that add up to all jobs.
    since, year : int
        First and last year.

    Returns
    -------
    Measures
        Counts of jobs, for the focus, in ``year``: `PARTS` and `TOTAL`; the change of each sector, by its id and
        ``_change``, and what is local in it, by its id and ``_local``. Nothing of France is
        local: its `PARTS` are not applicable.
    """
    measured = study.series(*sectors, alone=True)
    chosen = [measured.indicators[one] for one in sectors if one not in measured.lacking]
    if not chosen:
        return replace(
            measured, indicators=_said(measured.indicators, since, year), lacking=_all_lacking(measured)
        )
    here, whole = _grid(measured.frame, sectors, (since, year)), None
    beside = indicators.measure(chosen, [("focus", find(REFERENCE))])
    whole = _grid(beside, sectors, (since, year))
    values = dict.fromkeys((*PARTS, TOTAL, *_names(sectors, "change"), *_names(sectors, "local")), np.nan)
    if not (np.isnan(here).any() or np.isnan(whole).any()):
        values |= _parts(here, whole, sectors, is_reference=study.territory.id == REFERENCE)
    reason = "not_applicable" if study.territory.id == REFERENCE else _reason(measured.frame)
    frame = pd.DataFrame({"indicator": list(values), "value": list(values.values())})
    frame = frame.assign(territory=study.territory.id, name=study.territory.name, role="focus", year=year)
    frame["reason"] = pd.Series(reason, index=frame.index, dtype="object").where(frame["value"].isna(), None)
    frame = frame.assign(is_estimated=False, is_fragile=False)
    return replace(measured, frame=frame, indicators=_said(measured.indicators, since, year))


def _grid(frame: pd.DataFrame, sectors: Sequence[str], years: tuple[int, int]) -> Floats:
    """Jobs, years × sectors."""
    table = frame.set_index(["year", "indicator"])["value"].unstack("indicator")  # noqa: PD010 - keeps missing rows
    return table.reindex(index=list(years), columns=list(sectors)).to_numpy(dtype="float64")


def _names(sectors: Iterable[str], suffix: str) -> list[str]:
    return [f"{one}_{suffix}" for one in sectors]


def _parts(here: Floats, whole: Floats, sectors: Sequence[str], *, is_reference: bool) -> dict[str, float]:
    found = shift_share(here[0], here[1], whole[0], whole[1])
    local = found.competitive + found.allocation
    sums = (found.national.sum(), found.structure.sum(), local.sum())
    parts = {} if is_reference else dict(zip(PARTS, map(float, sums), strict=True))
    by_sector = {} if is_reference else dict(zip(_names(sectors, "local"), local.tolist(), strict=True))
    change = here[1] - here[0]
    return {
        **parts,
        TOTAL: float(change.sum()),
        **dict(zip(_names(sectors, "change"), change.tolist(), strict=True)),
        **by_sector,
    }


def _reason(frame: pd.DataFrame) -> str:
    reasons = frame["reason"].dropna()
    return str(reasons.iloc[0]) if len(reasons) else "not_available"


def _said(sectors: Mapping[str, Indicator], since: int, year: int) -> dict[str, Indicator]:
    span = f" de {since} à {year}"
    first = next(iter(sectors.values()))
    made: dict[str, Indicator] = {
        name: _change(name, label, f"{said} ({span.strip()})", first) for name, (label, said) in _SAID.items()
    }
    for one in sectors.values():
        change = f"{one.id}_change"
        made[change] = _change(change, one.short, f"Évolution{span} : {one.definition}", first)
        local = f"{one.id}_local"
        made[local] = _change(local, one.short, f"Écart avec le même secteur en France,{span}.", first)
    return made


def _change(name: str, label: str, definition: str, like: Indicator) -> Count:
    return Count(
        id=name, label=label, short=label, unit="emplois", precision=0, definition=definition, table=like.table,
        column="jobs", gender="m", datasets=like.datasets,
    )  # fmt: skip


def _all_lacking(measured: Measures) -> dict[str, indicators.Lack]:
    first = next(iter(measured.lacking.values()))
    names = (*_names(measured.lacking, "change"), *_names(measured.lacking, "local"), *PARTS, TOTAL)
    return dict.fromkeys(names, first)
