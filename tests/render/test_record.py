"""The report as data: what a program reads, and what the CSV files are said to hold."""

import csv
import io
import json

from arpent.render.content import read_page
from arpent.render.datapackage import to_datapackage
from arpent.render.html import build_files
from arpent.render.record import record_bytes, record_name, to_record


def test_says_what_the_page_says(report):
    """Territory, sentence, key figures with their comparators, and each table with the file that holds it."""
    record = to_record(report, [read_page(ready) for ready in report.pages])
    portrait, population = record["themes"]
    assert record["territory"]["id"] == "epci:9A0000001"
    assert record["sentence"] == "Grande-Lande compte 12\u202f711 habitants en 2023, 838 de plus qu’en 2016."
    assert portrait["key_figures"][0]["value"] == "12 711"
    assert portrait["key_figures"][0]["comparators"][0]["name"] == "Département d'essai"
    assert population["finding"] == "Grande-Lande gagne 1,0\u202f% d’habitants par an depuis 2016."
    assert [table["file"] for table in population["tables"]] == [
        "population-serie.csv",
        "population-communes.csv",
    ]


def test_values_and_absences(report):
    """A code keeps its zero, a number is a number, a secret is null with its mark."""
    record = to_record(report, [read_page(ready) for ready in report.pages])
    (communes,) = record["themes"][0]["tables"]
    assert communes["rows"] == [
        ["9A001", "Bourg-l'Essai", 8.25],
        ["9A002", "Pré-d'Essai", None],
        ["01004", "Essai-le-Haut", 12.0],
    ]
    assert communes["marks"] == [[1, 2, "s."]]


def test_no_nan():
    """A number that is none is null: JSON has no NaN."""
    assert json.loads(record_bytes({"a": None})) == {"a": None}
    assert record_name("epci:9A0000001") == "epci-9a0000001.json"


def test_fields_are_those_of_the_files(report):
    """Each CSV is described, its fields named as its first line names them, its marks as missing values."""
    files = build_files(report)
    package = json.loads(files["donnees/datapackage.json"])
    described = {resource["path"]: resource["schema"] for resource in package["resources"]}
    assert set(described) == {
        name.removeprefix("donnees/")
        for name in files
        if name.startswith("donnees/") and name.endswith(".csv")
    }
    for path, schema in described.items():
        header = next(csv.reader(io.StringIO(files[f"donnees/{path}"].decode("utf-8-sig")), delimiter=";"))
        assert [field["name"] for field in schema["fields"]] == header
    assert "s." in described["portrait-communes.csv"]["missingValues"]
    kinds = {field["description"]: field["type"] for field in described["portrait-communes.csv"]["fields"]}
    assert kinds["commune_code"] == "string"
    assert "number" in kinds.values()


def test_licences(report):
    """The licences are those of the sources, each once."""
    pages = [read_page(ready) for ready in report.pages]
    package = to_datapackage(report, pages, pages[0].sources)
    assert [licence["title"] for licence in package["licenses"]] == ["Licence Ouverte 2.0"]
