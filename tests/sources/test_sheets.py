"""Workbooks with rows of title, alone or in an archive."""

import zipfile

import pandas as pd
import pytest

from arpent.errors import DataInvalid
from arpent.sources.sheets import read_sheets, read_under, sheet_names


@pytest.fixture
def workbook(tmp_path):
    """Sheet ``COM``: two rows of title, a header, two communes; the last has no figure."""
    path = tmp_path / "invented.xlsx"
    rows = [["Titre", None], [None, None], ["CODGEO", "POP"], ["01004", 12], ["2A004", None]]
    pd.DataFrame(rows).to_excel(path, sheet_name="COM", header=False, index=False)
    return path


def test_the_header_stands_under_titles(workbook):
    """Rows above the header go; an empty cell is an empty text, a code keeps its zero."""
    frame = read_under(workbook, "COM", "CODGEO")
    assert frame.columns.tolist() == ["CODGEO", "POP"]
    assert frame["POP"].tolist() == ["12", ""]
    assert frame["CODGEO"].tolist() == ["01004", "2A004"]


def test_a_workbook_in_an_archive(workbook, tmp_path):
    """The member is read where it is."""
    archive = tmp_path / "invented.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.write(workbook, "book.xlsx")
    assert sheet_names(archive, member="book.xlsx") == ["COM"]
    with pytest.raises(DataInvalid, match=r"no member other.xlsx"):
        sheet_names(archive, member="other.xlsx")


def test_what_is_not_laid_out_so_is_refused(workbook, tmp_path):
    """A sheet or header that is not there, a file that is no workbook: named."""
    with pytest.raises(DataInvalid, match=r"no sheet 'ARM'. It has: COM"):
        read_sheets(workbook, ["ARM"])
    with pytest.raises(DataInvalid, match="no row of sheet 'COM' begins with 'DEPCOM'"):
        read_under(workbook, "COM", "DEPCOM")
    html = tmp_path / "invented.xls"
    html.write_text("<html>moved</html>", encoding="utf-8")
    with pytest.raises(DataInvalid, match="not a workbook"):
        sheet_names(html)
