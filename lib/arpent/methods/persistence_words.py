"""The page on persistence, in French Markdown: what `arpent.methods.persistence_page` writes."""

from collections.abc import Mapping

import pandas as pd

from arpent.methods.backtest import EPCI
from arpent.methods.backtest_page import FRENCH, bold, number, percent
from arpent.methods.country_growth import country_section
from arpent.methods.persistence import OF_DEPARTEMENT, OF_EPCI, Persistence
from arpent.methods.returning import Rule, rule_of

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
#: Groups that share a rule, as the page names them.
GROUPS = {
    "small": "EPCI de moins de 50 000 habitants",
    "large": "EPCI de 50 000 habitants ou plus",
    "departement": "Départements",
}
BLIND = "règle, choisie à l'aveugle"


def page(
    kept: Mapping[str, pd.DataFrame],
    fitted: Mapping[str, Mapping[str, Persistence]],
    chosen: Mapping[str, Mapping[str, Rule]],
    tried: Mapping[float, float],
    table: pd.DataFrame,
    errors: Mapping[str, pd.DataFrame],
    blind: Mapping[str, pd.DataFrame],
    country: pd.DataFrame,
) -> str:
    """
    The page, in Markdown.

    Parameters
    ----------
    kept, fitted, chosen, tried, table, errors, blind, country
        Of `arpent.methods.persistence_page` and `arpent.methods.persistence_choice`, by level.

    Returns
    -------
    str
    """
    sections = [
        persistence_section(kept),
        rules_section(fitted),
        choices_section(chosen, tried),
        errors_section(table, errors, blind),
        framed_section(errors, blind),
        country_section(country),
    ]
    return "\n".join([HEAD, *(line for one in sections for line in one), ""])


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


def rules_section(rules: Mapping[str, Mapping[str, Persistence]]) -> list[str]:
    """The rule fitted on all the past, and without each census; the rule taken."""
    lines = [
        "## La règle\n",
        "écart plus tard = gardé × écart − compensé × (1 − gardé) × écart de solde naturel ;",
        "gardé = durable × annuel ^ années.\n",
        "Ce qui n'est pas gardé revient, non à zéro, mais à ce qui compense une part du solde naturel : là où l'on",
        "meurt plus qu'on ne naît, des logements se libèrent. Moindres carrés sur toutes les paires de périodes :\n",
        "| niveau | recensement laissé de côté | durable | annuel | compensé |\n|---|---|---:|---:|---:|",
    ]
    taken = {"epci": OF_EPCI, "departement": OF_DEPARTEMENT}
    for level, found in rules.items():
        for name, rule in found.items():
            lines.append(_rule_line(TITLES[level].split(",")[0], name or "aucun", rule))
        lines.append(_rule_line(f"**{TITLES[level].split(',')[0]}**", "**règle retenue**", taken[level]))
    return lines


def choices_section(chosen: Mapping[str, Mapping[str, Rule]], tried: Mapping[float, float]) -> list[str]:
    """What trial chose, by group and census left out, and what is taken."""
    lines = [
        "\n## Ce qui est choisi par essais\n",
        "Deux choses de plus, par groupe, sont celles qui se trompent le moins sur les recensements d'origine, par",
        "année d'avance. **Compensé** : les moindres carrés projetaient trop haut les EPCI qui perdaient des",
        "habitants ; essayé dans le cadre du pays, comme dans les études. **Croissance du pays** : ce que chaque année",
        "en garde de la précédente, essayé sans ce cadre ; les études s'en passent, la projection de la France y tient",
        "ce rôle. Chaque choix est refait sans chaque recensement : il est jugé sur lui, plus bas, « à l'aveugle ».\n",
        "| groupe | recensement laissé de côté | compensé | croissance du pays |\n|---|---|---:|---:|",
    ]
    for group, title in GROUPS.items():
        lines += [
            _choice_line(title, left_out or "aucun", group, rules[group])
            for left_out, rules in chosen.items()
        ]
        lines.append(_choice_line(f"**{title}**", "**retenu**", group, rule_of(group)))
    missed = [number(100 * tried[one], 3) for one in (0.6, 0.8)]
    return [
        *lines,
        f"\nSous 50 000 habitants, 0,6 et 0,8 se valent ({' et '.join(missed)} point d'erreur par année d'avance) :",
        "0,6 est gardé, car plus il est compensé, plus les EPCI qui perdent des habitants sont projetés haut (biais :",
        "plus bas).\n",
    ]


def _choice_line(title: str, left_out: str, group: str, rule: Rule) -> str:
    makes_up = rule.departement.makes_up if group == "departement" else rule.epci.makes_up
    told = number(makes_up) + (" (moindres carrés)" if group == "departement" and "*" not in title else "")
    return "| " + " | ".join([title, left_out, told, number(rule.slowing)]) + " |"


def _rule_line(level: str, name: str, rule: Persistence) -> str:
    cells = (number(value, 3) for value in (rule.at_once, rule.yearly, rule.makes_up))
    return "| " + " | ".join([level, name, *cells]) + " |"


def errors_section(
    table: pd.DataFrame, errors: Mapping[str, pd.DataFrame], blind: Mapping[str, pd.DataFrame]
) -> list[str]:
    """Errors of the rule brought to totals, beside those of plain trends; coverage; biases of those shrinking."""
    lines = [
        "## Ce que vaut la règle, sur les totaux\n",
        "La même règle, sans les âges : la croissance du pays continue ou ralentit comme ci-dessus, l'écart de solde",
        "naturel s'use peu, l'écart de solde migratoire revient. **MAPE** de chaque tendance, et de la règle choisie",
        "**à l'aveugle**, tout entière, sans le recensement d'origine jugé ; **MALPE** (biais) et **couverture** de",
        "l'intervalle à 80 % pour la règle, construit, largeur comprise, sans ce recensement. Horizons visés : 5 (5 à",
        "7 ans), 10 (8 à 12), 20 (16 à 24), 30 (26 à 34). En gras, la meilleure des six. Les tendances amorties aussi",
        "ont été réglées sur ce passé.\n",
        _standing(_means(errors, "error"), _blind_means(blind, "error")),
        "| territoires | population | horizon | cas | "
        + " | ".join(NAMES[name] for name in NAMES)
        + f" | {BLIND} | MALPE | couverture |",
        "|---|---|---:|---:|" + "---:|" * (len(NAMES) + 3),
    ]
    unseen = _blind_means(blind, "error")
    keys = table[["level", "size", "horizon"]].drop_duplicates()
    for level, size, horizon in keys.itertuples(index=False):
        rows = table[(table["level"] == level) & (table["size"] == size) & (table["horizon"] == horizon)]
        told = percent(float(unseen[level, size, horizon]))
        lines.append(_error_line(str(level), str(size), int(horizon), rows.set_index("trend"), told))
    return [*lines, *_coverage(table), *_biases(errors["epci"])]


def framed_section(errors: Mapping[str, pd.DataFrame], blind: Mapping[str, pd.DataFrame]) -> list[str]:
    """Errors where the country is known, as in studies: the best trend by size and horizon is bold."""
    means, unseen = _means(errors, "framed_error"), _blind_means(blind, "framed_error")
    lines = [
        "\n## Dans le cadre du pays\n",
        "Les études ramènent leurs territoires à une projection de la France. Chaque tendance est jugée ici de même,",
        "ramenée à ce qu'a été l'ensemble des territoires : reste ce qui va à chacun. **MAPE**, en gras la meilleure",
        "des six. La règle est celle des études, à toutes les tailles et à tous les horizons.\n",
        _standing(means, unseen),
        "| territoires | population | horizon | "
        + " | ".join(NAMES[name] for name in NAMES)
        + f" | {BLIND} |",
        "|---|---|---:|" + "---:|" * (len(NAMES) + 1),
    ]
    for key, row in means.iterrows():
        level, size, horizon = _parted(key)
        cells = [bold(percent(float(row[name])), bool(row[name] == row.min())) for name in NAMES]
        told = [TITLES[level].split(",")[0], _size(size), horizon, *cells]
        lines.append("| " + " | ".join([*told, percent(float(unseen[level, size, int(horizon)]))]) + " |")
    return lines


def _means(errors: Mapping[str, pd.DataFrame], column: str) -> pd.DataFrame:
    """Mean absolute error of each trend (columns), by level, size and horizon, in order."""
    rows = pd.concat([one.assign(level=level) for level, one in errors.items()])
    keys = ["level", "size", "horizon"]
    means = rows.assign(missed=rows[column].abs()).pivot_table(index=keys, columns="trend", values="missed")
    order = {name: rank for rank, name in enumerate((*TITLES, *EPCI.labels()))}
    ranked = means.sort_index(key=lambda index: index.map(lambda one: order.get(one, one)))
    inside = ranked.sort_index(level="horizon", sort_remaining=False, kind="stable")
    return inside.sort_index(level="level", ascending=False, sort_remaining=False, kind="stable")[list(NAMES)]


def _blind_means(blind: Mapping[str, pd.DataFrame], column: str) -> "pd.Series[float]":
    rows = pd.concat([one.assign(level=level) for level, one in blind.items()])
    means: pd.Series[float] = (
        rows[column].abs().groupby([rows["level"], rows["size"], rows["horizon"]]).mean()
    )
    return means


def _standing(means: pd.DataFrame, unseen: "pd.Series[float]") -> str:
    """In how many sizes and horizons the rule is the best, chosen with all the past then blind; how far elsewhere."""
    others = means.drop(columns="returning").min(axis=1)
    behind = {
        "La règle": means["returning"] - others,
        "Choisie à l'aveugle, elle": unseen.reindex(means.index) - others,
    }
    lines = [
        f"{who} est la meilleure dans {int((one <= 0).sum())} des {len(one)} tailles et horizons ; ailleurs, elle est\n"
        f"à {number(100 * float(one.max()))} point au plus de la meilleure des autres ({_where(one.idxmax())})."
        for who, one in behind.items()
    ]
    return "\n".join([*lines, ""])


def _where(key: object) -> str:
    level, size, horizon = _parted(key)
    titles = TITLES[level].split(",")[0]
    return f"{titles}, {horizon} ans" if size == "0+" else f"{titles}, {_size(size)} habitants, {horizon} ans"


def _parted(key: object) -> tuple[str, str, str]:
    """Level, size and horizon of a row of `_means`."""
    level, size, horizon = key if isinstance(key, tuple) else ("", "", "")
    return str(level), str(size), str(horizon)


def _mape_cells(rows: pd.DataFrame) -> list[str]:
    return [bold(percent(float(rows["mape"][name])), bool(rows["is_best"][name])) for name in NAMES]


def _size(size: str) -> str:
    return "tous" if size == "0+" else size.replace("-", " à ")


def _error_line(level: str, size: str, horizon: int, rows: pd.DataFrame, blind: str) -> str:
    cells = _mape_cells(rows)
    rule = {name: float(rows[name]["returning"]) for name in ("n", "malpe", "covered")}
    told = [
        TITLES[level].split(",")[0],
        _size(size),
        str(horizon),
        f"{rule['n']:.0f}",
    ]
    return "| " + " | ".join([*told, *cells, blind, percent(rule["malpe"]), percent(rule["covered"])]) + " |"


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
