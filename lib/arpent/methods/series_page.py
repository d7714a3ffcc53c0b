"""
Measure short forecasts on real series and write what is found: ``python -m arpent.methods.series_page``.

It writes ``docs/methodes/series_controle.md`` and ``data/embedded/series_errors.csv``, from which pages take the method
and its interval. It needs tables ``unemployment`` and ``property_quarters``; about five minutes of processor.
"""

import sys

import numpy as np
import pandas as pd

from arpent import project
from arpent.methods.backtest_page import percent
from arpent.methods.forecasts import METHODS
from arpent.methods.series_backtest import rolling_errors, series_coverage, series_factors, series_scores
from arpent.methods.series_kinds import FRENCH, KINDS, Kind
from arpent.tables.series_errors import series_errors_file

HEAD = """# Contrôle des séries trimestrielles sur le passé

*Écrit par `python -m arpent.methods.series_page` ; ne pas modifier à la main. Méthode : [séries](series.md).*

Chaque série est prolongée de quatre trimestres depuis plusieurs dates passées, avec ce que l'on savait alors, puis
comparée à ce qui est venu. **MAPE** : erreur absolue moyenne, relative. **MASE** : erreur absolue sur l'écart moyen
d'une année à l'autre avant la date ; sous 1, on se trompe moins que l'année ne change. **Biais** : erreur moyenne avec
son signe. **Couverture** : part des valeurs réelles dans l'intervalle à 80 %, construit sans la date jugée. En gras, la
méthode retenue : la plus petite MAPE, en moyenne des quatre horizons. Elle n'est montrée que si elle bat ainsi la naïve
saisonnière, et si l'intervalle a couvert, en moyenne, 75 à 85 % des valeurs réelles.
"""
#: Share of actual values that an 80 % interval holds, on average of the horizons, for the method to be shown.
HELD = (0.75, 0.85)
#: Class, as the page says it.
CLASSES = {
    "steady": "Zones où le taux bouge peu",
    "unsteady": "Zones où le taux bouge de 3 % ou plus un trimestre sur deux (outre-mer, Corse en partie)",
    "30-99": "30 à 99 ventes par trimestre",
    "100-299": "100 à 299 ventes par trimestre",
    "300+": "300 ventes par trimestre ou plus",
}
TABLE = (
    "| méthode | horizon | cas | MAPE | MASE | biais | couverture |",
    "|---|---:|---:|---:|---:|---:|---:|",
)


def measured() -> pd.DataFrame:
    """
    Errors of every method on every kind of series.

    Returns
    -------
    DataFrame
        As `arpent.tables.series_errors.load_series_errors`.
    """
    return pd.concat([measure(name, kind) for name, kind in KINDS.items()], ignore_index=True)


def measure(name: str, kind: Kind) -> pd.DataFrame:
    """
    Errors of every method on one kind of series.

    Parameters
    ----------
    name : str
        Its name.
    kind : Kind
        What is judged.

    Returns
    -------
    DataFrame
        As `measured`.
    """
    return table_of(name, errors_of(kind))


def errors_of(kind: Kind) -> pd.DataFrame:
    """
    Every forecast of one kind of series, beside what came.

    Parameters
    ----------
    kind : Kind
        What is judged.

    Returns
    -------
    DataFrame
        Of `arpent.methods.series_backtest.rolling_errors`.
    """
    rows = kind.read(None).sort_index()
    sizes = pd.Series([kind.size(row) for row in rows.to_numpy(dtype=np.float64)], index=rows.index)
    judged = rows[sizes != ""].iloc[:: kind.one_in]
    places = [at - int(str(rows.columns[0])) for at in kind.origins]
    return rolling_errors(judged, kind.nature, origins=places, sizes=sizes)


def table_of(name: str, errors: pd.DataFrame) -> pd.DataFrame:
    """
    Scores, coverage and intervals of one kind of series.

    Parameters
    ----------
    name : str
        Its name.
    errors : DataFrame
        Of `errors_of`.

    Returns
    -------
    DataFrame
        As `measured`.
    """
    keys = ["size", "horizon", "trend"]
    table = series_scores(errors).join(series_coverage(errors), on=keys).join(series_factors(errors), on=keys)
    held = table[table["is_default"]].groupby("size")["covered"].mean().between(*HELD)
    table["is_shown"] &= table["size"].map(held)
    counts = errors.groupby("size")["territory"].nunique().rename("territories")
    told = table.join(counts, on="size").assign(kind=name, origins=errors["origin"].nunique())
    order = told["size"].map(list(CLASSES).index), told["trend"].map(list(METHODS).index), told["horizon"]
    return told.iloc[np.lexsort([*reversed(order)])].reset_index(drop=True)


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
    sections = [line for name, kind in KINDS.items() for line in _section(kind, table[table["kind"] == name])]
    return "\n".join([HEAD, *sections, ""])


def _section(kind: Kind, table: pd.DataFrame) -> list[str]:
    lines = [f"\n## {kind.title}"]
    if kind.one_in > 1:
        lines.append(
            f"\nUne série sur {kind.one_in}, dans l'ordre des codes, pour tenir en dix minutes de calcul."
        )
    for size, rows in table.groupby("size", sort=False):
        first, shown = rows.iloc[0], rows.loc[rows["is_shown"], "trend"].unique()
        lines.append(
            f"\n### {CLASSES[str(size)]} ({first['territories']} séries, {first['origins']} dates)\n"
        )
        lines.append(f"Montrée : {FRENCH[str(shown[0])]}.\n" if len(shown) else "Aucune n'est montrée.\n")
        lines += [*TABLE, *(_line(row) for _, row in rows.iterrows())]
    return lines


def _line(row: "pd.Series[float]") -> str:
    name = FRENCH[str(row["trend"])]
    cells = [f"**{name}**" if row["is_default"] else name, str(row["horizon"]), str(row["n"])]
    cells += [percent(row["mape"]), f"{row['mase']:.2f}".replace(".", ","), percent(row["malpe"])]
    return "| " + " | ".join([*cells, percent(row["covered"])]) + " |"


def main() -> int:
    """Write the page and the errors; print their paths; return the exit status."""
    table = measured()
    path = project.path("docs", "methodes", "series_controle.md")
    path.write_text(page(table), encoding="utf-8")
    kept = ["kind", "size", "horizon", "trend", "n", "mape", "mase", "malpe", "is_default", "is_shown"]
    told = table[[*kept, "covered", "low", "high"]]
    told.to_csv(series_errors_file(), index=False, float_format="%.6f", lineterminator="\n")
    print(path, series_errors_file(), sep="\n")  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    sys.exit(main())
