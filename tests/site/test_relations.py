"""Who a territory is compared with on the site."""

from arpent.site.declared import read_site
from arpent.site.places import read_places
from arpent.site.relations import relate


def test_nobody_is_their_own_twin(sited, monkeypatch):
    """A table of twins holds the territory itself too: it is not a link to the page one is on."""
    monkeypatch.setattr("arpent.site.relations._twins", lambda _: ["epci-200085728", "epci-244301099"])
    found = relate(read_places(read_site("essai").campaign, sited.store))
    assert found["epci-200085728"].twins == ("epci-244301099",)
    assert found["epci-244301099"].twins == ("epci-200085728",)
