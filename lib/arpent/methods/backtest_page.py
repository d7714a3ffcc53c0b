"""
Measure trends on every commune and EPCI and write what is found: ``python -m arpent.methods.backtest_page``.

It writes ``docs/methodes/projection_controle.md`` and ``data/embedded/trend_errors.csv``, from which intervals are
made where the past is not on the machine. It needs table ``population_history``.
"""

import sys
from pathlib import Path

import pandas as pd

from arpent import project, tables
from arpent.methods.backtest import (
    COMMUNES,
    EPCI,
    Sizes,
    chosen_blind,
    past_errors,
    scores,
)
from arpent.methods.calibration import calibrated_coverage, calibrated_factors
from arpent.methods.trends import TRENDS
from arpent.tables.trend_errors import errors_file

FIRST_YEAR = 1968
#: Errors closer than this are told as the same.
SAME = 0.0005
FRENCH = {
    "constant": "constante",
    "linear": "linéaire",
    "exponential": "exponentielle",
    "damped": "amortie",
    "shrunk": "amortie et rapprochée",
}
HEAD = """# Contrôle des tendances sur le passé

*Écrit par `python -m arpent.methods.backtest_page` ; ne pas modifier à la main. Méthode : [projection](projection.md).*

Chaque territoire de 1968 à 2019, dans ses limites d'aujourd'hui, est projeté depuis plusieurs recensements passés,
avec ce que l'on savait alors, puis comparé à ce qui est venu. **MAPE** : erreur absolue moyenne. **MALPE** : erreur
moyenne avec son signe (négative : la projection était trop basse). Horizons visés : 5, 10 et 20 ans ; les
recensements réels tombent à 5 à 9 ans, 8 à 10 ans, 17 à 24 ans. En gras, la tendance retenue : la meilleure de sa
taille et de son horizon. **Choix à l'aveugle** : MAPE de celle que les autres recensements d'origine font retenir,
jugée sur celui qu'ils n'ont pas vu. **Couverture** : part des valeurs réelles dans l'intervalle à 80 %, construit,
largeur comprise, sans le recensement d'origine jugé.
"""


def measured() -> pd.DataFrame:
    """
    Errors of every trend on every commune and EPCI.

    Returns
    -------
    DataFrame
        As `arpent.tables.trend_errors.load_trend_errors`, and ``territories`` of each level.
    """
    history = tables.load("population_history", columns=["commune_code", "year", "population"])
    recent = history[history["year"] >= FIRST_YEAR]
    wide = recent.pivot_table(index="commune_code", columns="year", values="population", aggfunc="first")
    communes = wide.astype("float64").dropna()
    levels = (("commune", communes, COMMUNES), ("epci", sums_by_epci(communes), EPCI))
    return pd.concat([_level(name, populations, sizes) for name, populations, sizes in levels])


def _level(name: str, populations: pd.DataFrame, sizes: Sizes) -> pd.DataFrame:
    errors = past_errors(populations, sizes)
    keys = ["size", "horizon", "trend"]
    coverage = calibrated_coverage(errors)["covered"]
    table = scores(errors).join(coverage, on=keys).join(calibrated_factors(errors), on=keys)
    table = table.join(blind_mape(errors), on=keys[:2])
    table["order"] = table["size"].map(sizes.labels().index)
    ordered = table.sort_values(["horizon", "order"], kind="stable").drop(columns="order")
    return ordered.assign(level=name, territories=len(populations))


def blind_mape(errors: pd.DataFrame) -> "pd.Series[float]":
    """
    Mean absolute error of the trend chosen without the census judged.

    Parameters
    ----------
    errors : DataFrame
        Of `arpent.methods.backtest.past_errors`.

    Returns
    -------
    Series
        ``blind``, 0-1; index ``size``, ``horizon``.
    """
    missed = chosen_blind(errors).assign(blind=lambda one: one["error"].abs())
    means: pd.Series[float] = missed.groupby(["size", "horizon"])["blind"].mean()
    return means


def page(table: pd.DataFrame) -> str:
    """
    The page, in Markdown.

    Parameters
    ----------
    table : DataFrame
        Of `measured`.

    Returns
    -------
    str
    """
    titles = {"commune": "Communes", "epci": "EPCI"}
    sections = [
        line for level, title in titles.items() for line in _section(title, table[table["level"] == level])
    ]
    return "\n".join([HEAD, _blind_words(table), *sections, ""])


def _blind_words(table: pd.DataFrame) -> str:
    """How far the choice made blind errs from that made with all the past, in the class where it is farthest."""
    best = table[table["is_best"]]
    farther = best["blind"] - best["mape"]
    worst = best.iloc[int(farther.argmax())]
    level = {"commune": "communes", "epci": "EPCI"}[str(worst["level"])]
    same = int((farther < SAME).sum())
    return (
        f"Dans {same} des {len(best)} tailles et horizons, le choix à l'aveugle se trompe autant que la tendance "
        f"retenue,\nà {number(100 * SAME)} point près ; le plus grand écart est de "
        f"{number(100 * float(farther.max()))} point "
        f"({level}, {str(worst['size']).replace('-', ' à ')} habitants, {worst['horizon']} ans).\n"
    )


def sums_by_epci(communes: pd.DataFrame) -> pd.DataFrame:
    """
    Populations of the EPCI of which every commune is there.

    Parameters
    ----------
    communes : DataFrame
        One row a commune (code), one column a census year.

    Returns
    -------
    DataFrame
        One row an EPCI (code).
    """
    communes_of = tables.load("communes", columns=["commune_code", "epci_code"]).dropna()
    belonging = communes_of.set_index("commune_code")["epci_code"]
    incomplete = belonging[~belonging.index.isin(communes.index)].unique()
    kept = belonging[~belonging.isin(incomplete)]
    return communes.loc[kept.index].groupby(kept.to_numpy()).sum()


def _section(title: str, table: pd.DataFrame) -> list[str]:
    lines = [f"\n## {title} ({table['territories'].iloc[0]})\n"]
    lines.append(
        "| population | horizon | cas | "
        + " | ".join(FRENCH[name] for name in TRENDS)
        + " | choix à l'aveugle | MALPE | couverture |"
    )
    lines.append("|---|---:|---:|" + "---:|" * (len(TRENDS) + 3))
    for size, horizon in table[["size", "horizon"]].drop_duplicates().itertuples(index=False):
        rows = table[(table["size"] == size) & (table["horizon"] == horizon)]
        lines.append(_line(str(size), int(horizon), rows.set_index("trend")))
    return lines


def _line(size: str, horizon: int, rows: pd.DataFrame) -> str:
    cells = [bold(percent(float(rows["mape"][name])), bool(rows["is_best"][name])) for name in TRENDS]
    best = rows[rows["is_best"]].iloc[0]
    told = [size.replace("-", " à "), str(horizon), str(best["n"]), *cells]
    rest = [percent(float(best[name])) for name in ("blind", "malpe", "covered")]
    return "| " + " | ".join([*told, *rest]) + " |"


def number(value: float, decimals: int = 2) -> str:
    """A number as a French reader sees it."""
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "−")


def percent(value: float) -> str:
    """A share as a French reader sees it, to a tenth of a per cent."""
    return f"{100 * value:.1f}".replace(".", ",").replace("-", "−") + " %" if abs(value) < 1 else "> 100 %"


def bold(text: str, is_bold: bool) -> str:
    """Markdown in bold, or not."""
    return f"**{text}**" if is_bold else text


def main() -> int:
    """Write the page and the errors; print their paths; return the exit status."""
    table = measured()
    path: Path = project.path("docs", "methodes", "projection_controle.md")
    path.write_text(page(table), encoding="utf-8")
    kept = ["level", "size", "horizon", "trend", "n", "mape", "malpe", "is_best", "covered", "low", "high"]
    table[kept].to_csv(errors_file(), index=False, float_format="%.6f", lineterminator="\n")
    print(path, errors_file(), sep="\n")  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    sys.exit(main())
