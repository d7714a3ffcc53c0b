"""INSEE's projection of France, from the published workbooks; and one invented year of hypotheses."""

import numpy as np
import pandas as pd
import pytest

from arpent.methods.cohorts import Hypotheses
from arpent.tables import projection_hypotheses, projections
from arpent.tables.raw import Sources


@pytest.fixture(scope="session")
def insee(shared_data) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables ``projections`` and ``projection_hypotheses``, built from the published workbooks."""
    sources = Sources(str(shared_data))
    return projections.build(sources), projection_hypotheses.build(sources)


@pytest.fixture
def small_year() -> Hypotheses:
    """Three ages (0, 1, 2 or more): one in ten dies at each, two in ten of the oldest; one child at age 1."""
    return Hypotheses(np.array([[0.1, 0.1, 0.1, 0.2]] * 2), np.array([0.0, 1.0, 0.0]))
