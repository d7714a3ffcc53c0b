"""The two pages that a mayor keeps: the report's own figures, chosen by name, never a third page."""

import io
import json
from dataclasses import replace
from itertools import chain

import pypdf
import pytest

from arpent import project
from arpent.errors import RenderFailed
from arpent.render.content import read_page
from arpent.render.context import home_head
from arpent.render.fiche import fiche, questions, read_choice
from arpent.render.html import build_files


def asking(essai, theme, *asked):
    """The questions of a theme, as ``study.questions`` says them; none where nothing is asked."""
    text = "".join(f"- {one}\n" for one in asked) or "- Aucun des écarts n’est assez grand.\n"
    return essai.phrase(text) | {"name": f"{theme}-questions", "numbers": [{"text": "1"}] if asked else []}


def page(essai, theme, *views):
    """A page of these views."""
    return essai.page(theme, theme.capitalize(), "Quoi ?", [essai.view_cell(view) for view in views])


@pytest.fixture
def whole(essai):
    """A report with all that the two pages show, and one figure more."""

    def drawn(name):
        return essai.figure(name, f"Titre de {name}", {"a": 1.0, "b": 2.0})

    first = [essai.key_figures() | {"name": "portrait-essentiel"}, drawn("portrait-ecarts")]
    second = [drawn("population-serie"), drawn("population-carte"), drawn("population-ages")]
    third = [drawn("logement-usages"), asking(essai, "logement", "Où loger ?", "À quel prix ?")]
    pages = [
        page(essai, "portrait", essai.phrase("Ici, 12 711 habitants."), *first, asking(essai, "portrait")),
        page(essai, "population", *second, asking(essai, "population", "Qui part ?")),
        page(essai, "logement", *third),
    ]
    return replace(essai.report(), pages=pages, formats=("fiche",))


def read(report):
    """The two pages, read back."""
    return pypdf.PdfReader(io.BytesIO(build_files(report)["fiche.pdf"]))


def test_two_pages_of_chosen_figures(whole):
    """Key figures, one chart and the place on the first page; the map, two charts, questions on the other."""
    pages = [" ".join(one.extract_text().split()) for one in read(whole).pages]
    assert len(pages) == 2
    for words in ("Grande-Lande", "12 711", "Titre de portrait-ecarts", "Portrait, figure 1"):
        assert words in pages[0], words
    wanted = ("population-carte", "population-serie", "logement-usages", "Population, figure 2", "Qui part")
    for words in (*wanted, "Où loger", "À quel prix", "Source : Institut d"):
        assert words in pages[1] + pages[0], words
    assert "population-ages" not in " ".join(pages)
    assert "Aucun des écarts" not in " ".join(pages)


def test_questions_of_each_theme_come_first(whole):
    """One question a theme, then the second ones; a theme that asks nothing is left out."""
    asked = [one["theme"] for one in questions([read_page(one) for one in whole.pages])]
    assert asked == ["Population", "Logement", "Logement"]


def test_one_figure_is_asked_about_once(essai):
    """Two themes that show the same figure ask once of it; each question follows its theme's name, on its line."""
    said = "Emplois, 84 en 2019, contre 104 :"
    texts = {
        "emploi": f"{said} lesquels ?",
        "mobilite": f"{said} comment s’y rendre ?",
        "foncier": "Sols : où ?",
    }
    pages = [
        essai.page(name, name, "?", [essai.view_cell(asking(essai, name, text))])
        for name, text in texts.items()
    ]
    asked = list(questions([read_page(one) for one in pages]))
    assert [one["theme"] for one in asked] == ["emploi", "foncier"]
    assert {node["is"] for one in asked for node in one["body"]} == {"text"}


def test_same_figures(whole):
    """What is printed is what the page has: its drawing for a narrow screen, its words, its number."""
    pages = [read_page(one) for one in whole.pages]
    shown = fiche(whole, pages, [])
    block = next(one for one in pages[1].blocks if one.view["name"] == "population-carte")
    assert shown["map"]["alt"] == block.view["alt"]
    assert 'viewBox="0 0 360 ' in shown["map"]["svg"]
    assert shown["map"]["number"] == "Population, figure\u00a02"


@pytest.mark.parametrize("bad", ["W" * 300, "é " * 150, "#pagebreak() 🎉 <script>"])
def test_never_a_third_page(essai, whole, bad):
    """However long a label."""
    view = essai.figure("portrait-ecarts", bad, {"a": 1.0}) | {"reading": bad, "source": bad}
    cells = [essai.view_cell(view), essai.view_cell(asking(essai, "t", *[bad] * 9))]
    report = replace(whole, territory_name=bad, pages=[essai.page("t", bad, bad, cells)])
    assert len(read(report).pages) == 2


def test_a_report_without_some(essai, whole):
    """A place that the report can't fill stays empty; a report that fills none is refused, with the names."""
    only = page(essai, "portrait", essai.key_figures() | {"name": "portrait-essentiel"})
    assert len(read(replace(whole, pages=[only])).pages) == 2
    with pytest.raises(RenderFailed, match=r"nothing to put on the fiche.*portrait-essentiel"):
        build_files(replace(whole, pages=[page(essai, "t", essai.phrase("Rien."))]))


def test_a_study_alone(essai, whole):
    """A report of one study opens on its key figures and has them, its chart and its map on the fiche; themes first."""
    names = ("tendance-population", "tendance-carte")
    drawn = [essai.figure(name, f"Titre de {name}", {"a": 1.0, "b": 2.0}) for name in names]
    study = page(essai, "tendance", essai.key_figures() | {"name": "tendance-essentiel"}, *drawn)
    alone = fiche(whole, [read_page(study)], [])
    assert alone["key"]
    assert "tendance-population" in str(alone["wide"])
    assert "tendance-carte" in str(alone["map"])
    among = fiche(whole, [read_page(one) for one in (*whole.pages, study)], [])
    assert "population-carte" in str(among["map"])
    assert home_head([read_page(study)]).key_figures
    assert not home_head([read_page(study), read_page(whole.pages[1])]).key_figures


def test_names_are_those_of_the_notebooks():
    """Each name that params/fiche.yml gives is a figure of a notebook, of a theme or of a study."""
    chosen = read_choice(project.path("params", "fiche.yml"))
    names = chain(chosen["key_figures"], chosen["wide"], chosen["map"], *chosen["charts"])
    cells = [
        "".join(cell["source"])
        for path in project.path("notebooks").glob("*/*.ipynb")
        for cell in json.loads(path.read_text("utf-8"))["cells"]
    ]
    source = "\n".join(cells)
    assert [name for name in names if f'"{name}"' not in source] == []


def test_a_broken_choice_is_said(tmp_path):
    """A file that lacks an entry names itself."""
    path = tmp_path / "fiche.yml"
    path.write_text("map: [a]\n")
    with pytest.raises(RenderFailed, match=r"fiche\.yml: not a choice"):
        read_choice(path)
