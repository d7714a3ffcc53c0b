"""Reading a slice, a record, a name."""

import pyarrow.parquet as pq
import pytest

from arpent import tables
from arpent.errors import AskedWrongly, DataInvalid, DataUnavailable
from arpent.tables.storage import table_file


def _embedded():
    return [name for name in tables.known() if tables.describe(name).is_embedded]


def test_every_record_describes_its_file():
    """Names, types and order of the columns are those of the record; the file says its COG year."""
    for name in _embedded():
        record = tables.describe(name)
        schema = pq.read_schema(table_file(name))
        assert record.name == name
        assert schema.names == list(record.columns)
        assert int(schema.metadata[b"cog_year"]) == record.cog_year == 2026
        assert not {
            field.name for field in schema if field.nullable != record.columns[field.name].is_nullable
        }


def test_every_column_has_a_french_label():
    """A chart or a table takes its words from there."""
    for name in tables.known():
        record = tables.describe(name)
        assert record.title
        assert all(column.label for column in record.columns.values())


def test_every_table_is_loadable():
    """Sorted by its key, and unique."""
    for name in set(_embedded()) - {"boundaries_communes", "boundaries_epci", "boundaries_departements"}:
        frame, key = tables.load(name), list(tables.describe(name).key)
        assert not frame.duplicated(key).any()
        assert frame[key].equals(frame[key].sort_values(key, ignore_index=True))


def test_a_slice_holds_its_communes_only():
    """The order of what is asked does not matter, nor asking twice."""
    frame = tables.load("population_legal", ["63113", "01004", "63113"], columns=["commune_code", "year"])
    assert frame.columns.tolist() == ["commune_code", "year"]
    assert frame["commune_code"].tolist() == ["01004"] * 8 + ["63113"] * 8


def test_codes_stay_text():
    """01004 and 2A004 are not numbers."""
    frame = tables.load("communes", ["01004", "2A004"])
    assert frame["commune_code"].tolist() == ["01004", "2A004"]
    assert frame["departement_code"].tolist() == ["01", "2A"]


@pytest.mark.parametrize(
    ("name", "communes", "columns", "message"),
    [
        ("comunes", None, None, "no table 'comunes'; did you mean 'communes'"),
        ("embed", None, None, "no table 'embed'"),
        ("communes", None, ["comune_name"], "no column 'comune_name'; did you mean 'commune_name'"),
        ("communes", ["63330", "01004"], None, "no commune 63330 in COG 2026"),
        ("communes", "63113", None, "give a list of codes"),
        ("epci", ["63113"], None, "load it whole"),
        ("boundaries_epci", None, None, "load_boundaries"),
    ],
)
def test_what_does_not_exist_is_refused(name, communes, columns, message):
    """Nothing is returned empty: the message says what there is."""
    with pytest.raises(AskedWrongly, match=message):
        tables.load(name, communes, columns=columns)


def test_a_table_that_is_not_there(tmp_path, monkeypatch):
    """The message says the command that brings it back."""
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "territories.yml").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    with pytest.raises(DataUnavailable, match="git checkout -- data/embedded"):
        tables.load("communes")
    (tmp_path / "data" / "embedded").mkdir(parents=True)
    (tmp_path / "data" / "embedded" / "communes.parquet").write_bytes(b"not parquet")
    with pytest.raises(DataInvalid, match="truncated or not Parquet"):
        tables.load("communes")
