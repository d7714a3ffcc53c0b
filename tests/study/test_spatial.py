"""Clusters of a territory: of the département around it, refused for counts, absent where places are too few."""

import pytest

from arpent.errors import AskedWrongly
from arpent.study import Study
from arpent.views import Missing, draw_clusters
from arpent.views.clusters import MEAN, MORAN


def test_an_epci_is_told_among_its_departement():
    """An EPCI has too few communes: those of its département are compared, as on the département's own page."""
    here, around = (Study(one).clusters("vacancy_share") for one in ("epci:246300701", "departement:63"))
    assert (here.focus.id, here.area.id) == ("epci:246300701", "departement:63")
    assert here.frame.equals(around.frame)
    assert here.frame.loc[here.frame["role"] == "focus", "indicator"].tolist() == [MORAN, MEAN]
    assert (here.frame["role"] == "part").sum() == len(Study("departement:63").parts)


def test_the_source_is_noted():
    """What the clusters were told on is cited at the end of the page."""
    study = Study("departement:63")
    study.clusters("vacancy_share")
    assert "recensement" in str(study.sources().description).lower()


@pytest.mark.parametrize("territory", ["region:84", "departement:75", "departement:974"])
def test_too_few_places_show_nothing(territory):
    """A région of twelve départements, Paris and La Réunion: nothing, and no empty chart."""
    found = Study(territory).clusters("vacancy_share")
    assert found.frame.empty
    drawn = draw_clusters(found, name="x")
    assert isinstance(drawn, Missing)
    assert not drawn.why


def test_a_count_is_refused():
    """Large communes would be high, whoever their neighbours are."""
    with pytest.raises(AskedWrongly, match="'population' is a count"):
        Study("departement:63").clusters("population")
