"""What an outlook tells of how sure it is: dwellings to build when all hypotheses move together."""

from typing import TYPE_CHECKING

from arpent.methods.housing_draws import Spread, drawn_needs, most_of, seed_of
from arpent.study.framing import housing_of
from arpent.study.peopling import BASE
from arpent.study.scenarios import LEVERS
from arpent.study.telling import PLANNED, decade, rounded, source_of
from arpent.study.told_paths import past_interval
from arpent.study.told_tables import MOVES, PLANS
from arpent.views.french import place
from arpent.views.listing import Listing
from arpent.views.numbers import about, french_number
from arpent.views.view import Column
from arpent.views.words import in_sentence, join_list

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

STUDY = "besoins_logement"
#: Levers drawn, each by as much as the tornado moves it; inhabitants are drawn from the errors of past projections.
DRAWN = ("headship", "vacancy", "second_homes", "renewal")


def ranges(outlook: "Outlook", scenario: str) -> Listing:
    """Dwellings to build a year in a scenario, and the range of four draws out of five, over each plan."""
    story = outlook.stories[scenario]
    drawn = drawn_needs(
        story.households,
        outlook.stock,
        housing_of(outlook.scenarios[scenario]),
        spread_of(outlook),
        seed=seed_of(STUDY, outlook.territory.id),
    )
    spans = (("Dix ans", decade()), *((label, _ahead(years)) for label, years in PLANS))
    kept = [(label, span) for label, span in spans if span.stop <= drawn.shape[1]]
    told = [rounded(story.dwellings[span].mean(), *most_of(drawn[:, span].mean(axis=1))) for _, span in kept]
    rows = tuple(
        (f"{label}, {BASE + span.start}-{BASE + span.stop}", *values)
        for (label, span), values in zip(kept, told, strict=True)
    )
    columns = (
        Column("plan", "Période"),
        Column("central", "Scénario", "logements par an", "number"),
        Column("low", "De", "logements par an", "number"),
        Column("high", "À", "logements par an", "number"),
    )
    _, low, high = told[0]
    who, title = place(outlook.territory), outlook.scenarios[scenario].title
    return Listing(
        outlook.territory,
        f"Entre {about(low)} et {about(high)} logements à produire par an {who.within}, {kept[0][0].lower()} durant",
        columns,
        rows,
        source_of(outlook),
        reading=f"Lecture : quatre tirages sur cinq donnent entre {about(low)} et {about(high)} logements par an.",
        note=f"Autour du scénario « {title} », {french_number(len(drawn))} tirages. {_drawn_from()}",
    )


def _ahead(years: int) -> slice:
    return slice(PLANNED - BASE, PLANNED - BASE + years)


def spread_of(outlook: "Outlook") -> Spread:
    """The 80 % range of each hypothesis: past errors for inhabitants, the moves of the tornado for the others."""
    low, high = past_interval(outlook)
    widths = {lever: MOVES[lever][1] / 100 for lever in DRAWN}
    return Spread(low, high, **widths)


def _drawn_from() -> str:
    moved = join_list([f"{in_sentence(LEVERS[lever].label)} (± {_width(lever)})" for lever in DRAWN])
    return (
        "Habitants : erreurs des projections passées. Hypothèses de travail, tirées ensemble et sans lien entre "
        f"elles : {moved}."
    )


def _width(lever: str) -> str:
    unit = "point" if LEVERS[lever].unit == "% du parc" else "point par an"
    width = MOVES[lever][1]
    plural = "s" if width >= 2 else ""
    return f"{french_number(width, 0 if width >= 1 else 1)} {unit.replace('point', 'point' + plural)}"
