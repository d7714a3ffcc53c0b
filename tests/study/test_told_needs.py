"""Dwellings to build by component and year, and beside those that are built."""

import numpy as np
import pandas as pd
import pytest

from arpent import tables
from arpent.indicators import Lack
from arpent.study.outlook import Outlook
from arpent.study.peopling import BASE
from arpent.study.telling import PLANNED
from arpent.tables.storage import built_file, write_table
from arpent.territory import find

CAM = "epci:246300701"


@pytest.fixture
def permits(tmp_path, real_project, monkeypatch):
    """Invented: 3 dwellings started and 4 authorised a commune and year in Clermont; 2025 is missing for one."""
    (tmp_path / "data" / "tables").mkdir(parents=True)
    (tmp_path / "params").symlink_to(real_project / "params")
    for name in ("embedded", "catalogue"):
        (tmp_path / "data" / name).symlink_to((real_project / "data" / name).resolve())
    for path in (real_project / "data" / "tables").glob("*.parquet"):
        (tmp_path / "data" / "tables" / path.name).symlink_to(path.resolve())
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    codes = find(CAM).communes
    told = [(code, year) for code in codes for year in range(2017, 2026)]
    frame = pd.DataFrame(told, columns=["commune_code", "year"])
    frame = frame.assign(started_dwellings=3.0, authorised_dwellings=4.0, reason=None, is_estimated=False)
    frame.loc[(frame["commune_code"] == codes[0]) & (frame["year"] == 2025), "started_dwellings"] = np.nan
    frame.loc[frame["started_dwellings"].isna(), "reason"] = "not_available"
    record = tables.describe("building_permits")
    write_table(frame.reindex(columns=list(record.columns)), record, built_file("building_permits"))


@pytest.mark.usefixtures("real_tables")
def test_components_of_each_year_sum_to_what_is_to_be_built():
    """In every scenario, to a thousandth of the dwellings: what is left out is nothing."""
    outlook = Outlook(CAM, ["tendanciel", "sobre"])
    for name, story in outlook.stories.items():
        drawn = outlook.needs_by_year(name)
        assert drawn.years[0] == PLANNED
        np.testing.assert_allclose(
            drawn.totals, story.dwellings[PLANNED - BASE :], atol=0.001 * story.dwellings.max()
        )


@pytest.mark.usefixtures("real_tables")
def test_without_permits_the_section_leaves_the_page():
    """The table is named, for the end of the page."""
    lack = Outlook(CAM, ["tendanciel"]).built()
    assert isinstance(lack, Lack)
    assert lack.table == "building_permits"


@pytest.mark.usefixtures("permits")
def test_what_is_built_stands_beside_what_is_needed():
    """Means of the last five years known everywhere: 21 communes, 63 started and 84 authorised a year."""
    outlook = Outlook(CAM, ["tendanciel", "sobre"])
    listing = outlook.built()
    assert not isinstance(listing, Lack)
    told = {row[0]: row[1] for row in listing.rows}
    assert told["Commencés, 2020-2024"] == 63.0
    assert told["Autorisés, 2020-2024"] == 84.0
    asked = outlook.stories["sobre"].dwellings[PLANNED - BASE : PLANNED - BASE + 10].mean()
    assert told["À produire, 2026-2036, « Sobre »"] == pytest.approx(asked, abs=0.05)
    assert listing.title.startswith("63 logements commencés par an en 2020-2024")
