"""Where the project is."""

import pytest

from arpent import project
from arpent.errors import AskedWrongly


def test_a_working_folder_that_was_removed_is_said(tmp_path, monkeypatch):
    """Another terminal deleted it: one message, not a traceback."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(AskedWrongly, match="working folder was removed"):
        project.path("data")


def test_a_declared_root_that_is_no_project_is_refused(tmp_path, monkeypatch):
    """``ARPENT_ROOT`` is never passed over for another folder."""
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    with pytest.raises(AskedWrongly, match="set it to an arpent project's folder"):
        project.root()
