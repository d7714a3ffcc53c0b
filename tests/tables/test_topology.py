"""Lighter boundaries that still share their borders."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from arpent.errors import DataInvalid
from arpent.tables.topology import check_coverage, lightened


def wavy():
    """Two neighbours near Clermont, on either side of a finely waved border."""
    north = np.linspace(45.0, 45.1, 60)
    border = [(3.1 + 0.0004 * (-1) ** rank, lat) for rank, lat in enumerate(north)]
    west = shapely.Polygon([(3.0, 45.0), *border, (3.0, 45.1)])
    east = shapely.Polygon([(3.2, 45.0), *border, (3.2, 45.1)])
    return gpd.GeoSeries([west, east], index=["63001", "63002"], crs="EPSG:4326")


def test_lighter_neighbours_share_their_border():
    """Vertices go, on both sides alike; those that stay were there."""
    given = wavy()
    light = lightened(given, 500)
    assert light.count_coordinates().sum() < given.count_coordinates().sum() / 3
    assert shapely.coverage_is_valid(light.to_numpy())
    before = {tuple(xy) for xy in np.round(shapely.get_coordinates(given.to_numpy()), 6)}
    assert {tuple(xy) for xy in shapely.get_coordinates(light.to_numpy())} <= before


def test_a_narrow_gap_is_closed():
    """A gap of about 8 m that the producer's generalisation left between two communes is given to one."""
    hole = [(3.0999, 45.04), (3.1, 45.05), (3.0999, 45.06)]
    west = shapely.Polygon(
        [(3.0, 45.0), (3.1, 45.0), (3.1, 45.04), *hole, (3.1, 45.06), (3.1, 45.1), (3.0, 45.1)]
    )
    east = shapely.box(3.1, 45.0, 3.2, 45.1)
    light = lightened(gpd.GeoSeries([west, east], index=["63001", "63002"], crs="EPSG:4326"), 1, clean=True)
    assert not shapely.coverage_union_all(light.to_numpy()).interiors


def test_neighbours_that_overlap_are_refused():
    """The message names them."""
    both = gpd.GeoSeries([shapely.box(0, 0, 1, 1), shapely.box(0.9, 0, 2, 1)], index=["A", "B"])
    with pytest.raises(DataInvalid, match=r"2 polygon\(s\) do not share their neighbours' borders, as A, B"):
        check_coverage(both)
