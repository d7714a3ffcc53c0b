"""The embed command on a small France: same bytes twice, all or nothing, and only from the files recorded."""

import pandas as pd
import pytest

from arpent import project, tables
from arpent.errors import DataInvalid
from arpent.tables.embed import LARGEST, main


def test_two_runs_give_the_same_bytes(small_project, capsys):
    """Nothing in a file depends on the run: no date, no order of reading."""
    archives = str(small_project / "archives")
    for into in ("first", "second"):
        assert main(["--archives", archives, "--into", str(small_project / into)]) == 0
    first, second = (sorted((small_project / into).glob("*.parquet")) for into in ("first", "second"))
    embedded = [name for name in tables.known() if tables.describe(name).is_embedded]
    assert [path.stem for path in first] == embedded
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert str(first[0]) in capsys.readouterr().out


def test_what_is_written_can_be_loaded(small_project):
    """The tables written into a project are those its library reads."""
    assert main(["--archives", str(small_project / "archives")]) == 0
    assert tables.load("communes")["commune_code"].is_monotonic_increasing
    assert len(tables.load("population_legal", ["63109"])) == 3
    assert tables.load_boundaries("region")["code"].tolist() == ["06", "53", "84", "93"]


def test_an_archive_that_is_not_the_recorded_one_is_refused(small_project, capsys):
    """A package replaced under the same version is refused by its checksum, and nothing is written."""
    archive = small_project / "archives" / "etalab-decoupage-administratif-6.0.0.tgz"
    archive.write_bytes(archive.read_bytes() + b"\0")
    into = small_project / "into"
    assert main(["--archives", str(archive.parent), "--into", str(into)]) == 1
    assert "records" in capsys.readouterr().err
    assert not into.exists()


def test_an_unknown_table_is_refused(small_project, capsys):
    """A misspelt table: exit 2, with the name that was meant."""
    assert main(["comunes", "--archives", str(small_project / "archives")]) == 2
    assert "did you mean 'communes'" in capsys.readouterr().err


def test_a_truncated_file_says_what_to_do(small_project):
    """A file cut short is named, with the command that brings it back."""
    path = small_project / "data" / "embedded" / "communes.parquet"
    main(["communes", "--archives", str(small_project / "archives")])
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DataInvalid, match=r"communes\.parquet: can't be read.*git checkout"):
        tables.load("communes")


def test_a_file_of_something_else_is_refused(small_project):
    """A table that lost a column is refused by name, not filled."""
    path = small_project / "data" / "embedded" / "epci.parquet"
    pd.DataFrame({"epci_code": ["1"]}).to_parquet(path)
    with pytest.raises(DataInvalid, match="no column epci_name, epci_type"):
        tables.load("epci")


def test_embedded_tables_stay_small():
    """All that is committed in data/embedded takes 25 MB at most."""
    files = project.path("data", "embedded").glob("*")
    assert sum(path.stat().st_size for path in files) <= LARGEST
