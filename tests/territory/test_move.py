"""Moving counts, ratios and flows on the invented COG, checked by head."""

import numpy as np
import pandas as pd
import pytest
from cogessai import essai
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.errors import AskedWrongly, DataInvalid
from arpent.territory.move import check_movable, move_counts, move_flows, move_ratios
from arpent.territory.passage import passage

LINE = essai()
ALL_2000 = ["1A001", "1A002", "1A003", "1A004", "1B001"]


def table(codes: list[str], **columns: list[float]) -> pd.DataFrame:
    """A table of communes."""
    return pd.DataFrame({"commune_code": codes, **columns})


def values(frame: pd.DataFrame, column: str) -> dict[str, float]:
    """Values by code."""
    return dict(zip(frame["commune_code"], frame[column], strict=True))


def test_counts_of_merged_communes_add_up():
    """10 + 20 + 30 dwellings of Ay, Bé and Cé are the 60 of Abécé; codes come sorted, every commune once."""
    moved = move_counts(
        table(ALL_2000, dwellings=[10, 20, 30, 40, 50]),
        passage(2000, 2001, timeline_of=LINE),
        columns=["dwellings"],
    )
    assert values(moved.frame, "dwellings") == {"1A001": 60, "1A004": 40, "1B001": 50}
    assert not moved.frame["is_estimated"].any()
    assert moved.report.merged == ("1A001", "1A002", "1A003")
    assert str(moved.report) == (
        "Passage du COG 2000 au COG 2001\u00a0: 5 communes deviennent 3\u00a0; 3 ont fusionné, 0 ont été "
        "partagées\u00a0; 0 ont seulement changé de code."
    )


def test_counts_of_a_split_commune_are_shared_and_said():
    """60 dwellings of Abécé go 36, 18, 6, as 600, 300, 100 inhabitants, and are flagged."""
    moved = move_counts(
        table(["1A001", "1A004", "1B001"], dwellings=[60, 40, 50]),
        passage(2001, 2000, timeline_of=LINE),
        columns=["dwellings"],
    )
    assert values(moved.frame, "dwellings") == {
        "1A001": pytest.approx(36),
        "1A002": pytest.approx(18),
        "1A003": pytest.approx(6),
        "1A004": 40,
        "1B001": 50,
    }
    assert values(moved.frame, "is_estimated")["1A002"]
    assert moved.report.estimated == ("1A001", "1A002", "1A003")
    assert moved.report.split == ("1A001",)


def test_the_passage_moves_counts_itself():
    """``passage(a, b).move_counts`` is the same as ``move_counts``."""
    way = passage(2000, 2001, timeline_of=LINE)
    given = table(ALL_2000, n=[1, 2, 3, 4, 5])
    pd.testing.assert_frame_equal(
        way.move_counts(given, columns=["n"]).frame, move_counts(given, way, columns=["n"]).frame
    )


def test_a_missing_value_stays_missing():
    """Cé's count is not known, so Abécé's is not; nothing is filled with 0."""
    moved = move_counts(
        table(ALL_2000, n=[1, 2, np.nan, 4, 5]), passage(2000, 2001, timeline_of=LINE), columns=["n"]
    )
    assert np.isnan(values(moved.frame, "n")["1A001"])
    assert values(moved.frame, "n")["1A004"] == 4


def test_a_commune_that_the_table_lacks_leaves_a_hole():
    """Without a row for Cé, Abécé is missing and named; where no row means nothing, it is the sum."""
    partial = table(["1A001", "1A002", "1A004"], n=[1, 2, 4])
    way = passage(2000, 2001, timeline_of=LINE)
    moved = move_counts(partial, way, columns=["n"])
    assert np.isnan(values(moved.frame, "n")["1A001"])
    assert moved.report.incomplete == ("1A001",)
    assert values(move_counts(partial, way, columns=["n"], absent="zero").frame, "n") == {
        "1A001": 3,
        "1A004": 4,
    }


def test_long_tables_keep_what_tells_rows_apart():
    """Two years in rows stay two years."""
    long = pd.concat([table(ALL_2000, year=[y] * 5, n=[y, y, y, y, y]) for y in (1, 2)])
    moved = move_counts(long, passage(2000, 2001, timeline_of=LINE), columns=["n"], by=["year"])
    rows = moved.frame.set_index(["commune_code", "year"])["n"]
    assert rows["1A001"].to_dict() == {1: 3, 2: 6}


def test_two_rows_of_one_commune_are_refused():
    """A key that repeats is not added up in silence."""
    with pytest.raises(DataInvalid, match=r"repeat.*1A001"):
        move_counts(table(["1A001", "1A001"], n=[1, 2]), passage(2000, 2001, timeline_of=LINE), columns=["n"])


def test_codes_of_another_year_are_refused():
    """A table of 2003 moved as one of 2001 names the codes that 2001 does not have."""
    with pytest.raises(DataInvalid, match="not communes of the COG 2001: 1A005, 1A006"):
        move_counts(
            table(["1A001", "1A005", "1A006"], n=[1, 2, 3]),
            passage(2001, 2002, timeline_of=LINE),
            columns=["n"],
        )


def test_ratios_are_recomputed_from_their_parts():
    """1/10, 2/20 and 27/30 make 30/60 = 0.5, not the mean of three ratios; 0/0 is missing."""
    given = table(ALL_2000, vacant=[1, 2, 27, 0, 1], dwellings=[10, 20, 30, 0, 4])
    moved = move_ratios(
        given, passage(2000, 2001, timeline_of=LINE), ratios={"vacancy_share": ("vacant", "dwellings")}
    )
    shares = values(moved.frame, "vacancy_share")
    assert shares["1A001"] == 0.5
    assert np.isnan(shares["1A004"])
    assert shares["1B001"] == 0.25


def test_medians_are_refused_where_a_commune_changed():
    """A median of Abécé is not made of those of Ay, Bé and Cé; that of Dy, unchanged, may be read."""
    way = passage(2000, 2001, timeline_of=LINE)
    with pytest.raises(AskedWrongly, match=r"a median can't be moved from the COG 2000 to 2001: 1A001"):
        check_movable("median", way, pd.Series(ALL_2000))
    check_movable("median", way, pd.Series(["1A004", "1B001"]))
    check_movable("count", way, pd.Series(ALL_2000))
    with pytest.raises(AskedWrongly, match="kind 'mean' is unknown"):
        check_movable("mean", way, pd.Series(ALL_2000))


def test_flows_move_at_both_ends():
    """Ay→Bé 5 and Bé→Dy 7 become Abécé→Abécé 5 and Abécé→Dy 7."""
    flows = pd.DataFrame({"home": ["1A001", "1A002"], "work": ["1A002", "1A004"], "workers": [5, 7]})
    moved = move_flows(
        flows,
        passage(2000, 2001, timeline_of=LINE),
        columns=["workers"],
        origin="home",
        destination="work",
    )
    assert moved.frame[["home", "work", "workers"]].to_numpy().tolist() == [
        ["1A001", "1A001", 5.0],
        ["1A001", "1A004", 7.0],
    ]


def test_flows_are_shared_at_both_ends():
    """100 from Abécé to Dy (2001) start from Ay, Bé and Cé as 60, 30 and 10; the total is kept."""
    flows = pd.DataFrame({"home": ["1A001"], "work": ["1A004"], "workers": [100]})
    moved = move_flows(
        flows,
        passage(2001, 2000, timeline_of=LINE),
        columns=["workers"],
        origin="home",
        destination="work",
    )
    assert moved.frame["workers"].tolist() == pytest.approx([60, 30, 10])
    assert moved.frame["is_estimated"].all()


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(range(2000, 2006)),
    st.sampled_from(range(2000, 2006)),
    st.lists(st.floats(0, 1e9), min_size=6, max_size=6),
)
def test_counts_are_conserved(first, last, counts):
    """Whatever the years and counts, totals are kept to 1e-9."""
    way = passage(first, last, timeline_of=LINE)
    codes = way.codes[0]
    moved = move_counts(table(codes, n=counts[: len(codes)]), way, columns=["n"])
    assert moved.frame["n"].sum() == pytest.approx(sum(counts[: len(codes)]), rel=1e-9, abs=1e-9)
    assert moved.frame["commune_code"].tolist() == way.codes[1]


def test_what_leaves_the_cog_is_kept_apart():
    """Saint-Barthélemy and Saint-Martin (2006) have no commune in 2010: their rows come back untouched."""
    way = passage(2006, 2010)
    given = table(way.codes[0], n=[1.0] * len(way.codes[0]))
    moved = move_counts(given, way, columns=["n"])
    assert moved.report.outside["commune_code"].tolist() == ["97123", "97127"]
    assert moved.frame["n"].sum() + moved.report.outside["n"].sum() == given["n"].sum()


def test_what_enters_the_cog_is_missing():
    """Mayotte's 17 communes are of the COG since 2012: a table of 2010 has nothing for them."""
    way = passage(2010, 2012)
    moved = move_counts(table(way.codes[0], n=[1.0] * len(way.codes[0])), way, columns=["n"])
    assert len(moved.report.entered) == 17
    assert moved.frame["commune_code"].tolist() == way.codes[1]
    assert moved.frame.loc[moved.frame["commune_code"] == "97611", "n"].isna().all()
