"""``arpent campaign``: what it prints, how it refuses."""

import json

import pytest

from arpent.campaign import store_of


def test_plan_says_what_would_run_and_why(arpent):
    """One line a notebook and territory; nothing is made."""
    ran = arpent("campaign", "plan", "france-population", "--json", "--force")
    planned = json.loads(ran.out)
    assert (ran.status, planned["targets"], len(planned["stale"])) == (0, 1255, 1255)
    assert planned["stale"][0]["why"] == ["forced"]


def test_dry_run_makes_nothing(arpent):
    """It is a plan."""
    ran = arpent("campaign", "run", "france-population", "--dry-run", "--force")
    assert ran.status == 0
    assert ran.out.splitlines()[0].startswith("run epci:")
    assert "1255 to run" in ran.err


def test_status_counts(arpent):
    """In JSON for machines."""
    told = json.loads(arpent("campaign", "status", "france-population", "--json").out)
    assert told["targets"] == 1255
    assert set(told) == {"targets", "executed", "failed", "left", "reports", "folder", "failures"}


def test_a_name_that_is_no_campaign_leaves_no_folder(arpent):
    """Nor one outside of the campaigns' own."""
    for name in ("no-such-campaign", "../no-such-campaign"):
        assert arpent("campaign", "run", name).status == 2
        assert not store_of(name).folder.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan", "vichy-briode"), "did you mean 'vichy-brioude'"),
        (("run", "vichy-brioude", "--executor", "spark", "--force"), "dask:tcp://host:port"),
        (("run", "vichy-brioude", "--executor", "spark", "--dry-run"), "dask:tcp://host:port"),
        (("run", "vichy-brioude", "--executor", "dask:tcp://host"), "dask:tcp://host:port"),
        (("run", "vichy-brioude", "--jobs", "0"), "jobs"),
        (("run", "vichy-brioude", "--within", "0"), "within"),
        (("run", "vichy-brioude", "--output", "-1"), "output"),
        (("status", "../vichy-brioude"), "did you mean 'vichy-brioude'"),
    ],
)
def test_what_is_asked_wrongly_runs_nothing(arpent, arguments, message):
    """Exit status 2, one message."""
    ran = arpent("campaign", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err
