"""The published schema (data/catalogue/schema.json) says what the reader checks."""

import json

import jsonschema
import pytest
import yaml

from arpent import project
from arpent.catalogue import schema
from arpent.catalogue.reading import read_record
from arpent.errors import DataInvalid

RECORD = """
id: essai
title: Essai
producer: Essai
licence: Licence Ouverte 2.0
licence_url: https://exemple.fr/lo
url: https://exemple.fr
rhythm: annuelle
feeds: [population]
vintages:
  - name: "2021"
    reference_year: 2021
    cog_year: 2023
    files:
      - role: communes
        url: https://exemple.fr/a.csv
"""


@pytest.fixture(scope="module")
def published():
    """The schema that editors read."""
    return json.loads(project.path("data", "catalogue", "schema.json").read_text(encoding="utf-8"))


def test_keys_are_those_of_the_reader(published):
    """A key added to one is in the other, and described."""
    vintage, file = published["$defs"]["vintage"], published["$defs"]["file"]
    assert set(published["properties"]) == schema.DATASET_KEYS
    assert set(vintage["properties"]) == schema.VINTAGE_KEYS
    assert set(file["properties"]) == schema.FILE_KEYS
    described = [
        *published["properties"].values(),
        *vintage["properties"].values(),
        *file["properties"].values(),
    ]
    assert all(one["description"] for one in described)


def test_choices_are_those_of_the_reader(published):
    """Rhythms, formats, reasons and themes."""
    file = published["$defs"]["file"]["properties"]
    assert published["properties"]["rhythm"]["enum"] == list(schema.RHYTHMS)
    assert published["properties"]["feeds"]["items"]["enum"] == list(schema.FEEDS)
    assert file["format"]["enum"] == list(schema.FORMATS)
    assert file["missing"]["additionalProperties"]["enum"] == list(schema.REASONS)


def test_every_record_obeys_the_published_schema(published):
    """As another program would check it."""
    validator = jsonschema.Draft202012Validator(published)
    for path in sorted(project.path("data", "catalogue").glob("*.yml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert [error.message for error in validator.iter_errors(record)] == [], path.name


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("        mirorr: [a.csv]", "unknown key 'mirorr'; did you mean 'mirror'"),
        ("        mirror: [../a.csv]", "it must be a path below a mirror"),
        ("        mirror: a.csv", "it must be a list of paths"),
        ("        format: xslx", "format is 'xslx'; did you mean 'xlsx'"),
        ("        missing: {s: secrte}", "missing is 'secrte'; did you mean 'secret'"),
        ("        missing: {9: secret}", "missing must map marks .quoted."),
        ("        skip: -1", "skip is -1; it must be a whole number"),
        ("        md5: abc", "md5 'abc'; it must be 32"),
        ("        melodi: RP", "melodi 'RP'; it must be an identifier of Melodi"),
        ("        datagouv: conso", "datagouv 'conso'; it must be the id of a resource"),
        ("        query: SELECT 1", "missing key.s. beside query: database"),
        ("        carrier: pypi:a@1", "missing key.s. beside carrier: file, sha256"),
        ("        encoding: 1252", "encoding is 1252; it must be text"),
    ],
)
def test_a_bad_file_is_refused(tmp_path, line, message):
    """The message names the record, the file in it, the key and the rule."""
    path = tmp_path / "essai.yml"
    path.write_text(f"{RECORD}{line}\n", encoding="utf-8")
    with pytest.raises(DataInvalid, match=rf"essai\.yml: vintage 1: file 1: .*{message}"):
        read_record(path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rhythm: annuelle", "rhythm: annuel", "rhythm is 'annuel'; did you mean 'annuelle'"),
        ("[population]", "[populaton]", "feeds is 'populaton'; did you mean 'population'"),
        ("[population]", "population", "feeds is 'population'; it must be a list"),
        ("        url: https://exemple.fr/a.csv", "", "no address; declare one of carrier, url"),
        ("url: https://exemple.fr/a.csv", "url: exemple.fr", "it must start with https://"),
    ],
)
def test_a_bad_record_is_refused(tmp_path, old, new, message):
    """With what is allowed, and the nearest."""
    path = tmp_path / "essai.yml"
    path.write_text(RECORD.replace(old, new), encoding="utf-8")
    with pytest.raises(DataInvalid, match=message):
        read_record(path)


def test_forms_of_a_role_stand_in_order(tmp_path):
    """The producer's first, then what others re-published of it."""
    path = tmp_path / "essai.yml"
    path.write_text(f"{RECORD}      - role: communes\n        mirror: [a.parquet]\n        format: parquet\n")
    vintage = read_record(path).latest
    assert [form.format for form in vintage.forms("communes")] == ["csv", "parquet"]
    assert vintage.file("communes").has_address
    with pytest.raises(
        DataInvalid, match="no file with role 'comunes' in its record; did you mean 'communes'"
    ):
        vintage.forms("comunes")
