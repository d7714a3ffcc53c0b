"""The slides of a report as a Quarto project (revealjs): the deck of ``render.slides``, in one file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from arpent import project
from arpent.render.content import Page
from arpent.render.context import cite, shared_context
from arpent.render.nodes import Node
from arpent.render.quarto_text import DEMO, as_plain, as_raw
from arpent.render.report import Report
from arpent.render.slides import choose_slides, speaker_notes
from arpent.render.templates import macros
from arpent.render.theme import css_variables, font_files, load_theme, sass_variables
from arpent.render.typography import typeset

STEM = "diaporama"
FORMAT = {
    "theme": ["default", f"theme/{STEM}.scss"],
    "css": f"assets/{STEM}.css",
    "embed-resources": True,
    "html-math-method": "plain",
    "html-table-processing": "none",
    "width": 1280,
    "height": 720,
    "margin": 0.04,
    "center": False,
    "slide-number": "c/t",
    "menu": False,  # its button and its panel have no name that a screen reader says
    "transition": "none",
    "history": False,
    "link-external-newwindow": False,
}


def slides_project(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]
) -> dict[str, bytes]:
    """
    Every file of the Quarto project of the slides, by its relative name; Quarto makes ``diaporama.html`` of it.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``html.build_files``.

    Returns
    -------
    dict of str to bytes

    Raises
    ------
    RenderFailed
        See ``slides.choose_slides``.
    """
    theme, folder = load_theme(), project.path("reports", "theme")
    settings = {
        "project": {"type": "default", "render": [f"{STEM}.qmd"]},
        "lang": "fr",
        "format": {"revealjs": FORMAT},
    }
    parts = [css_variables(theme, dark=False), (folder / "parts.css").read_text("utf-8")]
    sass = sass_variables(theme) + (folder / "quarto-slides.scss").read_text("utf-8")
    files = {
        "_quarto.yml": _yaml(settings).encode(),
        f"{STEM}.qmd": ("\n\n".join(_slides(report, pages, sources)) + "\n").encode(),
        f"theme/{STEM}.scss": sass.encode(),
        f"assets/{STEM}.css": "\n".join(parts).encode(),
    }
    return files | {f"assets/fonts/{file.name}": file.read_bytes() for file in font_files(theme)}


def _slides(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The text of the slides, in Quarto's Markdown; what is drawn is HTML."""
    deck, show, context = choose_slides(report, pages), macros(), shared_context(report, pages, sources)
    front = {"title": as_plain(context["place"]), "subtitle": as_plain(typeset(context["theme"].brand))}
    yield f"---\n{_yaml(front)}---"
    if report.is_demo:
        yield f"## France d’essai\n\n{DEMO}"
    head = context["head"]
    if head.sentence or head.locator:
        locator = f'<div class="where">{show.drawing(head.locator, "titre-")}</div>' if head.locator else ""
        said = show.phrase(pages[0], head.sentence.view, "lede") if head.sentence else ""
        yield _slide("En quelques mots", f'<div class="first">{said}{locator}</div>')
    if deck.key:
        yield _slide("L’essentiel", show.key_figures(deck.key.view))
    for number, (page, block) in enumerate(deck.figures):
        over = " · ".join(
            part for part in (f"{page.title}, {block.number.lower()}", block.view.get("subtitle")) if part
        )
        drawn, said = show.drawing(block, f"d{number}-"), show.notes(block.view)
        body = f'{drawn}<div class="slide-words">{said}</div>'
        yield _slide(typeset(str(block.view["title"])), body, under=typeset(over)) + _spoken(block.view)
    if deck.questions:
        asked = [
            f"1. {as_plain(_text(one['body']))} [{as_plain(one['theme'])}]{{.of}}" for one in deck.questions
        ]
        yield "\n".join(["## Que faire de ces chiffres\u202f?", "", *asked])
    yield from _origins(context)


def _origins(context: Mapping[str, Any]) -> Iterator[str]:
    lines = [
        f"- {as_plain(typeset(', '.join(str(one[key]) for key in ('producer', 'title', 'vintage') if one.get(key))))}"
        for one in context["sources"]
    ]
    yield "\n".join(
        ["## D’où viennent ces chiffres {.smaller}", "", *lines, "", as_plain(cite(None, context))]
    )


def _slide(title: str, html: object, under: str = "") -> str:
    # NOTE: to reveal.js, any section inside a slide is a slide.
    body = str(html).replace("<section", '<div role="group"').replace("</section>", "</div>")
    over = f"[{as_plain(under)}]{{.under}}\n\n" if under else ""
    shown = f'<div class="shown">{body}</div>'
    return f"## {as_plain(title)}\n\n{over}{as_raw(shown)}"


def _spoken(view: Mapping[str, Any]) -> str:
    """Notes that reveal.js shows in the speaker's own window."""
    said = "\n\n".join(as_plain(text) for text in speaker_notes(view))
    return f"\n\n::: {{.notes}}\n{said}\n:::" if said else ""


def _text(nodes: Sequence[Node]) -> str:
    return "".join(str(node.get("text") or _text(node.get("body", ()))) for node in nodes)


def _yaml(record: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1000))
