"""
A made-ready notebook → the content of a page: opening, sections, blocks, sources.

Both renderers print this content, in this order. No HTML here, no code of the notebook either.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nbformat import NotebookNode

from arpent.errors import RenderFailed
from arpent.render.report import ReadyPage
from arpent.render.typography import slug, typeset
from arpent.views.view import escape_markdown
from arpent.views.words import in_sentence

VIEWS = frozenset({"figure", "table", "keyfigures", "phrase", "sources", "missing"})
LOCATORS = ("locator", "situation", "localisation")
PORTRAIT = "portrait"  # the theme that opens a report
LEFT_OUT = "left out"  # kind of a block that stands for a view that shows nothing
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])")
_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_TITLE = re.compile(r"\A\s*#[ \t]+[^\n]*\n*")


@dataclass(frozen=True)
class Block:
    """One thing shown: prose or a view's JSON; a figure or table has its label and its number ("Figure 2")."""

    kind: str
    text: str = ""
    view: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""
    number: str = ""
    cell: NotebookNode | None = None

    @property
    def has_data(self) -> bool:
        """Whether rows come with it, to read as a table and to download."""
        return bool(self.view.get("columns")) and bool(self.view.get("rows"))

    @property
    def is_picture(self) -> bool:
        """Whether it is a drawing to download, beside its data."""
        is_drawn = self.kind == "figure" and bool(self.view.get("svg")) and bool(self.view.get("name"))
        return is_drawn and not self.is_locator

    @property
    def is_locator(self) -> bool:
        """Whether it is the small map that says where the territory is."""
        name = str(self.view.get("name", ""))
        return self.kind == "figure" and name.endswith(LOCATORS)


@dataclass(frozen=True)
class Section:
    """A heading of level 2 and what follows; ``role`` is ``limits``, ``method`` or empty."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    role: str = ""


@dataclass(frozen=True)
class Head:
    """First screen of a page: where it is, one sentence, the key figures. Each can be absent."""

    locator: Block | None = None
    sentence: Block | None = None
    key_figures: Block | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Those that are there, in reading order."""
        return tuple(block for block in (self.locator, self.sentence, self.key_figures) if block)


@dataclass(frozen=True)
class Page:
    """All that a page says, and what it leaves out. ``numbers``: label to what a cross-reference prints."""

    theme: str
    title: str
    question: str
    head: Head
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    endings: tuple[Section, ...]
    sources: tuple[Mapping[str, Any], ...]
    parameters: Mapping[str, Any]
    numbers: Mapping[str, str]
    lacking: tuple[Mapping[str, str], ...] = ()
    definitions: tuple[Mapping[str, str], ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, in reading order."""
        inner = [block for part in (*self.sections, *self.endings) for block in part.blocks]
        return (*self.head.blocks, *self.opening, *inner)

    @property
    def datasets(self) -> tuple[Block, ...]:
        """Figures, tables and key figures whose rows can be downloaded."""
        found = (block for block in self.blocks if block.has_data and block.view.get("name"))
        return tuple(block for block in found if not block.is_locator)

    @property
    def pictures(self) -> tuple[Block, ...]:
        """Figures that can be downloaded as they are drawn."""
        return tuple(block for block in self.blocks if block.is_picture)

    @property
    def finding(self) -> str:
        """
        First thing the page found, in Markdown: a sentence, else a figure's title, at best one with numbers.

        The portrait's own sentence is left out: it opens the report already.
        """
        # NOTE: the questions that a page ends with are no finding, nor is a list: of limits, of scenarios.
        phrases = (b.view for b in self.blocks if b.kind == "phrase")
        said = [str(v.get("markdown", "")) for v in phrases if not str(v["name"]).endswith("-questions")]
        drawn = sorted((b for b in self.blocks if b.number), key=lambda b: not b.view.get("numbers"))
        titles = [escape_markdown(str(b.view.get("title", ""))) for b in drawn]
        sentences = [] if self.theme == PORTRAIT else [text for text in said if not text.startswith("- ")]
        texts = [text for text in sentences + titles if text]
        return _SENTENCE_END.split(texts[0], maxsplit=1)[0] if texts else ""


def read_page(ready: ReadyPage) -> Page:
    """
    Content of one made-ready notebook.

    Parameters
    ----------
    ready : ReadyPage
        Not changed.

    Returns
    -------
    Page
        Level-2 headings of the Markdown cells open sections. A first cell that repeats the title and the
        question is not shown twice. The locator, the first phrase and the key figures of the opening or of
        the first section go to the head. A section left empty is dropped, and so is one whose views are all
        left out because a table is not on the machine; sources go to the end.

    Raises
    ------
    RenderFailed
        A view has no name, or two figures or tables of the page have the same one.
    """
    meta = ready.notebook.metadata.get("arpent", {})
    parts = _split(_numbered(_blocks(ready)))
    lacking = _lacking(found for _, found in parts)
    head = _lift(parts)
    shown = [(title, found) for title, blocks in parts[1:] if (found := _shown(blocks))]
    sections = [Section(title, slug(title, fallback="partie"), tuple(found)) for title, found in shown]
    sections = [replace(part, role=_role(part.title)) for part in _unique(sections)]
    return Page(
        theme=ready.theme,
        title=typeset(ready.title),
        question=typeset(ready.question),
        head=head,
        opening=tuple(block for block in parts[0][1] if block.kind != LEFT_OUT),
        sections=tuple(part for part in sections if not part.role),
        endings=tuple(part for part in sections if part.role),
        sources=tuple(meta.get("sources") or _of_sources(ready, "sources")),
        parameters=dict(meta.get("parameters", {})),
        numbers={b.label: b.number.lower() for _, found in (parts[0], *shown) for b in found if b.number},
        lacking=lacking,
        definitions=tuple(_of_sources(ready, "definitions")),
    )


def _blocks(ready: ReadyPage) -> Iterator[Block]:
    """Prose and views of the notebook, in order; headings of level 2 are still in the prose."""
    is_first = True
    for cell in ready.notebook.cells:
        if cell.cell_type == "markdown":
            text = _without_title(cell.source, ready.question) if is_first else str(cell.source)
            is_first = False
            yield Block("prose", text=text)
        view = cell.metadata.get("arpent")
        if cell.cell_type == "code" and isinstance(view, Mapping) and view.get("kind") in VIEWS - {"sources"}:
            yield Block(LEFT_OUT if _is_left_out(view) else str(view["kind"]), view=_plain(view), cell=cell)


def _is_left_out(view: Mapping[str, Any]) -> bool:
    """Whether a view shows nothing: a table is not on the machine, or there is nothing to say."""
    if view["kind"] == "phrase":
        return not view.get("text", True)
    return view["kind"] == "missing" and bool(view.get("lacking") or not view.get("why"))


def _lacking(parts: Iterable[Iterable[Block]]) -> tuple[Mapping[str, str], ...]:
    """What the views had to do without, each once, in the order of the page."""
    found = [one for blocks in parts for block in blocks for one in block.view.get("lacking", ())]
    said = [{**one, "what": in_sentence(str(one["what"]))} for one in found]
    return tuple({(one["what"], one["table"]): one for one in said}.values())


def _shown(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of a part without the views left out; none at all where it has no other view."""
    kept = [block for block in blocks if block.kind != LEFT_OUT]
    is_empty = len(kept) < len(blocks) and all(block.kind == "prose" for block in kept)
    return [] if is_empty else kept


def _plain(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """The view as ordinary dictionaries: a notebook's own answer ``.items`` differently in a template."""
    copied: Mapping[str, Any] = json.loads(json.dumps(view))
    return copied


def _without_title(source: str, question: str) -> str:
    """First Markdown cell without the title and the question, which the page's head already says."""
    text = _TITLE.sub("", source, count=1)
    first, _, rest = text.lstrip().partition("\n")
    same = re.sub(r"\W+", " ", first).strip().lower() == re.sub(r"\W+", " ", question).strip().lower()
    return rest if same else text


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same, figures and tables labelled and numbered apart; a locator has no number."""
    counts = {"figure": 0, "table": 0}
    seen: set[str] = set()
    for block in blocks:
        if block.kind not in counts:
            yield block
            continue
        label = f"{'fig' if block.kind == 'figure' else 'tbl'}-{_name(block, seen)}"
        counts[block.kind] += not block.is_locator
        word = "Figure" if block.kind == "figure" else "Tableau"
        yield replace(
            block, label=label, number="" if block.is_locator else f"{word}\u00a0{counts[block.kind]}"
        )


def _name(block: Block, seen: set[str]) -> str:
    name = slug(str(block.view.get("name", "")), fallback="")
    if not name or name in seen:
        fault = "already taken on this page" if name else "missing"
        raise RenderFailed(
            f"view {block.view.get('title', '')!r}: its name {block.view.get('name', '')!r} is {fault}; "
            "give each view of a notebook its own name="
        )
    seen.add(name)
    return name


def _split(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """The opening (no title), then one part for each heading of level 2."""
    parts: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if block.kind != "prose":
            parts[-1][1].append(block)
            continue
        pieces = _HEADING.split(block.text)
        for position, piece in enumerate(pieces):
            if position % 2:
                parts.append((typeset(piece.strip()), []))
            elif piece.strip():
                parts[-1][1].append(replace(block, text=piece.strip()))
    return parts


def _lift(parts: list[tuple[str, list[Block]]]) -> Head:
    """First screen, taken out of the opening or the first section (``parts`` loses it)."""
    near = [found for _, found in parts[:2]]

    def take(wanted: Callable[[Block], bool]) -> Block | None:
        for found in near:
            for block in found:
                if wanted(block):
                    found.remove(block)
                    return block
        return None

    locator = take(lambda block: block.is_locator)
    # NOTE: a phrase of a later section comments on the figure beside it, and stays there.
    alone = any(block.kind == "phrase" for block in near[0]) or locator is not None
    return Head(
        locator=locator,
        sentence=take(lambda block: block.kind == "phrase") if alone else None,
        key_figures=take(lambda block: block.kind == "keyfigures"),
    )


def _of_sources(ready: ReadyPage, key: str) -> list[Mapping[str, Any]]:
    """What the notebook's own sources view lists: ``sources`` or ``definitions``."""
    views = (cell.metadata.get("arpent") or {} for cell in ready.notebook.cells)
    return [_plain(row) for view in views if view.get("kind") == "sources" for row in view.get(key, ())]


def _role(title: str) -> str:
    words = slug(title)
    if "ne-disent-pas" in words or words.startswith(("limites", "precautions")):
        return "limits"
    return "method" if words.startswith("methode") else ""


def _unique(sections: Sequence[Section]) -> Iterator[Section]:
    """The same, with a number after an anchor that was already used."""
    seen: dict[str, int] = {}
    for part in sections:
        seen[part.anchor] = seen.get(part.anchor, 0) + 1
        yield part if seen[part.anchor] == 1 else replace(part, anchor=f"{part.anchor}-{seen[part.anchor]}")
