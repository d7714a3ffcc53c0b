"""
French typography of the prose that authors type: spaces before high punctuation, apostrophes, numbers.

Not number formatting: figures inside phrases are formatted by ``views``. Applying it twice changes nothing.
"""

import html
import re
import unicodedata

NARROW = "\u202f"  # narrow no-break space
WIDE = "\u00a0"  # no-break space

_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?!\d)")
_RULES = [
    (re.compile(r"(?<!\s)[ \u00a0](?=[;?!»](?!\w))"), NARROW),
    (re.compile(r"(?<!\s) (?=:(?!\w|/))"), WIDE),
    (re.compile(r"« (?=\S)"), f"«{NARROW}"),
    (re.compile(r"(?<=\d) (?=(?:%|€|‰|km|ha\b|m²|h\b))"), NARROW),
    (re.compile(r"(?<=\w)'(?=\w|«)"), "\u2019"),
]


def typeset(text: str) -> str:
    r"""
    Text with French spaces and apostrophes.

    Parameters
    ----------
    text : str
        Plain text, not HTML.

    Returns
    -------
    str

    Examples
    --------
    >>> typeset("Qui s'installe, qui part ?")
    'Qui s’installe, qui part\u202f?'
    >>> typeset("« 12,5 % »")
    '«\u202f12,5\u202f%\u202f»'
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _THOUSANDS.sub(lambda number: number[0].replace(" ", NARROW), text)


#: What neither XML nor a page can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def printable(text: str, instead: str = "") -> str:
    r"""
    Text without its control characters, line feeds and tabs excepted.

    Parameters
    ----------
    text : str
        Any.
    instead : str
        What stands for each of them.

    Returns
    -------
    str

    Examples
    --------
    >>> printable("a\x0bb\n")
    'ab\n'
    """
    return _CONTROL.sub(instead, text)


#: Words tied by hyphens: « perd-on », « celui-ci », « Puy-de-Dôme ».
TIED = re.compile(r"[\w’']+(?:-[\w’']+)+")
#: Letters of the longest that a phone shows on one line of a heading.
LONGEST = 24


def tied(text: str) -> str:
    """
    HTML of a heading in which a line does not end within a word that has hyphens.

    Longer names of places may be cut at their hyphens, as French allows: they can be wider than a phone.

    Parameters
    ----------
    text : str
        Plain text, not HTML.

    Returns
    -------
    str
        Escaped; the words are the same.

    Examples
    --------
    >>> tied("Où perd-on des habitants ?")
    'Où <span class="tied">perd-on</span> des habitants ?'
    """
    pieces: list[str] = []
    end = 0
    for found in TIED.finditer(text):
        if len(found[0]) <= LONGEST:
            pieces += [
                html.escape(text[end : found.start()]),
                f'<span class="tied">{html.escape(found[0])}</span>',
            ]
            end = found.end()
    return "".join([*pieces, html.escape(text[end:])])


def slug(text: str, *, fallback: str = "page", longest: int = 80) -> str:
    """
    ASCII name for a file or an anchor: letters, digits and hyphens only.

    Parameters
    ----------
    text : str
        Anything, hostile labels included.
    fallback : str
        Returned where nothing of the text is left.
    longest : int
        Cut after so many characters.

    Returns
    -------
    str

    Examples
    --------
    >>> slug("Ce que ces chiffres ne disent pas")
    'ce-que-ces-chiffres-ne-disent-pas'
    >>> slug("../../etc"), slug("🎉")
    ('etc', 'page')
    """
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("’", " ")).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower())
    return "-".join(words)[:longest].strip("-") or fallback
