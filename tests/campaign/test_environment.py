"""Versions of libraries are remembered, and read again as soon as one is installed."""

import json
import os
import sys

import pytest

from arpent.campaign.environment import Environment, installed


@pytest.fixture
def remembered(tmp_path, monkeypatch):
    """A memory in which pandas has a version of its own, beside a folder where a library may be installed."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    (tmp_path / "site").mkdir()
    memory = tmp_path / "environment.json"
    first = Environment(memory)
    assert first.versions == installed()
    first.save()
    told = json.loads(memory.read_text())
    memory.write_text(json.dumps(told | {"versions": told["versions"] | {"pandas": "remembered"}}))
    return memory


def test_versions_are_remembered(remembered):
    """While nothing is installed or removed, no record of a library is read."""
    assert Environment(remembered).versions["pandas"] == "remembered"


@pytest.mark.parametrize("change", ["installed", "removed", "damaged", "python"])
def test_a_change_of_the_environment_is_seen(remembered, tmp_path, monkeypatch, change):
    """Another library in a folder, another list of folders, another Python, or a memory that can't be read."""
    if change == "installed":
        (tmp_path / "site" / "other-1.0.dist-info").mkdir()
        os.utime(tmp_path / "site", ns=(1, 1))  # as a clock that ticks
    elif change == "removed":
        monkeypatch.setattr(sys, "path", sys.path[:-1])
    elif change == "python":
        monkeypatch.setattr(sys, "version", sys.version.replace("3.", "4.", 1))
    else:
        remembered.write_text("[")
    assert Environment(remembered).versions["pandas"] == installed()["pandas"]
