"""Flow maps."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from arpent import tables
from arpent.views import Missing, draw_flows
from arpent.views.flows import Flows


@pytest.fixture(autouse=True)
def _boundaries(monkeypatch):
    """A square a code, each at a place of its own: the focus's, 1, is the first of a row of eight."""

    def load_boundaries(_level, codes):
        spots = [divmod(int(code[-3:]) - 1, 8) for code in codes]
        boxes = [shapely.box(2.4 + x / 10, 45 + y / 10, 2.5 + x / 10, 45.1 + y / 10) for y, x in spots]
        return gpd.GeoDataFrame({"code": codes, "name": codes}, geometry=boxes, crs="EPSG:4326")

    monkeypatch.setattr(tables, "load_boundaries", load_boundaries)


def _flows(made, rows):
    focus = made.Territory("epci:200000001", "epci", "200000001", "CC d'Essai", ("15001",), 2026, 0, "CC")
    frame = pd.DataFrame(rows, columns=["territory", "name", "outgoing", "incoming"])
    return Flows(frame.astype({"outgoing": float, "incoming": float}), focus, "Navettes", 2022, "INSEE")


def test_main_flows(made):
    """The largest exchanges are drawn, the others summed in the note: 3 + 1 out, 2 + 1 back."""
    rows = [
        ("epci:2", "Alpha", 100, 50),
        ("epci:3", "Beta", 40, 80),
        ("epci:4", "Gamma", 3, 2),
        ("epci:5", "D", 1, 1),
    ]
    figure = draw_flows(_flows(made, rows), name="x", most=2)
    made.check_drawing(figure)
    assert figure.words.title == (
        "Navettes\u00a0: Alpha est la première destination de la communauté de communes d’Essai (100 en 2022)"
    )
    assert figure.words.note == "Autres territoires (2)\u00a0: 4 vers, 3 depuis."
    assert figure.svg.count('fill="none"') >= 4
    assert [row[2:] for row in figure.data.rows] == [(100, 50), (40, 80), (3, 2), (1, 1)]
    assert figure.numbers[0]["value"] == 100


def test_width_is_the_flow(made):
    """An arrow half as wide is half the flow; a hidden direction has none, and its sign in the table."""
    figure = draw_flows(_flows(made, [("epci:2", "Alpha", 100, 50), ("epci:3", "Beta", 40, None)]), name="x")
    assert 'stroke-width="12"' in figure.svg  # a sixtieth of 720
    assert 'stroke-width="6"' in figure.svg
    assert figure.data.rows_shown[1][3] == "s."


def test_no_exchange(made):
    """Without any exchange there is no map."""
    assert isinstance(draw_flows(_flows(made, [("epci:2", "Alpha", 0, 0)]), name="x"), Missing)


@pytest.mark.parametrize("count", [1, 8, 30])
def test_any_number(made, count):
    """One exchange or thirty, long names: no name over another, nor out of the frame."""
    rows = [(f"epci:{i + 2}", f"Communauté de communes numéro {i}", 100 - i, i) for i in range(count)]
    made.check_drawing(draw_flows(_flows(made, rows), name="x"))
