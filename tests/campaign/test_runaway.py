"""Notebooks that loop, eat memory, print without end, leave at once or leave children: contained and told."""

import os
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from arpent.campaign import Options
from arpent.campaign.declared import check_campaign
from arpent.campaign.executors import Processes, Threads
from arpent.render.run_report import write_run_report

PLACE = "epci:244301099"
GOOD = 'views.draw_line(study.series("population"), name="serie")'
#: Theme → the cell that runs wild, and what is said of it.
WILD = {
    "boucle": ("for number in iter(int, 1):\n    pass", "took more than 20 s and was stopped"),
    "lent": (
        "import time\nwhile True:\n    time.sleep(0.1)",
        "the notebook took more than 25 s and was stopped",
    ),
    "memoire": (
        "kept = []\nwhile True:\n    kept.append(bytearray(2**24))",
        "line 3 (kept.append(bytearray(2**24)))",
    ),
    "bavard": ("while True:\n    print('x' * 2**16)", "showed more than 2 MiB and was stopped"),
    "sortie": ("import os\nos._exit(3)", "the kernel died"),
}
#: It ends well, and leaves a thread and two processes behind, one in a session of its own.
CHILDREN = """import subprocess, threading, time
threading.Thread(target=time.sleep, args=(600,)).start()
for is_apart in (False, True):
    subprocess.Popen(["sleep", "86399"], start_new_session=is_apart)"""


def _notebook(project, theme, cell, order):
    """A theme of one cell that runs wild, before one that is good."""
    texts = [
        f'territory: str = "{PLACE}"',
        "from arpent import Study, views\n\nstudy = Study(territory)",
        cell,
        GOOD,
    ]
    cells = [nbformat.v4.new_code_cell(text) for text in texts]
    cells[0].metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    nbformat.write(notebook, project.root / f"notebooks/observatoire/{theme}.ipynb")
    about = f"title: {theme}\nquestion: Combien ?\norder: {order}\ntables: [communes, population_legal]\n"
    (project.root / "params" / "themes" / f"{theme}.yml").write_text(about)


@pytest.fixture
def wild(copied):
    """A campaign of every kind of runaway notebook, two that behave, and one that leaves children."""
    for path in (copied.root / "params" / "themes").iterdir():
        path.unlink()
    cells = {theme: cell for theme, (cell, _) in WILD.items()}
    cells = {"avant": "1 + 1", **cells, "enfants": CHILDREN, "apres": "1 + 1"}
    for order, (theme, cell) in enumerate(cells.items()):
        _notebook(copied, theme, cell, order)
    copied.themes = tuple(cells)
    return copied


def test_what_runs_wild_is_stopped_and_told_and_the_others_are_made(wild):
    """Each within its limit, with its cell (papermill's own counts); whoever behaves is untouched; nothing is left."""
    limits = {"timeout": 20, "within": 90, "memory": 1500, "output": 2}
    given = {"territories": [PLACE], "themes": list(wild.themes), "options": Options(limits, retries=1)}
    progress = wild.run(Processes(2), **{**given, "themes": [one for one in wild.themes if one != "lent"]})
    said = {one.page: one.failure for one in progress.failures}
    assert set(said) == set(WILD) - {"lent"}
    assert all(WILD[theme][1] in failure.message for theme, failure in said.items()), said
    assert {failure.cell for failure in said.values()} == {4}
    assert progress.executed == 3
    pages = {path.stem for path in wild.store.report("epci-244301099").glob("*.html")}
    assert pages == {"index", "avant", "enfants", "apres"}
    record = wild.store.records()["sortie", "epci-244301099"]
    assert (record["tries"], record["failure"]["is_dead"]) == (2, True)
    assert _ends(lambda: not _sleeping())
    _told(wild, progress, given)


def test_a_notebook_whose_cells_are_short_has_a_limit_too(wild):
    """Seconds for the whole notebook, where each cell keeps within its own."""
    options = Options({"timeout": 60, "within": 25}, retries=0)
    progress = wild.run(Threads(1), territories=[PLACE], themes=["lent"], options=options)
    assert [one.failure.cell for one in progress.failures] == [4]
    assert WILD["lent"][1] in progress.failures[0].failure.message


def _told(wild, progress, given):
    """The run report names each, with its cell and line, and how much memory those that ended took."""
    record = {"title": "Essai", "territories": [PLACE], "themes": given["themes"]}
    plan = wild.plan(territories=[PLACE], themes=given["themes"])
    page = write_run_report(check_campaign("essai", record, "essai.yml"), plan, wild.store, progress)
    text = Path(page).read_text(encoding="utf-8")
    for theme in set(WILD) - {"lent"}:
        assert f"{theme}, cellule 4" in text
    assert "cellule 4, ligne 3" in text
    assert "boucle, cellule 4, ligne" in text


def _sleeping():
    return [one for one in psutil.process_iter(["cmdline"]) if one.info["cmdline"] == ["sleep", "86399"]]


def _ends(is_so):
    """Whether something is so within five seconds."""
    until = time.monotonic() + 5
    while time.monotonic() < until and not is_so():
        os.sched_yield()
        time.sleep(0.05)
    return is_so()
