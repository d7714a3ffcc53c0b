"""What a report says, written so that Quarto reads the same: text, references, captions, raw HTML."""

import json
import re
from collections.abc import Mapping

from arpent.render.content import Block
from arpent.render.typography import typeset
from arpent.views.view import escape_markdown

DEMO = """::: {.missing role="note"}
**France d’essai.** Territoire et chiffres inventés\u00a0: rien ici ne décrit un lieu réel.
:::"""
_AT = re.compile(r"(?<![\w\\])@([\w-]*)")


def cited(markdown: str, numbers: Mapping[str, str]) -> str:
    r"""
    The same Markdown, an @ that names no figure of the page kept as it is: Quarto would look for what it cites.

    Parameters
    ----------
    markdown : str
    numbers : mapping
        Labels of the page's figures and tables.

    Returns
    -------
    str

    Examples
    --------
    >>> cited("@fig-a, @moi", {"fig-a": "figure 1"})
    '@fig-a, \\@moi'
    """
    return _AT.sub(lambda found: found[0] if found[1] in numbers else f"\\{found[0]}", markdown)


def as_plain(text: str) -> str:
    r"""
    Text as Markdown that says no more than it to Quarto: no markup, no reference, no shortcode.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> as_plain("@moi <b>")
    '\\@moi &lt;b&gt;'
    """
    # NOTE: in a title, Quarto obeys a shortcode whose brackets are escaped; a joiner between them stops it.
    return re.sub(r"([{}])(?=\1)", "\\1\u2060", cited(escape_markdown(text), {}))


def caption(block: Block) -> str:
    """
    Caption of a figure or table: its title, as Markdown.

    Parameters
    ----------
    block : Block

    Returns
    -------
    str
    """
    return as_plain(typeset(str(block.view.get("title") or "")).rstrip("."))


def quoted(text: str) -> str:
    """
    Text as a cell option reads it: a JSON string, which is YAML too.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    # NOTE: an apostrophe would end the attribute that Quarto writes a table's caption in.
    return json.dumps(" ".join(text.replace("'", "’").split("\n")), ensure_ascii=False)


def as_raw(html: object) -> str:
    """
    HTML that Quarto passes through, in a fence longer than any in it.

    Parameters
    ----------
    html : object
        Markup; blank lines and margins are dropped.

    Returns
    -------
    str
    """
    text = "\n".join(line.strip() for line in str(html).splitlines() if line.strip())
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{{=html}}\n{text}\n{fence}"
