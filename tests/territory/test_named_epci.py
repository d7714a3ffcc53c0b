"""Named cases of EPCI (issue 3): over several départements, and communes in none. Source: DGCL, COG 2026."""

from arpent.territory import find, parent
from arpent.territory.reference import read_reference


def test_eighty_nine_epci_lie_over_several_departements():
    """They are whole in their own report; their département is the one where most inhabitants live."""
    communes = read_reference("communes").dropna(subset="epci_code")
    over = communes.groupby("epci_code")["departement_code"].nunique()
    assert (over > 1).sum() == 89
    sancy = find("epci:246300966")
    assert {code[:2] for code in sancy.communes} == {"15", "63"}
    assert parent(sancy, "departement") == find("departement:63")


def test_four_islands_are_in_no_epci():
    """98 communes of the Etalab release have none: these four, and 94 of overseas collectivities, out of scope."""
    communes = read_reference("communes")
    assert sorted(communes.index[communes["epci_code"].isna()]) == ["22016", "29083", "29155", "85113"]
