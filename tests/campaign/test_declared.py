"""Campaign files: what they may say, and how a wrong one is refused."""

import pytest
import yaml

from arpent.campaign import campaigns, read_campaign, targets_of
from arpent.campaign.declared import check_campaign
from arpent.campaign.selectors import members, select
from arpent.errors import AskedWrongly, UnknownTerritory
from arpent.territory import find

GOOD = {"title": "Essai", "territories": "epci:246300701", "themes": "population"}


def _targets(**given):
    return targets_of(check_campaign("essai", {**GOOD, **given}, "essai.yml")).each


def test_every_campaign_of_the_project_can_be_planned():
    """Each file of params/campaigns gives targets."""
    assert len({one.territory for one in targets_of(read_campaign("vichy-brioude")).each}) == 15
    assert len(targets_of(read_campaign("france-population")).each) == 1255
    assert set(campaigns()) >= {"vichy-brioude", "france-population"}


def test_selectors_name_territories():
    """The 14 EPCI of the grouping, one itself, the communes of one; each once, in order."""
    assert len(select(["epci in groupe:vichy-brioude"], "")) == 14
    assert select(["groupe:vichy-brioude", "groupe:vichy-brioude"], "") == ["groupe:vichy-brioude"]
    assert set(select(["commune in epci:244301099"], "")) == {
        f"commune:{code}" for code in find("epci:244301099").communes
    }


def test_departements_share_the_epci_of_france():
    """Each EPCI lies in one département, by its inhabitants."""
    found = [one for code in select(["all departement"], "") for one in members("epci", find(code))]
    assert len(found) == len(set(found)) == len(select(["all epci"], ""))


def test_codes_keep_their_zeros():
    """An unquoted commune:01004 and a parameter 01004 stay text."""
    record = yaml.load("since: 02018", Loader=yaml.BaseLoader)
    target = _targets(territories="commune:01004", parameters=record)[0]
    assert (target.territory, target.slug) == ("commune:01004", "commune-01004")
    assert target.parameters["since"] == 2018


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"teritories": "france"}, "did you mean 'territories'"),
        ({"territories": []}, "'territories' is empty"),
        ({"territories": {"epci": "x"}}, "not a selector or a list"),
        ({"territories": "all epcis"}, "did you mean 'epci'"),
        ({"territories": "epci inside departement:63"}, "not a selector"),
        ({"territories": "epci in departement:99"}, "departement:99"),
        ({"territories": "epci:246300702"}, "246300701"),
        ({"territories": "x" * 100_000}, "territories"),
        ({"themes": ["populatoin"]}, "did you mean 'population'"),
        ({"themes": [["population"]]}, "not a list of themes"),
        ({"parameters": {"sinse": "2018"}}, "did you mean 'since'"),
        ({"parameters": {"since": "deux"}}, "not a whole number"),
        ({"parameters": {"since": {"a": "b"}}}, "parameters.since"),
        ({"parameters": ["since"]}, "not a mapping"),
        ({"parameters": {"territory": "france"}}, "'territories'"),
        ({"compare_to": ["parent"]}, "did you mean 'parents'"),
        ({"compare_to": ["parents"], "parameters": {"compare_to": "parents"}}, "twice"),
        ({"compare_to": ["epci:1"]}, "compare_to: epci:1"),
        ({"scenarios": ["haut"]}, "declares a parameter 'scenario'"),
        ({"title": ""}, "'title' is missing"),
    ],
)
def test_a_wrong_campaign_is_refused_with_the_way_out(given, message):
    """File and key are named, and nothing runs."""
    with pytest.raises(AskedWrongly, match=message) as refused:
        _targets(**given)
    assert "essai" in str(refused.value) or isinstance(refused.value, UnknownTerritory)


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "a: [",
        "a: &a [*a]",
        "[" * 3000,
        "\x00",
        "title: {a: b}",
        "title: a\ntitle: b",
        "!!python/object:os.system x",
    ],
)
def test_a_hostile_file_is_refused(tmp_path, monkeypatch, text):
    """No traceback, nothing built from it."""
    folder = tmp_path / "params" / "campaigns"
    folder.mkdir(parents=True)
    (tmp_path / "params" / "territories.yml").write_text("groupes: {}")
    (folder / "hostile.yml").write_text(text)
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    with pytest.raises(AskedWrongly):
        targets_of(read_campaign("hostile"))


def test_an_unknown_campaign_suggests_the_nearest():
    """And lists those there are."""
    with pytest.raises(AskedWrongly, match="did you mean 'vichy-brioude'"):
        read_campaign("vichy-briode")
