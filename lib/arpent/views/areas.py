"""Functional areas on a map: the territory's own in the accent, those around in pale tones, and official limits."""

from dataclasses import dataclass, field

import pandas as pd

from arpent.territory import Territory
from arpent.territory.levels import owners
from arpent.views import captions, style
from arpent.views.area_map import draw_map_of
from arpent.views.articles import Place
from arpent.views.described import Lack
from arpent.views.french import place
from arpent.views.lacking import left_out
from arpent.views.numbers import french_number, typeset
from arpent.views.view import Column, Data, Figure, Missing, Words, slug
from arpent.views.words import plural

#: EPCI told one by one at most.
TOLD = 120


@dataclass(frozen=True)
class Areas:
    """
    Functional areas of EPCI, drawn by one kind of flow.

    Parameters
    ----------
    frame : DataFrame
        One row an EPCI of France: ``territory``, ``name``, ``area`` (from 0), ``stability`` and ``kept`` (0-1: its
        persons whose other end is in the area), ``persons``, ``attracted``.
    focus : Territory
        Whose page it is.
    held : tuple of str
        Ids of the EPCI that its communes are in.
    label : str
        French: « Déplacements domicile-travail ».
    year : int
        Of the flows.
    source : str
        French source line.
    kind : str
        Of the flows.
    modularity, resolution : float
        Of the division: see ``methods.functional_areas``.
    lacking : tuple of Lack
        Tables that are not on this machine.
    """

    frame: pd.DataFrame
    focus: Territory
    held: tuple[str, ...]
    label: str
    year: int
    source: str
    kind: str = ""
    modularity: float = 0.0
    resolution: float = 1.0
    lacking: tuple[Lack, ...] = field(default=())

    def own(self) -> pd.DataFrame:
        """EPCI of the areas that the territory is in, the area of most of its persons first."""
        mine = self.frame[self.frame["territory"].isin(self.held)]
        order = mine.groupby("area")["persons"].sum().sort_values(ascending=False, kind="stable")
        rows = self.frame[self.frame["area"].isin(order.index)]
        rank = {area: position for position, area in enumerate(order.index)}
        return rows.assign(rank=rows["area"].map(rank)).sort_values(
            ["rank", "attracted", "territory"], ascending=[True, False, True]
        )

    def seat(self, area: int) -> Place:
        """EPCI that attracts most in an area, which is named after it."""
        rows = self.frame[self.frame["area"] == area].sort_values(
            ["attracted", "territory"], ascending=[False, True]
        )
        return place(str(rows["territory"].iloc[0]), str(rows["name"].iloc[0]))


def draw_areas(areas: Areas, *, name: str, title: str | None = None) -> Figure | Missing:
    """
    Map of the functional areas around a territory, over the limits of départements.

    Parameters
    ----------
    areas : Areas
        Of France; those around the territory are drawn.
    name : str
        Stem of the figure.
    title : str, optional
        How many EPCI and départements the territory's area holds, unless given.

    Returns
    -------
    Figure or Missing
        Missing where no flow is known in the territory.
    """
    if areas.lacking:
        return left_out(name, areas.lacking, title)
    own, source = areas.own(), captions.source_sentence(areas.source)
    if own.empty:
        why = f"{areas.label} : aucun flux connu {place(areas.focus).within} en {areas.year}."
        return Missing(name, Words(typeset(title or areas.label), source=source), typeset(why))
    said = title or _finding(areas, own)
    forms = place(areas.focus)
    alt = captions.alt_of("Carte", f"aires fonctionnelles autour {forms.of}", str(areas.year), said)
    words = Words(
        typeset(said),
        typeset(f"Aires dessinées par les {areas.label[:1].lower()}{areas.label[1:]}, {areas.year}"),
        alt,
        _reading(areas, own),
        source,
        NOTE,
    )
    svgs = [draw_map_of(areas, own, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    return Figure(name, captions.on_map(words), svgs[0], svgs[1], _data(areas, own))


def _finding(areas: Areas, own: pd.DataFrame) -> str:
    count, forms = own["area"].nunique(), place(areas.focus)
    if areas.focus.level == "france":
        return f"Les {areas.label[:1].lower()}{areas.label[1:]} dessinent {count} aires en France"
    mine = own[own["territory"].isin(areas.held)]
    crossed = len(_departements(own))
    size = (
        f"{len(own)} {plural(len(own), 'intercommunalité')} dans {crossed} {plural(crossed, 'département')}"
    )
    if count == 1 and len(mine) <= 1:
        return f"{forms.the[:1].upper()}{forms.the[1:]} fait partie d'une aire de {size}"
    if count == 1:
        return f"Les {len(mine)} intercommunalités {forms.of} sont dans une même aire, de {size}"
    return f"Les {len(mine)} intercommunalités {forms.of} se partagent entre {count} aires"


def _departements(own: pd.DataFrame) -> list[str]:
    codes = {territory.partition(":")[2] for territory in own["territory"]}
    of = owners("departement").reindex(owners("epci").pipe(lambda s: s[s.isin(codes)]).index)
    return sorted(set(of.dropna()))


def _reading(areas: Areas, own: pd.DataFrame) -> str:
    mine = own[own["territory"].isin(areas.held)].iloc[0]
    seat = areas.seat(int(mine["area"]))
    kept = french_number(mine["kept"] * 100)
    who = place(str(mine["territory"]), str(mine["name"]))
    return typeset(
        f"Lecture : {who.the} est dans l'aire {seat.of} ; {kept} % de ses flux y restent, et cette aire garde en "
        f"moyenne {french_number(mine['stability'] * 100)} % de ses membres d'un tirage à l'autre."
    )


NOTE = typeset(
    "Aires des intercommunalités qui échangent entre elles plus que le hasard ne le voudrait (modularité). Une aire "
    "porte le nom de l'intercommunalité qui y attire le plus. Ce n'est pas un périmètre officiel."
)


def _data(areas: Areas, own: pd.DataFrame) -> Data:
    """One row an EPCI of the territory's areas; one an area where the territory is too wide for that."""
    return _of_areas(areas, own) if len(own) > TOLD else _of_epci(areas, own)


def _of_epci(areas: Areas, own: pd.DataFrame) -> Data:
    columns = (
        Column("territory_code", "Code", "", "code"),
        Column("territory_name", "Intercommunalité"),
        Column("area_name", "Aire"),
        Column("kept_share", "Flux qui restent dans l'aire", "%", "number"),
        Column("stability", "Stabilité", "%", "number"),
    )
    seats = {area: areas.seat(int(area)).short for area in own["area"].unique()}
    rows, shown = [], []
    for row in own.to_dict("records"):
        code, kept = row["territory"].partition(":")[2], _percent(row["kept"])
        stable = round(float(row["stability"]) * 100, 1)
        rows.append((code, row["name"], seats[row["area"]], kept, stable))
        shown.append((code, place(row["territory"], row["name"]).short, seats[row["area"]], _said(kept, 1),
                      _said(stable)))  # fmt: skip
    return Data(columns, tuple(rows), tuple(shown))


def _of_areas(areas: Areas, own: pd.DataFrame) -> Data:
    columns = (
        Column("area_name", "Aire"),
        Column("members", "Intercommunalités", "", "integer"),
        Column("kept_share", "Flux qui restent dans l'aire", "%", "number"),
        Column("stability", "Stabilité moyenne", "%", "number"),
    )
    rows, shown = [], []
    for area, members in own.groupby("area", sort=True):
        persons = members["persons"].sum()
        kept = _percent((members["kept"] * members["persons"]).sum() / persons if persons else float("nan"))
        stable = round(float(members["stability"].mean()) * 100, 1)
        name = areas.seat(int(str(area))).short
        rows.append((name, len(members), kept, stable))
        shown.append((name, french_number(len(members)), _said(kept, 1), _said(stable)))
    return Data(columns, tuple(rows), tuple(shown))


def _percent(share: float) -> float | None:
    return None if pd.isna(share) else round(float(share) * 100, 1)


def _said(percent: float | None, decimals: int = 0) -> str:
    return "–" if percent is None else french_number(percent, decimals)
