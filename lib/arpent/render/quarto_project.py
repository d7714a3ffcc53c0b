"""
The Quarto project of one report: a copy of ``reports/``, the pages as notebooks, an index, the downloads.

Same content, same order and same captions as the embedded pages: both print ``render.content``. Captions and
alternative texts are in the cell options that Quarto reads in an executed notebook. No cell is run.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from nbformat import NotebookNode

from arpent import project
from arpent.render.content import Block, Page, Section
from arpent.render.context import cite, longest, shared_context
from arpent.render.downloads import visible_columns
from arpent.render.prose import typeset_markdown
from arpent.render.prose_pages import IN_REPORT, ProsePage, linked_methods
from arpent.render.quarto_text import DEMO, as_plain, as_raw, caption, cited, quoted
from arpent.render.report import Report
from arpent.render.templates import macros
from arpent.render.theme import Theme, css_variables, font_files, load_theme, sass_variables
from arpent.render.typography import slug, typeset
from arpent.views.view import escape_markdown

Cell = dict[str, Any]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def project_files(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]
) -> dict[str, bytes]:
    """
    Every file of the Quarto project but the downloads, by its relative name.

    Parameters
    ----------
    report, pages : Report, sequence of Page
        What is published.
    sources : sequence of mappings
        Sources of all pages, without repetition.

    Returns
    -------
    dict of str to bytes
        ``_quarto.yml``, ``index.qmd``, ``<theme>.ipynb``, ``methode-<name>.qmd``, ``theme/``, ``assets/``.
    """
    theme, show = load_theme(), macros()
    context = shared_context(report, pages, sources)
    files = {"_quarto.yml": _settings(report, pages, theme), "index.qmd": _index(context, show)}
    for ready, page in zip(report.pages, pages, strict=True):
        notebook = expand(page, context, show)
        text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
        files[f"{slug(ready.theme)}.ipynb"] = f"{text}\n".encode()
    methods = linked_methods(content.decode() for content in files.values())
    files |= {f"{IN_REPORT}{one.stem}.qmd": _method(one) for one in methods}
    return files | _theme_files(theme)


def _settings(report: Report, pages: Sequence[Page], theme: Theme) -> bytes:
    """``reports/_quarto.yml`` with this territory's title and navigation."""
    record = yaml.safe_load(project.path("reports", "_quarto.yml").read_text(encoding="utf-8"))
    # NOTE: the text of navigation is Markdown to Quarto; the site's title is not.
    place = as_plain(typeset(report.territory_name))
    links = [{"text": as_plain(page.title), "href": f"{slug(page.theme)}.ipynb"} for page in pages]
    cover = {"text": "L’essentiel", "href": "index.qmd"}
    record["website"] |= {
        "title": typeset(theme.brand),
        "navbar": {"title": place, "search": True},
        # NOTE: without a sidebar Quarto shows no next page, and without a section in it no breadcrumbs.
        "sidebar": {"style": "floating", "contents": [{"section": place, "contents": [cover, *links]}]},
        "page-footer": {"left": escape_markdown(typeset(theme.brand))},
    }
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100).encode()


def _theme_files(theme: Theme) -> dict[str, bytes]:
    folder = project.path("reports", "theme")
    sass = sass_variables(theme) + (folder / "quarto.scss").read_text("utf-8")
    parts = css_variables(theme) + (folder / "parts.css").read_text("utf-8")
    files = {"theme/arpent.scss": sass.encode(), "assets/parts.css": parts.encode()}
    return files | {f"assets/fonts/{file.name}": file.read_bytes() for file in font_files(theme)}


def _index(context: Mapping[str, Any], show: Any) -> bytes:
    """The report's first page: first screen and contents, printed by the embedded renderer's own macros."""
    head = context["head"]
    front = {"title": as_plain(context["place"]), "toc": False, "page-navigation": False}
    parts = [f"---\n{_yaml(front)}---"]
    if context["report"].is_demo:
        parts.append(DEMO)
    if head.sentence:
        parts.append(cited(typeset_markdown(str(head.sentence.view.get("markdown", ""))), {}))
    if head.locator:
        parts.append(as_raw(f'<div class="where">{show.drawing(head.locator, "accueil-")}</div>'))
    if head.key_figures:
        parts.append(as_raw(show.key_figures(head.key_figures.view)))
    return ("\n\n".join([*parts, as_raw(show.home(context))]) + "\n").encode()


def _method(method: ProsePage) -> bytes:
    """A method page: its text is HTML already."""
    front = {"title": as_plain(method.title), "description": as_plain(method.summary), "toc": False}
    return f"---\n{_yaml(front)}---\n\n{as_raw(method.body)}\n".encode()


def expand(page: Page, context: Mapping[str, Any], show: Any) -> Cell:
    """
    Notebook that Quarto renders as the page: Markdown cells for words, code cells for views.

    Parameters
    ----------
    page : Page
        Content, in reading order.
    context : mapping
        What the embedded templates read.
    show : module of macros
        ``reports/templates/arpent/blocks.html.j2``.

    Returns
    -------
    dict
        Valid nbformat 4.5. Cells carry no metadata: Quarto copies a cell's metadata into the page.
    """
    cells = [_front(page, context["place"])]
    if context["report"].is_demo:
        cells.append(_words(DEMO))
    for block in (*page.head.blocks, *page.opening):
        cells += _block(block, page, context, show)
    for section in (*page.sections, *page.endings):
        cells += _section(section, page, context, show)
    cells += _end(page, context, show)
    for position, cell in enumerate(cells):
        cell["id"] = f"cell-{position:03d}"
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _front(page: Page, place: str) -> Cell:
    # NOTE: pandoc reads these as Markdown, tags and all.
    record = {
        name: as_plain(text)
        for name, text in {
            "title": page.title,
            "subtitle": place,
            "description": page.question,
            "pagetitle": f"{page.title} — {place}",
        }.items()
    }
    return {"cell_type": "raw", "metadata": {}, "source": _lines(f"---\n{_yaml(record)}---")}


def _section(section: Section, page: Page, context: Mapping[str, Any], show: Any) -> Iterator[Cell]:
    yield _words(f"## {escape_markdown(section.title)} {{#{section.anchor}}}")
    for block in section.blocks:
        yield from _block(block, page, context, show)


def _block(block: Block, page: Page, context: Mapping[str, Any], show: Any) -> Iterator[Cell]:
    """Cells of one block, in the order of the embedded page."""
    view = block.view
    if block.kind == "prose":
        yield _words(cited(typeset_markdown(block.text), page.numbers))
    elif block.kind == "phrase":
        yield _words(
            f"::: {{.phrase}}\n{cited(typeset_markdown(str(view.get('markdown', ''))), page.numbers)}\n:::"
        )
    elif block.kind == "missing":
        title, why = escape_markdown(str(view.get("title", ""))), escape_markdown(str(view.get("why", "")))
        yield _words(f'::: {{.missing role="note"}}\n**{title}**\n\n{why}\n:::')
    elif block.kind == "keyfigures":
        yield _shown("", as_raw(show.key_figures(view)))
    else:
        yield _shown(_options(block), _output(block, show), block.cell)
        yield from _after(block, page, context, show)


def _output(block: Block, show: Any) -> str:
    """Under the caption, the subtitle; then a drawing or a table, in Markdown: Quarto rewrites captions in HTML."""
    if block.is_locator:
        return as_raw(f'<div class="where">{show.drawing(block)}</div>')
    under = typeset(str(block.view.get("subtitle") or ""))
    under = f"::: {{.subtitle}}\n{as_plain(under)}\n:::\n\n" if under else ""
    if block.kind == "figure":
        return under + as_raw(show.drawing(block))
    return under + _table(block, show)


def _table(block: Block, show: Any) -> str:
    """As many rows as the embedded page shows, and how many there are."""
    most = longest(block.view, len(visible_columns(block.view["columns"])))
    head, rule, *rows = cited(str(block.view["markdown"]), {}).splitlines()
    table = "\n".join((head, rule, *rows[:most]))
    more = f"\n\n{as_raw(show.more(most, len(rows)))}" if len(rows) > most else ""
    return f'::: {{.scroll role="region" tabindex="0" aria-label="{block.number}"}}\n\n{table}\n\n:::{more}'


def _options(block: Block) -> str:
    """Cell options; each text is a JSON string, which is YAML too, and Markdown with nothing to obey."""
    prefix = "fig" if block.kind == "figure" else "tbl"
    lines = [f"#| label: {block.label}"] if block.number else []
    if block.number:
        # NOTE: a table's caption goes through an attribute, which takes one level of escapes off.
        text = caption(block) if prefix == "fig" else escape_markdown(caption(block))
        lines.append(f"#| {prefix}-cap: {quoted(text)}")
    if prefix == "fig":
        lines.append(
            f"#| fig-alt: {quoted(typeset(str(block.view.get('alt') or block.view.get('title', ''))))}"
        )
    return "\n".join([*lines, "#| echo: false"])


def _after(block: Block, page: Page, context: Mapping[str, Any], show: Any) -> Iterator[Cell]:
    """Reading, note and source lines as text; data and downloads as HTML, which a PDF leaves out."""
    if block.is_locator:
        yield _words(f"::: {{.notes}}\n{as_plain(_located(block))}\n:::")
        return
    lines = [
        f"[{as_plain(typeset(str(block.view[key])))}]{{.{key}}}"
        for key in ("reading", "note", "source")
        if block.view.get(key)
    ]
    if lines:
        body = "\n\n".join(lines)
        yield _words(f"::: {{.notes}}\n{body}\n:::")
    tools = str(show.tools(context, page, block)).strip()
    if tools:
        yield _words(as_raw(tools))


def _located(block: Block) -> str:
    """What is said under the small map: its name, and where it is."""
    name, under = (typeset(str(block.view.get(key) or "")) for key in ("title", "subtitle"))
    return f"{name} ({under})" if under else name


def _end(page: Page, context: Mapping[str, Any], show: Any) -> Iterator[Cell]:
    if page.definitions:
        yield _words("## Définitions {#definitions}")
        yield _words(as_raw(show.definitions(page)))
    if page.lacking:
        yield _words(as_raw(show.lacking(page)))
    yield _words("## Sources {#sources}")
    yield _words(as_raw(show.sources_table(page.sources)))
    yield _words("## Provenance {#provenance}")
    yield _words(as_raw(show.provenance(context, page)))
    yield _words("## Comment citer {#citer}")
    yield _words(as_plain(cite(page, context)))


def _words(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(text)}


def _shown(options: str, markdown: str, cell: NotebookNode | None = None) -> Cell:
    """A code cell as if it had been run: its options, its code without older options, one output in Markdown."""
    # NOTE: at the first output in HTML, Quarto 1.7 has the page fetch jQuery and require.js from elsewhere.
    code = [line for line in str(cell.source if cell else "").splitlines() if not line.startswith("#|")]
    source = "\n".join(filter(None, [options or "#| echo: false", *code, "" if cell else "pass"]))
    output = {"output_type": "display_data", "data": {"text/markdown": _lines(markdown)}, "metadata": {}}
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "source": _lines(source),
        "outputs": [output],
    }


def _lines(text: str) -> list[str]:
    # NOTE: Quarto 1.7 loses the line ends of a cell that is one string.
    return text.splitlines(keepends=True)


def _yaml(record: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1000))
