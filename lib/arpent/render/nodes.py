"""
Markdown that authors and views write → a tree of plain records, for documents that are not HTML.

The same reading as ``prose`` (French typography, links to figures); raw HTML stays text.
"""

import html
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import mistune

from arpent.render.prose import with_links
from arpent.render.typography import typeset

Node = dict[str, Any]
SAFE = ("http://", "https://", "mailto:")
_WRAPPED = {
    "paragraph": "par",
    "block_text": "line",
    "strong": "strong",
    "emphasis": "emph",
    "strikethrough": "strike",
    "block_quote": "quote",
    "list_item": "item",
}


def to_nodes(markdown: str, numbers: Mapping[str, str] | None = None) -> list[Node]:
    r"""
    Tree of a Markdown text.

    Parameters
    ----------
    markdown : str
        As ``prose.to_html``.
    numbers : mapping, optional
        Label → what is printed.

    Returns
    -------
    list of dict
        Each ``is`` (``par``, ``text``, ``strong``, ``link``, ``list``…) with its ``text`` or its ``body``.

    Examples
    --------
    >>> to_nodes("Qui *part* ?")[0]["body"][1]
    {'is': 'emph', 'body': [{'is': 'text', 'text': 'part'}]}
    """
    tokens, _ = _reader().parse(with_links(markdown, numbers))
    return [] if isinstance(tokens, str) else list(_nodes(tokens))


@cache
def _reader() -> mistune.Markdown:
    return mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"])


def _nodes(tokens: Iterable[Mapping[str, Any]]) -> Iterable[Node]:
    for token in tokens:
        kind = str(token["type"])
        if kind in _WRAPPED:
            yield {"is": _WRAPPED[kind], "body": _inner(token)}
        elif kind in _MADE:
            yield _MADE[kind](token)
        elif kind != "blank_line":
            yield _raw(token)


def _inner(token: Mapping[str, Any]) -> list[Node]:
    return list(_nodes(token.get("children", ())))


def _raw(token: Mapping[str, Any]) -> Node:
    """What has no form of its own on paper, HTML included: its text, as typed."""
    if token.get("children"):
        return {"is": "line", "body": _inner(token)}
    return {"is": "text", "text": str(token.get("raw", ""))}


def _link(token: Mapping[str, Any]) -> Node:
    url = str(token["attrs"]["url"])
    if url.startswith("#"):
        return {"is": "reference", "to": url[1:], "body": _inner(token)}
    return {"is": "link" if url.startswith(SAFE) else "line", "to": url, "body": _inner(token)}


def _table(token: Mapping[str, Any]) -> Node:
    head, *bodies = token["children"]
    rows = [row for body in bodies for row in body["children"]]
    return {
        "is": "table",
        "head": [_inner(cell) for cell in head["children"]],
        "rows": [[_inner(cell) for cell in row["children"]] for row in rows],
        "right": [cell["attrs"].get("align") == "right" for cell in head["children"]],
    }


_MADE: Mapping[str, Callable[[Mapping[str, Any]], Node]] = {
    "text": lambda token: {"is": "text", "text": typeset(html.unescape(str(token["raw"])))},
    "codespan": lambda token: {"is": "code", "text": str(token["raw"])},
    "block_code": lambda token: {"is": "code", "text": str(token["raw"])},
    "softbreak": lambda _: {"is": "text", "text": " "},
    "linebreak": lambda _: {"is": "break"},
    "thematic_break": lambda _: {"is": "break"},
    "heading": lambda token: {"is": "heading", "body": _inner(token)},
    "list": lambda token: {
        "is": "list",
        "ordered": bool(token["attrs"].get("ordered")),
        "body": _inner(token),
    },
    "link": _link,
    "table": _table,
}
