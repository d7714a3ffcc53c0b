"""
The slides of a report, chosen by ``params/diaporama.yml``: title, key figures, figures, questions, sources.

Every figure is one of the report's own, with its own title, reading and source; no second source.
"""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.errors import RenderFailed
from arpent.render.content import Block, Page
from arpent.render.context import home_head, shared_context
from arpent.render.fiche import how_many, questions
from arpent.render.report import Report
from arpent.render.templates import template
from arpent.render.theme import css_variables, font_files, load_theme
from arpent.render.typography import typeset
from arpent.strict_yaml import read_yaml

CHOICE = ("key_figures", "figures", "questions")
HIGHEST = 0.7  # height over width of a drawing that fills a screen
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Deck:
    """What the slides show: the key figures (None where there are none), the figures, the questions."""

    key: Block | None
    figures: tuple[tuple[Page, Block], ...]
    questions: tuple[Mapping[str, Any], ...]


def choose_slides(report: Report, pages: Sequence[Page]) -> Deck:
    """
    What of a report is shown to a meeting.

    Parameters
    ----------
    report, pages : Report, sequence of Page
        As in ``html.build_files``.

    Returns
    -------
    Deck

    Raises
    ------
    RenderFailed
        The report has no figure, or ``params/diaporama.yml`` lacks an entry.
    """
    chosen = read_choice(project.path("params", "diaporama.yml"))
    head = home_head(pages).key_figures
    key = replace(head, view=_fewer(head.view, chosen["key_figures"])) if head else None
    figures = tuple(_once((page, block) for page in pages for block in _figures(page, chosen["figures"])))
    if not (key or figures):
        raise RenderFailed(f"{report.territory_id}: no figure to put on a slide. Run more themes.")
    return Deck(key, figures, tuple(islice(questions(pages), chosen["questions"])))


def _once(figures: Iterable[tuple[Page, Block]]) -> Iterable[tuple[Page, Block]]:
    """The same without those that an earlier theme shows: same title, same subtitle."""
    found: dict[tuple[str, str], tuple[Page, Block]] = {}
    for page, block in figures:
        said = (str(block.view.get("title")), str(block.view.get("subtitle")))
        found.setdefault(said, (page, block))
    return found.values()


def read_choice(path: Path) -> dict[str, int]:
    """
    How many of each the slides show.

    Parameters
    ----------
    path : Path
        ``params/diaporama.yml``.

    Returns
    -------
    dict of str to int
        ``key_figures``, ``figures`` (of each theme), ``questions``.

    Raises
    ------
    RenderFailed
        An entry is missing or is not a number from 0 on.
    """
    try:
        record = read_yaml(path.read_text(encoding="utf-8"))
        return {name: how_many(record, name) for name in CHOICE}
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise RenderFailed(f"{path}: not a choice of slides ({error!r}); see docs/guide.md.") from error


def slides(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> bytes:
    """
    The slides as one HTML file that asks for nothing else: style, font and drawings are in it.

    Read from a disk or a site, moved through with the keyboard, printed one slide a page. Each figure has its
    speaker's notes, which a key or a click opens over the slide.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``html.build_files``.

    Returns
    -------
    bytes
        The same from the same report.

    Raises
    ------
    RenderFailed
        See ``choose_slides``.
    """
    deck = choose_slides(report, pages)
    text = template("slides.html.j2").render(
        a=shared_context(report, pages, sources), deck=deck, style=style_sheet(), spoken=speaker_notes
    )
    return ("\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n").encode()


def speaker_notes(view: Mapping[str, Any]) -> list[str]:
    r"""
    What whoever shows a figure has under their eyes: what it is, how it reads, its limits, where it comes from.

    Parameters
    ----------
    view : mapping
        A figure.

    Returns
    -------
    list of str
        French, one paragraph each; nothing that the report does not say.

    Examples
    --------
    >>> speaker_notes({"alt": "Courbe : la population.", "source": "Source : INSEE."})
    ['Courbe\xa0: la population.', 'Source\xa0: INSEE.']
    """
    said = (str(view.get(name) or "").strip() for name in ("alt", "reading", "note", "source"))
    return [typeset(text) for text in dict.fromkeys(said) if text]


def style_sheet() -> str:
    """
    Style of the slides, in the house's colours and face; the font is in it.

    Returns
    -------
    str
        CSS. Light only: a projector has no night.
    """
    folder, theme = project.path("reports", "theme"), load_theme()
    parts = [css_variables(theme, dark=False)]
    parts += [(folder / name).read_text("utf-8") for name in ("parts.css", "slides.css")]
    style = "\n".join(parts)
    for file in font_files(theme):
        inside = base64.b64encode(file.read_bytes()).decode()
        style = style.replace(f"fonts/{file.name}", f"data:font/{file.suffix[1:]};base64,{inside}")
    return style


def _figures(page: Page, most: int) -> Iterator[Block]:
    """A page's figures for a meeting, in the order of the page."""
    drawn = [block for block in page.blocks if block.kind == "figure" and block.number]
    best = sorted(drawn, key=lambda block: (_is_high(block), not block.view.get("numbers")))[:most]
    yield from (block for block in drawn if any(block is one for one in best))


def _is_high(block: Block) -> bool:
    found = _SIZE.search(str(block.view.get("svg", "")))
    return found is not None and float(found[2]) > HIGHEST * float(found[1])


def _fewer(view: Mapping[str, Any], most: int) -> dict[str, Any]:
    return {**view, "items": list(view["items"])[:most]}
