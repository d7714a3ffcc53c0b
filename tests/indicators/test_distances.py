"""How far people go to work, on made-up flows between six communes: see ``flows_made_up``."""

import math
import sys
from pathlib import Path

import pytest

from arpent.indicators import measure
from arpent.indicators.distances import _apart
from arpent.indicators.mobilite import DISTANCES
from arpent.territory import find

sys.path.insert(0, str(Path(__file__).parent))
import flows_made_up as made
import numpy as np

from arpent.indicators.cube import ranks_of


@pytest.fixture
def flows(tmp_path, monkeypatch):
    """The made-up flows as the only built tables."""
    made.make_project(tmp_path / "p")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path / "p"))
    made.write_flows()


def _shares(identifier):
    frame = measure(DISTANCES, [("focus", find(identifier))])
    return frame[frame["year"] == 2022].set_index("indicator")["value"].to_dict()


@pytest.mark.usefixtures("flows")
def test_shares_by_distance_by_hand():
    """Of 3 890 workers of Cusset, 2 100 stay, 1 600 go to Vichy (3 km), 190 to Clermont-Ferrand (45 km)."""
    found = _shares("commune:03095")
    expected = {"own_commune": 2100, "under_10_km": 1600, "10_20_km": 0, "20_50_km": 190, "50_km_plus": 0}
    assert {name: found[f"commuters_{name}_share"] * 3890 for name in expected} == pytest.approx(expected)


@pytest.mark.usefixtures("flows")
def test_shares_add_up_and_those_who_work_abroad_are_not_counted():
    """Vichy's 40 who work abroad have no distance."""
    assert sum(_shares("epci:200071363").values()) == pytest.approx(1)
    assert _shares("commune:03310")["commuters_own_commune_share"] == pytest.approx(
        4800 / (4800 + 950 + 450 + 60)
    )


@pytest.mark.usefixtures("flows")
def test_where_nobody_was_asked_there_is_no_share():
    """A département without answers is missing, and says why."""
    frame = measure(DISTANCES, [("focus", find("departement:15"))])
    assert all(math.isnan(value) for value in frame["value"])
    assert set(frame["reason"]) == {"not_available"}


def test_distances_are_those_of_a_map():
    """Vichy to Clermont-Ferrand: about 48 km from centre to centre; to itself, nothing."""
    vichy, clermont = ranks_of(["03310"]), ranks_of(["63113"]).astype("int32")
    assert _apart(vichy, clermont)[0] == pytest.approx(48, abs=3)
    assert _apart(vichy, np.asarray(vichy, dtype="int32"))[0] == 0
