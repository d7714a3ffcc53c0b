"""Replaying events: lists of communes, parts taken back, new parts, zones."""

import pytest
from cogessai import BASE, ROWS, base_of, essai, events_of

from arpent.errors import DataInvalid
from arpent.territory.events import Events, from_rows
from arpent.territory.parts import as_frame, replay


def test_communes_of_each_year_follow_the_events():
    """An event dated Y-01-01 is in the COG of Y; one dated later in Y is in that of Y + 1."""
    parts = essai().parts
    assert parts.codes_of(2000) == sorted(BASE)
    assert parts.codes_of(2001) == ["1A001", "1A004", "1B001"]
    assert parts.codes_of(2002) == ["1A001", "1A002", "1A004", "1B001"]
    assert parts.codes_of(2003) == ["1A001", "1A002", "1A004", "1A005", "1A006"]
    assert parts.codes_of(2004) == ["1A001", "1A002", "1A004", "1A005", "1A006", "1A007"]


def test_a_re_established_commune_takes_back_what_it_brought():
    """Bé merges in 2001 and comes back in 2002 with its own part; Abécé keeps those of Ay and Cé."""
    frame = as_frame(essai().parts, 2002)
    owners = frame.groupby("commune_code")["origin_code"].agg(set)
    assert {"1A001", "1A003"} <= owners["1A001"]
    assert "1A002" in owners["1A002"]
    assert "1A002" not in owners["1A001"]


def test_a_piece_cut_out_of_several_communes_is_a_zone():
    """Gé comes out of Effe and Bé: the events don't say with how much of each, and the zone is declared."""
    assert essai().parts.zones == {("2003-09-01", "1A007")}


def test_a_part_cut_later_follows_its_parent_before():
    """Effe is cut out of Dy in 2002: until then, its territory is Dy's."""
    parts = essai().parts
    effe = parts.origins.tolist().index("1A005")
    owner = [str(parts.codes[parts.of(year)[effe]]) for year in parts.years]
    assert owner == ["1A004", "1A004", "1A004", "1A005", "1A005", "1A005"]


def test_a_commune_born_and_merged_on_one_date_passes_through():
    """INSEE writes a change of département and a merger of one day as two events: both apply, in order."""
    rows = [("2001-01-01", "2A001", "2A009", "Ka"), ("2001-01-01", "2A009", "2A002", "El")]
    rows.append(("2001-01-01", "2A002", "2A002", "El"))
    parts = replay(events_of(rows, {"2A001": "Ka", "2A002": "El"}, range(2000, 2002)))
    assert parts.codes_of(2001) == ["2A002"]


def test_an_event_from_nowhere_is_refused():
    """An event that starts from a commune that does not exist names its date and code."""
    rows = [("2001-01-01", "1A999", "1A001", "Ay")]
    with pytest.raises(DataInvalid, match="2001-01-01: 1A999 does not exist"):
        replay(events_of(rows, BASE, range(2000, 2002)))


def test_events_before_the_first_year_tell_only_the_story():
    """Rows dated before the first list don't move anything."""
    rows = from_rows([("1999-01-01", "1A777", "1A001", "Ay"), *ROWS])
    parts = replay(Events(base_of(BASE), rows, 2000, 2005))
    assert parts.codes_of(2000) == sorted(BASE)
