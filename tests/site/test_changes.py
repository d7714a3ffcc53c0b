"""What changed between two editions: counted from the figures, with the reason."""

import json
import re

import pytest

from arpent.site.changes import BOUNDARY, DATA, METHOD, PARAMETER, _title, compare
from arpent.site.declared import read_site
from arpent.site.places import read_places

PLACE = "epci:244301099"


@pytest.fixture
def first(sited):
    """The site with its first edition."""
    sited.build()
    return sited


def _compared(sited):
    places = read_places(read_site("essai").campaign, sited.store)
    return compare(sited.folder / "2026", places, ("2026", "2027"))


def _edit(name, row, column, value):
    def change(view):
        if view.get("name") == name and view.get("rows"):
            view["rows"][row][column] = value

    return change


def test_nothing_changed(first):
    """The same figures: nothing is revised, added or withdrawn, and no table is shown."""
    told = _compared(first)
    assert (told["revised"], told["added"], told["withdrawn"], told["parts"]) == ([], 0, 0, [])
    assert told["same"] > 0


def test_revised_by_method(first):
    """The same data, another value: the method changed."""
    first.render(PLACE, _edit("communes", 0, 2, 9.5))
    told = _compared(first)
    assert told["revised"] == [(METHOD, 1)]
    (part,) = told["parts"]
    assert part["rows"][0]["example"].endswith("Bourg-l'Essai : 8,25 → 9,50 %")


def test_revised_by_data(first):
    """Another vintage of a source: the data changed."""
    path = first.folder / "2026" / "api" / "territoires" / "epci-244301099.json"
    path.write_text(path.read_text().replace('"published":"2025-12-18"', '"published":"2024-12-18"'))
    first.render(PLACE, _edit("communes", 0, 2, 9.5))
    assert _compared(first)["revised"] == [(DATA, 1)]


@pytest.mark.parametrize(
    ("was", "told"),
    [
        ("1999", "autre paramètre (since : 1999 → {now})"),
        ('["a","b"]', "autre paramètre (since : a b → {now})"),
        ("{now}", METHOD),
    ],
)
def test_revised_by_parameter(first, was, told):
    """Another value of a parameter: which one, what it was and what it is; the same value is no reason."""
    first.render(PLACE, _edit("communes", 0, 2, 9.5))
    places = read_places(read_site("essai").campaign, first.store)
    place = next(one for one in places if one.territory.id == PLACE)
    theme = next(
        one for one in place.record["themes"] if "communes" in [each["name"] for each in one["tables"]]
    )
    theme["parameters"] = {"since": 2018, "only_now": 1}
    path = first.folder / "2026" / "api" / "territoires" / f"{place.slug}.json"
    record = json.loads(path.read_text())
    before = next(one for one in record["themes"] if one["theme"] == theme["theme"])
    before["parameters"] = {"since": json.loads(was.replace("{now}", "2018")), "only_then": 1}
    path.write_text(json.dumps(record))
    found = compare(first.folder / "2026", places, ("2026", "2027"))
    assert found["revised"] == [(told.replace("{now}", "2018"), 1)]


def test_revised_by_data_and_parameter(first):
    """Both moved: both are said, the data first."""
    path = first.folder / "2026" / "api" / "territoires" / "epci-244301099.json"
    record = json.loads(path.read_text().replace('"published":"2025-12-18"', '"published":"2024-12-18"'))
    for theme in record["themes"]:
        theme["parameters"]["territory"] = "epci:9"
    path.write_text(json.dumps(record))
    first.render(PLACE, _edit("communes", 0, 2, 9.5))
    ((reason, count),) = _compared(first)["revised"]
    assert reason.startswith(f"{DATA} et {PARAMETER} (territory : epci:9 → ")
    assert count == 1


def test_revised_by_boundary(first):
    """Other communes: the boundary changed, whatever else did."""
    path = first.folder / "2026" / "api" / "territoires" / "epci-244301099.json"
    path.write_text(re.sub(r'"communes":\["43\d+",', '"communes":[', path.read_text(), count=1))
    first.render(PLACE, _edit("communes", 0, 2, 9.5))
    assert _compared(first)["revised"] == [(BOUNDARY, 1)]


def test_added_and_withdrawn(first):
    """A row that is renamed is one figure withdrawn and one added."""
    first.render(PLACE, _edit("communes", 0, 0, "9A009"))
    told = _compared(first)
    assert (told["revised"], told["added"], told["withdrawn"]) == ([], 1, 1)


def test_page(first):
    """The next edition has the page, its home leads to it, and the first edition is as it was."""
    before = first.page("2026/index.html")
    first.declare('edition: "2027"\n')
    first.render(PLACE, _edit("communes", 0, 2, 9.5))
    first.build()
    assert "1 chiffres révisés" not in first.page("2027/changements.html")
    assert "1 chiffre révisé : nouvelle méthode" in first.page("2027/changements.html")
    assert 'href="2027/changements.html"' in first.page("index.html")
    assert first.page("2026/index.html") == before


@pytest.mark.parametrize(
    ("kind", "title", "subtitle", "second", "told"),
    [
        (
            "figure",
            "La vacance va de 4 % (A) à 9 % (B)",
            "Part vacante, en %, 2021, Ici",
            "Commune",
            "Part vacante, par commune",
        ),
        ("figure", "La vacance est haute", "Part vacante, en %, 2021, Ici", "Territoire", "Part vacante"),
        ("figure", "La vacance est haute : 9 %", "2021, Ici", "Territoire", "Vacants 2021, Secondaires 2021"),
        ("table", "Les communes d'Ici", "2019–2023, Ici", "Territoire", "Vacants 2021, Secondaires 2021"),
        (
            "table",
            "Logements anciens, par commune",
            "2019, Ici",
            "Territoire",
            "Logements anciens, par commune",
        ),
        ("keyfigures", "Chiffres clés", "Ici", "Territoire", "Chiffres clés"),
    ],
)
def test_a_row_is_named_for_all_territories(kind, title, subtitle, second, told):
    """A figure is named by what it shows, not by what one place's title finds."""
    columns = [{"label": second, "type": "text", "name": "territory_name"}]
    columns += [
        {"label": f"{name} 2021", "type": "number", "name": name} for name in ("Vacants", "Secondaires")
    ]
    assert _title({"kind": kind, "title": title, "subtitle": subtitle, "columns": columns}) == told
