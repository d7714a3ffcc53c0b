"""What an outlook tells in tables: scenarios side by side, hypotheses, needs by component, effects, hectares."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from arpent.errors import AskedWrongly
from arpent.methods.housing_need import peak_year
from arpent.methods.story import Story
from arpent.study.peopling import BASE
from arpent.study.scenarios import LEVERS, Scenario
from arpent.study.telling import PLANNED, decade, planned_for, rounded, source_of
from arpent.views.listing import Listing
from arpent.views.numbers import about, french_number, typeset, unit_after
from arpent.views.tornado import Effect, Effects
from arpent.views.view import Column

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

#: Years of a housing programme (PLH) and of a territorial plan (SCoT), from the first year to come.
PLANS = (("PLH, six ans", 6), ("SCoT, vingt ans", 20))
#: How far a hypothesis is moved for the tornado, down and up.
MOVES: Mapping[str, tuple[float, float]] = {
    "migration": (-2.0, 2.0),
    "fertility": (-0.1, 0.1),
    "mortality": (-0.1, 0.1),
    "headship": (-0.2, 0.2),
    "vacancy": (-2.0, 2.0),
    "second_homes": (-2.0, 2.0),
    "renewal": (-0.1, 0.1),
}
DENSITIES = (15.0, 20.0, 25.0, 30.0, 40.0, 50.0)
#: Points of vacancy taken off today's share, one a row of the matrix; and the least that a market turns on.
LESS_VACANT = (0.0, 1.0, 2.0, 3.0, 4.0)
LEAST_VACANT = 3.0
#: Under this, hectares are said to a tenth.
FEW_HA = 50.0


def compared(outlook: "Outlook", spoken: str = "population") -> Listing:
    """
    Scenarios side by side: people, households, dwellings and hectares of the ten years planned.

    Parameters
    ----------
    outlook : Outlook
        Told.
    spoken : {"population", "dwellings", "hectares"}
        Column that the title gives the extremes of.
    """
    span = f"{PLANNED}-{PLANNED + 10}"
    columns = (
        Column("scenario", "Scénario"),
        Column("population", f"Habitants en {outlook.horizon}", "", "number"),
        Column("change", f"Évolution depuis {BASE}", "", "number"),
        Column("households", f"Ménages en {outlook.horizon}", "", "number"),
        Column("dwellings", f"Logements par an, {span}", "", "number"),
        Column("hectares", f"Hectares, {span}", "", "number"),
    )
    values = {
        name: rounded(
            story.population[-1], story.population[-1] - story.population[0], story.households[-1],
            story.dwellings[decade()].mean(), story.hectares[decade()].sum(),
        )
        for name, story in outlook.stories.items()
    }  # fmt: skip
    titles = {name: outlook.scenarios[name].title for name in values}
    rows = tuple((titles[name], *row) for name, row in values.items())
    place = next(i for i, column in enumerate(columns[1:]) if column.name == spoken)
    heading = _extremes(spoken, outlook.horizon, [(titles[name], row[place]) for name, row in values.items()])
    first, title = outlook.stories[outlook.first], outlook.scenarios[outlook.first].title
    needed = first.dwellings[decade()].mean()
    reading = (
        f"Lecture : dans le scénario « {title} », {about(first.population[-1])} habitants en {outlook.horizon} et "
        f"{about(needed)}{unit_after('logements', round(needed))} à produire par an de {PLANNED} à {PLANNED + 10}."
    )
    return Listing(outlook.territory, heading, columns, rows, source_of(outlook), reading=reading)


def _extremes(spoken: str, horizon: int, values: Sequence[tuple[str, float]]) -> str:
    """« De 88 hectares de 2026 à 2036 (Sobre) à 410 (Attractif) », where scenarios part."""
    (low, least), (high, most) = (pick(values, key=lambda one: one[1]) for pick in (min, max))
    few, many = about(least), about(most)
    if least < 1 or few == many:
        return "Les scénarios côte à côte"
    unit, when = {
        "population": ("habitants", f"en {horizon}"),
        "dwellings": ("logements par an", f"de {PLANNED} à {PLANNED + 10}"),
        "hectares": ("hectares", f"de {PLANNED} à {PLANNED + 10}"),
    }[spoken]
    return f"De {few}{unit_after(unit, round(least))} {when} ({low}) à {many} ({high})"


def assumptions(outlook: "Outlook") -> Listing:
    """Every hypothesis of every scenario, with its unit and source."""
    chosen = list(outlook.scenarios.values())
    columns = (
        Column("hypothesis", "Hypothèse"),
        *(Column(one.name, one.title) for one in chosen), Column("source", "Source"),
    )  # fmt: skip
    rows = tuple(_assumption(lever, chosen) for lever in LEVERS if lever != "reached")
    note = "« aujourd'hui » : comme au recensement de 2021. En regard de chaque hypothèse, qui l'a posée."
    return Listing(outlook.territory, "Les hypothèses", columns, rows, note=note)


#: Units that go without saying.
_BARE = ("rapport", "année")


def _assumption(lever: str, chosen: Sequence[Scenario]) -> tuple[str, ...]:
    values = [said(lever, one.value(lever), unit=False) for one in chosen]
    sources = dict.fromkeys(one.hypotheses[lever].source for one in chosen if lever in one.hypotheses)
    unit = "" if LEVERS[lever].unit in _BARE else f" ({LEVERS[lever].unit})"
    return (LEVERS[lever].label + unit, *values, " ; ".join(sources) or "par défaut")


def said(lever: str, value: float | None, *, unit: bool = True) -> str:
    """A hypothesis as a reader says it: « 0,2 % par an », « aujourd'hui » where it is not set."""
    if value is None:
        return "aujourd'hui"
    decimals = next(d for d in (0, 1, 2, 3) if abs(value - round(value, d)) < 1e-9 or d == 3)
    text = french_number(value, decimals, signed=lever in ("migration", "headship"))
    wanted = LEVERS[lever].unit
    return text + (unit_after(wanted, 2) if unit and wanted != "rapport" else "")


def needs(outlook: "Outlook", scenario: str, since: int = PLANNED) -> Listing:
    """Dwellings to build in a scenario, by component, over a housing programme and a territorial plan."""
    story = outlook.stories[scenario]
    labels = (
        ("Évolution du nombre de ménages (B21)", story.need.households),
        ("Renouvellement du parc (B22)", story.need.renewal),
        ("Logements vacants", story.need.vacant),
        ("Résidences secondaires", story.need.second_homes),
        ("Mal-logement (B11 à B15)", story.arrears),
        ("Ensemble", story.dwellings),
    )
    plans = [(label, slice(since - BASE, since - BASE + years), years) for label, years in PLANS]
    kept = [(label, cut, years) for label, cut, years in plans if since + years <= outlook.horizon]
    if not kept:
        raise AskedWrongly(
            f"needs since {since}: no plan of six years ends by {outlook.horizon}; start sooner."
        )
    columns = [Column("component", "Composante")]
    for label, _, years in kept:
        columns.append(Column(f"total_{years}", f"{label} ({since}-{since + years})", "logements", "number"))
        columns.append(Column(f"yearly_{years}", "par an", "logements", "number"))
    rows = tuple(
        (
            label,
            *(value for _, cut, years in kept for value in rounded(flow[cut].sum(), flow[cut].sum() / years)),
        )
        for label, flow in labels
    )
    title = f"Ce qu'il faut produire, scénario « {outlook.scenarios[scenario].title} »"
    return Listing(
        outlook.territory, title, tuple(columns), rows, source_of(outlook), note=_peak(story, outlook)
    )


def _peak(story: Story, outlook: "Outlook") -> str:
    year = peak_year(story.households, BASE)
    if year is None:
        return f"Le nombre de ménages augmente encore en {outlook.horizon}."
    if year == BASE:
        return f"Le nombre de ménages diminue dès {BASE} : le besoin vient du renouvellement et des logements vides."
    return f"Le nombre de ménages culmine en {year} ; ensuite, le besoin vient du renouvellement du parc."


def effects(outlook: "Outlook", scenario: str) -> Effects:
    """Dwellings to build in the ten years planned, each hypothesis of a scenario moved alone, down and up."""
    base = outlook.scenarios[scenario]

    def result(one: Scenario) -> float:
        return float(outlook.story(one, until=BASE + decade().stop).dwellings[decade()].sum())

    shares = {"vacancy": outlook.stock.vacant, "second_homes": outlook.stock.second_homes}
    found = []
    for lever, (down, up) in MOVES.items():
        now = base.value(lever)
        if now is None:
            now = round(100 * shares[lever] / outlook.stock.dwellings, 1)
        low, high = (min(max(now + move, LEVERS[lever].low), LEVERS[lever].high) for move in (down, up))
        results = [result(base.moved(lever, value)) for value in (low, high)]
        found.append(Effect(LEVERS[lever].label, said(lever, low), said(lever, high), results[0], results[1]))
    return Effects(
        outlook.territory, f"Logements à produire de {PLANNED} à {PLANNED + 10}", "logements", result(base), base.title,
        tuple(found), source_of(outlook),
    )  # fmt: skip


def matrix(outlook: "Outlook", scenario: str, allowed_ha: float | None = None) -> Listing:
    """Hectares that new dwellings take, by density and vacancy, beside those left of the allowance, if known."""
    span, years = planned_for(allowed_ha)
    base = outlook.scenarios[scenario]
    columns = (
        Column("vacancy", typeset("Logements vacants à l'horizon")),
        *(Column(f"density_{density:g}", f"{density:g} log./ha", "", "number") for density in DENSITIES),
    )
    rows = []
    now = round(100 * outlook.stock.vacant / outlook.stock.dwellings, 1)
    for vacancy in dict.fromkeys(max(now - less, min(now, LEAST_VACANT)) for less in LESS_VACANT):
        given = base.moved("vacancy", vacancy)
        cells = [outlook.story(given.moved("density", density)).hectares[span].sum() for density in DENSITIES]
        rows.append((said("vacancy", round(vacancy, 1)), *rounded(*cells)))
    note = f"Scénario « {base.title} » pour le reste."
    if allowed_ha is not None:
        left = f"Il reste {french_number(allowed_ha, 1)} hectares : ce qui dépasse n'est pas atteignable."
        note += f" {left if allowed_ha > 0 else 'Plus aucun hectare ne reste dans l’enveloppe.'}"
    title = f"Hectares nécessaires {years}, selon la densité et la vacance"
    most = max(float(str(value)) for row in rows for value in row[1:])
    return Listing(
        outlook.territory,
        title,
        columns,
        tuple(rows),
        source_of(outlook),
        note=note,
        decimals=int(most < FEW_HA),
    )
