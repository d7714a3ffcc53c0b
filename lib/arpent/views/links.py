"""Flows between the parts of a territory: the largest, in a table whose title says how many stay and how many leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from arpent.territory import Territory
from arpent.views import captions
from arpent.views.described import Lack
from arpent.views.flow_data import UNREAD
from arpent.views.flows import PLAIN, WORDINGS
from arpent.views.french import place
from arpent.views.lacking import left_out
from arpent.views.levels import ANY, level_of
from arpent.views.numbers import french_number, typeset
from arpent.views.table import table_html, table_markdown
from arpent.views.view import Column, Data, Missing, Table, Words

LISTED = 10
#: How staying, crossing and leaving are said, after « sur 100 actifs, 42 ».
_STAYING = {
    "commuting": "travaillent",
    "residential": "vivaient il y a un an",
    "study": "étudient",
    "higher_study": "étudient",
}


@dataclass(frozen=True)
class Links:
    """
    Flows between the parts of a territory, in one year.

    Parameters
    ----------
    frame : DataFrame
        One row a flow that can be read: ``origin``, ``destination`` (ids), ``persons``, the largest first.
    names : mapping
        Names of the parts, by id.
    whole : Territory
        What they are parts of.
    label : str
        French: « Déplacements domicile-travail ».
    year : int
        Theirs.
    source : str
        French source line.
    kind : str
        A key of ``flows.WORDINGS``.
    shares : tuple of float
        Persons who stay in their part, go to another, leave the whole.
    least : float
        Persons under which a flow is not shown.
    lacking : tuple of Lack
        Tables that are not on this machine.
    """

    frame: pd.DataFrame
    names: Mapping[str, str]
    whole: Territory
    label: str
    year: int
    source: str
    kind: str = ""
    shares: tuple[float, float, float] = (0.0, 0.0, 0.0)
    least: float = 0
    lacking: tuple[Lack, ...] = field(default=())

    def percents(self) -> tuple[int, ...]:
        """Of a hundred persons, those who stay, cross and leave: whole numbers that make a hundred; none of nobody."""
        total = sum(self.shares)
        if not total > 0:
            return ()
        kept, out = (round(self.shares[i] / total * 100) for i in (0, 2))
        return kept, 100 - kept - out, out


#: Where persons go, in the order of ``Links.shares``.
_WHOLE = ("au même endroit", "ailleurs dans le territoire", "hors du territoire")


def draw_links(links: Links, *, name: str, title: str | None = None, most: int = LISTED) -> Table | Missing:
    """
    The largest flows from one part of a territory to another.

    Parameters
    ----------
    links : Links
        Between communes, EPCI or départements.
    name : str
        Stem of the table.
    title : str, optional
        How many of a hundred stay, cross and leave, unless given.
    most : int
        Rows.

    Returns
    -------
    Table or Missing
        Missing where no flow between two parts can be read.
    """
    if links.lacking:
        return left_out(name, links.lacking, title)
    who = WORDINGS.get(links.kind, PLAIN).who
    is_known = sum(links.shares) == sum(links.shares)  # not a number where nobody was asked
    source = captions.source_sentence(links.source)
    if links.frame.empty or not is_known:
        few = f"aucun échange d'au moins {french_number(links.least)} {who} entre deux parties"
        why = f"{links.label} : {few} {place(links.whole).of} en {links.year}."
        if not is_known:
            why = f"{links.label} : donnée non disponible {place(links.whole).within} en {links.year}."
        return Missing(name, Words(typeset(title or links.label), source=source), typeset(why))
    data = _data(links, most)
    said = title or _finding(links, who)
    first = data.rows_shown[len(links.percents())]
    words = Words(
        typeset(said),
        typeset(f"{links.label} : l'ensemble et les premiers échanges internes, {who}, {links.year}"),
        typeset(f"{links.label} {place(links.whole).within}. {said}."),
        typeset(f"Lecture : en {links.year}, {first[4]} {who} de {first[1]} vers {first[3]}."),
        source,
        typeset(f"Les flux de moins de {french_number(links.least)} ({UNREAD}) ne sont pas montrés."),
    )
    return Table(name, words, table_html(data, words.title), table_markdown(data), data)


def _finding(links: Links, who: str) -> str:
    """« Sur 100 actifs, 42 travaillent dans leur commune, 31 dans une autre, 27 hors de … »."""
    percents = links.percents()
    level = level_of(links.names)
    if not percents or links.kind not in _STAYING or level is ANY:
        return f"{links.label} {place(links.whole).within}"
    kept, crossing, out = percents
    tail = f", {out} hors {place(links.whole).of}" if out else ""
    return f"Sur 100 {who}, {kept} {_STAYING[links.kind]} dans leur {level.one}, {crossing} dans {level.other}{tail}"


def _data(links: Links, most: int) -> Data:
    """The whole first: who stays, crosses and leaves; then the largest flows."""
    who = WORDINGS.get(links.kind, PLAIN).who
    columns = (
        Column("origin_code", "Code d'origine", "", "code"),
        Column("origin_name", "De"),
        Column("destination_code", "Code de destination", "", "code"),
        Column("destination_name", "Vers"),
        Column("persons", who[:1].upper() + who[1:], "", "integer"),
        Column("percent", "Pour 100", "", "integer"),
    )
    rows: list[tuple[Any, ...]] = []
    shown: list[tuple[str, ...]] = []
    total = sum(links.shares)
    for said, persons, percent in zip(_WHOLE, links.shares, links.percents(), strict=False):
        rows.append(("", "Ensemble", "", said, round(persons, 1), percent))
        shown.append(("", "Ensemble", "", said, french_number(persons), str(percent)))
    for row in links.frame.head(most).itertuples():
        ends = [str(row.origin), str(row.destination)]
        codes = [one.partition(":")[2] for one in ends]
        names = [links.names[one] for one in ends]
        persons = float(row.persons)  # type: ignore[arg-type]
        share = round(persons / total * 100, 1) if total else None
        rows.append((codes[0], names[0], codes[1], names[1], round(persons, 1), share))
        short = [place(one, said).short for one, said in zip(ends, names, strict=True)]
        told = "–" if share is None else french_number(share, 1)
        shown.append((codes[0], short[0], codes[1], short[1], french_number(persons), told))
    return Data(columns, tuple(rows), tuple(shown))
