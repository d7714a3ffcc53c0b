"""Finding Quarto, choosing a renderer, running it: with a stand-in, and for real where Quarto is."""

import json
from dataclasses import replace

import html5lib
import pytest

from arpent.errors import AskedWrongly, RenderFailed
from arpent.render.quarto import render_report
from arpent.render.renderers import choose_renderer, find_quarto, quarto_version

STAND_IN = """#!/bin/sh
if [ "$1" = "--version" ]; then echo "{version}"; exit 0; fi
{render}
"""
RENDERS = """
if [ -f "$2/diaporama.qmd" ]; then echo slides > "$2/diaporama.html"; exit 0; fi
mkdir -p "$2/_site"
cp -r "$2/donnees" "$2/images" "$2/_site/"
for file in "$2"/*.qmd "$2"/*.ipynb; do name="${file##*/}"; echo ok > "$2/_site/${name%.*}.html"; done
"""
FAILS = 'echo "line one"; echo "ERROR: bad input" >&2; exit 3'


def loads(page: str) -> list[str]:
    """What a page has the browser load."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    loading = (one for one in tree.iter() if one.tag in ("script", "img", "link", "iframe"))
    return [address for one in loading if (address := one.get("src") or one.get("href"))]


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a program named quarto on PATH, alone but for the shell's tools."""

    def put(version: str, render: str = RENDERS):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "quarto"
        program.write_text(STAND_IN.replace("{version}", version).replace("{render}", render))
        program.chmod(0o755)
        monkeypatch.delenv("QUARTO_PATH", raising=False)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        return program

    return put


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """No quarto on this machine."""
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))


def test_found(stand_in):
    """Quarto on PATH, recent enough, serves."""
    program = stand_in("1.7.32")
    choice = choose_renderer("auto")
    assert (choice.name, choice.why) == ("quarto", f"Quarto 1.7.32 ({program}).")


def test_path_first(stand_in, tmp_path, monkeypatch):
    """QUARTO_PATH, a program or its folder, comes before PATH."""
    program = stand_in("1.7.32")
    monkeypatch.setenv("PATH", str(tmp_path))
    for declared in (program, program.parent):
        monkeypatch.setenv("QUARTO_PATH", str(declared))
        assert find_quarto() == program


def test_path_wrong(tmp_path, monkeypatch):
    """A QUARTO_PATH without a program is said, not skipped."""
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path))
    with pytest.raises(AskedWrongly, match=r"QUARTO_PATH=.*no quarto program there"):
        find_quarto()


@pytest.mark.usefixtures("nowhere")
def test_missing():
    """Without Quarto, auto falls back in one line; --renderer quarto is refused with what to do."""
    choice = choose_renderer("auto")
    assert choice.name == "embedded"
    assert choice.why == "embedded renderer: quarto is not on PATH (QUARTO_PATH is not set either)."
    with pytest.raises(AskedWrongly, match=r"--renderer quarto: quarto is not on PATH.*conda-forge"):
        choose_renderer("quarto")


def test_too_old(stand_in):
    """A version before 1.5 does not serve."""
    stand_in("1.4.557")
    assert "is version 1.4.557, older than 1.5" in choose_renderer("auto").why
    with pytest.raises(AskedWrongly, match=r"older than 1\.5"):
        choose_renderer("quarto")


def test_silent(stand_in):
    """A program that tells no version does not serve."""
    assert quarto_version(stand_in("hello")) == ()
    assert "does not tell its version" in choose_renderer("auto").why


def test_asked():
    """The embedded renderer can be asked for; a misspelt one is refused with a suggestion."""
    assert choose_renderer("embedded").name == "embedded"
    with pytest.raises(AskedWrongly, match="did you mean 'quarto'"):
        choose_renderer("quatro")


def test_no_page_to_make(stand_in):
    """Documents alone are arpent's own: Quarto is not looked for, and asking for it is refused with the reason."""
    stand_in("1.7.32")
    assert choose_renderer("auto", ["pdf", "fiche"]).name == "embedded"
    with pytest.raises(AskedWrongly, match=r"html is not among the formats \(pdf, docx\)"):
        choose_renderer("quarto", ["pdf", "docx"])
    assert choose_renderer("quarto", ["html", "pdf"]).name == "quarto"


def test_landmark_in_french(stand_in, report, tmp_path):
    """What Quarto says in English in every language is said in French."""
    stand_in("1.7.32", RENDERS.replace("echo ok", "echo '<nav aria-label=\"breadcrumb\">'"))
    render_report(report, tmp_path / "out")
    assert (tmp_path / "out" / "index.html").read_text() == '<nav aria-label="Fil d’Ariane">\n'


def test_headers_of_tables(stand_in, report, tmp_path):
    """A table that pandoc made has headers of columns and of rows, and its numbers are set as the embedded ones are."""
    left, right = (f'style="text-align: {side};"' for side in ("left", "right"))
    head = f'<tr class="header"><th {left}>Commune</th><th {right}>%</th></tr>'
    row = f'<tr class="odd"><td {left}>Aire</td><td {right}>8,2</td><td {left}>x</td></tr>'
    stand_in("1.7.32", RENDERS.replace("echo ok", f"echo '{head}{row}'"))
    render_report(report, tmp_path / "out")
    assert (tmp_path / "out" / "portrait.html").read_text() == (
        '<tr><th scope="col">Commune</th><th scope="col" class="num">%</th></tr>'
        '<tr><th scope="row">Aire</th><td class="num">8,2</td><td>x</td></tr>\n'
    )


def test_rendered(stand_in, report, tmp_path):
    """Quarto's pages, the downloads and the provenance appear together."""
    stand_in("1.7.32")
    paths = render_report(report, tmp_path / "out")
    names = {str(path.relative_to(tmp_path / "out")) for path in paths}
    assert {"index.html", "portrait.html", "donnees/epci-9a0000001.xlsx", "provenance.json"} <= names
    assert "images/population-serie.svg" in names


def test_slides(stand_in, report, tmp_path):
    """The slides are a project of their own, and their file stands beside the pages."""
    stand_in("1.7.32")
    render_report(replace(report, formats=("html", "diaporama")), tmp_path / "out")
    assert (tmp_path / "out" / "diaporama.html").read_text() == "slides\n"
    made = json.loads((tmp_path / "out" / "provenance.json").read_text())["files"]
    assert "diaporama.html" in made


def test_two_at_once(stand_in, report, tmp_path):
    """Quarto stopped by another Quarto's lock is run again; one that stays locked fails with what it said."""
    locked = 'echo "ERROR: database is locked: Error code 5"; exit 1'
    stand_in("1.7.32", f'if mkdir "{tmp_path}/once" 2>/dev/null; then {locked}; fi{RENDERS}')
    assert (tmp_path / "out" / "index.html") in render_report(report, tmp_path / "out")
    stand_in("1.7.32", locked)
    with pytest.raises(RenderFailed, match="database is locked"):
        render_report(report, tmp_path / "other")


def test_failure(stand_in, report, tmp_path):
    """Quarto's last lines are in the message, and nothing is written."""
    stand_in("1.7.32", FAILS)
    with pytest.raises(RenderFailed, match=r"(?s)exit status 3.*ERROR: bad input"):
        render_report(report, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_killed(stand_in, report, tmp_path):
    """A Quarto that is killed is told from one that fails, and nothing is written."""
    stand_in("1.7.32", "kill -9 $$")
    with pytest.raises(RenderFailed, match=r"stopped by signal 9.*\n\(it said nothing\)"):
        render_report(report, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.quarto
def test_real_quarto(report, tmp_path):
    """Quarto itself gives a French page: Tableau, the captions, the data, no request, no code."""
    render_report(report, tmp_path / "out")
    page = (tmp_path / "out" / "portrait.html").read_text("utf-8")
    assert "Tableau" in page
    assert "Les communes, de la plus peuplée" in page
    assert "views.show" not in page
    assert [one for one in loads(page) if "//" in one] == []
    assert ":::" not in page
    assert "donnees/portrait-communes.csv" in page


@pytest.mark.quarto
def test_real_slides(report, tmp_path):
    """Quarto's slides are one file that loads nothing, with the figures' alternative texts."""
    render_report(replace(report, formats=("html", "diaporama")), tmp_path / "out")
    page = (tmp_path / "out" / "diaporama.html").read_text("utf-8")
    assert "reveal" in page
    assert "Graphique en barres" in page
    assert [one for one in loads(page) if not one.startswith("data:")] == []
    assert "\x85" not in page
    assert "user-scalable=no" not in page


@pytest.mark.quarto
def test_same_bytes(report, tmp_path):
    """Quarto's pages and slides are the same to the byte, wherever and as often as they are made."""
    made = []
    for folder in (tmp_path / "one", tmp_path / "elsewhere" / "two"):
        folder.parent.mkdir(exist_ok=True)
        paths = render_report(replace(report, formats=("html", "diaporama")), folder)
        made.append({str(path.relative_to(folder)): path.read_bytes() for path in paths})
    assert made[0] == made[1]
