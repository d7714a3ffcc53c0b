"""What each kind of change makes stale: exactly that, and why, in words."""

import os
import shutil

import pytest

from arpent.campaign import environment, followed, reach
from arpent.campaign.definitions import parse_module, read_module
from arpent.campaign.environment import installed

EVERY = {(page, slug) for page in ("portrait", "population") for slug in ("epci-244301099", "epci-200085728")}
POPULATION = {key for key in EVERY if key[0] == "population"}
BOTH = {"epci:244301099", "epci:200085728"}
NOTEBOOK = "notebooks/observatoire/population.ipynb"
PAGE = "reports/templates/arpent/page.html.j2"
DATASET = "data/catalogue/insee_population_legale.yml"


def _installs(monkeypatch, name, version):
    """Install another version of a library: its record is a new folder beside the others."""
    found = {**installed(), name: version}
    monkeypatch.setattr(environment, "installed", lambda: found)
    monkeypatch.setattr(environment, "_folders", lambda: [["changed", 1]])


def _library(monkeypatch, module, old, new):
    """Change a module of the library, as it is read."""
    real = read_module(module)
    text = real.path.read_text(encoding="utf-8")
    assert old in text
    changed = parse_module(module, text.replace(old, new), real.path)
    monkeypatch.setattr(reach, "read_module", lambda name: changed if name == module else read_module(name))
    monkeypatch.setattr(followed, "library_state", lambda _: f"{module}: {new}")


def _table(copied):
    path = copied.root / "data" / "embedded" / "population_legal.parquet"
    real = path.resolve()
    path.unlink()
    path.write_bytes(real.read_bytes() + b"!")


def _touch(copied):
    path = copied.root / NOTEBOOK
    os.utime(path, (1, 1))
    embedded = copied.root / "data" / "embedded" / "communes.parquet"
    real = embedded.resolve()
    embedded.unlink()
    shutil.copy(real, embedded)


def _catalogue(old, new):
    return lambda project, _: project.write(DATASET, old, new)


CHANGES = {
    "nothing": (lambda *_: None, set(), set(), ""),
    "files touched or copied": (lambda project, _: _touch(project), set(), set(), ""),
    "a code cell": (
        lambda project, _: project.write(NOTEBOOK, "base=2016", "base=2017"),
        POPULATION, set(), "code cell ",
    ),
    "prose": (
        lambda project, _: project.write(NOTEBOOK, "Quel âge ont les habitants", "Quels âges"),
        set(), BOTH, "text of population changed → render",
    ),
    "a method page that a notebook links to": (
        lambda project, _: project.write("docs/methodes/jumeaux.md", "# Les territoires jumeaux", "# Les jumeaux"),
        set(), BOTH, "method page jumeaux changed → render",
    ),
    "a method page that no notebook links to": (
        lambda project, _: project.write("docs/methodes/structure.md", "# Structure", "# La structure"),
        set(), set(), "",
    ),
    "title of a theme": (
        lambda project, _: project.write("params/themes/population.yml", "title: Population", "title: Habitants"),
        set(), BOTH, "title, question or order of population changed → render",
    ),
    "title of a dataset": (
        _catalogue("title: ", "title: Autres "), set(), BOTH,
        "metadata only (title of dataset insee_population_legale) → render",
    ),
    "licence of a dataset": (
        _catalogue("licence: ", "licence: Autre "), set(), BOTH,
        "metadata only (licence of dataset insee_population_legale) → render",
    ),
    "a dataset that no page cites": (
        lambda project, _: project.write("data/catalogue/insee_bpe.yml", "title: ", "title: Autres "),
        set(), set(), "",
    ),
    "a template": (
        lambda project, _: project.write(PAGE, "{% block main %}", "{% block main %}\n"),
        set(), BOTH, "template templates/arpent/page.html.j2 changed → render",
    ),
    "the theme's style": (
        lambda project, _: project.write("reports/theme/page.css", "{", " {"),
        set(), BOTH, "template theme/page.css changed → render",
    ),
    "a table": (lambda project, _: _table(project), EVERY, set(), "table population_legal changed"),
    "a view that one notebook draws": (
        lambda _, patch: _library(patch, "arpent.views.line", "HEIGHT", "HEIGHT_"),
        POPULATION, set(), "library: arpent/views/line.py changed",
    ),
    "a docstring of the library": (
        lambda _, patch: _library(patch, "arpent.views.line", "Time series of the focus", "Line of the focus"),
        set(), set(), "",
    ),
    "a module that no notebook reaches": (
        lambda _, patch: _library(patch, "arpent.tables.services", "def ", "def _"), set(), set(), "",
    ),
    "the renderer's code": (
        lambda _, patch: _library(patch, "arpent.render.downloads", "text.startswith", "text.endswith"),
        set(), BOTH, "renderer: arpent/render/downloads.py changed → render",
    ),
    "the environment": (
        lambda _, patch: _installs(patch, "pandas", "99"),
        EVERY, set(), "environment: pandas ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_stale_exactly_what_depends_on_it(fast, monkeypatch, change):
    """Notebooks to run, reports to render, and the reason said."""
    alter, runs, renders, why = CHANGES[change]
    assert fast.run().failures == []
    alter(fast, monkeypatch)
    plan = fast.plan()
    assert {one.target.key for one in plan.runs} == runs
    assert {one.territory for one in plan.renders} == renders
    said = [reason for one in (*plan.runs, *plan.renders) for reason in one.why]
    assert all(one.why for one in (*plan.runs, *plan.renders))
    assert any(why in reason for reason in said) if why else said == []
    fast.run()
    again = fast.plan()
    assert (again.runs, again.renders) == ((), ())


def test_a_parameter_reruns_the_notebooks_that_declare_it(fast):
    """The old and the new value are said."""
    fast.run(parameters={"since": "2018"})
    plan = fast.plan(parameters={"since": "2017"})
    assert {one.target.key for one in plan.runs} == EVERY
    assert {one.why for one in plan.runs} == {("parameter since: 2018 → 2017",)}


def test_a_new_territory_runs_alone(fast):
    """Those before are fresh."""
    fast.run()
    plan = fast.plan(territories=["epci:244301099", "epci:200085728", "epci:246300701"])
    assert {one.territory for one in plan.runs} == {"epci:246300701"}
    assert {one.why for one in plan.runs} == {("new",)}


def test_a_grouping_that_changes_reruns_itself_alone(fast):
    """Its members are what it is."""
    places = ["groupe:vichy-brioude", "epci:244301099"]
    fast.run(territories=places, themes=["population"])
    fast.write("params/territories.yml", '      - "epci:244301099"', '      # "epci:244301099"')
    plan = fast.plan(territories=places, themes=["population"])
    assert [(one.territory, one.why) for one in plan.runs] == [
        ("groupe:vichy-brioude", ("groupe:vichy-brioude changed in params/territories.yml",))
    ]


def test_a_report_that_someone_removed_is_rendered_again(fast):
    """Nothing is executed for it."""
    fast.run()
    shutil.rmtree(fast.store.report("epci-244301099"))
    plan = fast.plan()
    assert not plan.runs
    assert [one.why for one in plan.renders] == [("report is not there any more → render",)]


def test_force_makes_everything_again(fast):
    """And says that it was asked."""
    fast.run()
    plan = fast.plan(force=True)
    assert {one.target.key for one in plan.runs} == EVERY
    assert {one.why for one in plan.runs} == {("forced",)}


def test_metadata_reach_the_page_without_running(fast):
    """A corrected title and licence are on the page and in the source lines; nothing was executed."""
    fast.run()
    fast.write(DATASET, "licence: ", "licence: Autre ")
    fast.write(DATASET, "title: ", "title: Autres ")
    progress = fast.run()
    assert (progress.executed, progress.rendered) == (0, 2)
    page = (fast.store.report("epci-244301099") / "population.html").read_text(encoding="utf-8")
    assert "Autre Licence" in page
    assert "Autres " in page
