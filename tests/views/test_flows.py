"""Flow maps."""

from dataclasses import replace
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from arpent import tables
from arpent.views import (
    Areas,
    Flows,
    Links,
    Missing,
    Table,
    draw_areas,
    draw_exchanges,
    draw_flows,
    draw_links,
)

_LACK = SimpleNamespace(
    label="Navettes", table="commuting_flows", title="Navettes", command="arpent data build commuting_flows"
)


@pytest.fixture(autouse=True)
def _boundaries(forgetful):
    """A square a code, each at a place of its own: the focus's, 1, is the first of a row of eight."""

    def load_boundaries(_level, codes=("200000001", "200000002", "200000003")):
        spots = [divmod(int(code[-3:]) - 1, 8) for code in codes]
        boxes = [shapely.box(2.4 + x / 10, 45 + y / 10, 2.5 + x / 10, 45.1 + y / 10) for y, x in spots]
        return gpd.GeoDataFrame({"code": codes, "name": codes}, geometry=boxes, crs="EPSG:4326")

    forgetful.setattr(tables, "load_boundaries", load_boundaries)


def _flows(made, rows):
    focus = made.Territory("epci:200000001", "epci", "200000001", "CC d'Essai", ("15001",), 2026, 0, "CC")
    frame = pd.DataFrame(rows, columns=["territory", "name", "outgoing", "incoming"])
    return Flows(frame.astype({"outgoing": float, "incoming": float}), focus, "Navettes", 2022, "INSEE")


def test_main_flows(made):
    """The largest exchanges are drawn, the others told in the data."""
    rows = [
        ("epci:2", "Alpha", 100, 50),
        ("epci:3", "Beta", 40, 80),
        ("epci:4", "Gamma", 3, 2),
        ("epci:5", "D", 1, 1),
    ]
    figure = draw_flows(_flows(made, rows), name="x", most=2)
    made.check_drawing(figure)
    assert figure.words.title == (
        "C’est avec Alpha que la communauté de communes d’Essai échange le plus de personnes\u00a0: "
        "100 y vont et 50 en viennent"
    )
    assert figure.words.note == "Les autres échanges sont dans les données."
    assert figure.svg.count('fill="none"') >= 4
    assert [row[2:4] for row in figure.data.rows] == [(100, 50), (40, 80), (3, 2), (1, 1)]
    assert figure.numbers[0]["value"] == 100


def test_width_is_the_flow(made):
    """An arrow half as wide is half the flow; a hidden direction has none, and its sign in the table."""
    figure = draw_flows(_flows(made, [("epci:2", "Alpha", 100, 50), ("epci:3", "Beta", 40, None)]), name="x")
    assert 'stroke-width="12"' in figure.svg  # a sixtieth of 720
    assert 'stroke-width="6"' in figure.svg
    assert figure.data.rows_shown[1][3] == "n.s."


def test_a_small_flow_is_not_printed(made):
    """Under the threshold: n.s. in the map's data and in the table, said in the note with those left out."""
    flows = replace(_flows(made, [("epci:2", "Alpha", 900, None)]), kind="commuting", least=200, unread=3)
    figure, table = draw_flows(flows, name="x"), draw_exchanges(flows, name="t")
    assert figure.data.rows_shown[0][2:] == ("900", "n.s.", "n.s.", "n.s.")
    assert figure.data.rows[0][3] is None
    assert "moins de 200" in figure.words.note
    assert "D’autres territoires sont sous ce seuil" in table.words.note
    assert figure.words.title.endswith("échange le plus d’actifs\u00a0: 900 y vont travailler")


def test_the_largest_are_listed_with_their_change(made):
    """Ten at most, the balance is what comes less what leaves, the change that of the outgoing since then."""
    rows = [(f"epci:{i + 2}", f"Lieu {i}", 1000 - i, 500) for i in range(12)]
    flows = _flows(made, rows)
    frame = flows.frame.assign(outgoing_before=800.0, incoming_before=float("nan"))
    table = draw_exchanges(replace(flows, frame=frame, before=2015), name="t")
    assert isinstance(table, Table)
    assert len(table.data.rows) == 10
    assert table.data.rows[0][2:] == (1000, 500, -500, 66.7, 25.0, None)
    assert table.data.rows_shown[0][4:] == ("\u2212500", "67", "+25", "n.s.")
    assert table.words.title.startswith("Les premiers échanges de la communauté")


def test_what_goes_both_ways_is_told_and_traced(made):
    """Of 100 exchanged with Alpha, 67 have their like the other way; of all exchanges, what the study counted."""
    flows = replace(_flows(made, [("epci:2", "Alpha", 1000, 500)]), kind="commuting", reciprocity=0.464)
    table = draw_exchanges(flows, name="t")
    assert table.words.title == "Sur 100 échanges d’actifs, 46 vont dans les deux sens"
    assert [one["text"] for one in table.description["numbers"]] == ["46"]
    assert table.data.rows_shown[0][5] == "67"
    assert "pendant en sens inverse" in table.words.note


def test_a_table_that_is_not_here_leaves_all_out(made):
    """Each view says what is lacking, and draws nothing."""
    flows = replace(_flows(made, []), lacking=(_LACK,))
    empty = pd.DataFrame()
    links = Links(empty, {}, flows.focus, "Navettes", 0, "", lacking=(_LACK,))
    areas = Areas(empty, flows.focus, (), "Navettes", 0, "", lacking=(_LACK,))
    for view in (draw_flows(flows, name="a"), draw_exchanges(flows, name="b"), draw_links(links, name="c"),
                 draw_areas(areas, name="d")):  # fmt: skip
        assert isinstance(view, Missing)
        assert view.lacking


def test_links_say_how_many_stay_cross_and_leave(made):
    """Of 200 workers, 100 stay in their commune, 60 go to another, 40 leave."""
    frame = pd.DataFrame([("commune:1", "commune:2", 300.0)], columns=["origin", "destination", "persons"])
    focus = _flows(made, []).focus
    names = {"commune:1": "Alpha", "commune:2": "Beta"}
    links = Links(frame, names, focus, "Navettes", 2022, "INSEE", "commuting", (100.0, 60.0, 40.0), 200)
    table = draw_links(links, name="x")
    assert table.words.title.startswith(
        "Sur 100 actifs, 50 travaillent dans leur commune, 30 dans une autre, 20 hors"
    )
    assert [row[4:] for row in table.data.rows] == [(100, 50), (60, 30), (40, 20), (300, 150)]
    assert table.data.rows[3][:4] == ("1", "Alpha", "2", "Beta")
    assert isinstance(draw_links(replace(links, frame=frame.iloc[:0]), name="x"), Missing)


def test_areas_around_the_territory(made):
    """The area of the territory is told with its size; each EPCI of it is a row, named after what attracts most."""
    focus = _flows(made, []).focus
    rows = [(f"epci:20000000{i}", f"CC {name}", area, stability, 0.9, 1000.0, attracted)
            for i, name, area, stability, attracted in
            ((1, "Un", 0, 1.0, 10.0), (2, "Deux", 0, 0.5, 900.0), (3, "Trois", 1, 0.8, 5.0))]  # fmt: skip
    columns = ["territory", "name", "area", "stability", "kept", "persons", "attracted"]
    areas = Areas(pd.DataFrame(rows, columns=columns), focus, ("epci:200000001",), "Navettes", 2022, "INSEE")
    figure = draw_areas(areas, name="x")
    made.check_drawing(figure)
    assert "2 intercommunalités" in figure.words.title
    assert [row[0] for row in figure.data.rows] == ["200000002", "200000001"]
    assert {row[2] for row in figure.data.rows} == {"CC Deux"}
    unknown = replace(areas, held=("epci:200000009",))
    assert isinstance(draw_areas(unknown, name="x"), Missing)


def test_no_exchange(made):
    """Without any exchange there is no map."""
    assert isinstance(draw_flows(_flows(made, [("epci:2", "Alpha", 0, 0)]), name="x"), Missing)


@pytest.mark.parametrize("count", [1, 8, 30])
def test_any_number(made, count):
    """One exchange or thirty, long names: no name over another, nor out of the frame."""
    rows = [(f"epci:{i + 2}", f"Communauté de communes numéro {i}", 100 - i, i) for i in range(count)]
    made.check_drawing(draw_flows(_flows(made, rows), name="x"))
