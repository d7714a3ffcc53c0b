"""Which vintages feed which years of a table."""

import shutil

import pytest

from arpent import project, tables
from arpent.tables.build import build_table


def test_a_year_comes_from_the_vintage_of_that_year():
    """The embedded legal populations, a vintage a year; all of them where no year is given."""
    assert tables.vintages("population_legal", [2023, 2016]) == {"insee_population_legale": ("2016", "2023")}
    assert len(tables.vintages("population_legal")["insee_population_legale"]) == 8
    assert tables.vintages("communes")["dgcl_epci"] == ("2026",)


@pytest.fixture
def built_series(shared_data, tmp_path, monkeypatch):
    """A series built in a project of its own, from the edition of 2023; its record knows a later one."""
    for part in ("params", "data/catalogue", "data/embedded"):
        shutil.copytree(project.path(part), tmp_path / part, symlinks=True)
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    build_table("unemployment", mirror=str(shared_data))


@pytest.mark.usefixtures("built_series")
def test_a_series_comes_from_the_edition_that_was_read():
    """Quarters of 2010 stand in the edition of 2023; that of 2025, which is not on this machine, is not cited."""
    assert tables.vintages("unemployment", [2010]) == {"insee_chomage_zone_emploi": ("2023",)}
