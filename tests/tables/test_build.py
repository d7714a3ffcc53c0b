"""Building from a mirror: an agency's table by one record, nothing done twice, nothing half written."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
import yaml

from arpent import catalogue, project, tables
from arpent.tables.agency import wrong_records
from arpent.tables.build import buildable, main
from arpent.tables.recipe import MADE, read_recipe
from arpent.tables.storage import built_file

NAME = "agence_permis"
ROWS = "insee;permis;prix\n63113;12;2 100\n01004;s;\n2A004;0;1900,5\n"


@pytest.fixture
def agency_project(tmp_path, monkeypatch):
    """A project with an agency's own dataset of invented figures, COG 2026: three communes, one secret."""
    real = project.root()
    for part in ("params", "data/catalogue", "mirror"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "params" / "territories.yml").write_text("{}\n", encoding="utf-8")
    (tmp_path / "data" / "embedded").symlink_to(real / "data" / "embedded")
    (tmp_path / "mirror" / "permis.csv").write_text(ROWS, encoding="utf-8")
    text = dict.fromkeys(("title", "producer", "licence", "licence_url", "url"), "essai")
    file = {"role": "permis", "mirror": ["permis.csv"]}
    vintage = {"name": "2025", "reference_year": 2025, "cog_year": 2026, "files": [file]}
    columns = {
        "permis": {"name": "permits", "label": "Permis accordés", "unit": "permis"},
        "prix": {"name": "price_eur_m2", "label": "Prix médian", "unit": "€/m²", "kind": "measure"},
    }
    table = {"commune": "insee", "columns": columns}
    record = {"id": NAME, **text, "rhythm": "annuelle", "vintages": [vintage], "table": table}
    (tmp_path / "data" / "catalogue" / f"{NAME}.yml").write_text(
        yaml.safe_dump(record, sort_keys=False), encoding="utf-8"
    )
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    return tmp_path


def build(folder, *more):
    """The command, on one table."""
    return main([NAME, "--mirror", str(folder / "mirror"), *more])


def test_an_agencys_table_joins_in_by_one_record(agency_project):
    """It is known, built, loaded by communes, and its secret is not a zero."""
    assert NAME in buildable()
    assert NAME not in tables.names()
    assert build(agency_project) == 0
    rows = tables.load(NAME, ["01004", "2A004", "63113", "63124"]).set_index("commune_code")
    assert rows["permits"].tolist()[1:3] == [0, 12]
    assert rows["permits_reason"].tolist()[::3] == ["secret", "not_published"]
    assert rows.loc["63113", "price_eur_m2"] == 2100
    assert tables.describe(NAME).reason_of("permits") == "permits_reason"


def test_a_second_build_does_nothing_until_the_file_changes(agency_project, capsys):
    """What it was made of is in its file and beside it; a changed raw file is built again."""
    for expected in ("built", "unchanged"):
        assert build(agency_project) == 0
        assert capsys.readouterr().out.split("\t")[1] == expected
    made = read_recipe(built_file(NAME))
    assert [file["dataset"] for file in made["files"]] == [NAME]
    (agency_project / "mirror" / "permis.csv").write_text(ROWS.replace("12", "14"), encoding="utf-8")
    build(agency_project)
    assert "unchanged" not in capsys.readouterr().out


def test_the_same_bytes_wherever_it_is_built(agency_project, monkeypatch, tmp_path_factory):
    """Two copies of the project, their raw files elsewhere and touched since: one table, without a path of theirs."""
    copy = shutil.copytree(agency_project, tmp_path_factory.mktemp("elsewhere") / "copy", symlinks=True)
    os.utime(copy / "mirror" / "permis.csv", (1, 1))
    build(agency_project)
    first = built_file(NAME).read_bytes()
    monkeypatch.setenv("ARPENT_ROOT", str(copy))
    build(copy)
    assert built_file(NAME).is_relative_to(copy)
    assert built_file(NAME).read_bytes() == first
    assert str(agency_project) not in json.dumps(read_recipe(built_file(NAME)))


def test_a_table_brought_from_another_machine_is_built_again(agency_project, capsys):
    """What its raw files were here is not known; read as it is where they are missing."""
    build(agency_project)
    shutil.rmtree(built_file(NAME).parent / MADE)
    capsys.readouterr()
    build(agency_project)
    assert capsys.readouterr().out.split("\t")[1] == "built"
    shutil.rmtree(built_file(NAME).parent / MADE)
    (agency_project / "mirror" / "permis.csv").unlink()
    assert build(agency_project) == 1
    assert len(tables.load(NAME, ["63113"])) == 1


def test_a_file_that_breaks_a_rule_leaves_nothing(agency_project, capsys):
    """One message with file and row, exit status 1, no table."""
    text = ROWS.replace("12", "-12")
    (agency_project / "mirror" / "permis.csv").write_text(text, encoding="utf-8")
    assert build(agency_project) == 1
    assert "permis.csv: row 63113, permis is -12" in capsys.readouterr().out
    assert not built_file(NAME).exists()


@pytest.mark.parametrize("suffix", ["xlsx", "parquet", "gpkg"])
def test_workbooks_parquet_and_layers_join_in_too(agency_project, suffix):
    """The same two rows in another format give the same table."""
    path = agency_project / "mirror" / f"permis.{suffix}"
    frame = pd.DataFrame({"insee": ["63113", "01004"], "permis": [12, 3], "prix": [2100.0, None]})
    if suffix == "xlsx":
        frame.to_excel(path, index=False)
    elif suffix == "parquet":
        frame.to_parquet(path)
    else:
        points = gpd.GeoSeries.from_xy([3.0, 5.3], [45.7, 46.0], crs="EPSG:4326")
        gpd.GeoDataFrame(frame, geometry=points).to_file(path, layer="permis")
    record = agency_project / "data" / "catalogue" / f"{NAME}.yml"
    declared = yaml.safe_load(record.read_text(encoding="utf-8"))
    declared["vintages"][0]["files"][0] |= {"mirror": [path.name], "format": suffix}
    record.write_text(yaml.safe_dump(declared), encoding="utf-8")
    assert build(agency_project) == 0
    rows = tables.load(NAME, ["01004", "63113"])
    assert rows["permits"].tolist() == [3, 12]
    assert rows["price_eur_m2_reason"].tolist()[0] == "not_published"


def test_what_is_not_there_is_said_with_what_brings_it(agency_project, capsys):
    """Asked for, it is a failure; the message names the command."""
    (agency_project / "mirror" / "permis.csv").unlink()
    assert build(agency_project) == 1
    assert f"arpent data fetch {NAME}" in capsys.readouterr().out


def test_what_was_not_there_is_not_looked_for_again_until_it_comes(agency_project, capsys, monkeypatch):
    """A second build says the same and looks nowhere; another mirror is looked in, and the file once it comes."""
    path = agency_project / "mirror" / "permis.csv"
    path.unlink()
    assert build(agency_project) == 1
    first = capsys.readouterr().out
    with monkeypatch.context() as patched:
        patched.setattr(
            "arpent.sources.store.locate", lambda *_args, **_more: pytest.fail("looked for again")
        )
        assert build(agency_project) == 1
    assert capsys.readouterr().out == first
    (agency_project / "another").mkdir()
    (agency_project / "another" / "permis.csv").write_text(ROWS, encoding="utf-8")
    assert main([NAME, "--mirror", str(agency_project / "another")]) == 0
    built_file(NAME).unlink()
    path.write_text(ROWS, encoding="utf-8")
    assert build(agency_project) == 0


def test_a_build_with_nothing_to_do_does_not_wait_for_pandas():
    """Nor for what fetches: a second build of all tables is to take less than two seconds."""
    asked = "import sys, arpent.tables.build; print(*{'pandas', 'httpx', 'duckdb'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("insee;permi;prix\n63113;1;2\n", "permis.csv: no column 'permis'; did you mean 'permi'"),
        (f"{ROWS}63113;1;2\n", "permis.csv: 63113 stands on rows 1, 4: each must stand once"),
        (f"{ROWS}63330;1;2\n", "permis.csv: row 4: 63330 (1 in all) not in the COG 2026"),
        ("insee;permis;prix\n", "permis.csv: no row in it"),
        (
            ROWS.replace("12", "douze"),
            "permis.csv: row 63113, permis is 'douze': neither a number nor a known mark",
        ),
    ],
    ids=["column", "twice", "other-year", "no-row", "word"],
)
def test_a_file_of_the_agency_is_refused_with_its_row_and_rule(agency_project, capsys, text, message):
    """No table is written of it."""
    (agency_project / "mirror" / "permis.csv").write_text(text, encoding="utf-8")
    assert build(agency_project) == 1
    assert message in capsys.readouterr().out
    assert not built_file(NAME).exists()


@pytest.mark.usefixtures("agency_project")
def test_the_table_of_a_record_is_checked():
    """`arpent data check` says it before anything is built."""
    dataset = catalogue.load(NAME)
    wrong = replace(dataset, table={"comune": "insee", "columns": {}})
    assert wrong_records([dataset]) == []
    (said,) = wrong_records([dataset, wrong])
    assert "agence_permis.yml: table: unknown key 'comune'; did you mean 'commune'" in said


def test_a_full_disk_is_one_message_and_no_half_file(agency_project, capsys, monkeypatch):
    """The other tables are built all the same; a later run succeeds."""

    def full(_table, path, **_options):
        path.write_bytes(b"PAR1")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("arpent.tables.storage.pq.write_table", full)
        assert build(agency_project) == 1
    assert (
        "agence_permis.parquet: can't be written ([Errno 28] No space left on device)"
        in capsys.readouterr().out
    )
    assert list((agency_project / "data" / "tables").iterdir()) == []
    assert build(agency_project) == 0


def test_an_unknown_table_is_refused(capsys):
    """Exit status 2, with the name meant."""
    assert main(["incom"]) == 2
    assert "did you mean 'income'" in capsys.readouterr().err
