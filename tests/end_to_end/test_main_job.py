"""The main job, for real: one command makes the report of a territory from the embedded tables."""

import hashlib
import json

import html5lib
import pytest

from arpent import project, tables
from arpent.campaign import Done
from arpent.cli import main
from arpent.errors import NotebookFailed
from arpent.render import produce
from arpent.tables.build import build_table

CAM = "epci:246300701"
#: Themes that need no network at all.
EMBEDDED = ("portrait", "population", "logement")


def _make(folder, *arguments):
    try:
        main(["report", CAM, "--renderer", "embedded", "--output", str(folder), *arguments])
    except SystemExit as stopped:
        return stopped.code
    return 0


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Report of Clermont Auvergne Métropole."""
    folder = tmp_path_factory.mktemp("report") / "epci-246300701"
    made = produce.produce_report(CAM, themes=EMBEDDED, renderer="embedded", destination=folder)
    assert made.failures == ()
    return folder


def test_each_theme_has_its_page(report):
    """Index, three themes, the methods that they cite, downloads, provenance."""
    pages = {path.name for path in report.glob("*.html")}
    methods = {page for page in pages if page.startswith("methode-")}
    assert "methode-territoires.html" in methods
    assert pages - methods == {"index.html", "portrait.html", "population.html", "logement.html"}
    assert (report / "donnees" / "epci-246300701.xlsx").is_file()
    assert json.loads((report / "provenance.json").read_text())["territory"]["id"] == CAM


def test_the_published_figures_are_on_the_page(report):
    """295 488 inhabitants in 2023 and 171 242 dwellings in 2021, as INSEE publishes them."""
    assert "295\u202f488" in (report / "population.html").read_text(encoding="utf-8")
    assert "171\u202f242" in (report / "logement.html").read_text(encoding="utf-8")


def test_pages_are_valid_light_and_alone(report):
    """HTML that parses without an error, under 500 KB, with nothing to fetch elsewhere."""
    for path in report.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
        assert len(text.encode()) <= 500_000
        for attribute in ('src="http', 'href="//', "url(http", "@import"):
            assert attribute not in text


def test_each_figure_has_its_data_and_its_words(report):
    """Caption, alternative text, data table, CSV and source."""
    tree = html5lib.parse(
        (report / "population.html").read_text(encoding="utf-8"), namespaceHTMLElements=False
    )
    figures = [one for one in tree.iter("figure") if one.get("id", "").startswith("fig-")]
    assert len(figures) >= 5
    for figure in figures:
        drawn = next(one for one in figure.iter() if one.get("role") == "img")
        links = [one.get("href") for one in figure.iter("a")]
        assert len(drawn.get("aria-label", "")) > 40
        assert figure.find(".//figcaption") is not None
        assert figure.find(".//table") is not None
        assert any(link.endswith(".csv") and (report / link).is_file() for link in links)
        assert "Licence Ouverte" in "".join(figure.itertext())


def test_a_second_run_gives_the_same_bytes(report, tmp_path):
    """Pages, CSV, XLSX and provenance alike."""
    again = tmp_path / "again"
    produce.produce_report(CAM, themes=EMBEDDED, renderer="embedded", destination=again)
    digests = [
        {
            path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*.*")
        }
        for folder in (report, again)
    ]
    assert digests[0] == digests[1]


def test_a_theme_that_fails_is_listed_and_the_others_are_made(tmp_path, monkeypatch, capsys):
    """Exit status 1, the failure on stderr, the other page there."""
    find = produce.find_notebook
    broken = tmp_path / "logement.ipynb"
    text = find("logement").read_text(encoding="utf-8")
    broken.write_text(text.replace("views.key_figures(", "views.no_such_view("), encoding="utf-8")
    monkeypatch.setattr(produce, "find_notebook", lambda stem: broken if stem == "logement" else find(stem))
    folder = tmp_path / "report"
    assert _make(folder, "--theme", "logement", "--theme", "portrait") == 1
    assert "no_such_view" in capsys.readouterr().err
    assert (folder / "portrait.html").is_file()
    assert not (folder / "logement.html").exists()


def test_nothing_made_keeps_the_report_before(tmp_path, monkeypatch):
    """When every theme fails, the folder stays as it was."""
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "provenance.json").write_text("{}")
    missing = project.path("notebooks", "observatoire", "portrait.ipynb")
    monkeypatch.setattr(produce, "run_jobs", lambda jobs, **_: [Done(job, None, "stopped") for job in jobs])
    with pytest.raises(NotebookFailed, match="stopped"):
        produce.produce_report(CAM, themes=["portrait"], destination=folder)
    assert missing.is_file()
    assert (folder / "provenance.json").read_text() == "{}"


@pytest.fixture
def agency(tmp_path, monkeypatch, shared_data):
    """A project like this one, with the table of incomes built from INSEE's real files."""
    for name in ("notebooks", "params", "reports"):
        (tmp_path / name).symlink_to(project.path(name))
    (tmp_path / "data").mkdir()
    for name in ("embedded", "catalogue"):
        (tmp_path / "data" / name).symlink_to(project.path("data", name))
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    build_table("income", mirror=str(shared_data))
    return tmp_path


def test_a_secret_stays_a_secret_down_to_the_page(agency):
    """INSEE hides small communes: the page says « s. », hatches them, and never shows a zero."""
    made = produce.produce_report(
        "epci:200072098", themes=["revenus"], renderer="embedded", destination=agency / "report"
    )
    assert made.failures == ()
    page = (agency / "report" / "revenus.html").read_text(encoding="utf-8")
    csv = (agency / "report" / "donnees" / "revenus-communes.csv").read_text(encoding="utf-8-sig")
    assert ">s.<" in page
    assert "secret" in page.lower()
    assert ";s." in csv
    assert ";0;" not in csv


def test_a_theme_without_its_table_is_left_out_by_name(tmp_path, capsys, monkeypatch):
    """With the command that would bring it; nothing is invented."""
    monkeypatch.setattr(tables, "names", lambda: ("communes", "population_legal", "census_communes"))
    folder = tmp_path / "report"
    assert _make(folder, "--theme", "portrait", "--theme", "revenus") == 0
    assert "arpent data build income" in capsys.readouterr().err
    assert "Revenus" in (folder / "index.html").read_text(encoding="utf-8")
    assert not (folder / "revenus.html").exists()
