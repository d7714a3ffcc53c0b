"""The page on ages judged on the past, in French Markdown: what `arpent.study.ages_page` writes."""

import pandas as pd

from arpent.methods.backtest_page import FRENCH, bold, percent
from arpent.methods.net_migration import TRUSTED

HEAD = """# Contrôle des âges sur le passé

*Écrit par `python -m arpent.study.ages_page` ; ne pas modifier à la main. Méthode : [projection](projection.md).*

## Les âges des EPCI en 2021, retrouvés depuis 2016

La table des migrations de 2016 donne aussi les âges de chaque EPCI (restés et entrants, six groupes) ; le recensement
de 2021, trois groupes. Chaque EPCI dont les communes n'ont pas changé est projeté de 2016 à 2021 comme dans les études,
avec ses naissances, ses décès, et son total de 2021. Écart moyen sur la **part des 65 ans ou plus**, en points, l'écart
du pays retiré. De haut en bas : les soldes par âge de la seule année 2016, tels quels (0), puis de plus en plus
rapprochés de ceux du département. Le nombre est celui des habitants d'un groupe d'âges dont le solde propre pèse la
moitié.
"""
DEPARTEMENTS = """
## Hamilton-Perry, sur les départements

Les âges ne sont connus à trois dates ou plus que pour les départements (estimations de l'Insee, 1975-2023, cinq groupes
par sexe, répartis par âge comme dans le pays). Ce que chaque génération est devenue en cinq ans est prolongé de cinq à
quarante ans (trente ans : depuis 1980, 1985 et 1990 ; quarante : depuis 1980). **MAPE** sur le total, en gras la
meilleure ; puis écart moyen sur la part des 60 ans ou plus, en points, et le même, l'écart du pays retiré : les études
sont ramenées au pays, âge par âge.
"""
#: Columns on the share of the old, and their heads.
SHARES = {
    "older": "part des 60 ans ou plus : Hamilton-Perry",
    "older_unchanged": "part inchangée",
    "older_apart": "Hamilton-Perry, écart du pays retiré",
    "older_unchanged_apart": "part inchangée, écart du pays retiré",
}


def page(epci: pd.DataFrame, departements: pd.DataFrame) -> str:
    """
    The page, in Markdown.

    Parameters
    ----------
    epci, departements : DataFrame
        Of `arpent.study.ages_page`.

    Returns
    -------
    str
    """
    return "\n".join([HEAD, *_epci_lines(epci), DEPARTEMENTS, *_departement_lines(departements), ""])


def _epci_lines(epci: pd.DataFrame) -> list[str]:
    sizes = [str(one).replace("-", " à ") or "tous" for one in epci.columns]
    lines = ["| soldes par âge | " + " | ".join(sizes) + " |", "|---|" + "---:|" * len(sizes)]
    for name, row in epci.iterrows():
        cells = [bold(_points(value), name == TRUSTED) for value in row]
        lines.append("| " + " | ".join([bold(_said(name), name == TRUSTED), *cells]) + " |")
    return lines


def _said(trusted: object) -> str:
    if not isinstance(trusted, float):
        return "part de 2016, inchangée"
    if trusted > 1e9:
        return "ceux du département seul"
    number = f"{trusted:,.0f}".replace(",", " ")
    return number + (" (retenu)" if trusted == TRUSTED else "")


def _departement_lines(table: pd.DataFrame) -> list[str]:
    names = {"hamilton_perry": "Hamilton-Perry", **FRENCH}
    heads = ["horizon", "cas", *names.values(), *SHARES.values()]
    lines = ["| " + " | ".join(heads) + " |", "|---:|---:|" + "---:|" * (len(heads) - 2)]
    for horizon, row in table.iterrows():
        best = row[list(names)].min()
        cells = [bold(percent(float(row[name])), bool(row[name] == best)) for name in names]
        shares = [_points(row[name]) for name in SHARES]
        lines.append("| " + " | ".join([str(horizon), f"{row['n']:.0f}", *cells, *shares]) + " |")
    return lines


def _points(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
