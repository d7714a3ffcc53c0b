"""
Words for amounts, ranks and lists, and the label of an indicator inside a sentence.

Approximate words ("près de la moitié") are said only where they are true.
"""

from collections.abc import Sequence

from arpent.views.described import Indicator
from arpent.views.numbers import NBSP, french_number

_FRACTIONS = (
    (0.25, "un quart"),
    (1 / 3, "un tiers"),
    (0.5, "la moitié"),
    (2 / 3, "les deux tiers"),
    (0.75, "les trois quarts"),
)
_SINGULAR_IN_S = ("taux", "indice", "prix", "poids", "accès", "temps", "revenu")
MILLION = 1_000_000
_VOWELS = "aeiouyhàâéèêëîïôöùûüœæ"


def approximate_share(share: float) -> str | None:
    """
    A share in words, or None where no simple fraction is near.

    Within 0.5 point it is the fraction itself; up to 2 points below, « près de »; up to 2 points above,
    « un peu plus de ». Farther, there is no word for it.

    Parameters
    ----------
    share : float
        0–1.

    Returns
    -------
    str or None
        ``"près de la moitié"``.

    Examples
    --------
    >>> approximate_share(0.487), approximate_share(0.252), approximate_share(0.41)
    ('près de la moitié', 'un quart', None)
    """
    for fraction, words in _FRACTIONS:
        gap = round(share - fraction, 9)
        if abs(gap) <= 0.005:
            return words
        if -0.02 <= gap < 0:
            return f"près {_of(words)}"
        if 0 < gap <= 0.02:
            return f"un peu plus {_of(words)}"
    return None


def _of(words: str) -> str:
    return (
        f"des {words[4:]}" if words.startswith("les ") else f"d’{words}" if words[0] == "u" else f"de {words}"
    )


_IN_WORDS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
)
_PARTS = (
    (1, 10),
    (1, 5),
    (1, 4),
    (3, 10),
    (1, 3),
    (2, 5),
    (1, 2),
    (3, 5),
    (2, 3),
    (7, 10),
    (3, 4),
    (4, 5),
    (9, 10),
)


def number_in_words(count: int, *, feminine: bool = False) -> str:
    """
    A small number in words, up to sixteen; in figures beyond.

    Examples
    --------
    >>> number_in_words(1, feminine=True), number_in_words(12), number_in_words(17)
    ('une', 'douze', '17')
    """
    if count == 1 and feminine:
        return "une"
    return _IN_WORDS[count] if 0 <= count < len(_IN_WORDS) else str(count)


def one_in(share: float, noun: str, *, feminine: bool = False) -> str | None:
    """
    A share as so many out of so many, or None where no simple one is within two points.

    Parameters
    ----------
    share : float
        0–1.
    noun : str
        Singular: « logement ».
    feminine : bool
        Whether the noun is.

    Returns
    -------
    str or None
        « deux logements sur cinq » within half a point, « près de » under it, « un peu plus de » over it.

    Examples
    --------
    >>> one_in(0.402, "logement"), one_in(0.09, "personne", feminine=True), one_in(0.04, "ménage")
    ('deux logements sur cinq', 'près d’une personne sur dix', None)
    """
    many, of = min(_PARTS, key=lambda part: (abs(share - part[0] / part[1]), part[1]))
    gap = round(share - many / of, 9)
    if abs(gap) > 0.02:
        return None
    said = f"{number_in_words(many, feminine=feminine)} {plural(many, noun)} sur {number_in_words(of)}"
    if abs(gap) <= 0.005:
        return said
    return f"{'près' if gap < 0 else 'un peu plus'} {_of(said)}"


def is_plural(label: str) -> bool:
    """
    Whether a label is a plural noun phrase.

    Examples
    --------
    >>> is_plural("Logements vacants"), is_plural("Taux de chômage"), is_plural("Part des ménages")
    (True, False, False)
    """
    first = label.split(" ", maxsplit=1)[0].lower()
    return first.endswith(("s", "x")) and first not in _SINGULAR_IN_S


def in_sentence(label: str) -> str:
    """
    A label without its initial capital, unless it is an acronym.

    Examples
    --------
    >>> in_sentence("Part des logements"), in_sentence("PIB par habitant")
    ('part des logements', 'PIB par habitant')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def with_article(indicator: Indicator) -> str:
    """The label with its article: « la part des logements vacants », « les logements », « l’indice »."""
    label = in_sentence(indicator.label)
    if is_plural(label):
        return f"les {label}"
    if label[:1].lower() in _VOWELS:
        return f"l’{label}"
    return f"{'la' if indicator.gender == 'f' else 'le'} {label}"


def in_year(label: str, year: int) -> str:
    """
    « en 2021 », unless the label itself says which years it is about.

    Examples
    --------
    >>> in_year("Part des ménages", 2021), in_year("Surfaces artificialisées de 2012 à 2018", 2018)
    ('en 2021', '')
    """
    return "" if str(year) in label else f"en {year}"


def dated(text: str, label: str, year: int) -> str:
    """A text that ends with the year of what it says of a label, where that does not hold its years."""
    return f"{text} {in_year(label, year)}".rstrip()


def agree(indicator: Indicator, adjective: str) -> str:
    """An adjective in -é or regular, agreeing with the label: « élevé » → « élevées »."""
    label = in_sentence(indicator.label)
    return adjective + ("e" if indicator.gender == "f" else "") + ("s" if is_plural(label) else "")


def conjugate(indicator: Indicator, verb: str) -> str:
    """A verb in the present that agrees in number with the label: first group, « est », « a », « va »."""
    if not is_plural(in_sentence(indicator.label)):
        return verb
    return {"est": "sont", "a": "ont", "va": "vont"}.get(verb, f"{verb}nt")


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def elided(noun: str) -> str:
    """
    « de » before a noun, elided before a vowel.

    Examples
    --------
    >>> elided("habitants"), elided("logements")
    ('d’habitants', 'de logements')
    """
    return f"d’{noun}" if noun[:1].lower() in _VOWELS else f"de {noun}"


def parenthesis(text: str) -> str:
    """Text between brackets, kept with the word before it by a no-break space."""
    return f"{NBSP}({text})" if text else ""


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
    elided = place_within[:1].lower() in _VOWELS.replace("h", "")
    return f"qu’{place_within}" if elided else f"que {place_within}"


def approximate_count(count: float) -> str:
    r"""
    A count in round numbers: two figures that count, and on which side of them it is.

    Parameters
    ----------
    count : float
        Not negative.

    Returns
    -------
    str
        Without noun (it follows « de » after millions). Under a hundred, the number itself.

    Examples
    --------
    >>> approximate_count(295488), approximate_count(171242), approximate_count(21000), approximate_count(64)
    ('près de 300\u202f000', 'plus de 170\u202f000', '21\u202f000', '64')
    >>> approximate_count(1_243_000), approximate_count(68_100_000)
    ('plus de 1,2\xa0million', 'plus de 68\xa0millions')
    """
    whole = round(count)
    if whole < 100:
        return str(whole)
    step = 10 ** (len(str(whole)) - 2)
    near = (whole + step // 2) // step * step
    text = french_number(near)
    if near >= MILLION:
        text = f"{french_number(near / MILLION, int(near < 10 * MILLION))}{NBSP}{plural(near / MILLION, 'million')}"
    return text if near == whole else f"{'près' if whole < near else 'plus'} de {text}"
