"""
The story of one commune since 1943, and what a commune that is gone became.

Read from the events in use. A former code is followed through its mergers: the story of Béon (01039) goes on
with that of Culoz-Béon (01138).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a type beside a field called date

import numpy as np
import pandas as pd

from arpent.errors import UnknownTerritory, did_you_mean
from arpent.territory.parts import OUTSIDE
from arpent.territory.timeline import Timeline, timeline

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHOWN = 12  # names listed in a sentence


@dataclass(frozen=True)
class Episode:
    """
    One event in the story of a commune.

    Parameters
    ----------
    date : str
        ``YYYY-MM-DD``; where ``is_dated`` is False the day is not known and this is the latest it can be.
    kind : str
        See ``events.KINDS``.
    sources, targets : tuple of str
        Codes of the communes before and after.
    is_dated : bool
        The day is known.
    sentence : str
        In French, for readers.
    """

    date: str
    kind: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    is_dated: bool
    sentence: str

    def __str__(self) -> str:
        """Date and sentence."""
        return self.sentence


@dataclass(frozen=True)
class Became:
    """
    A commune of the last COG that holds territory of a former one.

    Parameters
    ----------
    code, name : str
        Of the commune today.
    date : str
        Day of the event since which the former code is no longer a commune's.
    kind : str
        Of that event; see ``events.KINDS``.
    """

    code: str
    name: str
    date: str
    kind: str


def history(code: str, *, timeline_of: Timeline | None = None) -> list[Episode]:
    """
    What happened to a commune since 1943, oldest first.

    Parameters
    ----------
    code : str
        Commune code of any year since 1943.
    timeline_of : Timeline, optional
        Another timeline than the one in use.

    Returns
    -------
    list of Episode
        Empty where nothing did.

    Raises
    ------
    UnknownTerritory
        It was never the code of a commune.

    Examples
    --------
    >>> for episode in history("01039"):
    ...     print(episode)
    1er janvier 2023 : Béon (01039) et Culoz (01138) forment la commune nouvelle Culoz-Béon (01138).
    """
    line = timeline() if timeline_of is None else timeline_of
    frame = _between_communes(line)
    codes = {*frame["source_code"], *frame["target_code"], *line.events.base["commune_code"]} - {""}
    if code not in codes:
        raise UnknownTerritory(f"commune {code}: never one since 1943{did_you_mean(code, sorted(codes))}")
    before = _followed(frame, code)
    return [_episode(rows) for _, rows in before.groupby(["date", "story"], sort=True)]


def what_became(code: str, *, timeline_of: Timeline | None = None) -> list[Became]:
    """
    Communes of the last COG that hold the territory of a commune, whenever it existed.

    Parameters
    ----------
    code : str
        Commune code of any year since 1943.
    timeline_of : Timeline, optional
        Another timeline than the one in use.

    Returns
    -------
    list of Became
        Largest share first; empty where the code never was a commune's, or is one today.

    Examples
    --------
    >>> what_became("01039")
    [Became(code='01138', name='Culoz-Béon', date='2023-01-01', kind='new_commune')]
    """
    line = timeline() if timeline_of is None else timeline_of
    parts, number = line.parts, int(line.number_of(pd.Series([code], dtype="str"))[0])
    alive = np.flatnonzero((parts.communes == number).any(axis=1)) if number >= 0 else np.array([], dtype=int)
    if not len(alive):
        return _became_before(line, code)
    if alive[-1] == len(parts.years) - 1:
        return []
    held = (parts.communes[alive[-1]] == number) & (parts.communes[-1] != OUTSIDE)
    mass = np.bincount(parts.communes[-1][held], line.weights.mass[held])
    found = np.argsort(-mass, kind="stable")[: np.count_nonzero(mass)]
    event = _ending(_between_communes(line), code, f"{parts.years[int(alive[-1])]}-01-01")
    names = line.communes(parts.years[-1]).set_index("commune_code")["commune_name"]
    return [Became(str(parts.codes[owner]), names[parts.codes[owner]], *event) for owner in found]


def _became_before(line: Timeline, code: str) -> list[Became]:
    """What a commune that was gone on the first year became: its last targets, and what they became."""
    frame = _between_communes(line)
    rows = frame[(frame["source_code"] == code) & (frame["target_code"] != code)]
    if rows.empty:
        return []
    date, kind = _ending(frame, code, "")
    names = line.communes(line.parts.years[-1]).set_index("commune_code")["commune_name"]
    codes: list[str] = []
    for target in rows.loc[rows["date"] == rows["date"].max(), "target_code"]:
        codes += [target] if target in names.index else [later.code for later in what_became(target)]
    return [Became(current, names[current], date, kind) for current in dict.fromkeys(codes)]


def _between_communes(line: Timeline) -> pd.DataFrame:
    frame = line.events.frame
    status = ["COM", ""]
    frame = frame[frame["source_status"].isin(status) & frame["target_status"].isin(status)]
    return frame.assign(story=_stories(frame))


def _stories(frame: pd.DataFrame) -> "pd.Series[str]":
    """Rows of one date that touch one another tell one thing: named by the smallest code they reach."""
    story = frame[["source_code", "target_code"]].max(axis=1)
    for _ in range(3):  # n→m zones close in two rounds
        for column in ("source_code", "target_code"):
            story = story.groupby([frame["date"], frame[column]]).transform("max")
    return story


def _ending(frame: pd.DataFrame, code: str, after: str) -> tuple[str, str]:
    """Date and kind of the event that ended a code: the first after a date that it did not survive."""
    rows = frame[(frame["source_code"] == code) & (frame["date"] > after)]
    kept = rows.loc[rows["target_code"] == code, "date"]
    last = rows[~rows["date"].isin(kept)].iloc[0]
    return str(last["date"]), str(last["kind"])


def _followed(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    """Rows of the stories that a code was in, under each code it took while it was not one of several."""
    stories = [frame.head(0)]
    follow, since = code, ""
    while follow:
        mine = frame[(frame["source_code"] == follow) | (frame["target_code"] == follow)]
        keys = mine.loc[mine["date"] > since, ["date", "story"]].drop_duplicates()
        stories.append(frame.merge(keys, on=["date", "story"]))
        left = mine[(mine["source_code"] == follow) & (mine["date"] > since)]
        last = left[left["date"] == left["date"].max()]
        targets = set(last["target_code"])
        since = "" if last.empty else str(last["date"].iloc[0])
        follow = targets.pop() if len(targets) == 1 and follow not in targets else ""
    return pd.concat(stories).drop_duplicates()


def _episode(rows: pd.DataFrame) -> Episode:
    kind = _main_kind(rows)
    date, is_dated = str(rows["date"].iloc[0]), bool(rows["is_dated"].all())
    names = {
        side: dict(zip(rows[f"{side}_code"], rows[f"{side}_name"], strict=True))
        for side in ("source", "target")
    }
    return Episode(
        date,
        kind,
        tuple(sorted(names["source"])),
        tuple(sorted(names["target"])),
        is_dated,
        f"{_day(date, is_dated)}\u00a0: {_sentence(kind, names['source'], names['target'])}.",
    )


def _main_kind(rows: pd.DataFrame) -> str:
    kinds = rows["kind"].value_counts()
    others = kinds.drop(["rename", "other", "status"], errors="ignore")
    return str((others if len(others) else kinds).index[0])


def _day(date: str, is_dated: bool) -> str:
    day = Date.fromisoformat(date)
    written = f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
    return written if is_dated else f"Au plus tard le {written}"


def _sentence(kind: str, sources: dict[str, str], targets: dict[str, str]) -> str:
    before, after = _listed(sources), _listed(targets)
    if kind == "scope":
        return f"{before} sortent du champ du COG" if before else f"{after} entrent dans le champ du COG"
    if len(sources) == len(targets) == 1:
        return _one_to_one(kind, sources, targets)
    if len(targets) == 1:
        return f"{before} {_MERGING.get(kind, 'fusionnent en')} {after}"
    if len(sources) == 1:
        return f"{before} se partage entre {after}" if kind != "creation" else _created(sources, targets)
    return _created(sources, targets) if kind == "creation" else f"{before} se recomposent en {after}"


_MERGING = {
    "new_commune": "forment la commune nouvelle",
    "association": "s'associent en",
    "merge": "fusionnent en",
}


def _created(sources: dict[str, str], targets: dict[str, str]) -> str:
    new = {code: name for code, name in targets.items() if code not in sources}
    return f"{_listed(new)} est créée à partir de {_listed(sources)}"


def _one_to_one(kind: str, sources: dict[str, str], targets: dict[str, str]) -> str:
    (old, old_name), (new, new_name) = *sources.items(), *targets.items()
    given = f"{old_name} ({old})"
    if old == new:
        return f"{given} prend le nom de {new_name}" if old_name != new_name else f"{given} {_SAME[kind]}"
    why = _RECODED.get(kind, "")
    return (
        f"{given} devient {new_name} ({new}){why}"
        if new_name != old_name
        else f"{given} prend le code {new}{why}"
    )


_RECODED = {"departement": " en changeant de département", "seat": " en changeant de chef-lieu"}
_SAME = defaultdict(
    lambda: "change de composition sans changer de territoire",
    full_merge="met fin à ses communes associées",
)


def _listed(communes: dict[str, str]) -> str:
    named = [f"{name or 'commune'} ({code})" for code, name in sorted(communes.items()) if code]
    if len(named) > SHOWN + 1:
        named = [*named[:SHOWN], f"{len(named) - SHOWN} autres communes"]
    return " et ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
