"""What code reaches is remembered, and forgotten as soon as anything that it was read from changes."""

import json

from arpent.campaign import followed
from arpent.campaign.contents import Contents
from arpent.campaign.followed import Followed

CELLS = ["from arpent import Study", 'Study("france")']


def test_what_was_followed_once_is_not_followed_again(tmp_path, monkeypatch):
    """The next run reads it back, the same."""
    memory = tmp_path / "followed.json"
    monkeypatch.setattr(followed, "library_state", lambda _: "same")
    first = Followed(Contents(), memory)
    reached = first.cells(CELLS, ["population_legal"])
    first.save()
    monkeypatch.setattr(followed, "reach_cells", lambda *_, **__: 1 / 0)
    assert Followed(Contents(), memory).cells(CELLS, ["population_legal"]) == reached
    assert "arpent.study.study" in reached.code


def test_a_changed_library_is_followed_again(tmp_path, monkeypatch):
    """Whatever file of it changed; so is another list of data files, and a memory that was damaged."""
    memory = tmp_path / "followed.json"
    monkeypatch.setattr(followed, "library_state", lambda _: "same")
    first = Followed(Contents(), memory)
    first.cells(CELLS, [])
    first.save()
    kept = json.loads(memory.read_text())
    memory.write_text(json.dumps({**kept, "reached": {key: [{}, ["no table"]] for key in kept["reached"]}}))
    assert Followed(Contents(), memory).cells(CELLS, []).data == {"no table"}
    monkeypatch.setattr(followed, "library_state", lambda _: "other")
    assert Followed(Contents(), memory).cells(CELLS, []).data != {"no table"}
    monkeypatch.setattr(followed, "library_state", lambda _: "same")
    assert Followed(Contents(), memory).cells(CELLS, []).data == {"no table"}
    monkeypatch.setattr(followed, "data_files", lambda: {"new": tmp_path})
    assert Followed(Contents(), memory).cells(CELLS, []).data != {"no table"}
    monkeypatch.undo()
    memory.write_text("{")
    assert Followed(Contents(), memory).cells(CELLS, []).data != {"no table"}
