"""The passage on the invented COG, checked by head, and its laws on random sequences of events."""

import numpy as np
import pandas as pd
import pytest
from cogessai import essai, events_of, populations_of
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.errors import AskedWrongly, DataInvalid
from arpent.territory.passage import Passage, passage
from arpent.territory.timeline import Timeline, make_timeline

YEARS = range(2000, 2007)


def shares(way: Passage) -> dict[tuple[str, str], float]:
    """Weights by (source, target)."""
    keys = zip(way.frame["source_code"], way.frame["target_code"], strict=True)
    return dict(zip(keys, way.frame["weight"].round(9).tolist(), strict=True))


def test_a_merger_undone_is_shared_by_inhabitants():
    """Abécé (2001) goes back to Ay, Bé and Cé as 600, 300 and 100 inhabitants."""
    back = shares(passage(2001, 2000, timeline_of=essai()))
    assert back["1A001", "1A001"] == 0.6
    assert back["1A001", "1A002"] == 0.3
    assert back["1A001", "1A003"] == 0.1
    assert back["1A004", "1A004"] == 1.0


def test_merging_then_splitting_comes_back():
    """Bé, merged in 2001 and re-established in 2002, is Bé: nothing is estimated between 2000 and 2002."""
    line = essai()
    there, after = passage(2000, 2001, timeline_of=line), passage(2001, 2002, timeline_of=line)
    around = there.then(after)
    assert shares(around)["1A002", "1A002"] == 1.0
    assert ("1A002", "1A001") not in shares(around)
    assert not around.frame["is_estimated"].any()


def test_what_no_population_tells_apart_is_said():
    """Effe, cut out of Dy without any population of its own, is shared by rule and flagged."""
    frame = passage(2000, 2003, timeline_of=essai()).frame.set_index(["source_code", "target_code"])
    cut = frame.loc["1A004"]
    assert cut["is_estimated"].all()
    assert set(cut["basis"]) == {"rule"}
    assert frame.loc[("1A001", "1A001"), "basis"] == "whole"


def test_first_populations_after_a_split_serve_where_there_are_none_before():
    """Dy 1 000 is cut into Dy 900 and Effe 100, counted afterwards only: 0.9 and 0.1."""
    rows = [("2001-01-01", "1A004", "1A004", "Dy"), ("2001-01-01", "1A004", "1A005", "Effe")]
    counted = populations_of({"1A004": 900, "1A005": 100}, reference_year=1999, cog_year=2001)
    later = populations_of({"1A004": 500, "1A005": 500}, reference_year=2000, cog_year=2001)
    line = make_timeline(events_of(rows, {"1A004": "Dy"}, range(2000, 2004)), pd.concat([counted, later]))
    assert shares(passage(2000, 2001, timeline_of=line)) == {
        ("1A004", "1A004"): 0.9,
        ("1A004", "1A005"): 0.1,
    }


def test_parts_merged_twice_keep_their_shares_at_each_level():
    """A (60+40) merges with B: in the whole, A weighs its latest 300 and keeps 60:40 inside."""
    names = {"1A001": "A", "1A002": "a", "1A003": "B"}
    rows = [
        ("2001-01-01", "1A001", "1A001", "A"), ("2001-01-01", "1A002", "1A001", "A"),
        ("2003-01-01", "1A001", "1A001", "A"), ("2003-01-01", "1A003", "1A001", "A"),
    ]  # fmt: skip
    first = populations_of({"1A001": 60, "1A002": 40, "1A003": 10}, reference_year=1997, cog_year=2000)
    last = populations_of({"1A001": 300, "1A003": 100}, reference_year=1999, cog_year=2002)
    line = make_timeline(events_of(rows, names, range(2000, 2004)), pd.concat([first, last]))
    back = shares(passage(2003, 2000, timeline_of=line))
    assert back == {("1A001", "1A001"): 0.45, ("1A001", "1A002"): 0.3, ("1A001", "1A003"): 0.25}


def test_another_declared_weight():
    """Counts of dwellings may be cut by dwellings: 50 and 150 of the two pieces give 1/4 and 3/4."""
    way = passage(2002, 2003, timeline_of=essai())
    weight = pd.Series({"1A004": 50.0, "1A005": 150.0})
    cut = way.frame["source_code"] == "1A004"
    assert way.shares(weight)[cut].tolist() == pytest.approx([0.25, 0.75])
    with pytest.raises(DataInvalid, match="1A005"):
        way.shares(weight.drop("1A005"))


def test_an_unknown_year_says_which_are_known():
    """A year out of range is refused with the range."""
    with pytest.raises(AskedWrongly, match="1967: unknown; allowed: 1968 to "):
        passage(1967, 2020)


def test_passages_follow_only_where_they_end():
    """2000 → 2001 can't be followed by 2002 → 2003."""
    line = essai()
    with pytest.raises(AskedWrongly, match="2001 can't be followed by one from 2002"):
        passage(2000, 2001, timeline_of=line).then(passage(2002, 2003, timeline_of=line))


@st.composite
def stories(draw: st.DrawFn) -> tuple[Timeline, list[set[str]]]:
    """Random merges, splits, zones and changes of code, and the lists that sets alone give."""
    alive = {f"1A{number:03d}" for number in range(1, draw(st.integers(2, 7)) + 1)}
    names = {code: code for code in sorted(alive)}
    gone: list[str] = []
    fresh = iter(f"1A{number:03d}" for number in range(100, 999))
    rows, lists = [], [set(alive)]
    for year in YEARS[1:]:
        date = f"{year}-01-01"
        kind = draw(st.sampled_from(["merge", "split", "code", "zone", "nothing"]))
        ordered = sorted(alive)
        if kind == "merge" and len(ordered) > 1:
            members = draw(st.lists(st.sampled_from(ordered), min_size=2, max_size=4, unique=True))
            target = draw(st.sampled_from(members))
            rows += [(date, member, target, target) for member in members]
            gone += [member for member in members if member != target]
            alive -= set(members) - {target}
        elif kind == "split":
            source = draw(st.sampled_from(ordered))
            back = sorted(set(gone) - alive)
            new = draw(st.sampled_from(back)) if back and draw(st.booleans()) else next(fresh)
            rows += [(date, source, source, source), (date, source, new, new)]
            alive |= {new}
        elif kind == "code":
            source, new = draw(st.sampled_from(ordered)), next(fresh)
            rows.append((date, source, new, new))
            alive = (alive - {source}) | {new}
        elif kind == "zone" and len(ordered) > 1:
            sources = draw(st.lists(st.sampled_from(ordered), min_size=2, max_size=3, unique=True))
            new = next(fresh)
            rows += [(date, source, source, source) for source in sources]
            rows += [(date, source, new, new) for source in sources]
            alive |= {new}
        lists.append(set(alive))
    counted = {code: draw(st.integers(1, 10_000)) for code in names}
    populations = populations_of(counted, reference_year=1997, cog_year=2000)
    return make_timeline(events_of(rows, names, YEARS), populations), lists


@settings(max_examples=60, deadline=None)
@given(stories(), st.sampled_from(YEARS), st.sampled_from(YEARS), st.sampled_from(YEARS))
def test_laws_of_passages(story, first, middle, last):
    """Lists are exact; shares are positive and sum to 1; counts are conserved; passages compose."""
    line, lists = story
    for year, expected in zip(YEARS, lists, strict=True):
        assert set(line.codes(year)) == expected
    way = passage(first, last, timeline_of=line)
    assert set(way.frame["source_code"]) == lists[YEARS.index(first)]
    assert set(way.frame["target_code"]) == lists[YEARS.index(last)]
    assert (way.frame["weight"] > 0).all()
    sums = way.frame.groupby("source_code")["weight"].sum()
    assert np.allclose(sums, 1, rtol=0, atol=1e-12)
    counts = np.arange(1.0, len(sums) + 1)
    assert (way.matrix @ counts).sum() == pytest.approx(counts.sum(), rel=1e-9)
    by_middle = passage(first, middle, timeline_of=line).then(passage(middle, last, timeline_of=line))
    pd.testing.assert_frame_equal(by_middle.frame, way.frame)
    halves = passage(middle, last, timeline_of=line).matrix @ passage(first, middle, timeline_of=line).matrix
    assert ((halves > 0).astype(int) - (way.matrix > 0).astype(int)).toarray().min() >= 0
    assert (halves @ counts).sum() == pytest.approx(counts.sum(), rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(stories(), st.sampled_from(YEARS), st.sampled_from(YEARS))
def test_there_and_back(story, first, last):
    """The way back has the same pairs as the way there; through any year, back to the start is identity."""
    line, _ = story
    there, back = passage(first, last, timeline_of=line), passage(last, first, timeline_of=line)
    pairs = set(zip(there.frame["source_code"], there.frame["target_code"], strict=True))
    assert pairs == set(zip(back.frame["target_code"], back.frame["source_code"], strict=True))
    home = there.then(back).frame
    assert (home["source_code"] == home["target_code"]).all()
    assert not home["is_estimated"].any()
