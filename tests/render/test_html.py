"""The embedded renderer: whole pages, their links, their words, their bytes."""

import json
import re
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import html5lib
import pytest

from arpent.render.content import read_page
from arpent.render.html import build_files, render_report
from arpent.render.paper import document


@pytest.fixture(scope="module")
def files(essai) -> dict[str, bytes]:
    """Every file of Grande-Lande's report."""
    return build_files(essai.report())


@pytest.fixture(scope="module")
def pages(files) -> dict[str, str]:
    """Its pages."""
    return {name: content.decode() for name, content in files.items() if name.endswith(".html")}


def _tree(text: str):
    return html5lib.parse(text, namespaceHTMLElements=False)


def test_written(report, tmp_path):
    """The index comes first; every path returned is there, and nothing else."""
    paths = render_report(report, tmp_path / "epci")
    assert paths[0] == tmp_path / "epci" / "index.html"
    assert sorted(paths) == sorted(file for file in (tmp_path / "epci").rglob("*") if file.is_file())


def test_same_bytes(report, files):
    """Two runs give the same bytes."""
    assert build_files(report) == files


def test_valid(pages):
    """Every page is valid HTML, by a strict parser."""
    for name, text in pages.items():
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(text)
        assert parser.errors == [], name


def test_links(files, pages):
    """Every relative link leads to a file of the report, every anchor to an element of the page."""
    for name, text in pages.items():
        known = set(re.findall(r'\bid="([^"]+)"', text))
        for target in re.findall(r'(?:href|src)="([^"]+)"', text):
            if target.startswith("#"):
                assert target[1:] in known, f"{name}: {target}"
            elif not target.startswith(("https://", "data:")):
                assert target in files, f"{name}: {target}"


def test_unique_ids(pages):
    """No identifier twice on a page."""
    for name, text in pages.items():
        found = re.findall(r'\bid="([^"]+)"', text)
        assert len(found) == len(set(found)), name


def test_no_request(files, pages):
    """No script, no picture, no style or font from elsewhere."""
    for name, text in pages.items():
        assert "<script" not in text, name
        assert not re.findall(r'<(?:link|img|iframe|source)[^>]+(?:href|src)="https?:', text), name
    style = files["assets/arpent.css"].decode()
    assert "@import" not in style
    assert all(address.startswith("fonts/") for address in re.findall(r"url\(['\"]?([^'\")]+)", style))


def test_headings(pages):
    """One h1, and no level skipped."""
    for name, text in pages.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_figure(pages):
    """A figure has a finding, an alternative text, two drawings, words, its data, four downloads."""
    figure = next(node for node in _tree(pages["population.html"]).iter("figure") if node.get("id"))
    text = " ".join("".join(figure.itertext()).split())
    for words in (
        "Figure 1",
        "gagne 838 habitants",
        "Lecture : en 2023",
        "Source : Institut",
        "Voir les données",
    ):
        assert words in text
    drawing = figure.find("div")
    assert (drawing.get("role"), drawing.get("aria-label")) == (
        "img",
        "Graphique en barres : Grande-Lande gagne 838 habitants.",
    )
    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}svg"))) == 2
    assert {link.get("href") for link in figure.iter("a")} == {
        "donnees/population-serie.csv",
        "donnees/epci-9a0000001.xlsx",
        "images/population-serie.svg",
        "images/population-serie.png",
    }
    assert {header.get("scope") for header in figure.iter("th")} == {"col", "row"}


def test_no_code(pages):
    """A reader sees no line of code."""
    assert not any("views.show" in text or "#|" in text for text in pages.values())


def test_absence_says_why(pages):
    """A figure that can't be had, and a theme left out, say why; a theme, how to bring it."""
    assert "Non publié ici." in pages["portrait.html"]
    assert "arpent data fetch insee_filosofi" in pages["index.html"]


def test_demo_says_so(pages, essai):
    """Every page of the invented France says that it is invented, and no other page does."""
    assert all("Territoire et chiffres inventés" in text for text in pages.values())
    real = build_files(type(report := essai.report())(**{**vars(report), "is_demo": False}))
    assert b"invent" not in real["index.html"]


def test_index(pages):
    """The first screen is the portrait's: locator, sentence, key figures; then a card a theme."""
    text = pages["index.html"]
    for words in (
        "12\u202f711 habitants en 2023",
        "Part des logements vacants",
        "Combien sommes-nous",
        "Revenus",
    ):
        assert words in text
    assert text.count('class="card"') == 2


def test_end_matter(pages):
    """Limits, method, sources with date and licence, provenance, citation, next theme, in this order."""
    wanted = [
        "ne disent pas",
        "Méthode",
        "18 décembre 2025",
        "Ouverte 2.0</a>",
        "empreintes",
        "citer",
        "suivant",
    ]
    places = [pages["population.html"].index(words) for words in wanted]
    assert places == sorted(places)


def test_provenance(files):
    """The record holds the parameters, the sources, and the checksum of every other file."""
    record = json.loads(files["provenance.json"])
    assert record["pages"]["population"]["parameters"]["year"] == 2021
    assert record["files"] == {
        name: sha256(content).hexdigest() for name, content in files.items() if name != "provenance.json"
    }


def test_weight(files, pages):
    """A page and all that it loads are at most 500 KB."""
    assets = sum(len(content) for name, content in files.items() if name.startswith("assets/"))
    assert max(len(text.encode()) for text in pages.values()) + assets <= 500_000


def test_hostile_labels(essai):
    """A label that is markup is shown as text, everywhere."""
    bad = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"
    report = essai.report()
    view = essai.figure("f", bad, {"a": 1.0}) | {"subtitle": bad, "reading": bad, "source": bad, "note": bad}
    view |= {"alt": bad, "rows": [[bad, 1.0]], "rows_shown": [[bad, bad]]}
    cells = [essai.view_cell(view), essai.view_cell(essai.phrase(bad))]
    cells += [essai.view_cell({"kind": "missing", "name": "m", "title": bad, "why": bad})]
    fields = vars(report) | {"territory_name": bad, "pages": [essai.page("t", bad, bad, cells)]}
    for name, content in build_files(type(report)(**fields)).items():
        if name.endswith(".html"):
            tags = {node.tag for node in _tree(content.decode()).iter() if isinstance(node.tag, str)}
            assert not tags & {"script", "img"}, name


def test_cells_say_what_their_table_does_not(essai):
    """A table of numbers says so once; where one column is of words, each number says it."""
    view = essai.figure("f", "F", {"a": 1.0})
    words = {"name": "kind", "label": "Sorte", "unit": "", "type": "text"}
    mixed = view | {"name": "m", "columns": [*view["columns"], words], "rows": [["a", 1.0, "gare"]]}
    page = essai.page("t", "T", "?", [essai.view_cell(one) for one in (view, mixed)])
    made = build_files(replace(essai.report(), pages=[page]))["t.html"].decode()
    assert made.count('<table class="nums">') == 1
    assert made.count('<td class="num">') == 1


def test_long_table(essai):
    """A long table is cut in the page, and says so; the download holds all of it."""
    view = essai.figure("f", "F", {str(row): 1.0 for row in range(1, 301)})
    files = build_files(
        type(report := essai.report())(
            **{**vars(report), "pages": [essai.page("t", "T", "?", [essai.view_cell(view)])]}
        )
    )
    assert "Les 200 premières lignes sur 300" in files["t.html"].decode()
    assert files["donnees/t-f.csv"].count(b"\r\n") == 301


def test_what_is_not_shown_is_named_for_readers(essai):
    """The end of the page names it in plain French; the command is for the analyst, on the terminal."""
    lack = {"what": "Niveau de vie médian", "table": "income", "command": "arpent data build income"}
    view = {"kind": "missing", "name": "m", "title": "Revenus", "why": lack["command"], "lacking": [lack]}
    report = replace(essai.report(), pages=[essai.page("t", "T", "?", [essai.view_cell(view)])])
    page = build_files(report)["t.html"].decode()
    assert "Faute de données dans cette édition\u00a0: niveau de vie médian." in page
    assert "arpent data" not in page


def test_two_figures_of_one_title_are_told_apart(essai):
    """Each region that scrolls has its own name, whatever the titles: a screen reader lists them."""
    views = [essai.figure(name, "Où se situe le territoire", {"a": 1.0, "b": 2.0}) for name in ("f", "g")]
    views += [essai.table(name, [["1A001", "Alpha", 1]]) for name in ("t", "u")]
    page = essai.page("p", "P", "?", [essai.view_cell(view) for view in views])
    text = build_files(replace(essai.report(), pages=[page]))["p.html"].decode()
    regions = re.findall(r'role="region" tabindex="0" aria-label="([^"]+)"', text)
    assert len(regions) >= 4
    assert len(regions) == len(set(regions))


def test_labels_are_typeset_wherever_they_are_printed(essai):
    """What an author typed with plain spaces has French ones in heads, units, key figures, on paper, in XLSX."""
    typed = [
        {"name": "label", "label": "Territoire", "unit": "", "type": "text"},
        {"name": "value", "label": "Lits", "unit": "pour 10 000 hab.", "type": "number"},
    ]
    rows = [["Les 12 345 d'ici", "2"]]
    drawn = essai.table("f", []) | {"columns": typed, "rows": rows, "rows_shown": rows, "html": ""}
    key = essai.key_figures()
    key["items"][2] |= {"unit": "pour 10 000 hab.", "comparators": [{"name": "Ici", "value": "8,3 %"}]}
    page = essai.page("t", "T", "?", [essai.view_cell(key), essai.view_cell(drawn)])
    report = replace(essai.report(), pages=[page])
    html = build_files(report)["t.html"].decode()
    paper = json.dumps(document(report, [read_page(page)], []), ensure_ascii=False)
    book = ZipFile(BytesIO(build_files(report)["donnees/epci-9a0000001.xlsx"]))
    assert "Lits (pour 10\u202f000 hab.)" in book.read("xl/sharedStrings.xml").decode()
    for text in (html, paper):
        assert "Lits (pour 10\u202f000 hab.)" in text
        assert "Les 12\u202f345 d’ici" in text
        assert "8,3\u202f%" in text
        assert "10 000" not in text
