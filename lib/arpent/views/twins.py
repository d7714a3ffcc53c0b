"""The statistical twins of a territory, as a reader sees them: who, how near, how stable, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from arpent.territory import Territory
from arpent.views import captions
from arpent.views.described import Indicator
from arpent.views.french import place
from arpent.views.numbers import REASONS_SAID, format_value, french_number, typeset
from arpent.views.table import table_html, table_markdown
from arpent.views.view import Column, Data, Missing, Table, Words
from arpent.views.words import capital, in_sentence, join_list, plural

COLUMNS = (
    Column("territory_code", "Code", "", "code"),
    Column("territory_name", "Territoire"),
    Column("distance", "Distance", "", "number"),
    Column("stability", "Stabilité", "%", "number"),
    Column("closest", "Se ressemblent le plus par"),
    Column("farthest", "Diffèrent le plus par"),
)


@dataclass(frozen=True, eq=False)
class Twins:
    """
    The twins of one territory, and what they were chosen on. It is not a ranking of territories.

    Parameters
    ----------
    territory : Territory
        Whose twins.
    near : DataFrame
        From the nearest: ``twin`` (identifier), ``name``, ``distance``, ``stability`` (0-1), ``closest`` and
        ``farthest`` (tuples of ids of indicators). Empty where there are none.
    values : DataFrame
        One row a territory (this one and its twins), one column an indicator.
    indicators : mapping
        Id to definition, in the order declared.
    candidates, left_out : int
        Territories compared; those left out because a figure is missing.
    source : str
        French source line.
    why : str
        French: why there are no twins; empty where there are.
    """

    territory: Territory
    near: pd.DataFrame
    values: pd.DataFrame
    indicators: Mapping[str, Indicator]
    candidates: int
    left_out: int
    source: str
    why: str = ""

    @classmethod
    def without(
        cls,
        territory: Territory,
        indicators: Mapping[str, Indicator],
        reasons: Mapping[str, str] | None = None,
    ) -> "Twins":
        """
        No twins, and why.

        Parameters
        ----------
        territory : Territory
            Whose twins were looked for.
        indicators : mapping
            Id to definition.
        reasons : mapping, optional
            Indicator to the reason of its missing figure; none where the level has no other territory.

        Returns
        -------
        Twins
            Empty.
        """
        why = f"{capital(place(territory).the)} n'a pas de territoires du même niveau à qui se comparer."
        if reasons:
            said = [f"{in_sentence(indicators[one].label)} ({REASONS_SAID[reasons[one]]})" for one in reasons]
            listed = [*said[:2], f"{len(said) - 2} autres"] if len(said) > 3 else said
            why = f"Pas de jumeaux {place(territory).of}, faute de chiffres : {join_list(listed)}."
        return cls(
            territory, pd.DataFrame(columns=["twin"]), pd.DataFrame(), indicators, 0, 0, "", typeset(why)
        )

    @property
    def ids(self) -> list[str]:
        """Identifiers of the twins, from the nearest."""
        return list(self.near["twin"]) if len(self.near) else []

    @property
    def frame(self) -> pd.DataFrame:
        """``twin``, ``name``, ``distance``, ``stability`` (0-1), and ``closest``, ``farthest`` in French."""
        columns = ["twin", "name", "distance", "stability", "closest", "farthest"]
        frame = self.near.reindex(columns=columns).copy()
        for column in ("closest", "farthest"):
            pairs = zip(frame["twin"], frame[column], strict=True)
            frame[column] = pd.Series(
                [self._reasons(twin, ids) for twin, ids in pairs], index=frame.index, dtype="object"
            )
        return frame

    def _reasons(self, twin: str, ids: Sequence[str]) -> str:
        return typeset(" ; ".join(self._reason(twin, self.indicators[name]) for name in ids))

    def _reason(self, twin: str, indicator: Indicator) -> str:
        here, there = (
            format_value(float(self.values[indicator.id][which]), indicator, unit=unit)
            for which, unit in ((self.territory.id, False), (twin, True))
        )
        return f"{indicator.short} ({here} contre {there})"

    def table(self, name: str = "jumeaux") -> Table | Missing:
        """
        The twins as a table.

        Parameters
        ----------
        name : str
            Stem of the table.

        Returns
        -------
        Table or Missing
            Missing where there are no twins: it says why.
        """
        title = f"Les territoires jumeaux {place(self.territory).of}"
        if self.why:
            return Missing(name, Words(typeset(title)), why=self.why)
        data, compared = self._data(), french_number(self.candidates)
        words = Words(
            title=typeset(title),
            subtitle=typeset(f"{len(self.near)} plus proches parmi {compared}, tous de même niveau"),
            alt=typeset(f"{title} : {', '.join(row[1] for row in data.rows_shown)}."),
            reading=typeset(self._reading(data)),
            source=captions.source_sentence(self.source),
            note=typeset(self._note()),
        )
        return Table(name, words, table_html(data, words.title), table_markdown(data), data)

    def _data(self) -> Data:
        frame = self.frame
        names = [place(twin, name).short for twin, name in zip(frame["twin"], frame["name"], strict=True)]
        raw, shown = [], []
        measured = zip(frame["distance"].tolist(), (frame["stability"] * 100).tolist(), strict=True)
        reasons = zip(frame["closest"].tolist(), frame["farthest"].tolist(), strict=True)
        for (distance, stability), why, twin, name, full in zip(
            measured, reasons, frame["twin"], frame["name"], names, strict=True
        ):
            code = str(twin).partition(":")[2]
            raw.append((code, name, round(distance, 4), round(stability, 1), *why))
            shown.append((code, full, french_number(distance, 2), french_number(stability), *why))
        return Data(COLUMNS, tuple(raw), tuple(shown))

    def _reading(self, data: Data) -> str:
        _, name, distance, share, *_ = data.rows_shown[0]
        return (
            f"Lecture : {name} est à une distance de {distance} (1 : un écart courant sur chaque indicateur) ; "
            f"ce territoire reste parmi les {len(self.near)} plus proches dans {share} % des tirages d'indicateurs."
        )

    def _note(self) -> str:
        listed = ", ".join(f"{one.short.lower()}" for one in self.indicators.values())
        missing = (
            f" {french_number(self.left_out)} {plural(self.left_out, 'territoire')} sans données complètes laissé"
            f"{'s' if self.left_out > 1 else ''} de côté."
            if self.left_out
            else ""
        )
        return f"Indicateurs comparés : {listed}.{missing}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.table()._repr_mimebundle_(include, exclude)
