"""Rows, bars and maps say of what level they are made."""

import json
from itertools import chain

import pytest

from arpent import Study, project, views


@pytest.mark.parametrize(
    ("territory", "title", "each", "head"),
    [
        ("epci:200070753", "Les communes de", "commune par commune", "Territoire"),
        ("departement:63", "Les communes du Puy-de-Dôme", "commune par commune", "Territoire"),
        ("region:84", "Les départements d’Auvergne-Rhône-Alpes", "département par département", "Territoire"),
        ("france", "Les départements de la France", "département par département", "Territoire"),
        ("commune:63113", "parmi les communes de son intercommunalité", "commune par commune", "Commune"),
    ],
)
def test_a_table_of_parts_says_what_its_rows_are(territory, title, each, head):
    """Départements of France are never called communes: in its title, the one given, its alternative, its head."""
    study = Study(territory)
    measured = study.within("density", "population")
    table = views.draw_table(measured, parts=True, name="t").description
    assert title in table["title"]
    named = views.draw_table(measured, parts=True, title="Densités", name="t").description
    assert named["title"] == f"Densités, {each}"
    assert named["columns"][1]["label"] == head
    alt = views.draw_map(study.within("density"), name="m").description["alt"]
    assert f"par {each.split()[0]}," in alt


def test_a_comparison_has_no_parts_to_name():
    """The title given stays as it is where the rows are territories to compare with."""
    table = views.draw_table(Study("epci:200070753").compare("density"), title="Densités", name="t")
    assert table.description["title"] == "Densités"


def test_no_notebook_names_the_level_of_its_parts():
    """They change with the territory: the library says it, a heading or a title given does not."""
    for path in project.path("notebooks", "observatoire").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        lines = chain.from_iterable("".join(cell["source"]).splitlines() for cell in cells)
        said = [line for line in lines if line.startswith("## ") or "title=" in line]
        assert not [line for line in said if "commune par commune" in line.lower()], path.name
