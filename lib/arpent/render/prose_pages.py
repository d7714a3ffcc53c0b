"""Pages written in Markdown: the methods, as ``docs/methodes`` says them."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import mistune

from arpent import project
from arpent.render.typography import slug, typeset

#: What precedes the stem of a method page that lies in the folder of a report.
IN_REPORT = "methode-"
FOLDER = ("docs", "methodes")
_TITLE = re.compile(r"\A\s*#[ \t]+([^\n]+)\n")
_LINKED = re.compile(rf'(?:href="|\]\(){IN_REPORT}([a-z_]+)\.html')
_LINKED_FILE = re.compile(r"\]\((?:[^)\s]*/)?([a-z_]+)\.md")
_MODULES = re.compile(r"\A\s*\*Modules?[^\n]*\*\n")


@dataclass(frozen=True)
class ProsePage:
    """A page: its stem, title, first sentence, HTML, and the headings of its contents (anchor, title)."""

    stem: str
    title: str
    summary: str
    body: str
    headings: tuple[tuple[str, str], ...]


class _Document(mistune.HTMLRenderer):
    """Headings with anchors, tables that scroll in their box, links that stay inside the site."""

    def __init__(self, known: frozenset[str], prefix: str) -> None:
        super().__init__(escape=True)
        self._known, self._prefix = known, prefix
        self.headings: list[tuple[str, str]] = []

    def text(self, text: str) -> str:
        return str(super().text(typeset(text)))

    def heading(self, text: str, level: int, **_attributes: object) -> str:
        plain = html.unescape(re.sub(r"<[^>]+>", "", text))
        anchor = slug(plain, fallback="partie")
        taken = sum(one.split("--")[0] == anchor for one, _ in self.headings)
        anchor = f"{anchor}--{taken + 1}" if taken else anchor
        rank = min(max(level, 2), 2 + bool(self.headings), 6) if level > 2 else 2
        self.headings.append((anchor, plain if rank == 2 else ""))
        return f'<h{rank} id="{anchor}">{text}</h{rank}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - mistune's signature
        if url.startswith(("https://", "http://", "mailto:", "#")):
            return f'<a href="{html.escape(self.safe_url(url))}">{text}</a>'
        stem = Path(url.partition("#")[0]).stem
        return f'<a href="{self._prefix}{stem}.html">{text}</a>' if stem in self._known else text

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - mistune's signature
        return text  # NOTE: a picture of the guide would have to be carried; none of the methods has one.


def method_pages(prefix: str = "") -> list[ProsePage]:
    """
    Every method page, by title.

    Parameters
    ----------
    prefix : str
        Put before the stem of a page in the addresses of the links between them.

    Returns
    -------
    list of ProsePage
    """
    paths = sorted(project.path(*FOLDER).glob("*.md"))
    known = frozenset(path.stem for path in paths)
    renderers = [_Document(known, prefix) for _ in paths]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    pages = [_page(path.stem, text, made) for path, text, made in zip(paths, texts, renderers, strict=True)]
    return sorted(pages, key=lambda page: page.stem)


def _page(stem: str, text: str, renderer: _Document) -> ProsePage:
    title = _TITLE.match(text)
    body = _MODULES.sub("", _TITLE.sub("", text, count=1).lstrip("\n"), count=1)
    made = str(mistune.create_markdown(renderer=renderer, plugins=["table", "strikethrough"])(body))
    made = _scrolling(made)
    paragraph = re.search(r"<p>(.*?)</p>", made, re.DOTALL)
    plain = html.unescape(re.sub(r"<[^>]+>", "", paragraph[1])) if paragraph else ""
    heading = typeset(title[1].strip()) if title else stem
    headings = tuple(pair for pair in renderer.headings if pair[1])
    return ProsePage(stem, heading, re.sub(r"[ \t\n]+", " ", plain).strip(), made, headings)


def _scrolling(body: str) -> str:
    """Tables and code in boxes that scroll, by the keyboard too, each with a name of its own."""
    numbers = {"<table>": count(1), "<pre>": count(1)}
    words = {"<table>": "Tableau", "<pre>": "Exemple"}

    def opened(match: re.Match[str]) -> str:
        label = f'role="region" tabindex="0" aria-label="{words[match[0]]} {next(numbers[match[0]])}"'
        return f"<pre {label}>" if match[0] == "<pre>" else f'<div class="scroll" {label}><table>'

    body = re.sub(r"<table>|<pre>", opened, body).replace("</table>", "</table></div>")
    return re.sub(r"<th([^>]*)></th>", r"<td\1></td>", body)


def linked_methods(pages: Iterable[str]) -> list[ProsePage]:
    """
    Method pages that some pages of a report link to, and those that these link to.

    Parameters
    ----------
    pages : iterable of str
        HTML or Markdown.

    Returns
    -------
    list of ProsePage
        By stem; their links are for the folder of a report.
    """
    every = {page.stem: page for page in method_pages(IN_REPORT)}
    found: set[str] = set()
    waiting = set(_LINKED.findall("".join(pages))) & set(every)
    while waiting:
        found |= waiting
        waiting = {stem for one in waiting for stem in _LINKED.findall(every[one].body)} & set(every) - found
    return [every[stem] for stem in sorted(found)]


def method_files(texts: Iterable[str]) -> dict[str, Path]:
    """
    Files of the method pages that some texts link to, and those that these link to.

    Parameters
    ----------
    texts : iterable of str
        Markdown: the prose of notebooks.

    Returns
    -------
    dict of str to Path
        Stem → file.
    """
    every = {path.stem: path for path in project.path(*FOLDER).glob("*.md")}
    found: dict[str, Path] = {}
    waiting = list(texts)
    while waiting:
        linked = set(_LINKED_FILE.findall(waiting.pop())) & set(every) - set(found)
        found |= {stem: every[stem] for stem in sorted(linked)}
        waiting += [every[stem].read_text(encoding="utf-8") for stem in sorted(linked)]
    return found
