"""
Small French grammar of place names: « de », « à », « dans » and the article, by level of territory.

The article of a commune follows INSEE's type of name (TNCC). Départements and régions follow usage, which
no rule gives ("en Gironde" but "dans la Creuse"): their exceptions are listed. An EPCI is written out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from arpent.territory import Territory

_ARTICLES = {2: "Le ", 3: "La ", 4: "Les ", 5: "L'", 6: "Aux ", 7: "Las ", 8: "Los "}
_VOWELS = "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ"

_DEPARTEMENTS = {  # code: TNCC, where it is not 0
    1: "28 35 37",
    2: "14 15 16x 18 25 29 30 32 39 41 45 46 47 56 59 62 63 67 68 69 69D 69M 81 82 83 84 90 94 95",
    3: "16 17 19 21 23 24 26 2A 2B 31 33 42 43 44 48 50 51 52 53 55 57 58 70 72 73 74 76 80 85 86 87 93 971 972 973",
    4: "04 05 06 08 13 22 40 64 65 66 78 79 88 92",
    5: "01 02 03 07 09 10 11 12 27 34 36 38 60 61 89 91",
}
_DEPARTEMENT_TNCC = {code: tncc for tncc, codes in _DEPARTEMENTS.items() for code in codes.split()}
_WITH_ARTICLE = {"28": "l'", "35": "l'", "37": "l'", "49": "le ", "54": "la ", "71": "la ", "77": "la "}
_IN_EN = frozenset(
    "07 09 16 17 19 21 24 28 2A 2B 31 33 35 37 38 43 44 48 49 52 53 54 57 70 71 73 74 76 77 85 87 91 93 971 972 "
    "973".split()
)
_AT = frozenset({"75", "974", "975", "976", "977", "978"})

_REGIONS = {  # code: (the, of, in), each with the space or apostrophe before the name
    "01": ("la ", "de la ", "en "),
    "02": ("la ", "de la ", "en "),
    "03": ("la ", "de la ", "en "),
    "04": ("", "de ", "à "),
    "06": ("", "de ", "à "),
    "11": ("l'", "d'", "en "),
    "24": ("le ", "du ", "en "),
    "27": ("la ", "de ", "en "),
    "28": ("la ", "de ", "en "),
    "32": ("les ", "des ", "dans les "),
    "44": ("le ", "du ", "dans le "),
    "52": ("les ", "des ", "dans les "),
    "53": ("la ", "de ", "en "),
    "75": ("la ", "de ", "en "),
    "76": ("l'", "d'", "en "),
    "84": ("", "d'", "en "),
    "93": ("", "de ", "en "),
    "94": ("la ", "de ", "en "),
}
_EPCI_KINDS = {
    "CC": "communauté de communes",
    "CA": "communauté d'agglomération",
    "CU": "communauté urbaine",
}
_SELF_NAMED = re.compile(r"\b(Communauté|Métropole|Agglomération|Agglo|Agglopole|Interco|Intercom)\b")
_LINKED = re.compile(r"^(de |du |des |d'|d’)", re.IGNORECASE)


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
    """

    name: str
    the: str
    of: str
    within: str
    short: str


def place(territory: Territory | str, name: str = "", typography: int | None = None) -> Place:
    """
    Written forms of a territory.

    Parameters
    ----------
    territory : Territory or str
        The territory, or its identifier with ``name`` (and ``typography`` where known).
    name : str
        Name of an identifier.
    typography : int, optional
        INSEE's TNCC; guessed from the name where absent.

    Returns
    -------
    Place
        Typographic apostrophes.

    Examples
    --------
    >>> place("commune:43157", "Le Puy-en-Velay", 2).of
    'du Puy-en-Velay'
    >>> place("departement:43", "Haute-Loire").within
    'en Haute-Loire'
    >>> place("epci:241500255", "CC du Pays de Salers").of
    'de la communauté de communes du Pays de Salers'
    """
    if isinstance(territory, Territory):
        name, typography, territory = territory.name, territory.typography, territory.id
    level, _, code = territory.partition(":")
    name = name.replace("’", "'").strip()
    if level == "departement":
        forms = _departement(code, name)
    elif level == "region":
        forms = _region(code, name)
    elif level == "epci":
        forms = _epci(name)
    elif level == "france":
        forms = Place(name, "la France", "de la France", "en France", name)
    elif level == "groupe":
        forms = _quoted(name)
    else:
        forms = _commune(name, typography)
    return Place(
        *(text.replace("'", "’") for text in (forms.name, forms.the, forms.of, forms.within, forms.short))
    )


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


def _commune(name: str, typography: int | None) -> Place:
    guessed = guess_typography(name)
    code = guessed if typography is None or guessed >= 2 else typography
    if code == 2 and name.startswith("Le "):
        rest = name[3:]
        return Place(name, f"Le {rest}", f"du {rest}", f"au {rest}", name)
    if code == 4 and name.startswith("Les "):
        rest = name[4:]
        return Place(name, f"Les {rest}", f"des {rest}", f"aux {rest}", name)
    return Place(name, name, f"d'{name}" if code == 1 else f"de {name}", f"à {name}", name)


def _articled(tncc: int) -> tuple[str, str]:
    return {
        1: ("", "d'"),
        2: ("le ", "du "),
        3: ("la ", "de la "),
        4: ("les ", "des "),
        5: ("l'", "de l'"),
    }.get(tncc, ("", "de "))


def _departement(code: str, name: str) -> Place:
    the, of = _articled(_DEPARTEMENT_TNCC.get(code, 0))
    the = _WITH_ARTICLE.get(code, the)
    if code in _AT:
        within = f"à {name}"
    else:
        within = f"en {name}" if code in _IN_EN else f"dans {the}{name}"
    return Place(name, the + name, of + name, within, name)


def _region(code: str, name: str) -> Place:
    the, of, within = _REGIONS.get(code, ("", "de ", "en "))
    return Place(name, the + name, of + name, within + name, name)


def _epci(name: str) -> Place:
    name = re.sub(r"\s*\([^)]*\)", "", name.replace('"', "")).strip()
    name = re.sub(r"\bCoeur\b", "Cœur", name)
    kind, _, rest = name.partition(" ")
    if kind in _EPCI_KINDS and rest:
        if _SELF_NAMED.search(rest) and not _LINKED.match(rest):
            return _proper(rest)
        written = f"{_EPCI_KINDS[kind]} {rest}"
        return Place(
            written[0].upper() + written[1:], f"la {written}", f"de la {written}", f"dans la {written}", name
        )
    return _proper(name)


def _proper(name: str) -> Place:
    """An EPCI known by its own name: « Clermont Auvergne Métropole », « Métropole du Grand Paris »."""
    if re.match(r"(Métropole|Communauté|Agglomération|Intercommunalité)\b", name):
        article, after, of = "la ", "la ", "de la "
    elif re.match(r"(Eurométropole|Agglo)\b", name):
        article, after, of = "l'", "l'", "de l'"
    elif re.match(r"(Le|La|Les) |L'", name):
        article, after = "", ""
        of = {"Le ": "du ", "Les": "des "}.get(name[:3], "de ")
        cut = name[3:] if name.startswith("Le ") else name[4:] if name.startswith("Les ") else name
        return Place(name, name, of + cut, f"dans {name}", name)
    else:
        article, after = "", ""
        of = "d'" if guess_typography(name) == 1 else "de "
    return Place(name, article + name, of + name, f"dans {after}{name}", name)


def _quoted(name: str) -> Place:
    title = f"«\u00a0{name}\u00a0»"
    return Place(name, f"l'ensemble {title}", f"de l'ensemble {title}", f"dans l'ensemble {title}", name)


def ordinal(rank: int, *, feminine: bool = False) -> str:
    """
    Rank in figures.

    Examples
    --------
    >>> ordinal(1), ordinal(1, feminine=True), ordinal(2)
    ('1er', '1re', '2e')
    """
    return ("1re" if feminine else "1er") if rank == 1 else f"{rank}e"


def join_list(names: Sequence[str]) -> str:
    """
    Enumeration: commas, then « et ».

    Examples
    --------
    >>> join_list(["A", "B", "C"])
    'A, B et C'
    """
    return " et ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def plural(count: float, singular: str, many: str | None = None) -> str:
    """
    The noun that agrees with a number: French plurals begin at two.

    Examples
    --------
    >>> plural(1.9, "commune"), plural(2, "commune")
    ('commune', 'communes')
    """
    return singular if abs(count) < 2 else many or f"{singular}s"


def than(place_within: str) -> str:
    """
    « que » elided before a place: « qu'à Issoire », « que dans le Cantal ».

    Examples
    --------
    >>> than("en France"), than("dans le Cantal")
    ('qu’en France', 'que dans le Cantal')
    """
    elided = place_within[:1].upper() in _VOWELS
    return f"qu’{place_within}" if elided else f"que {place_within}"
