"""Reader of ``ign_iris``."""

import json

import pytest

from arpent.errors import DataInvalid
from arpent.sources.ign_iris import read_iris_contours


def _written(path, properties):
    """An invented file of one square."""
    square = {"type": "Polygon", "coordinates": [[[3, 45], [3.1, 45], [3.1, 45.1], [3, 45.1], [3, 45]]]}
    feature = {"type": "Feature", "properties": properties, "geometry": square}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


@pytest.mark.parametrize("code", ["CODE_IRIS", "code_iris"])
def test_codes_stay_text_and_come_first(tmp_path, code):
    """As the producer spelled its columns until 2022, and since: nine digits, the zero kept, all columns there."""
    frame = read_iris_contours(_written(tmp_path / "invented.geojson", {"nom": "Bourg", code: "010040101"}))
    assert frame.columns.tolist() == [code, "nom", "geometry"]
    assert frame[code].tolist() == ["010040101"]


def test_another_file_is_refused(tmp_path):
    """Polygons without codes of IRIS, and what holds no polygon."""
    with pytest.raises(DataInvalid, match="no column code_iris"):
        read_iris_contours(_written(tmp_path / "communes.geojson", {"INSEE_COM": "63113"}))
    other = tmp_path / "page.geojson"
    other.write_text("<html>", encoding="utf-8")
    with pytest.raises(DataInvalid, match="not a file of polygons"):
        read_iris_contours(other)


def test_contours_of_the_carried_file(shared_data):
    """439 IRIS of the Puy-de-Dôme, each once, in degrees."""
    frame = read_iris_contours(shared_data / "geometry/iris_63.geojson")
    assert len(frame) == frame["CODE_IRIS"].nunique() == 439
    assert frame.crs.to_epsg() == 4326
