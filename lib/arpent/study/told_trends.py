"""What a continuation tells: key figures, paths, the trend retained and why, errors by size, a map of parts."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from arpent import catalogue, tables
from arpent.indicators import Count, Indicator, Measures, Ratio
from arpent.methods.intervals import SIZES
from arpent.methods.plain_trend import Choice, plain_errors
from arpent.methods.trends import DAMPING
from arpent.study.peopling import GROWTH
from arpent.study.telling import floats
from arpent.tables.trend_errors import MEASURED_ON
from arpent.territory.relatives import divisions
from arpent.views.futures import Path, Paths
from arpent.views.listing import Listing
from arpent.views.numbers import about, french_number, precision_about, typeset
from arpent.views.points import Points
from arpent.views.view import Column, Words
from arpent.views.words import capital

if TYPE_CHECKING:
    from arpent.study.continuation import Continuation

#: Key figures stop here on their way, where the horizon is beyond.
MIDWAY = 2035
NAMES = {
    "constant": "Constante",
    "linear": "Linéaire",
    "exponential": "Exponentielle",
    "damped": "Amortie",
    "shrunk": "Amortie et rapprochée",
}
SUPPOSED = {
    "constant": f"Autant qu'en {GROWTH[1]}",
    "linear": "Autant de plus, ou de moins, chaque année",
    "exponential": "Le même taux chaque année",
    "damped": f"L'évolution s'use : {round(100 * DAMPING)} % de celle de l'année d'avant",
    "shrunk": "De même, rapprochée de celle du pays",
}
LEVELS = {
    "commune": "Communes",
    "epci": "Intercommunalités",
    "departement": "Départements",
    "france": "France",
}
#: A mean signed error that is told.
BIASED = 0.01


def headline(one: "Continuation") -> Measures:
    """Inhabitants of the last census, midway and at the horizon, and the bounds of the interval there."""
    total, (low, high) = one.totals[one.choice.trend], one.interval()
    first, last = GROWTH[1], one.horizon
    told = {year: float(total[year - first]) for year in (first, MIDWAY, last) if year <= last}
    given = [
        (
            _count(f"carried_{year}", f"Habitants en {year}", told[year] if year > first else None),
            {first: told[first], year: told[year]},
        )
        for year in told
    ]
    bounds = (("low", "Bas", float(low[-1])), ("high", "Haut", float(high[-1])))
    given += [
        (_count(f"carried_{side}", f"{label} de l'intervalle à 80 % en {last}", value), {last: value})
        for side, label, value in bounds
    ]
    here = one.territory
    rows = [
        _row(here.id, here.name, "focus", indicator.id, year, value)
        for indicator, values in given
        for year, value in values.items()
    ]
    return _measures(one, rows, [indicator for indicator, _ in given])


def _count(name: str, label: str, projected: float | None) -> Count:
    precision = 0 if projected is None else precision_about(projected)
    return Count(
        id=name, label=label, short=label, unit="habitants", precision=precision, definition="",
        table="population_legal", column="population",
    )  # fmt: skip


def _row(territory: str, name: str, role: str, indicator: str, year: int, value: float) -> dict[str, Any]:
    return {"territory": territory, "name": name, "role": role, "indicator": indicator, "year": year, "value": value,
            "reason": None, "is_estimated": False, "is_fragile": False}  # fmt: skip


def _measures(one: "Continuation", rows: list[dict[str, Any]], known: list[Indicator]) -> Measures:
    source, columns = f"{one.source()} ; tendance", list(_row("", "", "", "", 0, 0.0))
    values = pd.DataFrame(rows, columns=columns)
    return Measures(values, {each.id: each for each in known}, one.territory, source, tuple(one.used()))


def population_paths(one: "Continuation") -> Paths:
    """Inhabitants by the trend retained, with its interval; legal populations beside."""
    low, high = one.interval()
    called = f"Tendance {NAMES[one.choice.trend].lower()}"
    path = Path(one.choice.trend, called, floats(one.totals[one.choice.trend]), floats(low), floats(high))
    note = "L'intervalle à 80 % est celui des erreurs de cette tendance sur les recensements passés."
    if one.territory.level == "france":
        cases = _cases(one.choice, _judged_at(one))
        note = f"L'intervalle à 80 % est celui des erreurs de {cases} : trop peu pour qu'il soit vérifié. Sans Mayotte."
    return Paths(
        one.territory, "Population", "habitants", tuple(one.years), (path,), one.source(), observed=one.observed,
        told_as=f"la {called.lower()}", notes=(note,),
    )  # fmt: skip


def trend_paths(one: "Continuation") -> Paths:
    """Inhabitants by each trend; the one retained first."""
    paths = tuple(Path(name, NAMES[name], floats(total)) for name, total in one.totals.items())
    ends = [float(total[-1]) for total in one.totals.values()]
    finding = (
        f"D'une tendance à l'autre, de {about(min(ends))} à {about(max(ends))} habitants en {one.horizon}"
    )
    return Paths(
        one.territory, "Population", "habitants", tuple(one.years), paths, one.source(), observed=one.observed,
        finding=finding, notes=("En couleur, la tendance retenue.",),
    )  # fmt: skip


def reasons(one: "Continuation") -> Points:
    """The trend retained, what it was judged on, its errors, and what they do not say."""
    choice, own = one.choice, one.choice.own()
    horizon = _judged_at(one)
    cases, kept = _cases(choice, horizon), f"C'est la tendance {NAMES[choice.trend].lower()} qui est retenue"
    chosen = f"{kept} : à {horizon} ans, elle s'est moins trompée que les autres, sur {cases}."
    if choice.level == "france":
        chosen = f"{kept}, la seule qui ait été jugée sur le pays, à {horizon} ans, par {cases}."
    told = ", ".join(f"{_percent(mape)} à {years} ans" for years, mape in own["mape"].items())
    traced = [_number(one, choice, mape, int(str(years))) for years, mape in own["mape"].items()]
    items = [chosen, f"Elle s'est trompée, en moyenne, de {told}."]
    bias = own["malpe"].to_dict()[horizon]
    if abs(bias) >= BIASED:
        sense = "basse" if bias < 0 else "haute"
        items.append(
            f"À {horizon} ans elle a été, en moyenne, trop {sense} de {_percent(abs(bias))} : l'intervalle, fait des "
            "mêmes erreurs, en tient compte ; la valeur centrale, non."
        )
        traced.append(_number(one, choice, abs(bias), horizon))
    if choice.level == "france":
        items.append("La projection de l'Insee, qui connaît les âges, annonce moins d'habitants.")
    items = [typeset(item) for item in items]
    title = "La tendance retenue"
    return Points(
        "tendance-choix", Words(title, alt=title), " ".join(items), tuple(traced), items=tuple(items)
    )


def _judged_at(one: "Continuation") -> int:
    """The horizon of the back-test that is nearest to the one wanted."""
    return min(map(int, one.choice.own().index), key=lambda years: abs(years - (one.horizon - GROWTH[1])))


def _cases(choice: Choice, horizon: int) -> str:
    """« 1 463 prévisions passées (intercommunalités, 20 000 à 49 999 habitants) »."""
    cases = french_number(choice.own()["n"].to_dict()[horizon])
    if choice.level == "france":
        return f"{cases} prévisions passées de la croissance du pays"
    return f"{cases} prévisions passées ({_class(choice.level, choice.size)})"


def _class(level: str, size: str) -> str:
    """« communes, 200 à 499 habitants »."""
    if level == "france":
        return LEVELS[level]
    low, _, high = size.partition("-")
    if high:
        return f"{LEVELS[level].lower()}, {french_number(int(low))} à {french_number(int(high))} habitants"
    least, named = int(size.removesuffix("+")), LEVELS[level].lower()
    return f"{named}, {french_number(least)} habitants ou plus" if least else named


def _percent(share: float) -> str:
    return french_number(100 * share, 1) + " %"


def _number(one: "Continuation", choice: Choice, value: float, years: int) -> dict[str, Any]:
    return {"text": _percent(value), "value": float(value), "indicator": f"error_{choice.trend}_{years}",
            "territory": one.territory.id, "year": one.horizon}  # fmt: skip


def listed_trends(one: "Continuation") -> Listing:
    """Each trend, what it supposes, and its mean absolute error for this size, by horizon."""
    errors = one.choice.errors().pivot_table("mape", "trend", "horizon")
    horizons = [int(str(each)) for each in errors.columns]
    rows = tuple(
        (NAMES[name], typeset(SUPPOSED[name]), *(_error(errors, name, years) for years in horizons))
        for name in one.totals
    )
    columns = (
        Column("trend", "Tendance"),
        Column("supposed", typeset("Ce qu'elle suppose")),
        *_horizons(horizons),
    )
    size = _class(one.choice.level, one.choice.size)
    return Listing(
        one.territory, f"Ce que chaque tendance suppose, et de combien elle s'est trompée ({size})", columns, rows,
        catalogue.source_line(MEASURED_ON), decimals=1, reading=_read(rows[0], horizons), note=_ERROR,
    )  # fmt: skip


_ERROR = (
    "Erreur : écart absolu moyen entre ce qu'une tendance annonçait depuis d'anciens recensements et ce qui est venu. "
    "Recensements de 1968 à 2019 pour les communes, de 1968 à 2016 ailleurs."
)


def _horizons(years: list[int]) -> list[Column]:
    return [Column(f"error_{one}", f"Erreur à {one} ans", "%", "number") for one in years]


def _error(errors: pd.DataFrame, row: str, years: int) -> float | None:
    value = errors[years].get(row)
    return None if value is None or pd.isna(value) else round(100 * float(value), 1)


def _read(row: tuple[Any, ...], years: list[int]) -> str:
    trend, error = row[0].lower(), french_number(row[2], 1)
    return f"Lecture : à {years[0]} ans, la tendance {trend} s'est trompée de {error} % en moyenne."


def listed_sizes(one: "Continuation") -> Listing:
    """Mean absolute error of the best trend, by level and size, by horizon."""
    years = sorted({int(each) for level in SIZES for each in plain_errors(level)["horizon"].unique()})
    rows = []
    for level, sizes in SIZES.items():
        best = plain_errors(level).query("is_best").drop_duplicates(["size", "horizon"])
        table = best.pivot_table("mape", "size", "horizon").reindex(columns=years)
        rows += [
            (
                capital(_class(level, size)),
                *(_error(table, size, each) for each in years),
            )
            for size in sizes.labels()
        ]
    columns = (Column("size", "Territoires"), *_horizons(years))
    return Listing(
        one.territory, "Plus le territoire est petit et l'horizon lointain, plus une tendance se trompe", columns,
        tuple(rows), catalogue.source_line(MEASURED_ON),
        subtitle="Erreur de la meilleure tendance, par taille et par horizon", decimals=1,
        note=f"{_ERROR} Des communes, l'erreur à 30 ans n'a pas été mesurée.",
    )  # fmt: skip


def parts(one: "Continuation") -> Measures:
    """Yearly change of each part to the horizon, by the trend of its own size; not held to the whole."""
    rows = tables.load(
        "population_legal", list(one.territory.communes), columns=["commune_code", "year", "population"]
    )
    wide = rows[rows["year"].isin(GROWTH)].pivot_table("population", "commune_code", "year").dropna()
    ahead = one.horizon - GROWTH[1]
    change = Ratio(
        id="carried_change", label=f"Évolution de la population de {GROWTH[1]} à {one.horizon}",
        short="Évolution tendancielle", unit="%/an", precision=1, definition="", table="population_legal",
        numerator="", denominator="",
    )  # fmt: skip
    found = []
    for part in divisions(one.territory):
        before, last = (float(wide[year].reindex(list(part.communes)).sum()) for year in GROWTH)
        if min(before, last) <= 0:
            continue
        # ASSUME: each part follows the trend that did best at its own size; their sum is not brought to the whole.
        end = one.carry(one.chosen_for(part, last).trend, (before, last))[-1]
        value = (max(end, 1.0) / last) ** (1 / ahead) - 1
        found.append(_row(part.id, part.name, "part", change.id, one.horizon, float(value)))
    return _measures(one, found, [change])
