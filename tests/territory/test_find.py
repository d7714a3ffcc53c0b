"""From an identifier to a territory, and clear refusals."""

import pytest

from arpent.errors import AskedWrongly, UnknownTerritory
from arpent.territory import find


def test_epci_is_its_communes():
    """Clermont Auvergne Métropole has 21 communes (DGCL 2026)."""
    cam = find("epci:246300701")
    assert (cam.name, cam.kind, len(cam.communes)) == ("Clermont Auvergne Métropole", "METRO", 21)
    assert "63113" in cam.communes


@pytest.mark.parametrize("code", ["01004", "2A004", "97411", "01001"])
def test_codes_keep_zeros_and_letters(code):
    """Codes are text: 01004, 2A004 and 97411 come back as they went in."""
    assert find(f"commune:{code}").code == code
    assert find(f" commune:{code.lower()} ").communes == (code,)


def test_france_is_all_communes():
    """France is every commune of the 101 départements, and no COM."""
    france = find("france")
    assert len(france.communes) == 34_875
    assert {code[:3] for code in france.communes if code.startswith("97")} == {
        "971",
        "972",
        "973",
        "974",
        "976",
    }


def test_groupe_is_the_union_of_its_members():
    """The agency's own grouping holds every commune of its fourteen EPCI, once."""
    group = find("groupe:vichy-brioude")
    assert {"63113", "03310", "43040"} <= set(group.communes)
    assert len(group.communes) == len(set(group.communes))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("246300701", "did you mean 'epci:246300701'"),
        ("clermont-ferrand", "did you mean 'commune:63113'"),
        ("commune:1004", "did you mean 'commune:01004'"),
        ("epci:246300702", "Nearest: epci:246300701"),
        ("departement:1", "did you mean 'departement:01'"),
        ("groupe:vichy-briode", "did you mean 'vichy-brioude'"),
    ],
)
def test_unknown_codes_suggest(given, message):
    """An unknown code gets the nearest one."""
    with pytest.raises(UnknownTerritory, match="(?i)" + message):
        find(given)


@pytest.mark.parametrize("given", ["", "   ", "x" * 500, "communne:63113", "commune:\x00", "../../etc"])
def test_what_is_not_an_identifier_is_refused(given):
    """Anything else is refused before any file is read."""
    with pytest.raises(AskedWrongly):
        find(given)


def test_a_number_is_refused():
    """A code given as a number has lost its zeros."""
    with pytest.raises(AskedWrongly, match="is not text"):
        find(1004)


def test_a_commune_that_no_longer_exists_says_what_it_became():
    """Châtillon-en-Michaille joined Valserhône on 1 January 2019 (INSEE, COG)."""
    with pytest.raises(UnknownTerritory, match=r"became 'commune:01033'"):
        find("commune:01091")
