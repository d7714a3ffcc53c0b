"""Commune names as people write them, matched with codes; what is not certain is said, never guessed."""

import pandas as pd
from rapidfuzz import fuzz, process

from arpent.territory.search import plain_name
from arpent.territory.timeline import Timeline, timeline

NEAR_ENOUGH = 90.0
_ARTICLES = ("le ", "la ", "les ", "l ")
HOW = ("exact", "spelling", "article", "near", "ambiguous", "unknown")


def match_names(
    names: "pd.Series[str]",
    *,
    year: int,
    departements: "pd.Series[str] | None" = None,
    timeline_of: Timeline | None = None,
) -> pd.DataFrame:
    """
    Commune codes of names.

    Parameters
    ----------
    names : Series of str
        One name per row: accents, capitals, hyphens, ``St`` and the place of the article don't matter.
    year : int
        COG year of the codes wanted.
    departements : Series of str, optional
        Département code of each row, same index: tells homonyms apart, and lets a near name match.
    timeline_of : Timeline, optional
        Another timeline than the one in use.

    Returns
    -------
    DataFrame
        Same index: ``given``, ``commune_code`` and ``commune_name`` (missing unless one commune fits),
        ``how``: ``exact``, ``spelling`` (accents, case, St), ``article`` (left out or moved), ``near`` (one
        mistyping, in a département that was given: to be checked), ``ambiguous`` or ``unknown``; and
        ``candidates``, codes separated by spaces.
    """
    communes = (timeline() if timeline_of is None else timeline_of).communes(year)
    book = _Book(communes)
    hints = pd.Series("", index=names.index) if departements is None else departements.astype(str)
    rows = [book.match(str(name), hint) for name, hint in zip(names, hints, strict=True)]
    columns = ["given", "commune_code", "commune_name", "how", "candidates"]
    return pd.DataFrame(rows, index=names.index, columns=columns)


class _Book:
    """Names of one year, by three spellings."""

    def __init__(self, communes: pd.DataFrame) -> None:
        plain = communes["commune_name"].map(plain_name)
        self.names = dict(zip(communes["commune_code"], communes["commune_name"], strict=True))
        self.spellings = {
            "exact": _by(communes["commune_name"], communes),
            "spelling": _by(plain, communes),
            "article": _by(plain.map(_without_article), communes),
        }
        self.departement = dict(zip(communes["commune_code"], communes["departement_code"], strict=True))

    def match(self, given: str, hint: str) -> tuple[str, str | None, str | None, str, str]:
        plain = plain_name(given)
        keys = {"exact": given.strip(), "spelling": plain, "article": _without_article(plain)}
        for how, key in keys.items():
            found = [code for code in self.spellings[how].get(key, []) if self._is_in(code, hint)]
            if found:
                return self._row(given, how, found)
        found = self._near(keys["article"], hint) if hint else []
        return self._row(given, "near", found) if found else (given, None, None, "unknown", "")

    def _is_in(self, code: str, hint: str) -> bool:
        return not hint or self.departement[code] == hint.strip().upper().zfill(2)

    def _row(self, given: str, how: str, found: list[str]) -> tuple[str, str | None, str | None, str, str]:
        if len(found) > 1:
            return given, None, None, "ambiguous", " ".join(found)
        return given, found[0], self.names[found[0]], how, found[0]

    def _near(self, key: str, hint: str) -> list[str]:
        local = {
            name: codes
            for name, codes in self.spellings["article"].items()
            if any(self._is_in(code, hint) for code in codes)
        }
        best = process.extract(key, local.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=2)
        top = [name for name, score, _ in best if score == best[0][1]]
        return [code for name in top for code in local[name] if self._is_in(code, hint)]


def _by(spelling: "pd.Series[str]", communes: pd.DataFrame) -> dict[str, list[str]]:
    book: dict[str, list[str]] = {}
    for name, code in zip(spelling, communes["commune_code"], strict=True):
        book.setdefault(name, []).append(code)
    return book


def _without_article(plain: str) -> str:
    """``la rochelle`` and ``rochelle la`` → ``rochelle``."""
    for article in _ARTICLES:
        if plain.startswith(article):
            return plain.removeprefix(article)
        if plain.endswith(f" {article.strip()}"):
            return plain.removesuffix(f" {article.strip()}")
    return plain
