"""An agency's own file needs one record, and no code."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from arpent.errors import DataInvalid
from arpent.sources.declared import read_declared
from arpent.sources.store import locate


def read(**asked):
    """What the record's only file holds."""
    found = locate("essai_communes", offline=True, **asked)
    return read_declared(found.path, found.source)


def test_a_csv_of_the_agency(essai, tmp_path):
    """Title rows, separator and encoding are the record's; codes keep their zeros, marks stay."""
    file = tmp_path / "a.csv"
    file.write_bytes("Logements autorisés\ncommune\tautorisés\n01004\t3\n2A004\ts\n".encode("cp1252"))
    essai(path=file, separator='"\\t"', encoding="cp1252", skip=1)
    assert read().to_dict("list") == {"commune": ["01004", "2A004"], "autorisés": ["3", "s"]}


def test_a_workbook_of_the_agency(essai, tmp_path):
    """The sheet and the header's row are the record's; a column without a name is left."""
    file = tmp_path / "a.xlsx"
    rows = [["Titre", "", ""], ["commune", "", "prix"], ["01004", "x", "2,5"]]
    with pd.ExcelWriter(file) as book:
        pd.DataFrame([["autre"]]).to_excel(book, sheet_name="Lisez-moi", header=False, index=False)
        pd.DataFrame(rows).to_excel(book, sheet_name="Prix", header=False, index=False)
    essai(path=file, format="xlsx", sheet="Prix", skip=1)
    assert read().to_dict("list") == {"commune": ["01004"], "prix": ["2,5"]}
    essai(path=file, format="xlsx", sheet="Prix", skip=9)
    with pytest.raises(DataInvalid, match="no row under the 9 rows of title"):
        read()


def test_a_layer_of_the_agency(essai, tmp_path):
    """A GeoPackage keeps its coordinates; its layer is named as a sheet is."""
    file = tmp_path / "a.gpkg"
    points = gpd.GeoDataFrame({"code": ["01004"]}, geometry=[Point(3, 45)], crs="EPSG:2154")
    points.to_file(file, layer="arrets")
    essai(path=file, format="gpkg", sheet="arrets")
    assert read().crs == "EPSG:2154"
    assert read()["code"].tolist() == ["01004"]


def test_a_format_that_needs_code(essai, tmp_path):
    """Said, with those that do not."""
    (tmp_path / "a.rds").write_bytes(b"x")
    essai(path=tmp_path / "a.rds", format="rds")
    with pytest.raises(DataInvalid, match=r"format 'rds' needs a module .*csv, xlsx"):
        read()
