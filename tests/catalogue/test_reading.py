"""Records are read whole and checked; a fault is named by file, key and rule."""

import pytest
import yaml

from arpent import catalogue, project
from arpent.catalogue.reading import read_record
from arpent.errors import AskedWrongly, DataInvalid

GOOD = {
    "id": "essai",
    "title": "Essai",
    "producer": "Insee",
    "licence": "Licence Ouverte 2.0",
    "licence_url": "https://exemple.fr/lo",
    "url": "https://exemple.fr",
    "rhythm": "annuelle",
    "vintages": [
        {
            "name": "2021",
            "reference_year": 2021,
            "cog_year": 2023,
            "files": [{"role": "r", "carrier": "pypi:a-b@1.0", "sha256": "0" * 64, "file": "f"}],
        }
    ],
}


def written(folder, **changed):
    """A record's file, with some keys changed or, where None, left out."""
    content = {key: value for key, value in {**GOOD, **changed}.items() if value is not None}
    path = folder / "essai.yml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def with_vintage(**changed):
    """The vintages of a record, with some keys of its only one changed."""
    return {"vintages": [{**GOOD["vintages"][0], **changed}]}


def with_file(**changed):
    """The vintages of a record, with some keys of its only file changed."""
    return with_vintage(files=[{**GOOD["vintages"][0]["files"][0], **changed}])


def test_a_good_record(tmp_path):
    """What is written is what is read."""
    record = read_record(written(tmp_path))
    assert (record.id, record.latest.cog_year, record.latest.carrier) == ("essai", 2023, "pypi:a-b@1.0")
    assert record.latest.published is None


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"producer": None}, r"essai\.yml: missing key\(s\): producer"),
        ({"titel": "x"}, r"essai\.yml: unknown key 'titel'; did you mean 'title'"),
        ({"id": "other"}, "id 'other' is not the file's stem 'essai'"),
        ({"title": ""}, "title is ''; it must be text"),
        ({"vintages": []}, "vintages must be one or more"),
        (with_vintage(name=2021), "vintage 1: name is 2021; it must be text"),
        (with_vintage(cog_year="2023"), "vintage 1: cog_year is '2023'; it must be a year"),
        (with_vintage(published="mars"), "published is 'mars'; it must be YYYY-MM"),
        (with_vintage(stated={"01004": "3"}), "stated must map commune codes"),
        (with_file(sha256="abc"), "vintage 1: file 1: sha256 'abc'; it must be 64"),
        (with_file(carrier="a@1"), "carrier 'a@1'; it must be npm:"),
        ({"vintages": [*GOOD["vintages"], *GOOD["vintages"]]}, "in the order of their reference years"),
    ],
)
def test_a_bad_record_is_refused(tmp_path, changed, message):
    """The message names the file, the place in it and the rule."""
    with pytest.raises(DataInvalid, match=message):
        read_record(written(tmp_path, **changed))


def test_a_file_that_is_not_yaml(tmp_path):
    """Said with where the reader stopped."""
    path = tmp_path / "essai.yml"
    path.write_text("a: [1", encoding="utf-8")
    with pytest.raises(DataInvalid, match="not YAML"):
        read_record(path)


def test_every_record_of_the_project_is_good():
    """Each file of data/catalogue loads, its licence and pages are addresses."""
    files = project.path("data", "catalogue").glob("*.yml")
    assert catalogue.ids() == tuple(sorted(path.stem for path in files))
    for dataset in map(catalogue.load, catalogue.ids()):
        pages = [dataset.url, dataset.licence_url, *(v.url for v in dataset.vintages if v.url)]
        assert all(page.startswith("https://") for page in pages)


def test_an_unknown_dataset_is_refused():
    """With the name that was meant."""
    with pytest.raises(AskedWrongly, match="did you mean 'insee_cog'"):
        catalogue.load("insee_cgo")
