"""What an outlook tells of dwellings to build: by component and year, and beside those that are built."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from arpent import catalogue, tables
from arpent.indicators import Lack, lack_of
from arpent.study.peopling import BASE
from arpent.study.telling import PLANNED, decade, floats, rounded, source_of
from arpent.views.french import place
from arpent.views.futures import Path
from arpent.views.listing import Listing
from arpent.views.numbers import about
from arpent.views.stacked_years import StackedYears
from arpent.views.view import Column
from arpent.views.words import in_sentence

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

#: Table of dwellings authorised and started.
PERMITS = "building_permits"
#: Years that what is built is told over: the last ones published.
RECENT = 5
#: Smallest part that is drawn, of the sum of all parts: others are nothing.
SEEN = 0.0005


def needs_by_year(outlook: "Outlook", scenario: str) -> StackedYears:
    """Dwellings to build each year to come in a scenario, by component; those that are nothing are left out."""
    story, ahead = outlook.stories[scenario], slice(PLANNED - BASE, None)
    given = (
        ("households", "Ménages en plus", story.need.households),
        ("renewal", "Renouvellement", story.need.renewal),
        ("vacant", "Logements vacants", story.need.vacant),
        ("second_homes", "Résidences secondaires", story.need.second_homes),
        ("arrears", "Mal-logement", story.arrears),
    )
    whole = sum(float(np.abs(flow[ahead]).sum()) for _, _, flow in given)
    kept = [(name, label, flow) for name, label, flow in given if np.abs(flow[ahead]).sum() > SEEN * whole]
    left = [in_sentence(label) for name, label, flow in given if (name, label, flow) not in kept]
    title = outlook.scenarios[scenario].title
    note = f"Scénario « {title} »."
    if left:
        note += f" Sans effet dans ce scénario : {', '.join(left)}."
    return StackedYears(
        outlook.territory, "Logements à produire par an", "logements", tuple(outlook.years)[ahead][:-1],
        tuple(Path(name, label, floats(flow[ahead])) for name, label, flow in kept or given[:1]),
        source_of(outlook), _finding(outlook, scenario, kept), note,
    )  # fmt: skip


def _finding(outlook: "Outlook", scenario: str, kept: list[tuple[str, str, np.ndarray]]) -> str:
    """Which component weighs most over the ten years planned."""
    story, span = outlook.stories[scenario], decade()
    total = float(story.dwellings[span].mean())
    if not kept:
        return f"{place(outlook.territory).name} : aucun logement à produire"
    label, most = max(
        ((label, float(flow[span].mean())) for _, label, flow in kept), key=lambda one: abs(one[1])
    )
    return (
        f"{about(total)} logements à produire par an de {PLANNED} à {PLANNED + span.stop - span.start}, dont "
        f"{about(most)} {_FOR[label]}"
    )


_FOR = {
    "Ménages en plus": "pour les ménages en plus",
    "Renouvellement": "pour remplacer des logements perdus",
    "Logements vacants": "du fait des logements vacants",
    "Résidences secondaires": "du fait des résidences secondaires",
    "Mal-logement": "pour les ménages mal logés",
}


def built(outlook: "Outlook") -> Listing | Lack:
    """Dwellings authorised and started a year, beside what each scenario asks for; what is lacking, if it is."""
    lack = lack_of(PERMITS, "Logements autorisés et commencés")
    yearly = pd.DataFrame() if lack else _yearly(outlook)
    if lack or yearly.empty:
        return lack or Lack(
            "Logements autorisés et commencés", PERMITS, tables.describe(PERMITS).title, "arpent data fetch"
        )
    first, last = int(yearly.index[0]), int(yearly.index[-1])
    span = f"{first}-{last}" if first < last else str(last)
    means = yearly.mean()
    asked = {name: float(story.dwellings[decade()].mean()) for name, story in outlook.stories.items()}
    ahead = f"{PLANNED}-{PLANNED + 10}"
    rows = [(f"{label}, {span}", *rounded(means[name])) for name, label in _LABELS.items()]
    rows += [
        (f"À produire, {ahead}, « {outlook.scenarios[name].title} »", *rounded(mean))
        for name, mean in asked.items()
    ]
    source = catalogue.source_line(catalogue.merged(tables.vintages(PERMITS, tuple(range(first, last + 1)))))
    return Listing(
        outlook.territory,
        f"{about(means['started_dwellings'])} logements commencés par an en {span}, "
        f"{about(asked[outlook.first])} à produire par an ensuite "
        f"selon « {outlook.scenarios[outlook.first].title} »",
        (Column("what", "Logements"), Column("yearly", "Par an", "logements", "number")),
        tuple(rows),
        f"{source} ; {source_of(outlook)}",
        note="Commencés : chantiers ouverts dans l'année, logements neufs ou créés dans l'existant.",
    )


_LABELS = {"authorised_dwellings": "Autorisés", "started_dwellings": "Commencés"}


def _yearly(outlook: "Outlook") -> pd.DataFrame:
    """Dwellings of the last years in which all communes are known."""
    columns = ["commune_code", "year", *_LABELS]
    rows = tables.load(PERMITS, list(outlook.territory.communes), columns=columns)
    known = rows.astype(dict.fromkeys(_LABELS, "float64")).groupby("year")[list(_LABELS)]
    counts = known.sum().where(known.count().eq(known.size(), axis="index"))
    return counts.dropna().sort_index().tail(RECENT)
