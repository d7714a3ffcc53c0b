"""Every number of a study is told by its stories; the audit itself sees one that is not."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

CAM = "epci:246300701"
pytestmark = pytest.mark.usefixtures("real_tables")


@pytest.fixture(scope="module")
def studies(audit) -> ModuleType:
    """Functions that walk a study's page; they need those of the observatoires."""
    assert audit.NUMBER
    spec = importlib.util.spec_from_file_location("studies", Path(__file__).with_name("studies.py"))
    module = sys.modules.setdefault("studies", importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("theme", ["projection", "besoins_logement", "sobriete_fonciere", "scenarios"])
def test_every_number_of_a_study_is_told(studies, theme):
    """Data of figures and tables, titles, readings and notes, on Clermont; no label on another."""
    walked = studies.Walked(theme, CAM)
    assert len(walked.views) > 4
    assert studies.false_cells(walked) == []
    assert studies.untold(walked) == []
    assert sys.modules["audit"].overlaps(walked) == []


def test_a_number_typed_into_a_study_is_found(studies):
    """In the data behind a table, and in a title."""
    walked = studies.Walked("besoins_logement", CAM)
    table = next(view for view in walked.views if view["name"] == "besoins-composantes")
    rows = [[*row] for row in table["rows"]]
    rows[0][1] += 7.7
    walked.views = [{**table, "rows": rows, "title": f"{table['title']} : 98765 logements"}]
    assert len(studies.false_cells(walked)) == 1
    assert any("98765" in fault for fault in studies.untold(walked))
