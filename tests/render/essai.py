"""
A made-ready report of an invented place, written by hand: what a renderer is given.

"Grande-Lande" (epci:9A0000001) has three communes: Bourg-l'Essai (9A001), Pré-d'Essai (9A002) and
Essai-le-Haut (01004, to see a zero kept). Nothing in it describes a real place. The drawings are plain
bars, so that a test can read them.
"""

from collections.abc import Sequence
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from arpent.render.report import ReadyPage, Report

SOURCES = [
    {
        "dataset": "essai_population",
        "title": "Populations légales d'essai",
        "producer": "Institut d'essai",
        "published": "2025-12-18",
        "licence": "Licence Ouverte 2.0",
        "licence_url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        "url": "https://example.org/population",
        "cog_year": 2026,
        "vintages": ["2023"],
        "vintage": "2023",
    }
]
YEARS = {
    2016: 11873,
    2017: 11990,
    2018: 12104,
    2019: 12240,
    2020: 12398,
    2021: 12455,
    2022: 12602,
    2023: 12711,
}


def bars(values: dict[str, float], width: int) -> str:
    """A drawing: one horizontal bar for each value."""
    step, left = 34, width * 0.3
    scale = (width - left - 70) / max(values.values())
    marks = "".join(
        f'<text x="{left - 8}" y="{row * step + 24}" text-anchor="end">{name}</text>'
        f'<path d="M{left} {row * step + 8}h{value * scale:.1f}v22h-{value * scale:.1f}z" data-rows="{row}" '
        f'fill="#bf4a1c" clip-path="url(#cut)"/>'
        f'<text x="{left + value * scale + 6:.1f}" y="{row * step + 24}">{value:g}</text>'
        for row, (name, value) in enumerate(values.items())
    )
    height = step * len(values) + 10
    return (
        f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-size="15" fill="#25313b">'
        f'<title>drawing</title><defs><clipPath id="cut"><rect width="{width}" '
        f'height="{height}"/></clipPath></defs>{marks}</svg>'
    )


def figure(name: str, title: str, values: dict[str, float], **more: Any) -> dict[str, Any]:
    """The view of a figure, as CONTRACT says it."""
    return {
        "kind": "figure",
        "name": name,
        "title": title,
        "subtitle": "Population municipale, habitants, 2016–2023",
        "alt": f"Graphique en barres : {title}.",
        "reading": "Lecture : en 2023, Grande-Lande compte 12 711 habitants.",
        "source": "Source : Institut d'essai, populations légales 2016–2023, Licence Ouverte 2.0.",
        "note": "",
        "svg": bars(values, 720),
        "svg_narrow": bars(values, 360),
        "columns": [
            {"name": "label", "label": "Territoire", "unit": "", "type": "text"},
            {"name": "value", "label": "Population", "unit": "habitants", "type": "number"},
        ],
        "rows": [[name, value] for name, value in values.items()],
        "rows_shown": [[name, f"{value:n}"] for name, value in values.items()],
        **more,
    }


def table(name: str, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """The view of a table with a code, a label and a share that can be missing."""
    shown = [
        [code, label, "s." if share is None else f"{share:.1f}".replace(".", ",")]
        for code, label, share in rows
    ]
    return {
        "kind": "table",
        "name": name,
        "title": "Les communes, de la plus peuplée à la moins peuplée",
        "subtitle": "Part des logements vacants, 2021",
        "reading": "Lecture : « s. » signale un secret statistique.",
        "source": "Source : Institut d'essai, recensement 2021.",
        "columns": [
            {"name": "commune_code", "label": "Code", "unit": "", "type": "code"},
            {"name": "commune", "label": "Commune", "unit": "", "type": "text"},
            {"name": "vacancy_share", "label": "Logements vacants", "unit": "%", "type": "number"},
        ],
        "rows": [list(row) for row in rows],
        "rows_shown": shown,
        "html": "<table></table>",
        "markdown": "|Code|Commune|Logements vacants|\n|:---|:---|---:|\n"
        + "\n".join("|" + "|".join(row) + "|" for row in shown),
    }


def key_figures() -> dict[str, Any]:
    """The view of four key figures, with change, comparators and a spark line."""
    line = '<polyline points="2,24 30,18 58,12 86,4" fill="none" stroke="#bf4a1c" stroke-width="2"/>'
    spark = f'<svg viewBox="0 0 88 28">{line}</svg>'
    peers = [
        {"name": "Département d'essai", "value": "+0,4 %/an"},
        {"name": "France d'essai", "value": "+0,3 %/an"},
    ]
    item = {
        "kind": "count",
        "label": "Population municipale",
        "value": "12 711",
        "unit": "habitants",
        "year": "2023",
        "when": "en 2023",
    }
    share = {
        "kind": "ratio",
        "label": "Part des logements vacants",
        "value": "8,3 %",
        "unit": "%",
        "year": "2021",
        "when": "en 2021",
    }
    return {
        "kind": "keyfigures",
        "name": "chiffres-cles",
        "title": "Chiffres clés",
        "items": [
            {**item, "change": "+1,0 %/an", "change_since": "2016", "comparators": peers, "spark": spark},
            {**share, "change": "", "change_since": "", "comparators": peers, "spark": ""},
            {
                **item,
                "kind": "ratio",
                "label": "Densité",
                "value": "41",
                "unit": "hab./km²",
                "comparators": peers,
            },
            {**share, "label": "Part des 65 ans ou plus", "value": "24,1 %", "comparators": peers},
        ],
        "source": "Source : Institut d'essai.",
    }


def phrase(text: str) -> dict[str, Any]:
    """The view of a sentence."""
    return {"kind": "phrase", "name": "", "markdown": text, "html": f"<p>{text}</p>"}


def view_cell(view: dict[str, Any]) -> NotebookNode:
    """A code cell made ready: cell options in its source, one output, the view in its metadata."""
    kind, label = view["kind"], f"{'tbl' if view['kind'] == 'table' else 'fig'}-{view['name']}"
    options = "#| echo: false\n"
    data: dict[str, Any] = {"text/markdown": view.get("markdown", "")}
    if kind == "figure":
        options = f'#| label: {label}\n#| fig-cap: "{view["title"]}"\n#| fig-alt: "{view["alt"]}"\n{options}'
        data = {"image/svg+xml": view["svg"]}
    if kind == "table":
        options = f'#| label: {label}\n#| tbl-cap: "{view["title"]}"\n{options}'
    output = new_output("display_data", data=data)
    cell = new_code_cell(f"{options}views.show()", outputs=[output], metadata={"arpent": view})
    return NotebookNode(cell | {"id": f"c-{kind}-{view['name']}"[:60]})


def page(theme: str, title: str, question: str, cells: Sequence[NotebookNode]) -> ReadyPage:
    """A made-ready page with the sources and parameters of the invented France."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = new_notebook(cells=list(cells))
    notebook.metadata["arpent"] = {
        "notebook": f"observatoire/{theme}",
        "theme": theme,
        "title": title,
        "question": question,
        "territory": {"id": "epci:9A0000001", "level": "epci", "code": "9A0000001", "name": "Grande-Lande"},
        "parameters": {"territory": "epci:9A0000001", "year": 2021},
        "sources": SOURCES,
        "is_demo": True,
        "missing": [],
    }
    return ReadyPage(theme, title, question, notebook)


def portrait() -> ReadyPage:
    """The page that feeds the first screen: locator, sentence, key figures, one table, one absence."""
    locator = figure("situation", "Grande-Lande dans le département d'essai", {"Ici": 1.0, "Autour": 4.0})
    rows = [
        ["9A001", "Bourg-l'Essai", 8.25],
        ["9A002", "Pré-d'Essai", None],
        ["01004", "Essai-le-Haut", 12.0],
    ]
    return page(
        "portrait",
        "Portrait",
        "Quel est ce territoire ?",
        [
            new_markdown_cell("# Portrait\n\n*Quel est ce territoire ?*\n"),
            view_cell(locator),
            view_cell(phrase("**Grande-Lande** compte 12 711 habitants en 2023, 838 de plus qu'en 2016.")),
            view_cell(key_figures()),
            new_markdown_cell("## Quelles communes ?\n\nLe @tbl-communes les range par population."),
            view_cell(table("communes", rows)),
            view_cell(
                {"kind": "missing", "name": "revenu", "title": "Revenu médian", "why": "Non publié ici."}
            ),
            new_markdown_cell("## Sources"),
            view_cell({"kind": "sources", "name": "sources"}),
        ],
    )


def population() -> ReadyPage:
    """An ordinary page: two sections, a cross-reference, limits and method."""
    serie = figure(
        "population-serie", "Grande-Lande gagne 838 habitants", {str(k): v for k, v in YEARS.items()}
    )
    communes = figure(
        "population-communes", "Le bourg tire la croissance", {"Bourg": 620.0, "Pré": 150.0, "Haut": 68.0}
    )
    return page(
        "population",
        "Population",
        "Combien sommes-nous, et depuis quand ?",
        [
            new_markdown_cell("# Population\n\n*Combien sommes-nous, et depuis quand ?*"),
            view_cell(phrase("Grande-Lande gagne 1,0 % d'habitants par an depuis 2016.")),
            new_markdown_cell(
                "## Combien d'habitants ?\n\nLa @fig-population-serie suit les populations légales."
            ),
            view_cell(serie),
            new_markdown_cell("La croissance ralentit-elle ? On la lit année par année."),
            new_markdown_cell("## Où s'installe-t-on ?"),
            view_cell(communes),
            new_markdown_cell(
                "## Ce que ces chiffres ne disent pas\n\nIls ne disent pas qui arrive ni qui part.\n\n"
                "## Méthode\n\nPopulations municipales, communes de 2026."
            ),
        ],
    )


def report() -> Report:
    """The report of Grande-Lande: two pages, one theme left out."""
    return Report(
        territory_id="epci:9A0000001",
        territory_name="Grande-Lande",
        territory_level="epci",
        pages=[portrait(), population()],
        missing=[
            {
                "theme": "revenus",
                "title": "Revenus",
                "why": "Filosofi n'est pas sur cette machine.",
                "command": "arpent data fetch insee_filosofi",
            }
        ],
        provenance={
            "commit": "0123456789abcdef0123456789abcdef01234567",
            "version": "0.1.0",
            "datasets": [{"dataset": "essai_population", "vintage": "2023", "sha256": "ab" * 32}],
        },
        is_demo=True,
    )
