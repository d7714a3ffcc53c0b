"""
Judge ages on the past, and write what is found: ``python -m arpent.study.ages_page``.

It writes ``docs/methodes/projection_ages.md``: ages of all EPCI in 2021 found again from those of 2016, and
Hamilton-Perry on the ages of départements. It needs the tables of the studies (``docs/etudes.md``).
"""

import sys
from collections.abc import Mapping

import numpy as np
import pandas as pd

from arpent import project, tables
from arpent.methods.backtest import EPCI
from arpent.methods.cohorts import Floats
from arpent.methods.graduation import graduate
from arpent.methods.hamilton_perry import hamilton_perry
from arpent.methods.mortality import expected_deaths, local_mortality
from arpent.methods.net_migration import TRUSTED, apparent, drawn_to_parent, rates_by_age
from arpent.methods.trends import TRENDS, Past, carry_on
from arpent.study.first_ages import CENSUS, departements_by_age, part_of_communes
from arpent.study.peopling import BASE, MOVES, load_national, load_peopling, mobility

#: Census of the table of movers, which has ages too: those who stayed and those who came.
BEFORE = 2016
#: Its groups of ages and the first age of each.
GROUPS = {
    "moins de 20 ans": 0,
    "20-29 ans": 20,
    "30-39 ans": 30,
    "40-49 ans": 40,
    "50-64 ans": 50,
    "65 ans ou plus": 65,
}
#: What was tried for ``TRUSTED``; the last leaves the département's rates alone.
TRIED = (0.0, 2000.0, 5000.0, 10_000.0, TRUSTED, 20_000.0, 40_000.0, 1e12)
OLD = 65
#: Years that départements are projected from; five years before, cohorts are read.
ORIGINS = range(1980, 2020, 5)
HORIZONS = (5, 10, 20, 30, 40)
#: First age told of départements, whose groups of ages start there.
OLDER = 60
MOTHERS = (15, 45)
UNCHANGED = "inchangée"


def ages_of_epci() -> pd.DataFrame:
    """
    Mean error on the share of those aged 65 or more in 2021, projected from 2016, by size and by what is trusted.

    Returns
    -------
    DataFrame
        One row a value of ``TRIED`` and one for an unchanged share (``UNCHANGED``); columns: EPCI of all sizes (``""``)
        and each class, in points.

    Notes
    -----
    EPCI that hold the same communes as in 2019. The country's own miss is taken away: studies are held to the country.
    """
    known = _two_censuses()
    start = _ages_before(known)
    shares: dict[object, Floats] = {name: _share_projected(known, start, name) for name in TRIED}
    told = known["population_65_plus"] / known["population"]
    before = start[..., OLD:].sum(axis=(1, 2)) / start.sum(axis=(1, 2))
    sizes = np.array(EPCI.of(known["population"].to_numpy()))
    rows = {name: _missed(share, told, known, sizes) for name, share in {**shares, UNCHANGED: before}.items()}
    return pd.DataFrame(rows).T


def _missed(
    share: Floats, told: "pd.Series[float]", known: pd.DataFrame, sizes: "np.ndarray"
) -> dict[str, float]:
    error = share - told.to_numpy()
    error = 100 * np.abs(error - np.average(error, weights=known["population"]))
    return {"": float(error.mean()), **{one: float(error[sizes == one].mean()) for one in EPCI.labels()}}


def _two_censuses() -> pd.DataFrame:
    """Ages of EPCI in 2016 and 2021, balances of movers, populations; those whose communes are the same."""
    movers = tables.load("migrations").query("breakdown == 'ages' and level == 'epci'")
    movers = movers.assign(present=movers["stayers"] + movers["arrivals"])
    wide = movers.pivot_table(index="territory", columns="category", values=["present", "migration_balance"])
    frame = wide["present"][list(GROUPS)].join(wide["migration_balance"][list(MOVES)].add_prefix("moved "))
    frame = frame.join(_epci_now())
    balances = tables.load("natural_balances").query(f"level == 'epci' and year == {BEFORE}")
    same = balances.set_index("territory")["population_end"].reindex(frame.index)
    kept: pd.DataFrame = frame[(frame["legal"] / same - 1).abs() < 0.001].dropna()
    return kept


def _epci_now() -> pd.DataFrame:
    census = tables.load("census_communes", columns=["commune_code", "population", *CENSUS])
    legal = tables.load("population_legal", columns=["commune_code", "year", "population"])
    before = legal[legal["year"] == BEFORE].set_index("commune_code")["population"]
    rows = part_of_communes().merge(census, on="commune_code").set_index("commune_code")
    rows["legal"] = before.reindex(rows.index)
    counts = rows.drop(columns="departement_code").astype(
        dict.fromkeys(("population", *CENSUS, "legal"), "float64")
    )
    sums = counts.groupby("epci_code").sum(min_count=1)
    parts = load_peopling()
    levels = parts.parts.assign(mortality=parts.mortality, fertility=parts.fertility).sort_values(
        "population"
    )
    levels = levels.drop_duplicates("epci_code", keep="last").set_index("epci_code")
    found = sums.join(levels[["departement_code", "mortality", "fertility"]])
    found.index = "epci:" + found.index
    return found.rename(columns={"departement_code": "departement"})


def _ages_before(known: pd.DataFrame) -> Floats:
    """Single ages of 2016: six groups, by sex and age inside as in the département, at the legal population."""
    like = departements_by_age(_country(BEFORE), BEFORE)
    starts, counts = list(GROUPS.values()), known[list(GROUPS)].to_numpy(dtype="float64")
    inside = known["departement"].astype(str)
    ages = np.stack([_by_age(one, like[code], starts) for one, code in zip(counts, inside, strict=True)])
    scaled: Floats = ages * (known["legal"].to_numpy() / ages.sum(axis=(1, 2)))[:, None, None]
    return scaled


def _by_age(counts: Floats, like: Floats, starts: list[int]) -> Floats:
    sums = np.add.reduceat(like, starts, axis=1)
    by_sex = counts * sums / sums.sum(axis=0)
    return np.stack([graduate(by_sex[sex], starts, np.maximum(like[sex], 1e-9)) for sex in (0, 1)])


def _country(year: int) -> Floats:
    """France by sex and single age, women then men; all of the last published age at its first year."""
    rows = tables.load("projections").query(f"scenario == 'central' and year == {year}")
    wide = rows.pivot_table(index="sex", columns="age", values="population")
    ages = wide.loc[["women", "men"]].to_numpy(dtype="float64")
    last: int = load_national("central").start(BASE).shape[-1]
    return np.pad(ages, ((0, 0), (0, last - ages.shape[-1])))


def _share_projected(known: pd.DataFrame, start: Floats, trusted: float) -> Floats:
    """Share of the old in 2021: survivors of 2016, moved as the studies move people, totals as they came."""
    first = next(iter(load_national("central").years(BASE, BASE + 1)))
    people, reference = start.sum(axis=1), start.sum(axis=(0, 1))
    moved = drawn_to_parent(
        known[[f"moved {one}" for one in MOVES]].to_numpy(), people, known["departement"], trusted
    )
    rates = rates_by_age(moved, people, reference)
    natural = (start[:, 0] * first.fertility).sum(axis=-1) * known["fertility"].to_numpy()
    natural -= expected_deaths(start, first.mortality) * known["mortality"].to_numpy()
    came = apparent(known[["legal", "population"]].to_numpy().T, BASE - BEFORE, natural)
    shape = mobility()
    rates += ((came - (rates * people).sum(axis=-1)) / (shape * people).sum(axis=-1))[:, None] * shape
    risk = local_mortality(first.mortality, known["mortality"].to_numpy()[:, None])[..., 1:]
    old = start
    for _ in range(BASE - BEFORE):
        old = _aged(old * (1 + rates[:, None, :]) * (1 - risk))
    share: Floats = old[..., OLD:].sum(axis=(1, 2)) / known["population"].to_numpy()
    return share


def _aged(population: Floats) -> Floats:
    ahead = np.zeros_like(population)
    ahead[..., 1:] = population[..., :-1]
    ahead[..., -1] += population[..., -1]
    return ahead


def ages_of_departements() -> pd.DataFrame:
    """
    Hamilton-Perry and trends of totals on all départements, from past years.

    Returns
    -------
    DataFrame
        Index ``horizon``; ``n``; mean absolute error, 0-1, on totals of ``hamilton_perry`` and of each trend; in points
        on the share of those aged 60 or more: ``older`` by Hamilton-Perry, ``older_unchanged`` where it stays; the same
        once the country's own miss is taken away: ``older_apart``, ``older_unchanged_apart``.
    """
    years = sorted({year for origin in ORIGINS for year in (origin - 5, origin)})
    ages = {year: departements_by_age(_country(year), year) for year in years}
    rows = tables.load("population_departements")
    rows = rows[rows["territory"].str.startswith("departement:")]
    rows = rows.assign(older=rows["population"].where(rows["age"].isin(["60_74", "75_plus"]), 0.0))
    told = {
        int(str(year)): one.groupby("territory")[["population", "older"]].sum(min_count=1)
        for year, one in rows.groupby("year")
    }
    cases = [
        _judged(ages[origin - 5], ages[origin], told[origin + horizon], horizon)
        for origin in ORIGINS
        for horizon in HORIZONS
        if origin + horizon in told
    ]
    errors = pd.concat(cases)
    means = errors.groupby("horizon").mean()
    return means.assign(n=errors.groupby("horizon").size())


def _judged(
    before: Mapping[str, Floats], last: Mapping[str, Floats], told: pd.DataFrame, horizon: int
) -> pd.DataFrame:
    codes = [code for code in last if code in before and f"departement:{code}" in told.index]
    first, second = (np.stack([one[code] for code in codes]) for one in (before, last))
    came = told.loc[[f"departement:{code}" for code in codes]]
    ahead = hamilton_perry(first, second, moved=5, mothers=MOTHERS, times=horizon // 5)
    totals, actual = ahead.sum(axis=(1, 2)), came["population"].to_numpy()
    past = Past(first.sum(axis=(1, 2)), second.sum(axis=(1, 2)), 5)
    found = {"hamilton_perry": totals, **{name: carry_on(name, past, horizon) for name in TRENDS}}
    errors = {name: np.abs(one / actual - 1) for name, one in found.items()}
    share = (came["older"] / came["population"]).to_numpy()
    for name, one in (("older", ahead), ("older_unchanged", second)):
        missed = 100 * (one[..., OLDER:].sum(axis=(1, 2)) / one.sum(axis=(1, 2)) - share)
        errors[name] = np.abs(missed)
        errors[f"{name}_apart"] = np.abs(missed - np.average(missed, weights=actual))
    return pd.DataFrame({"horizon": horizon, **errors})


def main() -> int:
    """Write the page; print its path; return the exit status."""
    from arpent.study.ages_words import page  # noqa: PLC0415 - French words, for the page only

    path = project.path("docs", "methodes", "projection_ages.md")
    path.write_text(page(ages_of_epci(), ages_of_departements()), encoding="utf-8")
    print(path)  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    sys.exit(main())
