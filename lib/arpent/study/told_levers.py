"""What each hypothesis would have to be, moved alone, for the dwellings planned to fit in so many hectares."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scipy.optimize import brentq

from arpent.methods.land_take import density_that_fits
from arpent.study.peopling import BASE
from arpent.study.scenarios import LEVERS
from arpent.study.telling import planned_for, rounded, source_of
from arpent.study.told_tables import said
from arpent.views.listing import Listing
from arpent.views.numbers import french_number
from arpent.views.view import Column

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

# ASSUME: how far ten years of policy may take each hypothesis: working bounds, to be replaced by the agency's own. They
# say what is reachable, not what is wished: fewer births or arrivals are told as any other lever.
REACH: Mapping[str, tuple[float, float]] = {
    "fertility": (0.85, 1.15),
    "migration": (-4.0, 4.0),
    "vacancy": (5.0, 20.0),
    "second_homes": (0.0, 90.0),
    "renewal": (0.0, 0.5),
    "density": (10.0, 60.0),
    "renewed": (0.0, 70.0),
}
#: Second homes may fall by that many points at most.
FEWER_SECOND_HOMES = 3.0
#: Vacant dwellings and second homes together, at most, per cent: beyond it a stock has no sense.
MOST_EMPTY = 90.0
_SHARES = ("vacancy", "second_homes")
#: Hectares that are none: what a scenario may take where the allowance is spent.
NOTHING_HA = 0.05
#: Where no allowance is known, the hectares shown as an example: this share of the scenario's.
EXAMPLE = 0.5
#: How finely people's levers are sought: each trial projects all the inhabitants again.
FINE = {"fertility": 0.005, "migration": 0.05}
WITHIN, BEYOND, HELD = "atteignable", "hors d'atteinte", "tient déjà"


def hectares_of(
    outlook: "Outlook", scenario: str, span: slice, moved: tuple[str, float] | None = None
) -> float:
    """Hectares of some years, a hypothesis moved or none."""
    one = outlook.scenarios[scenario]
    until = BASE + span.stop
    story = outlook.story(one.moved(*moved), until=until) if moved else outlook.stories[scenario]
    return float(story.hectares[span].sum())


def value_that_fits(
    outlook: "Outlook", scenario: str, lever: str, hectares: float, span: slice
) -> float | None:
    """
    Value of one hypothesis with which a scenario takes so many hectares.

    Parameters
    ----------
    outlook : Outlook
        Told.
    scenario : str
        Name of the one whose other hypotheses are kept.
    lever : str
        A key of ``REACH``.
    hectares : float
        Wanted.
    span : slice
        Years that they are counted over.

    Returns
    -------
    float or None
        None where no value that a scenario may have does.
    """
    low, high = LEVERS[lever].low, LEVERS[lever].high
    if lever in _SHARES:
        other = next(one for one in _SHARES if one != lever)
        high = min(high, MOST_EMPTY - 100 * _share(outlook, other))

    def over(value: float) -> float:
        return hectares_of(outlook, scenario, span, (lever, value)) - hectares

    ends = over(low), over(high)
    if ends[0] * ends[1] > 0:
        return None
    return float(brentq(over, low, high, xtol=FINE.get(lever, 0.002)))


def levers(outlook: "Outlook", scenario: str, left: float | None) -> Listing:
    """Each hypothesis moved alone: what it is, what it would have to be, and whether ten years may take it there."""
    span, years = planned_for(left)
    now = hectares_of(outlook, scenario, span)
    wanted = EXAMPLE * now if left is None else max(left, NOTHING_HA)
    columns = (
        Column("lever", "Hypothèse"),
        Column("now", "Dans le scénario"),
        Column("needed", "Valeur qui tient tout juste"),
        Column("reach", "Seule, en dix ans"),
    )
    rows = tuple(_row(outlook, scenario, lever, wanted, span) for lever in REACH)
    title = outlook.scenarios[scenario].title
    return Listing(
        outlook.territory,
        _finding(now, wanted, years, [row[3] for row in rows]),
        columns,
        rows,
        source_of(outlook),
        note=(
            f"Scénario « {title} » pour le reste. {_meant(wanted, is_known=left is not None)} « Atteignable » : dans "
            "des bornes de travail, à remplacer par les vôtres. Les leviers s'ajoutent : deux efforts moindres "
            "peuvent suffire ensemble."
        ),
    )


def _meant(wanted: float, *, is_known: bool) -> str:
    if is_known and wanted <= NOTHING_HA:
        return "L'enveloppe est épuisée."
    if is_known:
        return f"Il reste {french_number(wanted, 1)} hectares d'enveloppe."
    return f"L'enveloppe n'est pas connue ici : exemple de {french_number(wanted)} hectares, la moitié du scénario."


def _finding(now: float, wanted: float, years: str, reach: list[str]) -> str:
    if wanted <= NOTHING_HA:
        return f"Plus aucun hectare ne reste dans l'enveloppe : {_counted(reach)}"
    if now <= wanted:
        kept = french_number(max(now, 0.0))
        return f"{kept} hectares {years} : le scénario tient dans les {french_number(wanted)} qui restent"
    return (
        f"Pour passer de {french_number(now)} à {french_number(wanted)} hectares {years}, {_counted(reach)}"
    )


def _counted(reach: list[str]) -> str:
    count = reach.count(WITHIN)
    few = {0: "aucun levier ne suffit seul", 1: "un seul levier suffit"}
    return few.get(count, f"{count} leviers suffisent, chacun seul")


def _row(
    outlook: "Outlook", scenario: str, lever: str, wanted: float, span: slice
) -> tuple[str, str, str, str]:
    set_ = outlook.scenarios[scenario].value(lever)
    now = round(100 * _share(outlook, lever), 1) if set_ is None else set_
    label = LEVERS[lever].label
    if hectares_of(outlook, scenario, span) <= wanted:
        most = value_that_fits(outlook, scenario, lever, wanted, span)
        return label, said(lever, now), "toute valeur tient" if most is None else _said(lever, most), HELD
    needed = value_that_fits(outlook, scenario, lever, wanted, span)
    if needed is None:
        return label, said(lever, now), "aucune valeur ne suffit", BEYOND
    low, high = REACH[lever]
    if lever == "second_homes":
        low = max(0.0, now - FEWER_SECOND_HOMES)
    return label, said(lever, now), _said(lever, needed), WITHIN if low <= needed <= high else BEYOND


def _said(lever: str, value: float) -> str:
    return said(lever, round(value, 2 if lever in ("fertility", "renewal") else 1))


def _share(outlook: "Outlook", lever: str) -> float:
    stock = outlook.stock
    return {"vacancy": stock.vacant, "second_homes": stock.second_homes}[lever] / stock.dwellings


def fitting(outlook: "Outlook", left_ha: float) -> Listing:
    """Density, or vacancy, that makes each scenario's dwellings fit in the hectares left of the allowance."""
    span, years = planned_for(left_ha)
    columns = (
        Column("scenario", "Scénario"), Column("dwellings", "Logements à produire", "logements", "number"),
        Column("hectares", "Hectares à sa densité", "ha", "number"),
        Column("density", "Densité qui tient dans l'enveloppe", "logements/ha", "number"),
        Column("vacancy", "Ou vacance qui y tient, à sa densité", "% du parc", "number"),
    )  # fmt: skip
    rows = []
    for name, story in outlook.stories.items():
        renewed = (outlook.scenarios[name].value("renewed") or 0) / 100
        built = float(story.dwellings[span].sum())
        density = density_that_fits(built, left_ha, renewed) if built > 0 else None
        total, taken = rounded(built, story.hectares[span].sum())
        vacancy = value_that_fits(outlook, name, "vacancy", max(left_ha, NOTHING_HA), span)
        found = tuple(None if one is None else round(one, 1) for one in (density, vacancy))
        rows.append((outlook.scenarios[name].title, total, taken, *found))
    note = (
        "Vide : aucune valeur ne suffit, ou toutes tiennent. La vacance va vers sa cible par pas égaux jusqu'à "
        "l'horizon : d'ici à 2030, elle n'en fait qu'une part."
    )
    title = f"Ce qui tient dans l'enveloppe, {years}"
    return Listing(outlook.territory, title, columns, tuple(rows), source_of(outlook), decimals=1, note=note)
