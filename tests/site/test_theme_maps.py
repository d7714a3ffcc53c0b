"""The map and the table of a theme: what pages print; invented figures on real names."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from arpent.site import theme_maps
from arpent.site.edition_pages import theme_table
from arpent.site.index_map import Cell, IndexMap
from arpent.site.places import Place
from arpent.site.theme_maps import shades_to_page, theme_shades
from arpent.territory import find
from arpent.views.classes import NEGATIVE, POSITIVE

CODES = ("200085728", "244301099", "246300701", "200071363", "200067627")
VACANT = ("8,3", "12,0", "15,9", "16,4", "9,1")


def _place(code, *figures):
    """A territory whose page of housing has some key figures: kind, label, value, unit, year."""
    items = [
        {**dict(zip(("kind", "label", "value", "unit", "year"), one, strict=True)), "when": f"en {one[-1]}"}
        for one in figures
    ]
    theme = {"theme": "logement", "key_figures": items, "finding": "", "sources": []}
    known = {"is_demo": True, "heading": code, "twins": [], "themes": [theme]}
    return Place(find(f"epci:{code}"), Path(), code, known)


def _map(places):
    return IndexMap(720, 640, (), tuple(Cell(place, "M0 0z", 1, 1) for place in places))


def _vacant(values=VACANT, unit="%", years=("2021",) * 5, kind="ratio"):
    counted = ("count", "Logements", "1\u202f234", "logements", "2021")
    return [
        _place(code, counted, (kind, "Vacance", value, unit, year))
        for code, value, year in zip(CODES, values, years, strict=False)
    ]


def _shades(places, labels=("Logements", "Vacance")):
    return theme_shades(places, _map(places), "logement", labels)


def test_a_rate_is_cut_in_classes_and_a_count_is_not_shown():
    """Five values, by hand: each falls in the class whose words say so; the map says what the page prints."""
    (shade,) = _shades(_vacant())
    assert shade.title == "Vacance, en %, 2021"
    assert shade.is_whole
    assert shade.said("epci-246300701") == "15,9\u202f%"
    for slug, (rank, said) in shade.cells.items():
        value = float(said.partition("\u202f")[0].replace(",", "."))
        limits = [float(one.replace(",", ".")) for one in re.findall(r"\d+(?:,\d+)?", shade.legend[rank][1])]
        is_first, is_last = rank == 0, rank == len(shade.legend) - 1
        low, high = (limits[0] if not is_first else 0), (limits[-1] if not is_last else 100)
        assert low <= value < high, slug
        assert shade.colour(slug) == shade.legend[rank][0]


def test_a_change_is_cut_at_zero():
    """What grows and what shrinks are in two hues."""
    (shade,) = _shades(_vacant(("−0,5", "−0,1", "+0,2", "+0,4", "+1,0"), "%/an"))
    lost, gained = shade.colour("epci-200085728"), shade.colour("epci-200067627")
    assert lost in NEGATIVE
    assert gained in POSITIVE
    assert any("0" in words.split() for _, words in shade.legend)


def test_what_has_no_value_is_said():
    """A secret value, and a territory without a page of the theme: hatched, and said."""
    places = _vacant(("8,3", "s.", "15,9", "16,4"))
    places.append(Place(find(f"epci:{CODES[4]}"), Path(), "x", {"heading": "x", "themes": []}))
    (shade,) = _shades(places)
    assert not shade.is_whole
    for slug in ("epci-244301099", "epci-200067627"):
        assert shade.colour(slug) == ""
        assert shade.said(slug) == "sans chiffre"


@pytest.mark.parametrize(
    ("given", "labels"),
    [
        ({"values": VACANT[:2]}, ("Vacance",)),
        ({"values": ("8,3",) * 5}, ("Vacance",)),
        ({"kind": "count"}, ("Vacance",)),
        ({"years": ("2021", "2021", "2021", "2021", "2016")}, ("Vacance",)),
        ({}, ("Logements",)),
    ],
)
def test_no_map_where_it_would_mislead(given, labels):
    """Two values, one value, a count, two years, a figure that is not in the table."""
    assert _shades(_vacant(**given), labels) == []


def test_no_map_without_boundaries_or_with_too_many_territories(monkeypatch):
    """Neither is an error: the table says it all."""
    places = _vacant()
    assert theme_shades(places, None, "logement", ("Vacance",)) == []
    monkeypatch.setattr(theme_maps, "MOST_SHADED", 4)
    assert _shades(places) == []


def test_a_value_with_its_unit_is_read_too():
    """« 8,3 % » as a survey prints it; the unit is not written twice."""
    (shade,) = _shades(_vacant(tuple(f"{one}\u202f%" for one in VACANT)))
    assert shade.said("epci-200085728") == "8,3\u202f%"


def test_the_script_is_given_what_the_page_shows():
    """Fit for JSON, the same words."""
    shades = _shades(_vacant())
    (told,) = json.loads(json.dumps(shades_to_page(shades)))
    assert told["title"] == shades[0].title
    assert told["cells"]["epci-246300701"][1] == "15,9\u202f%"
    assert told["whole"] is True


def test_a_hostile_label_stays_text(sited, monkeypatch):
    """In the page and in what its script reads: no tag of it is one of the page."""
    monkeypatch.setattr(theme_maps, "FEWEST_SHADED", 2)
    hostile = "</script><script>alert(1)</script> \"'<b>"

    def change(view):
        for item in view.get("items", []):
            if item.get("label") == "Part des logements vacants":
                item |= {"label": hostile, "value": "12,5 %"}

    def lower(view):
        change(view)
        for item in view.get("items", []):
            item["value"] = "8,3 %" if item.get("label") == hostile else item["value"]

    for place, changed in zip(
        ("epci:244301099", "epci:200085728", "groupe:essai"), (change, lower, lower), strict=True
    ):
        sited.render(place, changed)
    sited.build()
    page = sited.page("2026/themes/portrait.html")
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert 'class="index-map is-shaded"' in page
    assert "alert(1)" in re.search('class="map-title"[^>]*>([^<]*)<', page)[1]


def test_the_table_says_units_that_its_headings_do_not():
    """« 2,0 km » under a distance, « 1 234 » under dwellings; what a territory lacks is said not to be there."""
    far = _place(
        CODES[0],
        ("count", "Logements", "1\u202f234", "logements", "2021"),
        ("ratio", "Loin", "2,0", "km", "2021"),
    )
    alone = _place(CODES[1], ("count", "Logements", "12", "logements", "2021"))
    table = theme_table(SimpleNamespace(places=[far, alone]), {"theme": "logement"})
    assert table["columns"] == [("Logements", "2021"), ("Loin", "2021")]
    told = {row["place"].slug: row["values"] for row in table["rows"]}
    assert told["epci-200085728"] == ["1\u202f234", "2,0\u00a0km"]
    assert told["epci-244301099"] == ["12", "n.d."]
    assert not table["is_whole"]
