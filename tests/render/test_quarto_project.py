"""The project that Quarto is given. What Quarto makes of it is tested where Quarto is (``test_quarto``)."""

import json
import re
from dataclasses import replace

import nbformat
import pytest
import yaml
from nbformat.v4 import new_markdown_cell

from arpent.render.context import LONGEST_TABLE
from arpent.render.html import build_files
from arpent.render.quarto import assemble


@pytest.fixture(scope="module")
def folder(essai, tmp_path_factory):
    """The assembled project of Grande-Lande."""
    return assemble(essai.report(), tmp_path_factory.mktemp("quarto"))


@pytest.fixture(scope="module")
def notebook(folder):
    """Its page ``portrait``."""
    return nbformat.read(folder / "portrait.ipynb", as_version=4)


def _options(cell) -> dict[str, object]:
    lines = [line[2:] for line in cell.source.splitlines() if line.startswith("#|")]
    return yaml.safe_load("\n".join(lines))


def test_notebooks_are_valid(folder):
    """Every page is a valid notebook, in the format that Quarto reads."""
    for file in folder.glob("*.ipynb"):
        nbformat.validate(json.loads(file.read_text()))


def test_lines(folder):
    """Texts are lists of lines, as Jupyter writes them: of one string Quarto loses the line ends."""
    cells = json.loads((folder / "portrait.ipynb").read_text())["cells"]
    assert all(isinstance(cell["source"], list) for cell in cells)
    shown = [output["data"] for cell in cells for output in cell.get("outputs", ())]
    assert all(isinstance(text, list) for data in shown for text in data.values())


def test_settings(folder):
    """A French website, nothing executed, nothing fetched, one navigation entry a theme."""
    record = yaml.safe_load((folder / "_quarto.yml").read_text())
    assert (record["lang"], record["execute"]["enabled"]) == ("fr", False)
    assert record["crossref"]["tbl-title"] == "Tableau"
    assert record["format"]["html"]["html-math-method"] == "plain"
    (section,) = record["website"]["sidebar"]["contents"]
    assert section["section"] == "Grande-Lande"
    assert [link["href"] for link in section["contents"]] == [
        "index.qmd",
        "portrait.ipynb",
        "population.ipynb",
    ]
    assert "http" not in (folder / "_quarto.yml").read_text()


def test_no_metadata(folder):
    """Cells carry no metadata: Quarto would copy it, drawing included, into the page's attributes."""
    for file in folder.glob("*.ipynb"):
        assert not any(cell.metadata for cell in nbformat.read(file, as_version=4).cells)


def test_front_matter(notebook):
    """The first cell says the title and the question."""
    record = yaml.safe_load(notebook.cells[0].source.strip("-\n"))
    assert notebook.cells[0].cell_type == "raw"
    assert record["title"] == "Portrait"
    assert record["description"] == "Quel est ce territoire\u202f?"


def test_cell_options(notebook):
    """Captions, labels and alternative texts are options that read as YAML, whatever they hold."""
    options = [_options(cell) for cell in notebook.cells if cell.cell_type == "code"]
    assert all(option["echo"] is False for option in options)
    assert {"label": "tbl-communes", "echo": False}.items() <= options[-1].items()
    assert options[-1]["tbl-cap"].startswith("Les communes, de la plus peuplée")
    assert options[0]["fig-alt"].startswith("Graphique en barres")


def test_invented_says_so(folder):
    """Every page of an invented place says so in its own text: Quarto's announcement shows with a script only."""
    for file in folder.glob("*.ipynb"):
        assert any("inventés" in cell.source for cell in nbformat.read(file, as_version=4).cells[:2])
    assert "inventés" in (folder / "index.qmd").read_text()


def test_one_output(notebook):
    """Each output is Markdown, a figure's raw HTML inside: an output in HTML has Quarto fetch jQuery from elsewhere."""
    outputs = [cell.outputs[0].data for cell in notebook.cells if cell.cell_type == "code"]
    assert all(set(one) == {"text/markdown"} for one in outputs)
    assert outputs[0]["text/markdown"].startswith('```{=html}\n<div class="where">')
    table = outputs[-1]["text/markdown"]
    under, _, table = table.partition("\n:::\n\n")
    assert under == "::: {.subtitle}\nPart des logements vacants, 2021"
    assert table.startswith('::: {.scroll role="region" tabindex="0" aria-label="Tableau\u00a01"}\n\n|')


def test_same_order(folder):
    """Headings and figures come in the order of the embedded page."""
    cells = nbformat.read(folder / "population.ipynb", as_version=4).cells
    text = "\n".join(cell.source for cell in cells)
    wanted = [
        "Combien d’habitants",
        "fig-population-serie",
        "ralentit",
        "Où s’installe",
        "fig-population-communes",
    ]
    wanted += ["ne disent pas", "Méthode", "Sources", "Provenance", "Comment citer"]
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)


def test_hostile_caption(essai, tmp_path):
    """Markup, quotes, apostrophes and braces of a title stay text in a cell option."""
    title = 'L\'<b>été</b> *fou* : {x} "y" #| [z](u)'
    report = essai.report()
    page = essai.page("t", "T", "?", [essai.view_cell(essai.figure("f", title, {"a": 1.0}))])
    folder = assemble(type(report)(**vars(report) | {"pages": [page]}), tmp_path)
    code = next(c for c in nbformat.read(folder / "t.ipynb", as_version=4).cells if c.cell_type == "code")
    said = _options(code)["fig-cap"]
    assert "<b>" not in said
    assert "\\*fou\\*" in said
    assert "'" not in said


def test_hostile_names(essai, tmp_path):
    """A name is text in the title block, the navigation and a table's caption, which Quarto reads as Markdown."""
    name = "<script>alert(1)</script> @fig-x {{< env HOME >}} *b*"
    table = essai.table("t", [("9A001", "Bourg", 8.2)]) | {"title": name}
    report = essai.report()
    pages = [essai.page("t", "T", "?", [essai.view_cell(table)])]
    folder = assemble(type(report)(**vars(report) | {"territory_name": name, "pages": pages}), tmp_path)
    cells = nbformat.read(folder / "t.ipynb", as_version=4).cells
    front = yaml.safe_load(cells[0].source.strip("-\n"))
    navigation = yaml.safe_load((folder / "_quarto.yml").read_text())["website"]
    caption = _options(next(cell for cell in cells if cell.cell_type == "code"))["tbl-cap"]
    for text in (front["subtitle"], navigation["navbar"]["title"], caption):
        assert "<" not in text
        assert "{{" not in text
        assert "}}" not in text
        assert "\\@fig-x" in text
    # One level of escapes goes with the attribute that the caption is written in.
    assert "&amp;lt;script" in caption


def test_links_lead_somewhere(folder):
    """What a page links to for download is in the project, the small map's rows excepted, which are none."""
    for file in folder.glob("*.ipynb"):
        for address in re.findall(r'href="(donnees/[^"]+)"', file.read_text().replace('\\"', '"')):
            assert (folder / address).is_file(), (file.name, address)


def test_files(folder):
    """Theme, parts, fonts, downloads are in the project; it needs nothing else."""
    names = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert {"index.qmd", "theme/arpent.scss", "assets/parts.css", "donnees/LISEZ-MOI.txt"} <= names
    assert any(name.endswith(".woff2") for name in names)


def test_same_bytes(essai, folder, tmp_path):
    """Two assemblies give the same bytes."""
    again = assemble(essai.report(), tmp_path)
    for file in folder.rglob("*"):
        if file.is_file():
            assert file.read_bytes() == (again / file.relative_to(folder)).read_bytes(), file.name


def test_methods(essai, tmp_path):
    """A method page that a page links to is a page of the project, with those it links to itself."""
    report = essai.report()
    link = "Voir [les jumeaux](methodes/jumeaux.md)."
    report.pages[0].notebook.cells.append(new_markdown_cell(f"## Méthode\n\n{link}"))
    folder = assemble(report, tmp_path)
    assert "[les jumeaux](methode-jumeaux.html)" in (folder / "portrait.ipynb").read_text()
    page = (folder / "methode-jumeaux.qmd").read_text()
    assert page.startswith("---\ntitle: ")
    linked = set(re.findall(r'href="(methode-[a-z_]+)\.html', page))
    assert {file.stem for file in folder.glob("methode-*.qmd")} >= linked


def test_long_table(essai, tmp_path):
    """A table of many rows stops where the embedded page stops it, and says in the same words how many there are."""
    view = essai.table(
        "portrait-communes", [(f"9A{rank:03d}", f"Commune {rank}", 1.0) for rank in range(456)]
    )
    page = essai.page("portrait", "Portrait", "Quoi ?", [essai.view_cell(view)])
    report = replace(essai.report(), pages=[page])
    folder = assemble(report, tmp_path)
    quarto = (folder / "portrait.ipynb").read_text("utf-8")
    embedded = build_files(report)["portrait.html"].decode()
    assert quarto.count("|Commune ") == embedded.count(">Commune ") == LONGEST_TABLE
    said = f"Les {LONGEST_TABLE} premières lignes sur 456"
    assert said in quarto
    assert said in embedded
