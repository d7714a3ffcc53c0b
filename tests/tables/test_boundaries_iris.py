"""Table ``boundaries_iris``: IRIS fill their commune, and a commune is drawn whole or not at all."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from arpent import tables
from arpent.errors import DataInvalid
from arpent.tables.boundaries_iris import build

AMBERT = ("630030101", "630030102")


def _file(shapes):
    """A file of invented polygons (degrees), by code of IRIS."""
    return gpd.GeoDataFrame({"code_iris": list(shapes)}, geometry=list(shapes.values()), crs=4326).to_json()


def _halves(gap=0.0, east=0.0):
    """Ambert cut in two by a strip, a little over its edge, and moved to the east (degrees)."""
    commune = tables.load_boundaries("commune", ["63003"]).geometry.iloc[0].buffer(0.001)
    west, south, right, north = commune.bounds
    middle = (west + right) / 2
    boxes = shapely.box(west, south, middle - gap, north), shapely.box(middle, south, right, north)
    return {
        code: shapely.transform(commune & box, lambda xy: np.add(xy, (east, 0)))
        for code, box in zip(AMBERT, boxes, strict=True)
    }


def _aubiere():
    """One IRIS of a commune of five."""
    return {"630140101": tables.load_boundaries("commune", ["63014"]).geometry.iloc[0]}


def _laid(invented, shapes):
    """Invented contours, each where the record looks for a département's."""
    elsewhere = {
        code: _file({f"{code}0000000": shapely.box(2, 45, 2.1, 45.1)}) for code in ("03", "15", "43")
    }
    invented("insee_filosofi", {})
    files = {**elsewhere, "63": _file(shapes)}
    return invented("ign_iris", {f"2019/iris_{code}.geojson": text for code, text in files.items()})


def test_pieces_fill_their_commune(invented):
    """Two halves with a strip between them, over the commune's edge: cut at it, the strip shared out, no overlap."""
    frame = build(_laid(invented, _halves(gap=0.002)))
    assert frame["code"].tolist() == list(AMBERT)
    assert frame["name"].tolist() == ["IRIS 0101", "IRIS 0102"]
    shapes = shapely.from_wkb(frame["geometry"].to_numpy())
    commune = tables.load_boundaries("commune", ["63003"]).geometry.iloc[0]
    assert shapely.union_all(shapes).symmetric_difference(commune).area < 1e-6 * commune.area
    assert shapely.area(shapes).sum() == pytest.approx(commune.area, rel=1e-6)


def test_a_commune_without_all_its_iris_is_left(invented):
    """One IRIS of Aubière's five: a part of the town would be drawn."""
    assert build(_laid(invented, _halves() | _aubiere()))["commune_code"].tolist() == ["63003", "63003"]


def test_no_commune_whole_is_no_table(invented):
    """An empty table would pass for one that was built."""
    with pytest.raises(DataInvalid, match="every IRIS of no commune"):
        build(_laid(invented, _aubiere()))


def test_an_iris_out_of_its_commune_is_refused(invented):
    """Codes that were moved, or another projection."""
    with pytest.raises(DataInvalid, match="an IRIS of 63003 lies out of its commune"):
        build(_laid(invented, _halves(east=1)))


@pytest.mark.usefixtures("real_tables")
def test_the_four_departements():
    """219 IRIS of 35 communes; the 42 of Clermont-Ferrand cover it, and share their borders."""
    frame = tables.load_boundaries("iris")
    assert len(frame) == 219
    assert frame["code"].str[:5].nunique() == 35
    own = frame[frame["code"].str.startswith("63113")]
    commune = tables.load_boundaries("commune", ["63113"]).geometry.iloc[0]
    assert len(own) == 42
    assert shapely.union_all(own.geometry.to_numpy()).symmetric_difference(commune).area < 1e-4 * commune.area


@pytest.mark.usefixtures("real_tables")
def test_a_commune_that_is_not_cut_is_its_own_iris():
    """Orcines is « 632630000 », with its boundaries and name as a commune."""
    found = tables.load_boundaries("iris", ["631130301", "632630000"])
    orcines = tables.load_boundaries("commune", ["63263"])
    assert found["name"].tolist() == ["Trudaine", "Orcines"]
    assert found.geometry.iloc[1].equals(orcines.geometry.iloc[0])
