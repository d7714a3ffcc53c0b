"""Boundaries ready to draw: every territory once, borders shared."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from arpent import tables
from arpent.errors import AskedWrongly
from arpent.tables.boundaries import united
from arpent.tables.storage import table_file

NUMBER = {"commune": 34_875, "epci": 1255, "departement": 101, "region": 18}


@pytest.fixture(scope="module")
def levels():
    """All the boundaries, by level."""
    return {level: tables.load_boundaries(level) for level in NUMBER}


@pytest.mark.parametrize("level", NUMBER)
def test_each_territory_once_and_named(levels, level):
    """As many polygons as territories, none empty or invalid."""
    frame = levels[level]
    assert len(frame) == frame["code"].nunique() == NUMBER[level]
    assert frame["name"].notna().all()
    assert frame.geometry.is_valid.all()
    assert not frame.geometry.is_empty.any()


@pytest.mark.parametrize("level", NUMBER)
def test_no_sliver_between_neighbours(levels, level):
    """Neighbours share the very same vertices: they neither overlap nor leave a gap of a metre."""
    metre = 1 / 111_000
    shapes = levels[level].geometry.to_numpy()
    assert shapely.is_empty(shapely.coverage_invalid_edges(shapes, gap_width=metre)).all()


def test_levels_share_their_borders(levels):
    """Vertices of EPCI, départements and régions are vertices of communes."""
    seen = _vertices(levels["commune"])
    for level in ("epci", "departement", "region"):
        assert _vertices(levels[level]) <= seen


def _vertices(frame: gpd.GeoDataFrame) -> set[bytes]:
    coordinates = shapely.get_coordinates(frame.geometry.to_numpy())
    return {row.tobytes() for row in np.unique(coordinates, axis=0)}


def test_nothing_is_missing_inland(levels):
    """The only hole larger than 10 ha in métropole is Llívia, a Spanish town."""
    mainland = levels["departement"][~levels["departement"]["code"].str.startswith("97")]
    whole = gpd.GeoSeries([shapely.coverage_union_all(mainland.geometry.to_numpy())], crs=4326).to_crs(2154)
    rings = [ring for part in shapely.get_parts(whole.iloc[0]) for ring in part.interiors]
    holes = [hole for hole in map(shapely.Polygon, rings) if hole.area > 100_000]
    (found,) = gpd.GeoSeries([hole.centroid for hole in holes], crs=2154).to_crs(4326)
    assert found.coords[0] == pytest.approx((1.98, 42.47), abs=0.01)


def test_an_epci_is_the_union_of_its_communes():
    """Clermont Auvergne Métropole and its 21 communes cover the same ground."""
    codes = tables.load("communes").query("epci_code == '246300701'")["commune_code"].tolist()
    communes = tables.load_boundaries("commune", codes)
    epci = tables.load_boundaries("epci", ["246300701"]).geometry.iloc[0]
    assert len(communes) == 21
    assert communes.geometry.union_all().symmetric_difference(epci).area < 1e-12


def test_the_file_is_geoparquet(levels):
    """Other software reads it: geopandas finds geometry and projection."""
    frame = gpd.read_parquet(table_file("boundaries_departements"))
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.geom_equals(levels["departement"].geometry).all()


def test_what_does_not_exist_is_refused():
    """Unknown level or code: the message says which."""
    with pytest.raises(AskedWrongly, match="did you mean 'commune'"):
        tables.load_boundaries("comune")
    with pytest.raises(AskedWrongly, match="no code 63330"):
        tables.load_boundaries("commune", ["63113", "63330"])


def test_united_leaves_out_what_is_in_none():
    """A commune in no EPCI is in no union."""
    shapes = gpd.GeoSeries(
        [shapely.box(x, 0, x + 1, 1) for x in range(3)], index=list("ABC"), crs="EPSG:4326"
    )
    found = united(shapes, pd.Series({"A": "E", "B": "E", "C": None}))
    assert found.index.tolist() == ["E"]
    assert found["E"].area == 2
