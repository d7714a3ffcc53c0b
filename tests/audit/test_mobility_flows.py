"""The page of mobility where flows are known: made-up ones between six communes; see ``flows_made_up``."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "indicators"))
import flows_made_up as made

FLOWS = ("mobilite-sur-place", "mobilite-flux", "mobilite-echanges", "mobilite-distances")


def _kinds(walked):
    return {view["name"]: view["kind"] for view in walked.views}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project without any table of its own yet."""
    made.make_project(tmp_path / "p")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path / "p"))
    (tmp_path / "p" / "notebooks").symlink_to(Path(__file__).parents[2] / "notebooks")
    (tmp_path / "p" / "params" / "themes").symlink_to(Path(__file__).parents[2] / "params" / "themes")
    (tmp_path / "p" / "reports").symlink_to(Path(__file__).parents[2] / "reports")
    return tmp_path / "p"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("territory", [made.VICHY_EPCI, "commune:03310", "departement:03"])
def test_sections_of_flows_come_with_their_table(audit, territory):
    """Drawn, with every number traced; without the table, left out and named at the end."""
    without = audit.walk("mobilite", territory)
    assert {_kinds(without)[name] for name in FLOWS} == {"missing"}
    assert "D’où vient-on, où va-t-on travailler" not in without.html
    assert "éplacements domicile-travail entre communes" in without.html
    made.write_flows()
    walked = audit.walk("mobilite", territory)
    assert "missing" not in {_kinds(walked)[name] for name in FLOWS}
    assert "D’où vient-on, où va-t-on travailler" in walked.html
    assert audit.untraced(walked) == []
    assert audit.overlaps(walked) == []
