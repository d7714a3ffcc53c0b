"""
Records of a report → a Word document, to be edited, by pandoc (extra ``docx``).

What is said goes as pandoc's own tree, never as markup; drawings are pictures with their alternative text.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from arpent.errors import RenderFailed
from arpent.render.nodes import Node
from arpent.render.pdf import to_pngs

Element = dict[str, Any]
PATIENCE = 120  # seconds
FULL = 16.0  # cm, width of the page's text
DRAWN = 720  # px, width of a drawing made for a full page
PLAIN: list[Any] = ["", [], []]
_MARKS = {"strong": "Strong", "emph": "Emph", "strike": "Strikeout"}


def to_docx(record: Mapping[str, Any]) -> bytes:
    """
    A report as a Word document.

    Parameters
    ----------
    record : mapping
        As ``paper.document``.

    Returns
    -------
    bytes
        The same from the same record: no date.

    Raises
    ------
    RenderFailed
        pandoc refused; its words are in the message.
    """
    pictures: list[Mapping[str, Any]] = []
    blocks = list(_report(record, pictures))
    meta = {"lang": _said("fr-FR"), "title": _said(record["place"]), "subtitle": _said(record["brand"])}
    tree = {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}
    with tempfile.TemporaryDirectory(prefix="arpent-docx-") as work:
        for number, picture in enumerate(to_pngs(pictures)):
            (Path(work) / f"{number}.png").write_bytes(picture)
        return _pandoc(json.dumps(tree, ensure_ascii=False), Path(work))


def _pandoc(tree: str, folder: Path) -> bytes:
    import pypandoc  # noqa: PLC0415 - only where a Word document is made

    command = [pypandoc.get_pandoc_path(), "--from=json", "--to=docx", "--output=-", "--toc"]
    ran = subprocess.run(  # noqa: S603 - the program that the extra brings
        [*command, "--metadata=toc-title:Sommaire"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        input=tree.encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    if ran.returncode:
        raise RenderFailed(f"pandoc: {ran.stderr.decode(errors='replace').strip()}")
    return ran.stdout


def _report(record: Mapping[str, Any], pictures: list[Mapping[str, Any]]) -> Iterator[Element]:
    """Cover, chapters, sources, provenance, in the order of the PDF."""
    if record["is_demo"]:
        yield _par([_strong("France d’essai."), _text(" Territoire et chiffres inventés.")])
    yield from _prose(record["sentence"])
    if record["locator"]:
        yield _picture(record["locator"], pictures)
        yield from _lines(record["locator"]["title"], record["locator"]["subtitle"])
    for chapter in record["chapters"]:
        yield _heading(1, chapter["title"])
        yield from _lines(chapter["question"])
        for part in chapter["parts"]:
            yield from [_heading(2, part["title"])] if part["title"] else []
            for item in part["blocks"]:
                yield from _block(item, pictures)
        yield from _chapter_end(chapter)
    yield from _report_end(record)


def _chapter_end(chapter: Mapping[str, Any]) -> Iterator[Element]:
    if chapter["definitions"]:
        yield _heading(2, "Définitions")
        for name, said in chapter["definitions"]:
            yield _par([_strong(name), _text(f"\u00a0: {said}")])
    if chapter["lacking"]:
        yield _heading(2, "Non montré ici")
        yield _par([_text(f"Faute de données dans cette édition\u00a0: {chapter['lacking']}.")])


def _report_end(record: Mapping[str, Any]) -> Iterator[Element]:
    yield _heading(1, "Sources et licences")
    yield _table(
        record["sources"]["head"], record["sources"]["rows"], [False] * len(record["sources"]["head"])
    )
    for theme in record["missing"]:
        yield _par([_strong(theme["title"]), _text(f"\u00a0: {theme['why']}")])
    yield _heading(1, "Provenance")
    yield _table(["Élément", "Valeur"], record["provenance"], [False, False])
    yield from _lines(record["citation"])


def _block(item: Mapping[str, Any], pictures: list[Mapping[str, Any]]) -> Iterator[Element]:
    """A block of a page, then what partners say of it."""
    yield from _own(item, pictures)
    for one in item.get("said", ()):
        yield {"t": "BlockQuote", "c": [_par([_strong(one["who"])]), *_prose(one["body"])]}


def _own(item: Mapping[str, Any], pictures: list[Mapping[str, Any]]) -> Iterator[Element]:
    """As many paragraphs as it takes."""
    if item["kind"] in ("prose", "phrase"):
        yield from _prose(item["body"])
        return
    if item["kind"] == "missing":
        yield _par([_strong(item["title"]), _text(f"\u00a0: {item['why']}")])
        return
    if item["kind"] == "keyfigures":
        yield _table(*_key_table(item["items"]))
    else:
        yield _par([_strong(f"{item['number']}\u00a0: {item['title']}")])
        yield from _lines(item["subtitle"])
        yield (
            _picture(item, pictures)
            if item["kind"] == "figure"
            else _table(item["head"], item["rows"], item["right"])
        )
    yield from _lines(item.get("more", ""), item["reading"], item["note"], item["source"])


def _key_table(items: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[list[str]], list[bool]]:
    """Key figures as a table: what, how many, its trend and the others where there are any."""
    rows = [
        [
            item["label"],
            " ".join(part for part in (item["value"], item["unit"], item["year"]) if part),
            f"{item['change']}{item['since']}",
            " ; ".join(f"{name}\u00a0: {value}" for name, value in item["peers"]),
        ]
        for item in items
    ]
    head = ["Chiffre clé", "Valeur", "Évolution", "Ailleurs"]
    kept = [i for i in range(len(head)) if any(row[i] for row in rows)]
    return [head[i] for i in kept], [[row[i] for i in kept] for row in rows], [False] * len(kept)


def _picture(item: Mapping[str, Any], pictures: list[Mapping[str, Any]]) -> Element:
    width = min(1.0, float(item["width"]) / DRAWN) * FULL
    size = ["", [], [["width", f"{width:.1f}cm"]]]
    pictures.append({"svg": item["svg"], "width": item["width"]})
    return _par([{"t": "Image", "c": [size, [_text(item["alt"])], [f"{len(pictures) - 1}.png", ""]]}])


def _prose(nodes: Iterable[Node]) -> Iterator[Element]:
    """Blocks of a tree of prose; loose words make a paragraph."""
    for node in nodes:
        if node["is"] == "list":
            items = [[_par(list(_words(item["body"])))] for item in node["body"]]
            yield {"t": "BulletList", "c": items}
        elif node["is"] == "table":
            rows = [[_flat(cell) for cell in row] for row in node["rows"]]
            yield _table([_flat(cell) for cell in node["head"]], rows, node["right"])
        elif node["is"] == "quote":
            yield {"t": "BlockQuote", "c": list(_prose(node["body"]))}
        else:
            yield _par(list(_words([node])))


def _words(nodes: Iterable[Node]) -> Iterator[Element]:
    """Words of a tree, with their marks."""
    for node in nodes:
        kind = node["is"]
        if kind == "break":
            yield {"t": "LineBreak"}
        elif kind == "code":
            yield {"t": "Code", "c": [PLAIN, node["text"]]}
        elif "text" in node:
            yield _text(node["text"])
        elif kind in _MARKS:
            yield {"t": _MARKS[kind], "c": list(_words(node["body"]))}
        elif kind == "link":
            yield {"t": "Link", "c": [PLAIN, list(_words(node["body"])), [node["to"], ""]]}
        else:
            yield from _words(node.get("body", ()))


def _flat(nodes: Iterable[Node]) -> str:
    return "".join(str(node.get("text") or _flat(node.get("body", ()))) for node in nodes)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> Element:
    sides = [[{"t": "AlignRight" if one else "AlignLeft"}, {"t": "ColWidthDefault"}] for one in right]
    body = [PLAIN, 0, [], [_row(row) for row in rows]]
    return {"t": "Table", "c": [PLAIN, [None, []], sides, [PLAIN, [_row(head)]], [body], [PLAIN, []]]}


def _row(cells: Iterable[str]) -> list[Any]:
    found = [[PLAIN, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [_text(cell)]}]] for cell in cells]
    return [PLAIN, found]


def _heading(level: int, text: str) -> Element:
    return {"t": "Header", "c": [level, PLAIN, [_text(text)]]}


def _lines(*texts: str) -> Iterator[Element]:
    yield from (_par([_text(text)]) for text in texts if text)


def _par(words: list[Element]) -> Element:
    return {"t": "Para", "c": words}


def _strong(text: str) -> Element:
    return {"t": "Strong", "c": [_text(text)]}


def _text(text: str) -> Element:
    return {"t": "Str", "c": "".join(one for one in text if one >= " ")}


def _said(text: str) -> Element:
    return {"t": "MetaInlines", "c": [_text(text)]}
