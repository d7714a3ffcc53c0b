"""Sections that come with a table of the agency or of a network: made-up figures of Vichy and Cusset, none real."""

import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from arpent import tables
from arpent.tables.storage import built_file, write_table

sys.path.insert(0, str(Path(__file__).parents[1] / "indicators"))
import flows_made_up as made

HERE = ("03095", "03310")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project without any table of its own yet."""
    made.make_project(tmp_path / "p")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path / "p"))
    for folder in ("notebooks", "reports", "params/themes"):
        (tmp_path / "p" / folder).symlink_to(Path(__file__).parents[2] / folder)


def _write(name, years, here):
    """``here`` where it is Vichy or Cusset; everywhere else the figures are not available."""
    codes = tables.load("communes")["commune_code"]
    counts = [column for column in tables.describe(name).measures if column != "is_estimated"]
    frame = pd.MultiIndex.from_product([codes, years], names=["commune_code", "year"]).to_frame(index=False)
    is_here = frame["commune_code"].isin(HERE)
    for column in counts:
        frame[column] = (here.get(column, 100.0) + frame["year"] - years[0]).where(is_here)
    if "is_estimated" in tables.describe(name).columns:
        frame["is_estimated"] = False
    frame["reason"] = pd.Series("not_available", index=frame.index, dtype="object").where(~is_here, None)
    types = {c: "Int64" for c in counts if tables.describe(name).columns[c].dtype == "int"}
    record = tables.describe(name)
    write_table(frame.astype(types)[list(record.columns)], record, built_file(name))


def _only(walked, name):
    return replace(walked, views=[view for view in walked.views if view["name"] == name])


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("theme", "view", "table", "years"),
    [
        ("emploi", "emploi-recensements", "activity_series", [2011, 2016, 2022]),
        ("mobilite", "mobilite-departs", "transit_communes", [2025]),
    ],
)
def test_a_section_comes_with_its_table(audit, theme, view, table, years):
    """Left out without it; drawn with it, for a territory that it covers, with every number traced."""
    without = _only(audit.walk(theme, "commune:03310"), view)
    assert [one["kind"] for one in without.views] == ["missing"]
    _write(table, years, {"jobs": 9000.0, "active_15_64": 8000.0, "employed_15_64": 7000.0})
    walked = _only(audit.walk(theme, "commune:03310"), view)
    assert [one["kind"] for one in walked.views] == ["figure"]
    assert audit.untraced(walked) == []
    assert audit.overlaps(walked) == []
