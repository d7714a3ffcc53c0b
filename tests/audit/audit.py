"""
Is every number of a page taken from a table, and does no label cover another? Read from the pages themselves.

Functions for the tests, and a command for maintainers: ``python tests/audit/audit.py [N] [SEED] [THEME…]`` takes N
EPCI at random (200 unless given) and prints each number that no cell explains, and each pair of labels that meet. All
pages are made in one process; ``--minutes`` bounds it, ``--skip`` goes on from there, ``--places`` names territories.
``--drawings`` reads no number: it says what stops a page, what is empty and what meets, three times as fast.
"""

import argparse
import ast
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import html5lib
import nbformat
import pandas as pd

import arpent
from arpent import indicators, tables
from arpent.indicators.valued import FRAGILE_UNDER
from arpent.notebook import find_notebook, read_notebook
from arpent.notebook.themes import choose_themes, read_themes
from arpent.render.assemble import ready_page
from arpent.render.html import build_files
from arpent.render.report import ReadyPage, Report
from arpent.territory import find
from arpent.territory.levels import owners
from arpent.views.numbers import REASONS, factor, french_number

sys.path.insert(0, str(Path(__file__).parent))
from labels import meeting

NUMBER = re.compile(r"(?<![\w,.])[+\u2212-]?\d+(?:[\u202f\u00a0]\d{3})*(?:,\d+)?")
#: Said of how many there are, not of what they hold: « Et 12 autres communes ».
COUNTED = re.compile(
    r"(\d+) (?:autre|tranche|commune|territoire|EPCI|département|région|jumeau|valeur|intercommunalité|zone|sans)"
)
#: How many rows there are, where they are.
UNREAD = ("downloads", "more")
#: What a figure is called in its page.
NAMED = re.compile(r"^(?:Figure|Tableau)[\u00a0 ]\d+")
LISTS = {"epci": "epci", "commune": "communes"}
#: What of a view is printed around its drawing.
SAID = ("title", "subtitle", "reading", "note", "alt", "text")
TINY = 1e-6


@dataclass
class Walked:
    """One page: its HTML, its views, and every cell that was measured for it."""

    theme: str
    territory: str
    html: str
    views: list[dict[str, Any]]
    cells: dict[tuple[str, str, int], float] = field(default_factory=dict)
    others: set[float] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    hidden: set[tuple[str, str, int]] = field(default_factory=set)


def walk(theme: str, territory: str) -> Walked:
    """Run a theme's notebook here, without a kernel, and render its page; remember what was measured."""
    measured: list[Any] = []

    class Recorded(arpent.Study):
        """A study that remembers what it gave."""

        def __getattribute__(self, name: str) -> Any:
            found = super().__getattribute__(name)
            return _recording(found, measured) if callable(found) and not name.startswith("_") else found

    with patch.object(arpent, "Study", Recorded):
        page = _page(theme, territory)
    place = find(territory)
    report = Report(place.id, place.name, place.level, [page], (), {"datasets": [], "tables": []})
    text = build_files(report)[f"{theme}.html"].decode()
    walked = Walked(theme, territory, text, _views(page))
    for one in measured:
        _remember(walked, one)
    return walked


def draw(theme: str, territory: str) -> Walked:
    """What :func:`walk` does, without the page's HTML and what was measured."""
    return Walked(theme, territory, "", _views(_page(theme, territory)))


def _page(theme: str, territory: str) -> ReadyPage:
    executed = _executed(theme, territory)
    return ready_page(read_themes()[theme], find(territory), executed, {"territory": territory})


def _views(page: ReadyPage) -> list[dict[str, Any]]:
    views = [cell.metadata.get("arpent", {}) for cell in page.notebook.cells]
    return [view for view in views if view.get("kind")]


def _recording(method: Any, measured: list[Any]) -> Any:
    def called(*args: Any, **kwargs: Any) -> Any:
        found = method(*args, **kwargs)
        measured.append(found)
        return found

    return called


def _executed(theme: str, territory: str) -> nbformat.NotebookNode:
    notebook, space = read_notebook(find_notebook(theme)), {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        shown = _run(cell.source, space)
        if "parameters" in cell.metadata.get("tags", []):
            space["territory"] = territory
        if hasattr(shown, "_repr_mimebundle_"):
            data = shown._repr_mimebundle_()
            cell.outputs = [nbformat.from_dict({"output_type": "display_data", "data": data, "metadata": {}})]
    return notebook


def _run(source: str, space: dict[str, Any]) -> Any:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), space)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), space) if last else None


def _remember(walked: Walked, found: Any) -> None:
    walked.counted |= {french_number(getattr(found, name, 0)) for name in ("candidates", "left_out")}
    walked.others.add(getattr(found, "reciprocity", 0.0))
    frame = getattr(found, "frame", found)
    if not isinstance(frame, pd.DataFrame):
        return
    if {"territory", "indicator", "year", "value"} <= set(frame):
        keys = zip(frame["territory"], frame["indicator"], frame["year"].astype(int), strict=True)
        walked.cells.update(zip(keys, frame["value"], strict=True))
        secret = frame[frame["reason"] == "secret"]
        keys = zip(secret["territory"], secret["indicator"], secret["year"].astype(int), strict=True)
        walked.hidden.update(keys)
    else:
        numbers = frame.select_dtypes("number")
        walked.others.update(numbers.to_numpy(dtype="float64", na_value=float("nan")).ravel().tolist())
        walked.others.update(numbers.sum().tolist())


def untraced(walked: Walked) -> list[str]:
    """Each number of a page that no cell explains, with where it stands."""
    tree = html5lib.parse(walked.html, namespaceHTMLElements=False)
    by_id = {one.get("id"): one for one in tree.iter() if one.get("id")}
    faults: list[str] = []
    for view in walked.views:
        where = f"{walked.theme} {walked.territory} {view['name']}"
        faults += [f"{where}: {fault}" for fault in _false_cells(view, walked)]
        faults += [f"{where}: {fault}" for fault in _false_traces(view, walked)]
        allowed = _explained(view) | {_canonical(one) for one in walked.counted}
        element = next(
            (by_id[key] for key in by_id if key.endswith(f"-{view['name']}") and key[:3] in ("fig", "tbl")),
            None,
        )
        for text in _texts(view, element):
            faults += [f"{where}: {token} in « {text} »" for token in _unexplained(text, allowed, view)]
    return list(dict.fromkeys(faults))


def _texts(view: dict[str, Any], element: Any) -> Iterator[str]:
    """What a reader sees of a view: in the page where it has its place there, else as it was given."""
    if element is None:
        yield from (str(view.get(key) or "") for key in SAID)
        for item in view.get("items", ()):
            yield from (f"{item['value']}", f"{item['change']}", *(c["value"] for c in item["comparators"]))
        return
    for one in element.iter():
        tag = str(one.tag).rsplit("}", 1)[-1]
        is_scale = one.get("data-of") == "scale"
        if tag in ("h2", "h3", "p", "text", "td", "th") and not is_scale and one.get("class") not in UNREAD:
            yield NAMED.sub("", "".join(one.itertext()))
        if one.get("role") == "img":
            yield one.get("aria-label", "")


def _explained(view: dict[str, Any]) -> set[str]:
    """Numbers as printed that the view's own data, traces, years and declared words hold."""
    traces = [
        *view.get("numbers", ()),
        *(n for item in view.get("items", ()) for n in item.get("numbers", ())),
    ]
    texts = [str(trace["text"]) for trace in traces] + [str(trace["year"]) for trace in traces]
    texts += [str(other["year"]) for trace in traces for other in trace.get("against", ())]
    texts += [cell for row in view.get("rows_shown", ()) for cell in row]
    texts += [f"{column['label']} {column.get('unit', '')}" for column in view.get("columns", ())]
    # What is not drawn is called what it would have been: « … enveloppe 2021-2030 ».
    texts += [str(view["title"])] if view["kind"] == "missing" else []
    texts += [str(view.get("source", "")), *_words(), *(str(year) for year in _years())]
    texts += [
        str(item.get(key, "")) for item in view.get("items", ()) for key in ("label", "year", "change_since")
    ]
    return {_canonical(token) for text in texts for token in NUMBER.findall(text)}


@cache
def _words() -> tuple[str, ...]:
    every = [one for group in indicators.themes().values() for one in group]
    said = [f"{one.label} {one.short} {one.unit}" for one in every]
    return (*(re.sub(r"(?<=\d) (?=\d{3})", "\u202f", text) for text in said), str(FRAGILE_UNDER))


@cache
def _numbered_places() -> tuple[str, ...]:
    """What stands around the number in the names that hold one: « des 7 Vallées », « Val 81 »."""
    names = [
        str(name) for table in ("epci", "commune") for name in tables.load(LISTS[table])[f"{table}_name"]
    ]
    found = (re.search(r"(?:\w+ )?\d\w*(?: \w+)?", name) for name in names)
    return tuple({one[0] for one in found if one})


@cache
def _years() -> frozenset[int]:
    return frozenset(year for name in tables.names() for year in tables.describe(name).years)


def _unexplained(text: str, allowed: set[str], view: dict[str, Any]) -> list[str]:
    most = max(len(view.get(key, ())) for key in ("rows", "columns")) + 1
    for name in _numbered_places():
        text = text.replace(name, "")
    text = COUNTED.sub(lambda found: found[0] if int(found[1]) > most else "", text)
    unknown = [token for token in NUMBER.findall(text) if _canonical(token) not in allowed]
    return [token for token in unknown if not _is_rounded(_canonical(token), view)]


def _is_rounded(token: str, view: dict[str, Any]) -> bool:
    """Whether a number is one of the view's data with fewer decimals: 27 for 26.9."""
    decimals = len(token.partition(",")[2])
    raw = (abs(cell) for row in view.get("rows", ()) for cell in row if isinstance(cell, int | float))
    return any(_canonical(french_number(value, decimals)) == token for value in raw)


def _canonical(token: str) -> str:
    return re.sub(r"[\u202f\u00a0+\u2212-]", "", token)


def _false_cells(view: dict[str, Any], walked: Walked) -> list[str]:
    """Values of a view's data that are not those measured for its indicator."""
    known = {one.id: one for group in indicators.themes().values() for one in group}
    found = []
    for number, column in enumerate(view.get("columns", ())):
        one = known.get(column["name"])
        if one is None or column["type"] not in ("number", "integer"):
            continue
        printed = {
            french_number(value * factor(one.unit), one.precision, signed=one.unit.endswith("/an"))
            for (_, identifier, _), value in walked.cells.items()
            if identifier == one.id and pd.notna(value)
        }
        shown = [row[number].removesuffix(" e") for row in view["rows_shown"]]
        found += [
            f"{column['name']}: {cell} is no cell"
            for cell in shown
            if cell[-1:].isdigit() and cell not in printed and cell not in REASONS.values()
        ]
    return found


def _false_traces(view: dict[str, Any], walked: Walked) -> list[str]:
    """Traced numbers whose cells are not those measured."""
    traces = [
        *view.get("numbers", ()),
        *(n for item in view.get("items", ()) for n in item.get("numbers", ())),
    ]
    faults = []
    for trace in traces:
        cells = [*trace.get("against", ())] or [trace]
        for cell in cells:
            key = (cell["territory"], cell.get("indicator", trace["indicator"]), cell["year"])
            value = walked.cells.get(key)
            is_there = value is not None and abs(value - cell["value"]) <= TINY * max(1.0, abs(value))
            if not is_there and not any(abs(one - cell["value"]) < TINY for one in walked.others):
                faults.append(f"{trace['text']}: {key} is not {cell['value']}")
    return faults


def overlaps(walked: Walked) -> list[str]:
    """Pairs of labels of one drawing that cover each other, and labels out of the frame."""
    where = f"{walked.theme} {walked.territory}"
    return [f"{where} {view['name']} {fault}" for view in walked.views for fault in meeting(view)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk the pages of some EPCI; print the faults and how many numbers were read."""
    asked = _arguments().parse_args(arguments)
    places = sorted(f"epci:{code}" for code in set(owners("epci")))
    drawn = random.Random(asked.seed).sample(places, min(asked.count, len(places)))
    themes = [one.stem for one in choose_themes(asked.themes)]
    start, faults, pages, done = time.perf_counter(), 0, 0, asked.skip
    for place in asked.places or drawn[asked.skip :]:
        if asked.minutes and time.perf_counter() - start > 60 * asked.minutes:
            break
        found = [fault for theme in themes for fault in faults_of(theme, place, drawings=asked.drawings)]
        pages, faults, done = pages + len(themes), faults + len(found), done + 1
        sys.stdout.writelines(f"{fault}\n" for fault in found)
        sys.stdout.write(f"{done} {place}: {len(found)} faults, {time.perf_counter() - start:.0f} s\n")
        sys.stdout.flush()
    sys.stdout.write(f"{pages} pages, {faults} faults; go on with --skip {done}\n")
    return int(faults > 0)


def faults_of(theme: str, place: str, *, drawings: bool = False) -> list[str]:
    """What no cell explains and what meets on one page; an error that stopped it is told as one fault."""
    try:
        walked = draw(theme, place) if drawings else walk(theme, place)
        empty = [view["name"] for view in walked.views if view["kind"] == "missing" and "why" not in view]
        false = [] if drawings else untraced(walked)
        return [*false, *overlaps(walked), *(f"{theme} {place} {name}: empty" for name in empty)]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the others go on
        return [f"{theme} {place}: {type(error).__name__}: {error}"]


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=200, help="EPCI drawn at random")
    parser.add_argument("seed", nargs="?", type=int, default=1, help="of the draw")
    parser.add_argument("themes", nargs="*", help="all of the observatories unless given")
    parser.add_argument("--places", nargs="*", help="territories to walk, in place of those drawn")
    parser.add_argument("--skip", type=int, default=0, help="of those drawn, done already")
    parser.add_argument("--drawings", action="store_true", help="errors, gaps and labels only; no number")
    parser.add_argument("--minutes", type=float, default=0, help="begin no territory after so many")
    return parser


if __name__ == "__main__":
    sys.exit(main())
