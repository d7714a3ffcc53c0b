"""The list of events in use: the embedded one, INSEE's where fetched, and a later COG as a data file."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from arpent import project
from arpent.errors import AskedWrongly, DataInvalid, DataUnavailable
from arpent.territory.detect import detect_year
from arpent.territory.events import COLUMNS, KINDS, events, read_added
from arpent.territory.history import history, what_became
from arpent.territory.passage import passage
from arpent.territory.timeline import timeline

SYNTHETIC = """date,source_code,target_code,target_name
2027-01-01,63113,63113,Clermont-Aubière
2027-01-01,63014,63113,Clermont-Aubière
2027-01-01,01138,01039,Béon
2027-01-01,01138,01138,Culoz
2026-07-01,63075,63075,Chamalières-les-Bains
2026-09-01,12218,12076,Conques-en-Rouergue
"""


@pytest.fixture
def project_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, with the embedded files of this one."""
    embedded = tmp_path / "data" / "embedded"
    embedded.mkdir(parents=True)
    for file in project.path("data", "embedded").glob("*.parquet"):
        (embedded / file.name).symlink_to(file)
    shutil.copytree(project.path("params"), tmp_path / "params")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    return tmp_path


def test_the_embedded_list_has_the_declared_columns_and_kinds():
    """Every event has a date, a side before or after, and one of the declared kinds."""
    frame = events("arpent").frame
    assert list(frame.columns) == list(COLUMNS)
    assert set(frame["kind"]) <= set(KINDS)
    assert frame["date"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    assert ((frame["source_code"] != "") | (frame["target_code"] != "")).all()
    assert frame["date"].is_monotonic_increasing


def test_a_new_cog_is_a_data_file(project_folder):
    """A synthetic COG 2027 (a merger, a split, a rename, a change of code) is one CSV: everything takes it."""
    (project_folder / "data" / "embedded" / "cog_events_2027.csv").write_text(SYNTHETIC, encoding="utf-8")
    line = timeline()
    assert line.parts.years[-1] == 2027
    codes = set(line.codes(2027))
    assert codes == set(line.codes(2026)) - {"63014", "12218"} | {"01039", "12076"}
    names = line.communes(2027).set_index("commune_code")["commune_name"]
    assert names["63075"] == "Chamalières-les-Bains"
    way = passage(2026, 2027).frame
    split = way[way["source_code"] == "01138"].set_index("target_code")["weight"]
    assert split.round(4).to_dict() == {"01039": 0.1285, "01138": 0.8715}
    whole = passage(2022, 2027).frame.set_index("source_code")["target_code"]
    assert (whole["01039"], whole["01138"]) == ("01039", "01138")
    assert detect_year(["12076", "63113"]).years[-1] == 2027
    assert [record.code for record in what_became("63014")] == ["63113"]
    assert history("63014")[-1].sentence == (
        "1er janvier 2027\u00a0: Aubière (63014) et Clermont-Ferrand (63113) fusionnent en Clermont-Aubière (63113)."
    )


def test_a_year_without_change_is_a_heading(project_folder):
    """A COG without any event is declared by an empty file, so that the year exists."""
    file = project_folder / "data" / "embedded" / "cog_events_2027.csv"
    file.write_text("date,source_code,target_code,target_name\n", encoding="utf-8")
    assert timeline().codes(2027) == timeline().codes(2026)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("cog_events_2027.csv", "date,source_code\n", r"target_code.*missing"),
        ("cog_events_2027.csv", SYNTHETIC.replace("Béon", ""), "empty cells"),
        ("cog_events_2027.csv", SYNTHETIC.replace("2026-09-01", "2025-09-01"), "2025-09-01"),
        ("cog_events_next.csv", SYNTHETIC, "must end in the COG year"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, name, content, message):
    """A later COG that breaks the layout is refused with the file, and what is wrong in it."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataInvalid, match=message):
        read_added(tmp_path / name)


def test_years_follow_one_another(project_folder):
    """A COG 2028 without that of 2027 is a gap: refused."""
    (project_folder / "data" / "embedded" / "cog_events_2028.csv").write_text(
        "date,source_code,target_code,target_name\n", encoding="utf-8"
    )
    with pytest.raises(DataInvalid, match="without a gap"):
        events()


def test_insee_own_list_takes_precedence(project_folder, shared_data):
    """INSEE's file in data/raw is used instead of the embedded one, and the embedded one on demand."""
    raw = project_folder / "data" / "raw" / "insee_mouvements_communes" / "2025"
    raw.mkdir(parents=True)
    shutil.copy(shared_data / "zonings_events" / "cogiter_mvtcommunes.csv", raw / "v_mvt_commune_2025.csv")
    assert events().origin == "insee"
    assert events("arpent").origin == "arpent"
    assert sorted(passage(2023, 2022).frame["target_code"]) == timeline("arpent").codes(2022)


def test_a_list_that_is_not_there_says_how_to_have_it(project_folder):
    """Asking for INSEE's list without it names the command."""
    assert project_folder.is_dir()
    with pytest.raises(DataUnavailable, match="arpent data fetch insee_mouvements_communes"):
        events("insee")
    with pytest.raises(AskedWrongly, match="'melodi' is unknown"):
        events("melodi")


def test_codes_are_text():
    """01001, 2A004 and 97411 are text in the embedded files."""
    codes = timeline().codes(2026)
    assert {"01001", "2A004", "97411"} <= set(codes)
    assert isinstance(passage(2019, 2026).frame["source_code"].dtype, pd.StringDtype)
