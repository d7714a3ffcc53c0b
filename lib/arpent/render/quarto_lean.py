"""
What Quarto's pages load, without what none of them can use: half a megabyte of Bootstrap, two thousand icons.

Every page of a report loads the same style sheets. A rule stays where each class and identifier that it asks for is
a word of a page or of a script; an icon stays where a rule shows it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import tinycss2

_WORD = re.compile(r"[A-Za-z_-][\w-]*")
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
#: Of a selector, what asks for no class: what an element is not, and its other attributes.
_ASIDE = re.compile(r":not\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
#: Icons are characters of private use.
_SHOWN = re.compile("[\ue000-\uf8ff]")
#: What Bootstrap's script gives to what it folds: the rest of that script is about what no page has.
_FOLDED = ("collapse", "collapsing", "collapsed", "collapse-horizontal", "show")
#: NOTE: the search box makes the names of its classes from pieces.
_PIECED = "aa-"
_INLINE = re.compile(r"(?<=data:text/css,)[^\"']+")
_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FAMILY = re.compile(r"font-family:\s*[\"']?([^;\"'}]+)")
_GROUPS = ("media", "supports", "layer")
_ICONS = "bootstrap-icons"


def lighten(site: Path) -> None:
    """
    Rewrite the style sheets and the icons of a rendered site; its pages and scripts stay as they are.

    Parameters
    ----------
    site : Path
        As Quarto rendered it.
    """
    words = set(_FOLDED)
    for path in (*site.rglob("*.html"), *site.glob("site_libs/quarto-*/**/*.js")):
        words.update(_WORD.findall(path.read_text(encoding="utf-8")))
    sheets = {path: path.read_text(encoding="utf-8") for path in site.glob("site_libs/**/*.css")}
    words.update(name for text in sheets.values() for name in _VARIABLE.findall(text))
    for path, text in sheets.items():
        path.write_text(lean_sheet(text, words), encoding="utf-8")
    for path in site.glob(f"site_libs/**/{_ICONS}.woff"):
        _keep_icons(path, path.with_suffix(".css").read_text(encoding="utf-8"))


def lighten_slides(page: str) -> str:
    """
    Slides without the faces that none of their text is set in: Quarto has reveal.js bring four, 3 MB of them.

    Parameters
    ----------
    page : str
        HTML, with its style sheets in ``data:`` addresses.

    Returns
    -------
    str
        HTML.
    """
    plain = _INLINE.sub(lambda found: unquote(found[0]), page)
    said = _FACE.sub("", plain)

    def kept(face: re.Match[str]) -> str:
        family = _FAMILY.search(face[0])
        return face[0] if family and family[1] in said else ""

    return _INLINE.sub(lambda found: quote(_FACE.sub(kept, unquote(found[0]))), page)


def lean_sheet(sheet: str, words: Collection[str]) -> str:
    r"""
    A style sheet without the rules and the variables that a page of some words can't use.

    Parameters
    ----------
    sheet : str
        CSS.
    words : collection of str
        Classes, identifiers and variables there may be.

    Returns
    -------
    str
        CSS; notices (``/*! … */``) stay.

    Examples
    --------
    >>> lean_sheet(".card,.toast p{color:red;--edge:1px}.toast{top:0}", {"card"})
    '.card{color:red}\n'
    """
    return "".join(
        f"{rule}\n" for rule in _rules(tinycss2.parse_stylesheet(sheet, skip_whitespace=True), words)
    )


def _rules(nodes: Iterable[Any], words: Collection[str]) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            asked = [one for one in _selectors(node.prelude) if _is_possible(one, words)]
            body = _body(node.content, words) if asked else ""
            if body:
                yield f"{','.join(asked)}{{{body}}}"
        elif node.type == "at-rule" and node.lower_at_keyword in _GROUPS and node.content is not None:
            inner = "".join(_rules(tinycss2.parse_rule_list(node.content, skip_whitespace=True), words))
            if inner:
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inner}}}"
        elif node.type == "at-rule" or (node.type == "comment" and node.value.startswith("!")):
            yield node.serialize()


def _selectors(prelude: Iterable[Any]) -> list[str]:
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def _is_possible(selector: str, words: Collection[str]) -> bool:
    return all(name in words or name.startswith(_PIECED) for name in _NAME.findall(_ASIDE.sub("", selector)))


def _body(content: list[Any], words: Collection[str]) -> str:
    """Declarations of a rule but the variables that nothing reads; as they are where they are not all plain."""
    declared = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if any(one.type != "declaration" for one in declared):
        return str(tinycss2.serialize(content))
    kept = (one for one in declared if not one.name.startswith("--") or one.name in words)
    return ";".join(one.serialize() for one in kept)


def _keep_icons(font: Path, sheet: str) -> None:
    from fontTools import subset  # noqa: PLC0415 - only where Quarto renders

    options = subset.Options(flavor="woff", recalc_timestamp=False)
    with subset.load_font(font, options, lazy=False, dontLoadGlyphNames=True) as whole:
        smaller = subset.Subsetter(options)
        smaller.populate(unicodes=map(ord, _SHOWN.findall(sheet)))
        smaller.subset(whole)
        subset.save_font(whole, font, options)
