"""Contours brought to the current COG."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from arpent.errors import DataInvalid
from arpent.tables.contours import areas_km2, brought_to, by_projection, current_contours

WAY = pd.DataFrame(
    {
        "source_code": ["A", "B", "C", "C"],
        "target_code": ["A", "A", "C", "D"],
        "is_estimated": [False, False, True, True],
    }
)


def boxes(**at):
    """Unit squares standing at these abscissas; a pair (abscissa, width) for another width."""
    places = {code: place if isinstance(place, tuple) else (place, 1) for code, place in at.items()}
    shapes = [shapely.box(west, 0, west + width, 1) for west, width in places.values()]
    return gpd.GeoSeries(shapes, index=list(places), crs="EPSG:4326")


def test_merged_communes_are_united_and_cut_ones_take_their_parts():
    """B went into A; C, two squares wide, was cut into C and D, drawn by its communes déléguées."""
    found = brought_to(boxes(A=0, B=1, C=(2, 2)), boxes(C=2, D=3), WAY)
    assert found.index.tolist() == ["A", "C", "D"]
    assert shapely.area(found.to_numpy()).tolist() == [2, 1, 1]
    assert found["C"].intersection(found["D"]).area == 0


def test_a_part_that_can_not_be_drawn_is_refused():
    """A commune re-established without contour: said, not guessed."""
    with pytest.raises(DataInvalid, match="no commune déléguée to draw D"):
        brought_to(boxes(A=0, B=1, C=(2, 2)), boxes(C=2), WAY)


def test_parts_must_fill_the_commune_they_came_from():
    """C is two squares wide and its parts one and a half: the rest would be nobody's."""
    with pytest.raises(DataInvalid, match=r"C: its parts differ from it by 50\.0%"):
        brought_to(boxes(A=0, B=1, C=(2, 2)), boxes(C=2, D=(3, 0.5)), WAY)


def test_a_code_of_another_year_is_refused():
    """Contours of another COG year than the record says."""
    with pytest.raises(DataInvalid, match=r"ign_contours: 1 code\(s\) not in the COG, as E"):
        brought_to(boxes(E=0), boxes(C=2), WAY)


def test_every_current_commune_has_a_contour(small_inputs):
    """63330 is in 63109; the five communes of Cantal tile what was 15141."""
    contours = current_contours(small_inputs)
    assert contours.index.tolist() == sorted(small_inputs.communes["code"])
    assert contours["63109"].equals(shapely.box(3.0, 45.0, 3.2, 45.1))


def test_each_territory_has_its_legal_projection():
    """Lambert-93 in métropole, UTM overseas."""
    found = by_projection(pd.Index(["2A004", "63113", "97105", "97205", "97302", "97411", "97601"]))
    assert {crs: codes.tolist() for crs, codes in found.items()} == {
        "EPSG:2154": ["2A004", "63113"],
        "EPSG:2972": ["97302"],
        "EPSG:2975": ["97411"],
        "EPSG:4471": ["97601"],
        "EPSG:5490": ["97105", "97205"],
    }


def test_area_of_a_square_of_one_minute():
    """At 45° north a square of a tenth of a degree is 7.88 × 11.11 km."""
    box = gpd.GeoSeries([shapely.box(3.0, 45.0, 3.1, 45.1)], index=["63113"], crs="EPSG:4326")
    assert areas_km2(box)["63113"] == pytest.approx(87.5, abs=0.3)
