"""A project of its own for each test: this one's library, a copy of what a test may change."""

import shutil

import nbformat
import pytest

from arpent import project
from arpent.campaign import make_plan, run_plan, store_of, targets_of, work
from arpent.campaign.declared import check_campaign
from arpent.campaign.executors import Threads
from arpent.catalogue import source_line
from arpent.catalogue.reading import read_record
from arpent.notebook import bind, read_notebook, read_parameters
from arpent.notebook.themes import read_themes
from arpent.render.edition import Edition
from arpent.render.renderers import Choice
from arpent.views.sources import Sources
from arpent.views.view import Phrase, Words

PLACES = ("epci:244301099", "epci:200085728")
THEMES = ("portrait", "population")
CITED, YEARS = "insee_population_legale", ("2023",)


class Project:
    """A campaign of two real EPCI and two themes, in a folder that a test may change."""

    def __init__(self, root):
        self.root = root
        self.store = store_of("essai")

    def write(self, path, old, new):
        """Change a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        read_themes.cache_clear()
        read_record.cache_clear()

    def plan(self, *, force=False, **given):
        """What a run would do."""
        record = {"title": "Essai", "territories": list(PLACES), "themes": list(THEMES), **given}
        declared = check_campaign("essai", record, "essai.yml")
        targets = targets_of(declared)
        themes = tuple(dict.fromkeys(target.theme for target in targets.each))
        self.edition = Edition(Choice("embedded", "essai"), declared.formats, themes, targets.missing)
        return make_plan(targets, self.store, self.edition, force=force)

    def run(self, executor=None, **given):
        """Do it."""
        options = given.pop("options", None)
        plan = self.plan(**given)
        workers = executor or Threads(2)
        try:
            with self.store.locked():
                self.store.sweep()
                return run_plan(plan, self.store, workers, self.edition, options=options)
        finally:
            workers.close()

    def files(self):
        """Every result and report, by name: what must be the same whatever happened."""
        found = [*self.store.folder.rglob("*.ipynb.gz"), *self.store.reports.rglob("*.*")]
        return {
            str(path.relative_to(self.store.folder)): path.read_bytes() for path in found if path.is_file()
        }


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A project whose notebooks, params, catalogue, methods and templates can be changed."""
    root = tmp_path / "project"
    for name in (
        "notebooks", "params", "data/catalogue", "docs/methodes", "reports/templates", "reports/theme",
    ):  # fmt: skip
        shutil.copytree(project.path(name), root / name)
    shutil.copy(project.path("reports", "_quarto.yml"), root / "reports")
    (root / "data" / "embedded").mkdir()
    for path in project.path("data", "embedded").iterdir():
        (root / "data" / "embedded" / path.name).symlink_to(path)
    monkeypatch.setenv("ARPENT_ROOT", str(root))
    read_themes.cache_clear()
    yield Project(root)
    read_themes.cache_clear()
    read_record.cache_clear()


def invented(path, given, **_):
    """An executed notebook whose figures are invented: one sentence, and its sources."""
    notebook = read_notebook(path)
    values = bind(read_parameters(notebook, path), given, path)
    said = f"{path.stem} {values['territory']} {values['since']}"
    phrase = Phrase("essai", Words(said, source=f"Source : {source_line({CITED: YEARS})}."), said)
    shown = {1: phrase, 2: Sources({CITED: YEARS})}
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for position, view in shown.items():
        data = view._repr_mimebundle_()
        code[position].outputs = [nbformat.v4.new_output("display_data", data)]
    return notebook


@pytest.fixture
def fast(copied, monkeypatch):
    """The same project, whose notebooks show an invented sentence at once instead of starting a kernel."""
    monkeypatch.setattr(work, "execute", invented)
    return copied
