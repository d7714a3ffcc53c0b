"""A file is what its name says, whole, before anything reads it."""

import io

import pandas as pd
import pytest

from arpent.errors import DataInvalid
from arpent.sources.kinds import check_kind


def parquet():
    """A Parquet file."""
    content = io.BytesIO()
    pd.DataFrame({"a": [1]}).to_parquet(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "message"),
    [
        (b"", "csv", "the file is empty"),
        (
            b"<!DOCTYPE html><title>Maintenance &amp; retour</title>",
            "csv",
            "a web page .« Maintenance & retour »",
        ),
        (b"\xef\xbb\xbf\n <HTML>", "xlsx", "a web page instead of xlsx"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "json", "a web page instead of json"),
        (
            b"<?xml version='1.0'?><ows:ExceptionReport>",
            "geojson",
            "an error message in XML instead of geojson",
        ),
        (b"code;n\n", "xlsx", "not a xlsx file .it begins with"),
        (b"code;n\n", "gz", "not a gz file"),
        (parquet()[:-20], "parquet", "the parquet file is cut short"),
        (b"PK\x03\x04 and nothing else", "xlsx", "the xlsx archive is cut short"),
    ],
)
def test_what_it_is_not(tmp_path, content, kind, message):
    """Said with where it came from."""
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(DataInvalid, match=f"https://exemple.fr/a: {message}"):
        check_kind(path, kind, "https://exemple.fr/a")


@pytest.mark.parametrize(
    ("content", "kind"), [(b"code;n\n", "csv"), (parquet(), "parquet"), (b"\xd0\xcf\x11\xe0", "xls")]
)
def test_what_it_is(tmp_path, content, kind):
    """Nothing is said."""
    path = tmp_path / "a"
    path.write_bytes(content)
    check_kind(path, kind, "a")
