"""Choropleths, circles and locators."""

import re
from dataclasses import replace

import numpy as np
import pytest
import shapely

from arpent.errors import AskedWrongly
from arpent.views import Figure, Missing, draw_bars, draw_circles, draw_locator, draw_map, geography

pytestmark = pytest.mark.usefixtures("squares")


def _communes(made, values, indicator=None, reasons=None, here=0.08):
    codes = {f"commune:15{i:03}": {2021: value} for i, value in enumerate(values)}
    frame = made.rows(indicator or made.VACANCY, {made.HERE: {2021: here}, **codes}, reasons=reasons)
    return made.measures((indicator or made.VACANCY, frame))


def _centres(svg):
    """Centre of each shape of a map, by the row of the data that it says."""
    found = {}
    for path, said in re.findall(r'<path d="([^"]+)"[^>]* data-rows="([^"]+)"', svg):
        rings = [np.cumsum(_points(ring), axis=0) for ring in re.findall("M[^M]*", path)]
        for one in said.split():
            row, _, several = one.partition(".")
            own, rings = rings[: int(several or 1)], rings[int(several or 1) :]
            found[int(row)] = shapely.union_all([shapely.Polygon(ring) for ring in own]).centroid
        assert not rings
    for x, y, row in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"[^>]* data-rows="(\d+)"', svg):
        found[int(row)] = shapely.Point(float(x), float(y))
    return {row: (point.x, point.y) for row, point in found.items()}


def _points(ring):
    return np.array(re.findall(r"-?(?:\d*\.)?\d+", ring), dtype=float).reshape(-1, 2)


@pytest.mark.usefixtures("squares")
@pytest.mark.parametrize("draw", [draw_map, draw_circles])
def test_each_shape_says_its_row(made, draw):
    """What is hovered is named by a row of the data: shapes stand where the communes of those rows are."""
    values = [0.02, 0.09, None, 0.05, 0.05, 0.01, 0.03, 0.2]
    counts = [None if value is None else round(value * 1000) for value in values]
    given = _communes(made, values) if draw is draw_map else _communes(made, counts, made.POPULATION)
    figure = draw(given, name="carte")
    codes = [row[0] for row in figure.data.rows]
    shapes = geography.load_shapes("commune", sorted(codes))
    there = dict(zip(shapes.codes, shapely.centroid(shapes.geometry), strict=True))
    for svg in (figure.svg, figure.svg_narrow):
        centres = _centres(svg)
        assert len(centres) == len(codes) - (draw is draw_circles)
        on_paper = np.array([centres[row] for row in sorted(centres)])
        degrees = np.array([(there[codes[row]].x, there[codes[row]].y, 1) for row in sorted(centres)])
        fitted = degrees @ np.linalg.lstsq(degrees, on_paper, rcond=None)[0]
        assert np.abs(fitted - on_paper).max() < 3


def test_counts_are_refused(made):
    """A choropleth shows rates: a count is refused, with what to call instead."""
    with pytest.raises(AskedWrongly, match=r"is a count; a choropleth shows rates only.*draw_circles"):
        draw_map(_communes(made, [1, 2, 3], made.POPULATION), name="x")


@pytest.mark.parametrize("count", [1, 2, 21, 158])
def test_map_of_any_size(made, count):
    """Two communes or 158: names apart from each other, within the frame, light; one scale bar."""
    figure = draw_map(_communes(made, [0.02 + 0.001 * i for i in range(count)]), name="carte")
    made.check_drawing(figure)
    assert sum(text.endswith("\u00a0km") for text, _ in made.texts_of(figure.svg)) == 1
    assert figure.words.alt.startswith("Carte\u00a0: part des logements vacants par commune")
    assert "Ensemble\u00a0: 8,0\u202f%" in [text for text, _ in made.texts_of(figure.svg)]


def test_missing_is_hatched_with_its_reason(made):
    """A hidden commune is hatched and in the legend with its reason, never in a class."""
    reasons = {("commune:15002", 2021): "secret"}
    figure = draw_map(_communes(made, [0.02, 0.05, None, 0.08], reasons=reasons), name="carte")
    texts = [text for text, _ in made.texts_of(figure.svg)]
    assert "secret statistique" in texts
    assert 'fill="url(#carte-720-hatch)"' in figure.svg
    assert figure.words.note.endswith("Secret statistique\u00a0: 15002.")


def test_ids_never_clash_in_a_page(made):
    """Two maps in a page, and the two forms of one map, share no id."""
    given = _communes(made, [0.02, None, 0.08])
    maps = [draw_map(given, name=name) for name in ("a", "b")]
    ids = [
        found
        for one in maps
        for svg in (one.svg, one.svg_narrow)
        for found in re.findall(r' id="([^"]+)"', svg)
    ]
    assert len(ids) == len(set(ids)) == 6


@pytest.mark.parametrize("values", [[0.0, 0.0, 0.0], [0.05, 0.05], [0.1, None], [-0.01, 0.0, 0.02]])
def test_odd_values_are_drawn(made, values):
    """All zero, identical, one known, negative: drawn."""
    figure = draw_map(_communes(made, values, made.RATE), name="x")
    assert isinstance(figure, Figure)
    made.check_drawing(figure)


def test_growth_is_cut_at_zero(made):
    """A rate of change with both signs has a class limit at zero and two hues."""
    values = [-0.02, -0.01, -0.004, 0.002, 0.005, 0.01, 0.013, 0.02, 0.021, 0.03, 0.031, 0.04]
    figure = draw_map(_communes(made, values, made.RATE), name="x")
    texts = " ".join(text for text, _ in made.texts_of(figure.svg))
    assert re.search(r"(à|moins de) 0\u202f%/an", texts)
    assert "#2d5673" in figure.svg or "#6f95ad" in figure.svg


def test_no_value_says_why(made):
    """A map without a single value is Missing, with the reason."""
    reasons = {(f"commune:1500{i}", 2021): "not_published" for i in range(2)}
    view = draw_map(_communes(made, [None, None], reasons=reasons), name="x")
    assert isinstance(view, Missing)
    assert "donnée non publiée" in view.why


def test_shared_breaks(made):
    """Maps that are compared share their class limits, and the note says so."""
    figure = draw_map(_communes(made, [0.02, 0.05, 0.12]), name="x", breaks=[4, 10])
    texts = [text for text, _ in made.texts_of(figure.svg)]
    assert {"moins de 4\u202f%", "de 4 à 10\u202f%", "10\u202f% ou plus"} <= set(texts)
    assert "communs à plusieurs cartes" in figure.words.note


def test_circles(made):
    """Areas, not radii, are proportional: four times the count is twice the radius."""
    figure = draw_circles(_communes(made, [400, 100, None], made.POPULATION, here=500), name="x")
    radii = [
        float(r) for r in re.findall(r'<circle cx="[0-9.]+" cy="[0-9.]+" r="([0-9.]+)" data-rows', figure.svg)
    ]
    assert radii[0] / radii[1] == pytest.approx(2, rel=0.01)
    assert "80\u202f% du total" in figure.words.title
    assert all(record["text"] in figure.words.title for record in figure.numbers)
    made.check_drawing(figure)


def test_a_commune_is_not_the_whole_of_its_neighbours(made):
    """Among the communes of its EPCI, it is said beside the largest, which is no part of it; maps read it first."""
    commune = made.Territory("commune:15001", "commune", "15001", "Alpha", ("15001",), 2026, 1)
    given = replace(_communes(made, [400, 100, None], made.POPULATION, here=100), focus=commune)
    given.frame.loc[0, "territory"] = "commune:15001"
    figure = draw_circles(given, name="x")
    assert "total" not in figure.words.title
    assert "400" in figure.words.title
    assert "100" in figure.words.title
    assert figure.words.subtitle.endswith("Alpha et son intercommunalité")
    assert "100\u00a0habitants" in figure.words.reading
    rates = replace(_communes(made, [0.02, 0.05, 0.08]), focus=commune)
    assert "5,0\u202f%" in draw_map(rates, name="y").words.reading


def test_no_circle_is_said(made):
    """Zero everywhere is a sentence, not an empty map."""
    drawn = draw_circles(_communes(made, [0, 0, None], made.POPULATION, here=0), name="x")
    assert isinstance(drawn, Missing)
    assert drawn.why.endswith("zéro dans chaque commune dont la valeur est connue.")


@pytest.mark.parametrize("values", [[-10, 20], [5]])
def test_odd_circles(made, values):
    """Negative, one commune: drawn, and a negative value is in the legend."""
    figure = draw_circles(_communes(made, values, made.POPULATION, here=10), name="x")
    made.check_drawing(figure)
    assert ("valeur négative" in figure.svg) == (min(values) < 0)


def test_a_commune_is_located(made, monkeypatch):
    """A single commune has no parts to map: its locator map within its EPCI is drawn instead."""
    commune = made.Territory("commune:15001", "commune", "15001", "Alpha", ("15001",), 2026, 1)
    holder = made.Territory("epci:1", "epci", "1", "CC d'Essai", ("15001", "15002", "15003"), 2026, 0, "CC")
    monkeypatch.setattr("arpent.views.locator.parent", lambda _place, _level: holder)
    given = made.measures((made.VACANCY, {made.HERE: {2021: 0.08}}), focus=commune)
    figure = draw_map(given, name="x")
    assert figure.words.alt == "Carte de situation\u00a0: Alpha dans la communauté de communes d’Essai."
    made.check_drawing(figure)


def test_france_has_no_wider_territory(made):
    """France can't be located in anything wider: Missing, with why."""
    france = made.Territory("france", "france", "", "France", ("15001",), 2026)
    assert isinstance(draw_locator(france, name="x"), Missing)


def test_hostile_name(made):
    """A figure's name is made safe for ids, and a title is escaped in the drawing's label."""
    figure = draw_map(_communes(made, [0.02, 0.05]), name='x"<b>', title='<script>"&')
    assert "<script" not in figure.svg
    made.check_drawing(figure)


def test_parts_of_two_levels(made):
    """Where a territory has parts of two levels, the finest is mapped and the widest is ranked."""
    values = {made.HERE: {2021: 0.08}, "departement:15": {2021: 0.1}, "departement:63": {2021: 0.2}}
    communes = {f"commune:1500{i}": {2021: 0.05 + i / 100} for i in range(4)}
    frame = made.rows(made.VACANCY, {**values, **communes})
    frame.loc[frame["territory"].str.startswith("departement"), "role"] = "part"
    given = made.measures((made.VACANCY, frame))
    assert [row[0] for row in draw_map(given, name="x").data.rows] == ["15003", "15002", "15001", "15000"]
    assert [row[0] for row in draw_bars(given, name="x").data.rows] == ["63", "15", "200000001"]
