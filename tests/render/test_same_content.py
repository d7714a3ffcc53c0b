"""The two renderers say the same: texts, figures, tables and links of every page, compared where Quarto is."""

import re
import unicodedata
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

import html5lib
import pytest

from arpent.render import html, quarto

QUOTES = str.maketrans("“”‘’«»", '""\'\'""')
BLOCKS = ("p", "li", "dt", "dd", "h2", "h3")


@dataclass(frozen=True)
class Said:
    """What a page says, with neither navigation nor the names of elements."""

    text: str
    blocks: tuple[str, ...]
    figures: tuple[str, ...]
    captions: dict[str, str]
    alternatives: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    links: frozenset[str]


def plain(text: str) -> str:
    """Text as a reader compares it: one kind of space and of quotation mark, no joiner, no space before signs."""
    flat = unicodedata.normalize("NFKC", text).translate(QUOTES).replace("\u2060", "").replace("\u2010", "-")
    return re.sub(r"\s+([:;?!%])", r"\1", " ".join(flat.split())).replace('" ', '"').replace(' "', '"')


def words(element: ET.Element) -> str:
    """Text of an element."""
    return plain("".join(element.itertext()))


def read(page: str) -> Said:
    """What the ``main`` of a page says, without its navigation."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    main = next(tree.iter("main"))
    for parent in list(main.iter()):
        for child in list(parent):
            if child.tag in ("nav", "script", "style"):
                parent.remove(child)
    named = {
        one.get("id"): one
        for one in main.iter()
        if re.fullmatch(r"(fig|tbl)-[\w-]+", one.get("id") or "")
        and (one.get("id") or "").count("-caption-") == 0
    }
    figures = {name: one for name, one in named.items() if one.tag in ("figure", "div") and _number(one)}
    return Said(
        text=words(main),
        blocks=tuple(text for tag in BLOCKS for one in main.iter(tag) if (text := words(one))),
        figures=tuple(figures),
        captions={name: _number(one) for name, one in figures.items()},
        alternatives=tuple(
            plain(one.get("aria-label") or "") for one in main.iter() if one.get("role") == "img"
        ),
        tables=tuple(_rows(one) for one in main.iter("table")),
        links=frozenset(
            _address(one) for one in main.iter("a") if not (one.get("href") or "#").startswith("#")
        ),
    )


def _number(figure: ET.Element) -> str:
    """Number and title of a figure: its heading on an embedded page, its caption on Quarto's; empty where none."""
    for one in figure.iter():
        is_heading = "finding" in (one.get("class") or "").split()
        if (is_heading or one.tag == "figcaption") and re.match(r"(Figure|Tableau) \d+", words(one)):
            return words(one)
    return ""


def _rows(table: ET.Element) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words(cell) for cell in row if cell.tag in ("td", "th")) for row in table.iter("tr"))


def _address(link: ET.Element) -> str:
    return (link.get("href") or "").removeprefix("./")


def compare(embedded: Said, other: Said) -> list[str]:
    """How a page of Quarto's differs from the embedded one; empty where it does not."""
    faults = [f"text missing: {one}" for one in embedded.blocks if one not in other.text]
    faults += [f"text added: {one}" for one in other.blocks if one not in embedded.text]
    for name in ("figures", "alternatives", "tables", "links"):
        mine, theirs = getattr(embedded, name), getattr(other, name)
        if mine != theirs:
            faults.append(f"{name}: {mine} / {theirs}")
    for name, title in embedded.captions.items():
        if not other.captions.get(name, "").startswith(title.rstrip(".")):
            faults.append(f"caption of {name}: {title} / {other.captions.get(name)}")
    return faults


@pytest.fixture
def told(essai):
    """The report of Grande-Lande as a real one: without the notice of an invented place, its table in HTML too."""
    made = replace(essai.report(), is_demo=False)
    for page in made.pages:
        for cell in page.notebook.cells:
            if cell.metadata.get("arpent", {}).get("kind") == "table":
                view = cell.metadata["arpent"]
                rows = [[column["label"] for column in view["columns"]], *view["rows_shown"]]
                lines = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
                view["html"] = f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
    return made


def test_a_difference_is_seen(told):
    """A word, a number of a table, a link or an alternative text that differs is told; the same page is not."""
    page = html.build_files(told)["portrait.html"].decode()
    said = read(page)
    assert said.figures
    assert said.tables
    assert said.alternatives
    assert compare(said, said) == []
    for old, new in (
        ("Les communes, de", "Des communes, de"),
        (">8,2<", ">8,3<"),
        ("donnees/portrait-communes.csv", "donnees/other.csv"),
        ("Graphique en barres", "Graphique"),
    ):
        assert old in page
        assert compare(said, read(page.replace(old, new))), old


@pytest.mark.quarto
def test_same_pages(told, tmp_path):
    """Every page of Quarto's says what the embedded page says, in figures, tables, texts and links."""
    html.render_report(told, tmp_path / "embedded")
    quarto.render_report(told, tmp_path / "quarto")
    for page in told.pages:
        pair = [
            read((tmp_path / name / f"{page.theme}.html").read_text("utf-8"))
            for name in ("embedded", "quarto")
        ]
        assert compare(*pair) == [], page.theme
