"""CSV for a French spreadsheet."""

import io

import pandas as pd
import pytest

from arpent.render.content import read_page
from arpent.render.downloads import column_label, csv_name, is_number, to_csv, visible_columns


@pytest.fixture
def table(essai):
    """The table of communes: 9A001, 9A002 (secret), 01004."""
    return read_page(essai.portrait()).datasets[-1]


def test_bytes(table):
    """UTF-8 with BOM, semicolons, decimal comma, CRLF, codes with their zero, the mark of a secret."""
    assert to_csv(table).decode("utf-8-sig").split("\r\n") == [
        "Code;Commune;Logements vacants (%)",
        "9A001;Bourg-l'Essai;8,25",
        "9A002;Pré-d'Essai;s.",
        "01004;Essai-le-Haut;12",
        "",
    ]
    assert to_csv(table).startswith(b"\xef\xbb\xbf")


def test_reads_back(table):
    """The line of LISEZ-MOI.txt reads it: numbers are numbers, codes are text."""
    frame = pd.read_csv(
        io.BytesIO(to_csv(table)), sep=";", decimal=",", dtype={"Code": str}, na_values=["s."]
    )
    assert frame["Code"].tolist() == ["9A001", "9A002", "01004"]
    assert frame["Logements vacants (%)"].tolist()[::2] == [8.25, 12.0]


def test_no_formula(essai):
    """A label that a spreadsheet would run is preceded by an apostrophe; a negative number is not."""
    view = essai.figure("f", "F", {"=cmd()": -3.0, "@x": 1.0})
    page = essai.page("t", "T", "?", [essai.view_cell(view)])
    lines = to_csv(read_page(page).datasets[0]).decode("utf-8-sig").split("\r\n")
    assert lines[1:3] == ["'=cmd();-3", "'@x;1"]


def test_names(essai):
    """The theme begins a file's name, once."""
    names = [
        csv_name(page, block) for page in map(read_page, essai.report().pages) for block in page.datasets
    ]
    assert names == ["portrait-communes.csv", "population-serie.csv", "population-communes.csv"]


def test_locator_has_no_data(essai):
    """The locator's two bars are not data to download."""
    assert "situation" not in [block.view["name"] for block in read_page(essai.portrait()).datasets]


def test_unit_once():
    """A unit is not repeated where the label says it."""
    assert column_label({"label": "Habitants", "unit": "habitants"}) == "Habitants"
    assert column_label({"name": "x"}) == "x"


def test_codes_are_for_downloads():
    """A page's table leaves codes out, except a year, except where nothing else is there."""
    code, year, text = (
        {"type": "code", "name": "c"},
        {"type": "code", "name": "year"},
        {"type": "text", "name": "t"},
    )
    assert visible_columns([code, text, year]) == [1, 2]
    assert visible_columns([code]) == [0]
    quarter, value = {"name": "quarter", "type": "code"}, {"name": "rate", "type": "number"}
    assert visible_columns([quarter, value]) == [0, 1]


@pytest.mark.parametrize(
    ("value", "said"), [(1, True), (1.5, True), (True, False), (float("nan"), False), ("1", False)]
)
def test_is_number(value, said):
    """NaN and yes/no are not numbers."""
    assert is_number(value) is said
