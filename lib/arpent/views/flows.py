"""Exchanges of a territory with others: a map of arrows, and the table of the largest."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from arpent.territory import Territory
from arpent.views import captions, style
from arpent.views.described import Lack
from arpent.views.flow_data import UNREAD, data_of, short_name, shown_count
from arpent.views.flow_map import draw_arrows, locate
from arpent.views.french import place
from arpent.views.lacking import left_out
from arpent.views.numbers import french_number, typeset
from arpent.views.table import table_html, table_markdown
from arpent.views.view import Figure, Missing, Table, Words, slug
from arpent.views.words import join_list

#: Exchanges drawn, listed in the table, and told in the data of the map.
MOST, LISTED, TOLD = 8, 10, 60
#: What the column of the same name says.
BOTH_WAYS = "Dans les deux sens : part des personnes échangées qui ont leur pendant en sens inverse."


@dataclass(frozen=True)
class Wording:
    """How a kind of flow is said: who, and what they do in each direction (plural verbs)."""

    who: str
    out: str
    back: str


PLAIN = Wording("personnes", "y vont", "en viennent")
#: Wording of each kind of flow.
WORDINGS: Mapping[str, Wording] = {
    "commuting": Wording("actifs", "y vont travailler", "en viennent travailler"),
    "residential": Wording("habitants", "y sont partis", "en sont arrivés"),
    "study": Wording("élèves et étudiants", "y vont étudier", "en viennent étudier"),
    "higher_study": Wording("étudiants de 18 ans ou plus", "y vont étudier", "en viennent étudier"),
}


@dataclass(frozen=True)
class Flows:
    """
    Exchanges of one territory with others of one level, in one year.

    Parameters
    ----------
    frame : DataFrame
        One row another territory: ``territory`` (id), ``name``, ``outgoing`` and ``incoming`` (persons; NaN where
        too few to be read), and perhaps ``outgoing_before`` and ``incoming_before``.
    focus : Territory
        Whose exchanges.
    label : str
        French: « Déplacements domicile-travail ».
    year : int
        Theirs.
    source : str
        French source line.
    kind : str
        A key of `WORDINGS`; plain words unless given.
    before : int
        Year of ``outgoing_before``; 0 where there is none.
    least : float
        Persons under which a flow is not shown.
    unread : int
        Territories that are not in the frame, their flows being under it.
    is_known : bool
        False where the census asked nobody in a part of the territory.
    reciprocity : float
        Share of the persons exchanged that the other way matches, 0-1; NaN where nobody is.
    lacking : tuple of Lack
        Tables that are not on this machine: nothing is then drawn.
    """

    frame: pd.DataFrame
    focus: Territory
    label: str
    year: int
    source: str
    kind: str = ""
    before: int = 0
    least: float = 0
    unread: int = 0
    is_known: bool = True
    reciprocity: float = math.nan
    lacking: tuple[Lack, ...] = field(default=())

    @property
    def wording(self) -> Wording:
        """How they are said."""
        return WORDINGS.get(self.kind, PLAIN)

    def ranked(self) -> pd.DataFrame:
        """Rows with a flow in either direction, the largest exchange first."""
        both = self.frame[["outgoing", "incoming"]].sum(axis=1)
        rows = self.frame.assign(both=both)
        return rows[rows["both"] > 0].sort_values(["both", "territory"], ascending=[False, True])


def draw_flows(flows: Flows, *, name: str, title: str | None = None, most: int = MOST) -> Figure | Missing:
    """
    Arrows out of and into a territory; the main exchanges only, the rest told in the note.

    Parameters
    ----------
    flows : Flows
        Of communes, EPCI or départements.
    name : str
        Stem of the figure.
    title : str, optional
        The largest exchange unless given.
    most : int
        Territories drawn. One in another projection, or too far for the others to be seen, is in the note.

    Returns
    -------
    Figure or Missing
        Missing where there is no exchange that can be read.
    """
    if flows.lacking:
        return left_out(name, flows.lacking, title)
    ranked = flows.ranked()
    if ranked.empty:
        return _nothing(flows, name, title)
    main = ranked.head(most)
    shapes = locate(flows.focus, [str(one) for one in main["territory"]])
    drawn, away = main[main["territory"].isin(shapes)], main[~main["territory"].isin(shapes)]
    said, numbers = _finding(main.iloc[0], flows)
    listed = join_list([short_name(row) for _, row in main.iterrows()])
    forms = place(flows.focus)
    alt = captions.alt_of("Carte de flux", f"{forms.name}, {flows.year}", f"échanges avec {listed}", said)
    words = Words(
        typeset(title or said),
        typeset(f"{flows.label}, {flows.wording.who}, {flows.year}, {forms.name}"),
        alt,
        _reading(main.iloc[0], flows),
        captions.source_sentence(flows.source),
        typeset(_note(away, ranked.iloc[len(main) :], flows)),
    )
    arrows = [
        (str(r.territory), short_name(r), float(r.outgoing), float(r.incoming)) for _, r in drawn.iterrows()
    ]
    svgs = [
        draw_arrows(shapes, arrows, forms.short, flows.wording.who, width, slug(name), alt)
        for width in (style.WIDE, style.NARROW)
    ]
    told = data_of(ranked.head(TOLD), flows)
    return Figure(name, captions.on_map(words), svgs[0], svgs[1], told, () if title else numbers)


def draw_exchanges(
    flows: Flows, *, name: str, title: str | None = None, most: int = LISTED
) -> Table | Missing:
    """
    The largest exchanges as a table: out, in, balance, what goes both ways, and change between two censuses.

    Parameters
    ----------
    flows : Flows
        As for `draw_flows`.
    name : str
        Stem of the table.
    title : str, optional
        What goes both ways, of a hundred, unless given.
    most : int
        Rows.

    Returns
    -------
    Table or Missing
        Missing where there is no exchange that can be read.
    """
    if flows.lacking:
        return left_out(name, flows.lacking, title)
    ranked = flows.ranked()
    if ranked.empty:
        return _nothing(flows, name, title)
    data = data_of(ranked.head(most), flows)
    neutral = f"Les premiers échanges {place(flows.focus).of}"
    said, numbers = _both_ways(flows)
    words = Words(
        typeset(title or said or neutral),
        typeset(f"{flows.label}, {flows.wording.who}, {flows.year}"),
        typeset(f"{neutral} : {', '.join(row[1] for row in data.rows_shown)}."),
        _reading(ranked.iloc[0], flows),
        captions.source_sentence(flows.source),
        typeset(" ".join(filter(None, (BOTH_WAYS, _small_note(flows), _before_note(flows))))),
    )
    shown = () if title else numbers
    return Table(name, words, table_html(data, words.title), table_markdown(data), data, numbers=shown)


def _both_ways(flows: Flows) -> tuple[str, tuple[dict[str, Any], ...]]:
    """« Sur 100 échanges d'actifs, 46 vont dans les deux sens »; nothing where nobody is exchanged."""
    if math.isnan(flows.reciprocity):
        return "", ()
    text, year = french_number(flows.reciprocity * 100), flows.year
    said = f"Sur 100 échanges {_of(flows.wording.who)}, {text} vont dans les deux sens"
    trace = {
        "text": text,
        "value": flows.reciprocity,
        "indicator": "reciprocity",
        "territory": flows.focus.id,
    }
    return said, (trace | {"year": year},)


def _of(who: str) -> str:
    return f"d'{who}" if who[0] in "aeéh" else f"de {who}"


def _nothing(flows: Flows, name: str, title: str | None) -> Missing:
    words = Words(typeset(title or flows.label), source=captions.source_sentence(flows.source))
    if flows.focus.level == "france":
        why = f"{flows.label} : sans objet, la France entière est montrée et il n'y a pas d'autre territoire."
        return Missing(name, words, typeset(why))
    if not flows.is_known:
        why = f"{flows.label} : donnée non disponible {place(flows.focus).within} en {flows.year}."
        return Missing(name, words, typeset(why))
    few = f"d'au moins {french_number(flows.least)} {flows.wording.who} " if flows.least else ""
    why = f"{flows.label} : aucun échange {few}{place(flows.focus).within} en {flows.year}."
    return Missing(name, words, typeset(why))


def _finding(row: "pd.Series[Any]", flows: Flows) -> tuple[str, tuple[dict[str, Any], ...]]:
    """« C'est avec Riom que la commune échange le plus d'actifs : 640 y vont travailler », and its numbers traced."""
    other, words = place(str(row["territory"]), str(row["name"])), flows.wording
    ways = [(row[way], verb, way) for way, verb in (("outgoing", words.out), ("incoming", words.back))]
    known = [(float(value), verb, way) for value, verb, way in ways if value > 0]
    who = _of(words.who)
    said = join_list([f"{french_number(value)} {verb}" for value, verb, _ in known])
    numbers = tuple(
        {"text": french_number(value), "value": value, "indicator": way, "territory": str(row["territory"]),
         "year": flows.year}
        for value, _, way in known
    )  # fmt: skip
    text = f"C'est avec {other.the} que {place(flows.focus).the} échange le plus {who} : {said}"
    return text, numbers


def _reading(row: "pd.Series[Any]", flows: Flows) -> str:
    other, here = place(str(row["territory"]), str(row["name"])), place(flows.focus)
    ways = [(row["outgoing"], here.of, other.the), (row["incoming"], other.of, here.the)]
    said = [f"{french_number(float(value))} {a} vers {b}" for value, a, b in ways if value > 0]
    return typeset(f"Lecture : en {flows.year}, {flows.wording.who} : {join_list(said)}.")


def _note(away: pd.DataFrame, rest: pd.DataFrame, flows: Flows) -> str:
    parts = [
        f"Hors de la carte : {short_name(row)} "
        f"({shown_count(row['outgoing'])} vers, {shown_count(row['incoming'])} depuis)."
        for _, row in away.iterrows()
    ]
    if len(rest):
        parts.append("Les autres échanges sont dans les données.")
    return " ".join([*parts, _small_note(flows)]).strip()


def _small_note(flows: Flows) -> str:
    if not flows.least:
        return ""
    least = french_number(flows.least)
    rule = f"{UNREAD} : moins de {least}, que l'Insee déconseille de lire."
    return f"{rule} D'autres territoires sont sous ce seuil." if flows.unread else rule


def _before_note(flows: Flows) -> str:
    return (
        f"Évolution depuis {flows.before} : {UNREAD} où un des deux flux est sous le seuil."
        if flows.before
        else ""
    )
