"""A survey on its page: its answers, intervals and design; refused where it is declared wrongly."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from arpent import project
from arpent.errors import AskedWrongly
from arpent.notebook import make_ready
from arpent.render.html import build_files
from arpent.render.surveys import check_themes, with_surveys
from arpent.tables.surveys import read_surveys

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "surveys"


@pytest.fixture
def declared(tmp_path, monkeypatch) -> Path:
    """A project with the invented survey of data/samples: 120 answers in two strata."""
    for name in ("reports", "data"):
        (tmp_path / name).symlink_to(project.path(name))
    (tmp_path / "params").mkdir()
    shutil.copy(project.path("params", "territories.yml"), tmp_path / "params")
    shutil.copytree(SAMPLE, tmp_path / "params" / "surveys")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    return tmp_path / "params" / "surveys"


@pytest.mark.usefixtures("declared")
def test_on_the_page_of_its_theme(essai):
    """Each answer with its share, its interval and its number; how people were drawn; and in the downloads."""
    page = essai.report().pages[1]
    executed = with_surveys(page.notebook, "epci:9A0000001", "population")
    ready = make_ready(executed, page.notebook.metadata["arpent"])
    assert with_surveys(page.notebook, "epci:9A0000001", "logement") is page.notebook
    survey = [
        cell.metadata["arpent"] for cell in ready.cells if "enquete" in str(cell.metadata.get("arpent"))
    ]
    rows = survey[0]["rows"]
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("En voiture", 75.0, 80), ("En bus", 14.6, 25), ("À pied ou à vélo", 10.4, 15)
    ]  # fmt: skip
    assert all(row[2] < row[1] < row[3] for row in rows)
    assert "tirage dans 2 strates, avec les poids" in survey[0]["note"]
    assert "120\u202fréponses" in survey[0]["subtitle"].replace(" ", "\u202f")
    files = build_files(replace(essai.report(), pages=[replace(page, notebook=ready)]))
    assert "Comment allez-vous au travail" in files["population.html"].decode()
    assert "75,0" in files["population.html"].decode()
    assert any("enquete-essai-1" in name for name in files)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("essai.yml", "weight: poids", "weight: poid", "no column 'poid'; did you mean 'poids'"),
        ("essai.yml", "title:", "titel:", "unknown key 'titel'"),
        ("essai.yml", "      p: À pied ou à vélo\n", "", "'p' has no label in answers"),
        ("essai.csv", "50;bourg;v", "x;bourg;v", "each weight is a number above 0"),
        ("essai.csv", "50;bourg;v\n50;bourg;v", "50;seule;v\n50;bourg;v", "stratum 'seule' has one answer"),
    ],
)
def test_declared_wrongly(declared, name, old, new, message):
    """The message names the file, the column and what to write."""
    path = declared / name
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(AskedWrongly, match=message):
        read_surveys()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "can't be read"),
        ("une phrase\n", "can't be read|no column"),
        ("poids;strate;mode\n", "nobody answered"),
        ("poids;strate;mode\n50;bourg;\n50;bourg;\n", "nobody answered"),
        (
            "poids;strate;mode\n" + "50;bourg;v\n" * 6 + "50;bois;v\n50;bois;\n",
            "stratum 'bois' has one answer",
        ),
    ],
)
def test_answers_that_can_not_be_counted(declared, text, message):
    """A file that is no table, a question that nobody answered, or one person in a stratum: said, not shown."""
    (declared / "essai.csv").write_text(text)
    with pytest.raises(AskedWrongly, match=message):
        read_surveys()


def test_answers_in_another_encoding(declared):
    """What a spreadsheet saved in Latin-1 is said to be unreadable, not shown with wrong letters."""
    for name in ("essai.csv", "essai.yml"):
        path = declared / name
        text = path.read_text().replace("bourg", "hameau éloigné")
        path.write_bytes(text.encode("latin-1"))
        with pytest.raises(AskedWrongly, match=f"{name}: can't be read"):
            read_surveys()
        path.write_text(text)


def test_an_answer_of_few_is_refused(declared):
    """Four people who gave an answer could be known: it is grouped before it is published."""
    path = declared / "essai.csv"
    path.write_text(
        path.read_text().replace("150;villages;p\n", "150;villages;v\n").replace("50;bourg;p\n", "", 6)
    )
    with pytest.raises(AskedWrongly, match="'p' was answered by 4: under 5"):
        read_surveys()


@pytest.mark.usefixtures("declared")
def test_an_unknown_theme_is_refused():
    """A survey is never dropped in silence."""
    with pytest.raises(AskedWrongly, match="unknown theme 'population'"):
        check_themes(["logement"])
