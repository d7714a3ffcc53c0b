"""Look a territory up by its name, as a person writes it."""

import re
import unicodedata
from functools import cache

import pandas as pd
from rapidfuzz import fuzz, process

from arpent.territory.find import find
from arpent.territory.groups import read_groups
from arpent.territory.model import Territory
from arpent.territory.reference import latest_population, read_reference

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


@cache
def _names() -> pd.DataFrame:
    frames = [
        pd.DataFrame({"level": level, "code": table.index, "name": table[column].to_numpy()})
        for level, table, column in (
            ("commune", read_reference("communes"), "commune_name"),
            ("epci", read_reference("epci"), "epci_name"),
            ("departement", read_reference("departements"), "departement_name"),
            ("region", read_reference("regions"), "region_name"),
        )
    ]
    groups = pd.DataFrame(
        [("groupe", code, group["name"]) for code, group in read_groups().items()],
        columns=["level", "code", "name"],
    )
    names = pd.concat([*frames, groups], ignore_index=True)
    names["plain"] = [re.sub(_KINDS, "", plain_name(name)) for name in names["name"]]
    names["population"] = _populations(names)
    return names


def _populations(names: pd.DataFrame) -> "pd.Series[float]":
    communes = read_reference("communes").join(latest_population())
    sums = {"commune": communes["population"]}
    for level in ("epci", "departement", "region"):
        sums[level] = communes.groupby(f"{level}_code")["population"].sum()
    return pd.Series(
        [
            sums[level].get(code, 0.0) if level in sums else 0.0
            for level, code in zip(names["level"], names["code"], strict=True)
        ],
        index=names.index,
    ).fillna(0.0)


def search(text: str, level: str | None = None, limit: int = 10) -> list[Territory]:
    """
    Territories whose name is nearest to a text.

    Accents, capitals, apostrophes and hyphens do not count; a code is found too.

    Parameters
    ----------
    text : str
        Part of a name, a whole name, or a code.
    level : str, optional
        Keep one level only.
    limit : int
        At most this many.

    Returns
    -------
    list of Territory
        Best first: same name, then a name that begins so, then one that holds it, then one that is near;
        ties by population. Empty where nothing is near.

    Examples
    --------
    >>> [territory.id for territory in search("clermont ferrand", limit=1)]
    ['commune:63113']
    """
    names = _names()
    if level is not None:
        names = names[names["level"] == level]
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
