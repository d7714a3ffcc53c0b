"""
Small French grammar of place names: « de », « à », « dans » and the article, by level of territory.

The article of a commune follows INSEE's type of name (TNCC). Départements and régions follow usage, which
no rule gives ("en Gironde" but "dans la Creuse"): their exceptions are listed. An EPCI is written out.
"""

import re

from arpent.territory import Territory
from arpent.views.articles import Place, commune_forms, contracted, guess_typography
from arpent.views.zones import ZONES, zone_forms

_DEPARTEMENTS = {  # TNCC: codes; the others take no article after « de »
    1: ("28", "35", "37"),
    2: (
        *(
            "14",
            "15",
            "18",
            "25",
            "29",
            "30",
            "32",
            "39",
            "41",
            "45",
            "46",
            "47",
            "56",
            "59",
            "62",
            "63",
            "67",
        ),
        *("68", "69", "69D", "69M", "81", "82", "83", "84", "90", "94", "95"),
    ),
    3: (
        *(
            "16",
            "17",
            "19",
            "21",
            "23",
            "24",
            "26",
            "2A",
            "2B",
            "31",
            "33",
            "42",
            "43",
            "44",
            "48",
            "50",
            "51",
        ),
        *("52", "53", "55", "57", "58", "70", "72", "73", "74", "76", "80", "85", "86", "87", "93"),
        *("971", "972", "973"),
    ),
    4: ("04", "05", "06", "08", "13", "22", "40", "64", "65", "66", "78", "79", "88", "92"),
    5: ("01", "02", "03", "07", "09", "10", "11", "12", "27", "34", "36", "38", "60", "61", "89", "91"),
}
_DEPARTEMENT_TNCC = {code: tncc for tncc, codes in _DEPARTEMENTS.items() for code in codes}
_WITH_ARTICLE = {"28": "l'", "35": "l'", "37": "l'", "49": "le ", "54": "la ", "71": "la ", "77": "la "}
_IN_EN = frozenset(
    (
        *(
            "07",
            "09",
            "16",
            "17",
            "19",
            "21",
            "24",
            "28",
            "2A",
            "2B",
            "31",
            "33",
            "35",
            "37",
            "38",
            "43",
            "44",
        ),
        *("48", "49", "52", "53", "54", "57", "70", "71", "73", "74", "76", "77", "85", "87", "91", "93"),
        *("971", "972", "973"),
    )
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
    elif level == "partie_epci":
        forms = _part_of_epci(code, name)
    elif level == "iris" and not code.endswith("0000"):
        forms = _iris(name)
    elif level in ZONES:
        forms = zone_forms(level, name)
    else:
        forms = commune_forms(name, typography)
    to = forms.to or contracted(forms.the, "à")
    texts = (forms.name, forms.the, forms.of, forms.within, forms.short, to)
    return Place(*(text.replace("'", "’") for text in texts))


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
    before = "à " if code in _AT else "en " if code in _IN_EN else f"dans {the}"
    within = before + name
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
        written = f"{_EPCI_KINDS[kind]} {re.sub('^Intercommunale', 'intercommunale', rest)}"
        return Place(
            written[0].upper() + written[1:], f"la {written}", f"de la {written}", f"dans la {written}", name
        )
    return _proper(name)


def _iris(name: str) -> Place:
    """« l'IRIS Jaude »; « l'IRIS 0101 » without a name of its own; a commune that is not cut is that commune."""
    named = f"IRIS {name.replace('IRIS ', '')}"
    return Place(name, f"l'{named}", f"de l'{named}", f"dans l'{named}", name)


def _part_of_epci(code: str, name: str) -> Place:
    """« la partie de Vichy Communauté située dans l'Allier »: the part of an EPCI in one département."""
    whole, _, departement = name.removesuffix(")").rpartition(" (")
    epci, around = _epci(whole), _departement(code.partition("-")[2], departement)
    written = f"partie {epci.of} située {around.within}"
    short = f"{epci.short} ({departement})"
    return Place(f"P{written[1:]}", f"la {written}", f"de la {written}", f"dans la {written}", short)


def _proper(name: str) -> Place:
    """An EPCI known by its own name: « Clermont Auvergne Métropole », « Métropole du Grand Paris »."""
    if re.match(r"(Métropole|Communauté)\b", name):
        article, after, of = "la ", "la ", "de la "
    elif re.match(r"(Eurométropole|Agglo|Agglomération|Intercommunalité|Intercom|Interco)\b", name):
        article, after, of = "l'", "l'", "de l'"
    elif name.startswith(("Le ", "Les ")):
        article = "du " if name.startswith("Le ") else "des "
        return Place(name, name, article + name.split(" ", maxsplit=1)[1], f"dans {name}", name)
    else:
        article, after = "", ""
        of = "d'" if guess_typography(name) == 1 else "de "
    return Place(name, article + name, of + name, f"dans {after}{name}", name)


def _quoted(name: str) -> Place:
    title = f"«\u00a0{name}\u00a0»"
    return Place(name, f"l'ensemble {title}", f"de l'ensemble {title}", f"dans l'ensemble {title}", name)
