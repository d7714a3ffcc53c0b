"""
Articles of names in French: elision, contraction, and the forms of a name that follows a commune's rule.

An initial H is mute or aspirated by usage alone ("d'Hyères", "de Haguenau"): INSEE's type of name says which.
"""

import re
from dataclasses import dataclass
from functools import cache

from arpent.territory.reference import read_reference

_ARTICLES = {2: "Le ", 3: "La ", 4: "Les ", 5: "L'", 6: "Aux ", 7: "Las ", 8: "Los "}
_VOWELS = "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ"


@dataclass(frozen=True)
class Place:
    """
    The written forms of one territory; lower-case articles, ready for the middle of a sentence.

    Parameters
    ----------
    name : str
        Alone, as a heading: « Communauté de communes du Pays de Salers ».
    the : str
        As a subject: « la communauté de communes du Pays de Salers ».
    of : str
        « de la communauté de communes du Pays de Salers ».
    within : str
        « dans la communauté de communes du Pays de Salers », « à Issoire ».
    short : str
        For a label on a chart: « CC du Pays de Salers ».
    to : str
        After a verb: « comparé à la communauté de communes du Pays de Salers », « au Puy-en-Velay ».
    """

    name: str
    the: str
    of: str
    within: str
    short: str
    to: str = ""


def guess_typography(name: str) -> int:
    """
    TNCC of a name from its spelling; an initial H is taken as aspirated.

    Examples
    --------
    >>> [guess_typography(name) for name in ("Issoire", "Le Puy-en-Velay", "L'Haÿ-les-Roses", "Haguenau")]
    [1, 2, 5, 0]
    """
    for code, article in _ARTICLES.items():
        if name.startswith(article):
            return code
    return 1 if name[:1].upper() in _VOWELS and name[:1] else 0


def commune_forms(name: str, typography: int | None) -> Place:
    """Written forms of a commune, or of a zone's seat; TNCC guessed where absent or contradicted."""
    guessed = guess_typography(name)
    code = guessed if typography is None or guessed >= 2 else typography
    if code == 2 and name.startswith("Le "):
        rest = name[3:]
        return Place(name, name, f"du {rest}", f"au {rest}", name, f"au {rest}")
    if code in (4, 6) and name.startswith(("Les ", "Aux ")):
        rest = name[4:]
        return Place(name, name, f"des {rest}", f"aux {rest}", name, f"aux {rest}")
    of = f"d'{name}" if code == 1 else f"de {name}"
    return Place(name, name, of, f"à {name}", name, f"à {name}")


def contracted(the: str, before: str) -> str:
    """
    « à » or « de » before a name with its article: contracted, or elided before a vowel.

    Parameters
    ----------
    the : str
        « le Cantal », « Le Havre Seine Métropole », « la Creuse », « Orléans Métropole ».
    before : str
        ``à`` or ``de``.

    Returns
    -------
    str
        « au Cantal », « du Havre Seine Métropole », « à la Creuse », « d'Orléans Métropole ».

    Examples
    --------
    >>> contracted("le Cantal", "à"), contracted("les Landes", "de"), contracted("l'Allier", "à")
    ('au Cantal', 'des Landes', "à l'Allier")
    """
    words = {"à": ("au ", "aux "), "de": ("du ", "des ")}[before]
    for article, word in zip(("le ", "les "), words, strict=True):
        if the.lower().startswith(article):
            return word + the[len(article) :]
    if before == "de" and guess_typography(the) == 1:
        return f"d'{the}"
    return f"{before} {the}"


def seat_typography(name: str) -> int | None:
    """
    TNCC of the commune that a zone is named after; None where its spelling says enough, or nothing does.

    Only an initial H needs it: « l'arrondissement d'Hyères », « le bassin de vie de Haguenau ».

    Examples
    --------
    >>> seat_typography("Haguenau"), seat_typography("Hennebont"), seat_typography("Issoire")
    (0, 1, None)
    """
    if not name.startswith("H"):
        return None
    seat = re.sub(r"(-\d+| \(.*\))$", "", name)
    while seat:
        if seat in _aspirated():
            return _aspirated()[seat]
        seat = seat.rpartition("-")[0]
    return 0


@cache
def _aspirated() -> dict[str, int]:
    """TNCC of the communes whose name begins with an H."""
    frame = read_reference("communes")
    pairs = zip(frame["commune_name"], frame["typography"], strict=True)
    return {str(name): int(kind) for name, kind in pairs if str(name).startswith("H")}
