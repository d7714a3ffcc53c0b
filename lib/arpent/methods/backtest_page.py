"""
Measure trends on every commune and EPCI and write what is found: ``python -m arpent.methods.backtest_page``.

It writes ``docs/methodes/projection_controle.md``. It needs table ``population_history``.
"""

import sys
from pathlib import Path

import pandas as pd

from arpent import project, tables
from arpent.methods.backtest import COMMUNES, EPCI, Sizes, out_of_sample_coverage, past_errors, scores
from arpent.methods.trends import TRENDS

FIRST_YEAR = 1968
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
recensements réels tombent à 5 à 9 ans, 8 à 10 ans, 17 à 24 ans. En gras, la tendance retenue. **Couverture** : part
des valeurs réelles dans l'intervalle à 80 %, intervalle construit sans le recensement d'origine jugé.
"""


def page() -> str:
    """
    The page, in Markdown.

    Returns
    -------
    str
    """
    history = tables.load("population_history", columns=["commune_code", "year", "population"])
    recent = history[history["year"] >= FIRST_YEAR]
    wide = recent.pivot_table(index="commune_code", columns="year", values="population", aggfunc="first")
    communes = wide.astype("float64").dropna()
    return "\n".join(
        [HEAD, *_section("Communes", communes, COMMUNES), *_section("EPCI", sums_by_epci(communes), EPCI), ""]
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


def _section(title: str, populations: pd.DataFrame, sizes: Sizes) -> list[str]:
    errors = past_errors(populations, sizes)
    coverage = out_of_sample_coverage(errors)["covered"].rename("covered")
    table = scores(errors).join(coverage, on=["size", "horizon", "trend"])
    lines = [f"\n## {title} ({len(populations)})\n"]
    lines.append(
        "| population | horizon | cas | "
        + " | ".join(FRENCH[name] for name in TRENDS)
        + " | MALPE | couverture |"
    )
    lines.append("|---|---:|---:|" + "---:|" * (len(TRENDS) + 2))
    for horizon in sorted(table["horizon"].unique()):
        for size in sizes.labels():
            rows = table[(table["size"] == size) & (table["horizon"] == horizon)].set_index("trend")
            if not rows.empty:
                lines.append(_line(size, int(horizon), rows))
    return lines


def _line(size: str, horizon: int, rows: pd.DataFrame) -> str:
    cells = [_bold(_percent(float(rows["mape"][name])), bool(rows["is_best"][name])) for name in TRENDS]
    best = rows[rows["is_best"]].iloc[0]
    told = [size.replace("-", " à "), str(horizon), str(best["n"]), *cells]
    return "| " + " | ".join([*told, _percent(best["malpe"]), _percent(best["covered"])]) + " |"


def _percent(value: float) -> str:
    return f"{100 * value:.1f}".replace(".", ",").replace("-", "−") + " %" if abs(value) < 1 else "> 100 %"


def _bold(text: str, is_bold: bool) -> str:
    return f"**{text}**" if is_bold else text


def main() -> int:
    """Write the page; print its path; return the exit status."""
    path: Path = project.path("docs", "methodes", "projection_controle.md")
    path.write_text(page(), encoding="utf-8")
    print(path)  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    sys.exit(main())
