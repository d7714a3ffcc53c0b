"""The page on persistence, in French Markdown: what `arpent.methods.persistence_page` writes."""

from collections.abc import Mapping

import pandas as pd

from arpent.methods.backtest import Sizes
from arpent.methods.backtest_page import FRENCH, bold, number, percent
from arpent.methods.persistence import Persistence

HEAD = """# Ce qui dure des migrations, mesuré sur le passé

*Écrit par `python -m arpent.methods.persistence_page` ; ne pas modifier à la main.
Méthode : [projection](projection.md).*

Un territoire qui gagne aujourd'hui plus d'habitants par les migrations que son département en gagnera-t-il encore plus
dans trente ans ? Les soldes migratoires de tous les EPCI et départements, de 1968 à 2016, le disent.
**Écart** : solde migratoire annuel par habitant, moins celui du département (pour un EPCI) ou de la France (pour un
département). Les EPCI sont ceux de 2019 dont le code existe encore.
"""
TITLES = {"epci": "EPCI, écart à leur département", "departement": "Départements, écart à la France"}
NAMES = {**FRENCH, "returning": "règle des études"}
LEAST = "moins de 30 cas"


def persistence_section(kept: Mapping[str, pd.DataFrame]) -> list[str]:
    """Part of the gaps found later, by size and lag."""
    lines = [
        "\n## Part de l'écart retrouvée plus tard\n",
        "Pente, par l'origine, de l'écart d'une période sur celui d'une période antérieure.",
        "0,50 : la moitié de l'écart y est encore.\n",
    ]
    for level, table in kept.items():
        lags = [name for name in table.columns if name != "pairs"]
        lines.append(f"### {TITLES[level]}\n")
        lines.append(
            "| population | cas | "
            + " | ".join(f"{name.replace('-', ' à ')} ans" for name in lags)
            + " |\n|---|---:|"
            + "---:|" * len(lags)
        )
        rows = table if len(table) > 2 else table.tail(1)
        lines += [_kept_line(str(size), row, lags) for size, row in rows.iterrows()]
        lines.append("")
    return lines


def _kept_line(size: str, row: "pd.Series[float]", lags: list[str]) -> str:
    cells = [LEAST if pd.isna(row[name]) else number(float(row[name])) for name in lags]
    return "| " + " | ".join([size.replace("-", " à ") or "ensemble", f"{row['pairs']:.0f}", *cells]) + " |"


def rules_section(
    rules: Mapping[str, Mapping[str, Persistence]], chosen: Mapping[str, Persistence]
) -> list[str]:
    """The rule fitted on all the past, and without each census; the rule taken."""
    lines = [
        "## La règle\n",
        "écart plus tard = gardé × écart − compensé × (1 − gardé) × écart de solde naturel ;",
        "gardé = durable × annuel ^ années.\n",
        "Ce qui n'est pas gardé revient, non à zéro, mais à ce qui compense une part du solde naturel : là où l'on",
        "meurt plus qu'on ne naît, des logements se libèrent. Moindres carrés sur toutes les paires de périodes :\n",
        "| niveau | recensement laissé de côté | durable | annuel | compensé |\n|---|---|---:|---:|---:|",
    ]
    for level, found in rules.items():
        for name, rule in found.items():
            lines.append(_rule_line(TITLES[level].split(",")[0], name or "aucun", rule))
        lines.append(_rule_line(f"**{TITLES[level].split(',')[0]}**", "**règle retenue**", chosen[level]))
    lines += [
        "\nPour les EPCI, la part compensée retenue est plus faible que celle des moindres carrés, qui projetait trop",
        "haut ceux qui perdaient des habitants (biais : voir plus bas). À partir de 50 000 habitants, elle est de 1 :",
        "moindres carrés 0,74, et 0,98 à partir de 100 000 ; c'est ce qui se trompe le moins (dernier tableau).\n",
    ]
    return lines


def _rule_line(level: str, name: str, rule: Persistence) -> str:
    cells = (number(value, 3) for value in (rule.at_once, rule.yearly, rule.makes_up))
    return "| " + " | ".join([level, name, *cells]) + " |"


def errors_section(table: pd.DataFrame, errors: Mapping[str, pd.DataFrame]) -> list[str]:
    """Errors of the rule brought to totals, beside those of plain trends; coverage; biases of those shrinking."""
    lines = [
        "## Ce que vaut la règle, sur les totaux\n",
        "La même règle, sans les âges : la croissance du pays continue, l'écart de solde naturel s'use peu, l'écart",
        "de solde migratoire revient comme ci-dessus. **MAPE** de chaque tendance ; **MALPE** (biais) et",
        "**couverture** de l'intervalle à 80 % pour la règle, construit, largeur comprise, sans le recensement",
        "d'origine jugé. Horizons visés : 5 (5 à 7 ans), 10 (8 à 12), 20 (16 à 24), 30 (26 à 34).",
        "En gras, la meilleure. Les paramètres de la règle viennent du même passé.\n",
        "| territoires | population | horizon | cas | "
        + " | ".join(NAMES[name] for name in NAMES)
        + " | MALPE | couverture |",
        "|---|---|---:|---:|" + "---:|" * (len(NAMES) + 2),
    ]
    keys = table[["level", "size", "horizon"]].drop_duplicates()
    for level, size, horizon in keys.itertuples(index=False):
        rows = table[(table["level"] == level) & (table["size"] == size) & (table["horizon"] == horizon)]
        lines.append(_error_line(str(level), str(size), int(horizon), rows.set_index("trend")))
    return [*lines, *_coverage(table), *_biases(errors["epci"])]


def framed_section(tables: Mapping[str, pd.DataFrame], sizes: Mapping[str, Sizes]) -> list[str]:
    """Errors where the country is known, as in studies: the best trend by size and horizon is bold."""
    lines = [
        "\n## Dans le cadre du pays\n",
        "Les études ramènent leurs territoires à une projection de la France. Chaque tendance est jugée ici de même,",
        "ramenée à ce qu'a été l'ensemble des territoires : reste ce qui va à chacun. **MAPE**, en gras la meilleure ;",
        "la règle est la meilleure, ou à 0,1 point de la meilleure.\n",
        "| territoires | population | horizon | " + " | ".join(NAMES[name] for name in NAMES) + " |",
        "|---|---|---:|" + "---:|" * len(NAMES),
    ]
    for level, table in tables.items():
        for horizon in sorted(table["horizon"].unique()):
            for size in sizes[level].labels():
                rows = table[(table["horizon"] == horizon) & (table["size"] == size)].set_index("trend")
                told = [TITLES[level].split(",")[0], _size(size), str(horizon)]
                lines.append("| " + " | ".join([*told, *_mape_cells(rows)]) + " |")
    return lines


def _mape_cells(rows: pd.DataFrame) -> list[str]:
    return [bold(percent(float(rows["mape"][name])), bool(rows["is_best"][name])) for name in NAMES]


def _size(size: str) -> str:
    return "tous" if size == "0+" else size.replace("-", " à ")


def _error_line(level: str, size: str, horizon: int, rows: pd.DataFrame) -> str:
    cells = _mape_cells(rows)
    rule = {name: float(rows[name]["returning"]) for name in ("n", "malpe", "covered")}
    told = [
        TITLES[level].split(",")[0],
        _size(size),
        str(horizon),
        f"{rule['n']:.0f}",
    ]
    return "| " + " | ".join([*told, *cells, percent(rule["malpe"]), percent(rule["covered"])]) + " |"


def _coverage(table: pd.DataFrame) -> list[str]:
    rule = table[table["trend"] == "returning"]
    held = (rule["covered"] * rule["n"]).groupby([rule["level"], rule["horizon"]]).sum()
    share = held / rule.groupby(["level", "horizon"])["n"].sum()
    lines = ["\n### Couverture de l'intervalle à 80 %, toutes tailles\n"]
    horizons = sorted(rule["horizon"].unique())
    lines.append(
        "| territoires | "
        + " | ".join(f"{one} ans" for one in horizons)
        + " |\n|---|"
        + "---:|" * len(horizons)
    )
    for level, title in TITLES.items():
        cells = [percent(float(share[level, one])) for one in horizons]
        lines.append("| " + " | ".join([title.split(",")[0], *cells]) + " |")
    return lines


def _biases(errors: pd.DataFrame) -> list[str]:
    lines = [
        "\n### Biais selon que l'EPCI perdait ou gagnait des habitants\n",
        "| horizon | perdait, cas | perdait, MALPE | gagnait, cas | gagnait, MALPE |\n|---:|---:|---:|---:|---:|",
    ]
    rule = errors[errors["trend"] == "returning"]
    for horizon, some in rule.groupby("horizon"):
        cells = [str(horizon)]
        for is_shrinking in (True, False):
            mine = some.loc[some["is_shrinking"] == is_shrinking, "error"]
            cells += [str(len(mine)), percent(float(mine.mean()))]
        lines.append("| " + " | ".join(cells) + " |")
    return lines
