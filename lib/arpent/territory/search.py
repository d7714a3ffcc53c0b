"""Look a territory up by its name, as a person writes it."""

import re
import unicodedata
from functools import cache

import pandas as pd
from rapidfuzz import fuzz, process

from arpent.errors import AskedWrongly, did_you_mean
from arpent.territory.find import find
from arpent.territory.groups import read_groups
from arpent.territory.levels import owners, zones
from arpent.territory.model import LEVELS, Territory
from arpent.territory.reference import State, latest_population, state

#: At least as near as "clermond ferand" is to "clermont ferrand".
NEAR_ENOUGH = 80.0
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints"}
_SPELT_OUT = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "’": " "})
_KINDS = r"^(cc|ca|cu|communaute de communes|communaute d agglomeration|communaute urbaine)\s+"
#: Where names match equally well, the wider territory is what people most often mean.
_LEVEL_ORDER = {"region": 0, "departement": 1, "epci": 2, "groupe": 3, "commune": 4}


def plain_name(name: str) -> str:
    """
    Name without accents, apostrophes, hyphens, capitals or the usual short forms.

    Parameters
    ----------
    name : str
        Any text.

    Returns
    -------
    str
        Lower-case ASCII words separated by one space.

    Examples
    --------
    >>> plain_name("L'Haÿ-les-Roses"), plain_name("St-Éloy les Mines"), plain_name("Œuf-en-Ternois")
    ('l hay les roses', 'saint eloy les mines', 'oeuf en ternois')
    """
    spelt = name.translate(_SPELT_OUT)
    text = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    return " ".join(_SHORT.get(word, word) for word in re.findall(r"[a-z0-9]+", text))


def _names(level: str | None) -> pd.DataFrame:
    if level is None or level in _LEVEL_ORDER:
        names = _names_of(tuple(_LEVEL_ORDER), state())
        return names if level is None else names[names["level"] == level]
    return _names_of((level,), state())


@cache
def _names_of(levels: tuple[str, ...], _now: State) -> pd.DataFrame:
    frames = [
        pd.DataFrame({"level": level, "code": zones(level).index, "name": zones(level)["name"].to_numpy()})
        for level in levels
        if level != "groupe"
    ]
    groups = pd.DataFrame(
        [("groupe", code, group["name"]) for code, group in read_groups().items()],
        columns=["level", "code", "name"],
    )
    named = [*frames, groups] if "groupe" in levels else frames
    names = pd.concat(named, ignore_index=True)
    names["plain"] = [re.sub(_KINDS, "", plain_name(name)) for name in names["name"]]
    names["population"] = _populations(names)
    return names


def _populations(names: pd.DataFrame) -> "pd.Series[float]":
    inhabitants = latest_population()
    sums = {level: inhabitants.groupby(owners(level)).sum() for level in set(names["level"]) - {"groupe"}}
    listed = pd.concat(sums, names=["level", "code"]).rename("population").reset_index()
    return names.merge(listed, on=["level", "code"], how="left")["population"].fillna(0.0)


def search(text: str, level: str | None = None, limit: int = 10) -> list[Territory]:
    """
    Territories whose name is nearest to a text.

    Accents, capitals, apostrophes and hyphens do not count; a code is found too.

    Parameters
    ----------
    text : str
        Part of a name, a whole name, or a code.
    level : str, optional
        One level only. Arrondissements, parts of EPCI and INSEE's zonings, which bear the names of their
        chief communes, are looked at where they are named here only.
    limit : int
        At most this many.

    Returns
    -------
    list of Territory
        Best first: same name, then a name that begins so, then one that holds it, then one that is near;
        ties by population. Empty where nothing is near.

    Raises
    ------
    AskedWrongly
        Unknown level.
    DataUnavailable
        The level is one of INSEE's zonings, and they are not on this machine.

    Examples
    --------
    >>> [territory.id for territory in search("clermont ferrand", limit=1)]
    ['commune:63113']
    """
    if level is not None and level not in LEVELS:
        raise AskedWrongly(
            f"level '{level}': unknown{did_you_mean(level, LEVELS) or '.'} Levels: {', '.join(LEVELS)}."
        )
    if level == "france":
        return [find("france")] if plain_name(text) in ("france", "fr") else []
    names = _names(level)
    asked = re.sub(_KINDS, "", plain_name(text))
    if not asked:
        return []
    ranked = names.assign(rank=_rank(names, asked, text.strip().upper()))
    if not (ranked["rank"] < 4).any():
        ranked["rank"] = _near(names["plain"], asked)
    found = ranked[ranked["rank"] < 100].assign(order=lambda frame: frame["level"].map(_LEVEL_ORDER))
    best = found.sort_values(
        ["rank", "population", "order", "code"], ascending=[True, False, True, True]
    ).head(limit)
    return [find(f"{row.level}:{row.code}") for row in best.itertuples()]


def _rank(names: pd.DataFrame, asked: str, code: str) -> "pd.Series[int]":
    plain = names["plain"]
    rank = pd.Series(100, index=names.index)
    rank[plain.str.contains(rf"\b{re.escape(asked)}", regex=True)] = 2
    rank[plain.str.startswith(asked)] = 1
    rank[(plain == asked) | (names["code"] == code)] = 0
    return rank


def _near(plain: "pd.Series[str]", asked: str) -> "pd.Series[float]":
    scores = process.cdist([asked], plain.tolist(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)[0]
    return pd.Series(100.0 - scores, index=plain.index).where(scores > 0, 100.0)
