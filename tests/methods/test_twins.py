"""Statistical twins, on an invented country small enough to see: six towns along a line, and noise in plenty."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.errors import AskedWrongly, DataInvalid
from arpent.methods.twins import build_space, nearest, nearest_of_all, stability


@pytest.fixture
def towns() -> pd.DataFrame:
    """Six towns: size doubles from one to the next, the share of elders falls by steps of 0.05."""
    return pd.DataFrame(
        {"size": [1000.0 * 2**i for i in range(6)], "elders": [0.4 - 0.05 * i for i in range(6)]},
        index=[f"town:{letter}" for letter in "ABCDEF"],
    )


@pytest.fixture
def country() -> pd.DataFrame:
    """Two hundred territories, four indicators of which two say nearly the same (seeded)."""
    drawn = np.random.default_rng(7).normal(size=(200, 4))
    drawn[:, 1] = drawn[:, 0] + 0.1 * drawn[:, 1]
    return pd.DataFrame(drawn, index=[f"t:{i:03}" for i in range(200)], columns=list("abcd"))


def test_neighbours_on_the_line_are_twins(towns):
    """The twins of a town are the next ones on either side, equally far: ties go by identifier."""
    found = nearest(build_space(towns, logs=["size"]), "town:C", n=2)
    assert found["twin"].tolist() == ["town:B", "town:D"]
    assert found["distance"].iloc[0] == found["distance"].iloc[1]


def test_a_logarithm_compares_by_ratio(towns):
    """Without it, the largest town is far from all and the three smallest are as one."""
    by_ratio, by_gap = build_space(towns[["size"]], logs=["size"]), build_space(towns[["size"]])
    assert np.diff(by_ratio.frame["size"])[:3] == pytest.approx([np.diff(by_ratio.frame["size"])[0]] * 3)
    assert by_gap.frame["size"].diff().iloc[5] > 3 * by_gap.frame["size"].diff().iloc[1]


def test_distance_is_symmetric_and_null_to_itself(country):
    """A is as far from B as B from A."""
    space = build_space(country)
    table = np.array([space.distances(row) for row in range(len(space.frame))])
    assert np.allclose(table, table.T)
    assert not table.diagonal().any()


def test_without_shrinkage_it_is_mahalanobis(country):
    """Shrinkage 0, by the textbook: the inverse covariance of the standardised values."""
    space = build_space(country, shrinkage=0.0)
    values = space.frame.to_numpy()
    gap = values[3] - values[8]
    textbook = gap @ np.linalg.inv(np.cov(values, rowvar=False, ddof=0)) @ gap / 4
    assert space.distances(3)[8] == pytest.approx(np.sqrt(textbook))


def test_units_do_not_matter(country):
    """Thousands or units, per cent or shares: the same twins at the same distances."""
    other = country * [1000.0, 0.01, 5.0, 1.0] + [3.0, -8.0, 0.0, 100.0]
    found, expected = (nearest(build_space(one), "t:000") for one in (other, country))
    pd.testing.assert_frame_equal(found, expected)


def test_tails_are_drawn_in_and_keep_their_order(country):
    """A value a thousand times away is still the farthest, but not a thousand times as far."""
    country.iloc[:3, 0] = [50.0, 500.0, 5000.0]
    column = build_space(country).frame["a"]
    assert column.iloc[0] < column.iloc[1] < column.iloc[2] < 4 * column.iloc[0]


def test_a_missing_value_leaves_out_and_is_named(towns):
    """No filling in: the territory has no twin, is nobody's, and is counted."""
    towns.loc["town:B", "elders"] = np.nan
    space = build_space(towns, logs=["size"])
    assert space.left_out == ("town:B",)
    assert "town:B" not in nearest(space, "town:C")["twin"].tolist()
    with pytest.raises(AskedWrongly, match="town:B: has no complete profile"):
        nearest(space, "town:B")


def test_a_logarithm_of_nothing_is_missing(towns):
    """An empty town has no size to compare."""
    towns.loc["town:A", "size"] = 0.0
    assert build_space(towns, logs=["size"]).left_out == ("town:A",)


def test_an_indicator_equal_everywhere_says_nothing(towns):
    """It neither breaks the computation nor changes who is near."""
    plain = nearest(build_space(towns, logs=["size"]), "town:C")
    more = nearest(build_space(towns.assign(same=1.0), logs=["size"]), "town:C")
    assert more["twin"].tolist() == plain["twin"].tolist()


def test_reasons_are_the_smallest_and_largest_gaps():
    """Twin differs by nothing on a, little on b, more on c, most on d."""
    frame = pd.DataFrame(np.eye(8, 4) * 9, index=[f"t:{i}" for i in range(8)], columns=list("abcd"))
    frame += np.random.default_rng(1).normal(size=frame.shape)
    frame.loc["t:1"] = frame.loc["t:0"] + [0.0, 0.01, 0.1, 0.4]
    found = nearest(build_space(frame), "t:0", n=1).iloc[0]
    assert (found["twin"], found["closest"], found["farthest"]) == ("t:1", ("a", "b"), ("d", "c"))


def test_all_at_once_are_the_same_as_one_by_one(country):
    """The fast way gives what the explained way gives."""
    space = build_space(country)
    everyone = nearest_of_all(space, n=3)
    assert len(everyone) == 600
    for territory in ("t:000", "t:101"):
        alone, among = nearest(space, territory, n=3), everyone[everyone["territory"] == territory]
        assert among["twin"].tolist() == alone["twin"].tolist()
        assert among["distance"].tolist() == alone["distance"].tolist()


def test_stability_is_a_share_and_the_same_in_each_run(country):
    """Seeded by the territory; a copy of the territory always stays its twin."""
    country.loc["t:copy"] = country.loc["t:000"]
    space = build_space(country)
    twins = nearest(space, "t:000")["twin"].tolist()
    shares = stability(space, "t:000", twins)
    assert shares["t:copy"] == 1.0
    assert shares.between(0, 1).all()
    pd.testing.assert_series_equal(shares, stability(space, "t:000", twins))


def test_stability_of_all_sums_to_n(towns):
    """Each draw keeps exactly n of the others."""
    space = build_space(towns, logs=["size"])
    others = [name for name in towns.index if name != "town:C"]
    assert stability(space, "town:C", others, n=2).sum() == pytest.approx(2.0)


@given(st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order):
    """Shuffled rows, same twins."""
    frame = pd.DataFrame(
        {"a": [1.0, 2, 4, 7, 11, 16], "b": [3.0, 1, 4, 1, 5, 9]}, index=[f"t:{i}" for i in range(6)]
    )
    shuffled = nearest(build_space(frame.iloc[order]), "t:2", n=3)
    pd.testing.assert_frame_equal(shuffled, nearest(build_space(frame), "t:2", n=3))


def test_what_can_not_be_asked(towns):
    """No twin, a territory twice, a country of two."""
    space = build_space(towns, logs=["size"])
    with pytest.raises(AskedWrongly, match="n is 0"):
        nearest(space, "town:A", n=0)
    with pytest.raises(DataInvalid, match="there twice"):
        build_space(pd.concat([towns, towns]))
    with pytest.raises(DataInvalid, match="2 territories have every indicator"):
        build_space(towns.head(2))
