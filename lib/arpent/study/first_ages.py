"""Inhabitants of every part of France by sex and single age, from groups of ages published at different scales."""

import numpy as np
import pandas as pd

from arpent import tables
from arpent.methods.cohorts import Floats
from arpent.methods.graduation import graduate
from arpent.methods.raking import rake
from arpent.tables.storage import built_file

KEY = ["epci_code", "departement_code"]
#: Groups of the census of all communes: column and first age.
CENSUS = {"population_0_19": 0, "population_20_64": 20, "population_65_plus": 65}
#: Table of ages by sex in six groups, where every commune is there.
GROUPED = "population_age_groups"
_SIX = {"0_14": 0, "15_29": 15, "30_44": 30, "45_59": 45, "60_74": 60, "75_plus": 75}
#: Table of ages in seven groups, every commune; the year wanted is that of the start.
SEVEN = "population_ages"
SEVEN_NEAR = 2021
_SEVEN = {
    "population_0_14": 0,
    "population_15_29": 15,
    "population_30_44": 30,
    "population_45_59": 45,
    "population_60_74": 60,
    "population_75_89": 75,
    "population_90_plus": 90,
}
_DEPARTEMENTS = {"0_19": 0, "20_39": 20, "40_59": 40, "60_74": 60, "75_plus": 75}
#: Age under which children are told from births.
YOUNG = 5
_SEXES = ("women", "men")


def part_of_communes() -> pd.DataFrame:
    """
    The part that each commune belongs to.

    Returns
    -------
    DataFrame
        ``commune_code`` and ``KEY``; ``epci_code`` is empty for an island in none.
    """
    communes = tables.load("communes", columns=["commune_code", *KEY])
    return communes.assign(epci_code=communes["epci_code"].fillna(""))


def first_ages(parts: pd.DataFrame, national: Floats, year: int) -> Floats:
    """
    Inhabitants by part, sex and single age. They are estimates: no such table is published.

    Parameters
    ----------
    parts : DataFrame
        ``KEY``, ``population`` (the totals kept), the columns of ``CENSUS`` (NaN where there are none), and
        ``infants``: those under 5, as its births have it (NaN where they are not known).
    national : array (2, ages)
        The country on the same day.
    year : int
        Of the population of départements.

    Returns
    -------
    array (parts, 2, ages)
        Sums to ``population`` by part, and to the country's ages, brought to the same total.

    Notes
    -----
    Sources: ``insee_rp_iris`` (three groups), ``insee_rp_iris_population`` (six, where complete),
    ``insee_population_departement``, ``insee_projections``.
    """
    seed = np.zeros((len(parts), *national.shape))
    like = departements_by_age(national, year)
    groups = parts[list(CENSUS)].to_numpy(dtype="float64")
    total = parts["population"].to_numpy(dtype="float64")
    for code, places in parts.groupby("departement_code").indices.items():
        ages = like[str(code)]
        known = ~np.isnan(groups[places]).any(axis=1)
        seed[places[~known]] = ages * (total[places[~known]] / ages.sum())[:, None, None]
        if known.any():
            infants = parts["infants"].to_numpy(dtype="float64")[places[known]]
            seed[places[known]] = _shared_out(groups[places[known]], infants, ages)
    for place, by_sex in {**_finer(parts, like), **_in_seven(parts, like)}.items():
        seed[place] = _to_census(by_sex, groups[place])
    # ASSUME: the country's ages are those of INSEE's projection on the same day, at the total of the census.
    columns = national.reshape(-1) * (total.sum() / national.sum())
    return rake(seed.reshape(len(parts), -1), total, columns, tolerance=1e-9).reshape(seed.shape)


def departements_by_age(national: Floats, year: int) -> dict[str, Floats]:
    """
    Population of each département by sex and single age, from groups of ages.

    Parameters
    ----------
    national : array (2, ages)
        The country on the same day: ages go inside the groups as there.
    year : int
        1 January of it.

    Returns
    -------
    dict of str to array (2, ages)
        By code; those without ages that year are left out.
    """
    rows = tables.load("population_departements")
    rows = rows[(rows["year"] == year) & rows["territory"].str.startswith("departement:")]
    wide = rows.pivot_table(index="territory", columns=["sex", "age"], values="population").dropna()
    starts = list(_DEPARTEMENTS.values())
    sexes = [
        graduate(wide[sex][list(_DEPARTEMENTS)].to_numpy(), starts, _above_0(national[rank]))
        for rank, sex in enumerate(_SEXES)
    ]
    codes = [str(one).split(":")[1] for one in wide.index]
    return dict(zip(codes, np.stack(sexes, axis=1), strict=True))


def _above_0(ages: Floats) -> Floats:
    return np.maximum(ages, 1e-9)


def _shared_out(groups: Floats, infants: Floats, ages: Floats) -> Floats:
    """Three groups of both sexes, shared by sex as in the département, then by single age."""
    starts = [0, YOUNG, *list(CENSUS.values())[1:]]
    return np.stack([_by_age(one, young, starts, ages) for one, young in zip(groups, infants, strict=True)])


def _by_age(groups: Floats, infants: float, starts: list[int], ages: Floats) -> Floats:
    parted = _with_infants(groups, infants, ages[:, :YOUNG].sum() / ages[:, : starts[2]].sum())
    sums = np.add.reduceat(ages, starts, axis=1)
    by_sex = parted * (sums / sums.sum(axis=0))
    return np.stack([graduate(by_sex[sex], starts, _above_0(ages[sex])) for sex in (0, 1)])


def _with_infants(groups: Floats, infants: float, usual: float) -> Floats:
    """The first group cut in two at ``YOUNG``: as births have it, or as usual where they are not known."""
    # ASSUME: children under 5 are those born there; births that the group could not hold are not believed.
    share = (
        usual if np.isnan(infants) or groups[0] == 0 else np.clip(infants / groups[0], usual / 2, usual * 1.5)
    )
    return np.array([groups[0] * share, groups[0] * (1 - share), *groups[1:]])


def _finer(parts: pd.DataFrame, like: dict[str, Floats]) -> dict[int, Floats]:
    """Ages of the parts whose communes are all in the table by sex and six groups, by their row."""
    if not built_file(GROUPED).is_file():
        return {}
    columns = [f"{sex}_{group}" for sex in _SEXES for group in _SIX]
    rows = tables.load(GROUPED, columns=["commune_code", *columns]).merge(
        part_of_communes(), on="commune_code"
    )
    sums = whole_sums(rows, KEY, columns).dropna().reset_index()
    rank_of = {key: rank for rank, key in enumerate(zip(*(parts[one] for one in KEY), strict=True))}
    found = {}
    for epci, departement, *counts in sums[[*KEY, *columns]].itertuples(index=False):
        halves, ages = np.array(counts, dtype="float64").reshape(2, len(_SIX)), like[str(departement)]
        rank = rank_of[epci, departement]
        infants = float(parts["infants"].iloc[rank]) * halves[:, 0] / halves[:, 0].sum()
        starts = [0, YOUNG, *list(_SIX.values())[1:]]
        found[rank] = np.stack(
            [
                graduate(_with_infants(halves[sex], infants[sex], YOUNG / 15), starts, _above_0(ages[sex]))
                for sex in (0, 1)
            ]
        )
    return found


def seven_year() -> int:
    """Census of table ``SEVEN`` that is nearest to the start; the table must be built."""
    years = tables.load(SEVEN, columns=["year"])["year"].unique()
    return int(min(years, key=lambda year: abs(int(year) - SEVEN_NEAR)))


def _in_seven(parts: pd.DataFrame, like: dict[str, Floats]) -> dict[int, Floats]:
    """Ages of the parts whose communes are all in the table by seven groups of both sexes, by their row."""
    if not built_file(SEVEN).is_file():
        return {}
    columns = list(_SEVEN)
    rows = tables.load(SEVEN, columns=["commune_code", "year", *columns])
    rows = rows[rows["year"] == seven_year()].set_index("commune_code")[columns]
    joined = part_of_communes().set_index("commune_code").join(rows.astype("float64"))
    sums = whole_sums(joined, KEY, columns)
    mine = sums.reindex(pd.MultiIndex.from_frame(parts[KEY])).to_numpy(dtype="float64")
    starts = [0, YOUNG, *list(_SEVEN.values())[1:]]
    infants, departements = parts["infants"].to_numpy(dtype="float64"), parts["departement_code"].to_numpy()
    whole = np.flatnonzero(np.isfinite(mine).all(axis=1) & parts[list(CENSUS)].notna().all(axis=1).to_numpy())
    return {
        int(rank): _by_age(mine[rank], infants[rank], starts, like[str(departements[rank])]) for rank in whole
    }


def whole_sums(rows: pd.DataFrame, by: list[str], columns: list[str]) -> pd.DataFrame:
    """Sums by group; missing where one is: a sum without it would be too small."""
    grouped = rows.groupby(by)[columns]
    return grouped.sum().where(grouped.count().eq(grouped.size(), axis="index"))


def _to_census(by_sex: Floats, groups: Floats) -> Floats:
    """Ages of another year, brought to the census's three groups."""
    starts = list(CENSUS.values())
    sums = np.add.reduceat(by_sex, starts, axis=1).sum(axis=0)
    brought: Floats = by_sex * np.repeat(groups / sums, np.diff([*starts, by_sex.shape[-1]]))
    return brought
