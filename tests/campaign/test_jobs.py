"""Many notebooks: one failure never stops the others."""

from pathlib import Path

import pytest
from nbformat.v4 import new_notebook

from arpent.campaign import Job, run_jobs
from arpent.campaign import jobs as campaign
from arpent.errors import AskedWrongly, NotebookFailed
from arpent.notebook import find_notebook


def test_the_others_go_on(monkeypatch):
    """A failure, expected or not, is kept with its message."""
    faults = {"a": None, "b": NotebookFailed("b stopped"), "c": RuntimeError("unforeseen")}

    def run(path, _):
        if faults[path.stem]:
            raise faults[path.stem]
        return new_notebook()

    monkeypatch.setattr(campaign, "execute", run)
    monkeypatch.setattr(campaign, "check_jobs", lambda _: None)
    done = {one.job.name: one for one in run_jobs([Job(Path(f"{name}.ipynb"), {}) for name in faults])}
    assert done["a"].notebook is not None
    assert done["b"].failure == "b stopped"
    assert "RuntimeError: unforeseen" in done["c"].failure


def test_one_wrong_parameter_runs_nothing(monkeypatch):
    """All jobs are checked before the first kernel."""
    monkeypatch.setattr(campaign, "execute", lambda *_: pytest.fail("something ran"))
    jobs = [Job(find_notebook("portrait"), {}), Job(find_notebook("population"), {"sinse": 2017})]
    with pytest.raises(AskedWrongly, match="did you mean 'since'"):
        list(run_jobs(jobs))
