"""
SVG made fit to stand inside a page: no prolog, no fixed size, its own identifiers, the theme's colours, silent.

The alternative text is on the element around it, once for the wide and the narrow drawing.
"""

import re

from arpent.render.theme import recoloured

_PROLOG = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_DROPPED = re.compile(
    r"<!--.*?-->|<metadata\b.*?</metadata>|<script\b.*?</script\s*>|<(title|desc)\b[^>]*>.*?</\1>",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_ROOT_DROPPED = re.compile(r'\s(?:role|aria-[a-z]+|focusable)="[^"]*"')
_SIZE = re.compile(r'\s(?:width|height)="([\d.]+)(?:pt|px)?"')
_EVENT = re.compile(r'\son[a-z]+\s*=\s*(?:"[^"]*"|\'[^\']*\')', re.IGNORECASE)
_ID = re.compile(r'\bid="([^"]+)"')


def inline_svg(svg: str, prefix: str) -> str:
    """
    The drawing, ready to be put inside HTML.

    Parameters
    ----------
    svg : str
        A whole SVG document, as a view gives it.
    prefix : str
        Put before every identifier, so that two drawings of one page never share one.

    Returns
    -------
    str
        ``<svg …>…</svg>`` or an empty string where there is none.

    Examples
    --------
    >>> inline_svg('<?xml version="1.0"?><svg viewBox="0 0 1 1"><g id="a"/><use href="#a"/></svg>', "x")
    '<svg aria-hidden="true" focusable="false" viewBox="0 0 1 1"><g id="x-a"/><use href="#x-a"/></svg>'
    """
    if "<svg" not in svg:
        return ""
    body = _EVENT.sub("", _DROPPED.sub("", _PROLOG.sub("", svg.strip(), count=1)))
    body = _ROOT.sub(lambda match: _root(match[0]), body, count=1)
    return _own_ids(recoloured(re.sub(r">[ \t]*\n\s*<", "><", body)), prefix)


def _root(tag: str) -> str:
    """Opening tag that scales: the size becomes a viewBox where there is none."""
    sizes = _SIZE.findall(tag)
    tag = _ROOT_DROPPED.sub("", _SIZE.sub("", tag))
    if "viewBox" not in tag and len(sizes) == 2:
        tag = tag.replace("<svg", f'<svg viewBox="0 0 {sizes[0]} {sizes[1]}"', 1)
    return tag.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


def _own_ids(svg: str, prefix: str) -> str:
    """Every identifier and reference to it, prefixed."""
    known = set(_ID.findall(svg))
    if not known:
        return svg
    svg = _ID.sub(lambda match: f'id="{prefix}-{match[1]}"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", lambda match: f"url(#{prefix}-{match[1]})", svg)
    return re.sub(
        r'((?:xlink:)?href)="#([^"]+)"',
        lambda match: f'{match[1]}="#{prefix}-{match[2]}"' if match[2] in known else match[0],
        svg,
    )
