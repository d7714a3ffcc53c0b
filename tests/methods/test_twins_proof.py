"""Twins must predict better than size alone: on an invented country by construction, on the real one by measure."""

import numpy as np
import pandas as pd
import pytest

from arpent import indicators
from arpent.errors import AskedWrongly
from arpent.methods.twins_proof import left_out_errors
from arpent.study import TWIN_INDICATORS, TWIN_LOGS

#: Never among what twins are chosen on.
NEVER_INPUT = ("main_flat_share", "dwellings_per_1000")
#: Ratios of errors, twins over nearest in size, measured on 1 250 EPCI: they may only fall (docs/methodes/jumeaux.md).
MEASURED = {
    "density": 0.72,
    "population_change": 0.76,
    "share_under_20": 0.38,
    "share_65_plus": 0.34,
    "second_home_share": 0.41,
    "vacancy_share": 0.57,
    "flat_share": 0.61,
    "persons_per_main_residence": 0.47,
    "main_flat_share": 0.67,
    "dwellings_per_1000": 0.36,
}


def test_twins_beat_size_on_every_indicator_left_out():
    """Real EPCI, each indicator hidden in turn, flats' share hidden too for that of households in flats."""
    profiles, _ = indicators.profiles([*TWIN_INDICATORS, *NEVER_INPUT], "epci", "246300701")
    errors = left_out_errors(
        profiles,
        TWIN_INDICATORS,
        [name for name in TWIN_INDICATORS if name != "population"] + list(NEVER_INPUT),
        size="population",
        logs=TWIN_LOGS,
        also_without={"main_flat_share": ["flat_share"]},
    )
    assert set(errors.index) == set(MEASURED)
    assert (errors["ratio"] <= pd.Series(MEASURED) + 0.005).all(), errors
    assert np.exp(np.log(errors["ratio"]).mean()) < 0.52


def test_where_nothing_but_size_tells_twins_do_not_win():
    """The measure is no flattery: pure noise beside the size, and a target made of size only."""
    drawn = np.random.default_rng(3).normal(size=(150, 4))
    frame = pd.DataFrame(drawn, columns=["size", "x", "y", "z"], index=[f"t:{i:03}" for i in range(150)])
    frame["size"] = np.exp(frame["size"])
    frame["target"] = np.log(frame["size"])
    errors = left_out_errors(frame, ["size", "x", "y", "z"], ["target"], size="size", logs=["size"])
    assert errors["ratio"].iloc[0] > 1


def test_size_is_no_target():
    """Those nearest in size know the size."""
    with pytest.raises(AskedWrongly, match="can't be a target"):
        left_out_errors(pd.DataFrame(), ["a"], ["size"], size="size")
