"""The two pages that a mayor keeps: chosen among the report's own blocks by ``params/fiche.yml``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.errors import RenderFailed
from arpent.render.content import Block, Page
from arpent.render.nodes import Node
from arpent.render.paper import drawing, frame, phrase, printed
from arpent.render.report import Report
from arpent.render.typography import slug
from arpent.strict_yaml import read_yaml

QUESTIONS = "-questions"  # how the name of a theme's questions ends
Found = tuple[Page, Block]


def fiche(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """
    Key figures, three charts, a map and the questions of a report; no figure of its own.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``html.build_files``.

    Returns
    -------
    dict
        Fit for JSON. A place that the report can't fill is null.

    Raises
    ------
    RenderFailed
        The report has nothing of what ``params/fiche.yml`` names, or that file lacks an entry.
    """
    path = project.path("params", "fiche.yml")
    chosen = read_choice(path)
    known = {str(block.view.get("name")): (page, block) for page in pages for block in page.blocks}
    key = _first(known, chosen["key_figures"])
    places = [chosen["wide"], *chosen["charts"], chosen["map"]]
    wide, *charts, plan = [_first(known, names) for names in places]
    if not any((key, wide, *charts, plan)):
        raise RenderFailed(
            f"{report.territory_id}: nothing to put on the fiche; {path.name} names "
            f"{', '.join(chain(chosen['key_figures'], *places))}. Run more themes."
        )
    return {
        **frame(report, pages, sources),
        "key": printed(key[1], key[0]) if key else None,
        "wide": _figure(wide, is_narrow=False),
        "charts": [_figure(one, is_narrow=True) for one in charts if one],
        "map": _figure(plan, is_narrow=True),
        "questions": list(islice(questions(pages), chosen["questions"])),
    }


def read_choice(path: Path) -> dict[str, Any]:
    """
    Which figures the two pages show.

    Parameters
    ----------
    path : Path
        ``params/fiche.yml``.

    Returns
    -------
    dict
        ``key_figures``, ``wide``, ``map`` (names), ``charts`` (lists of names), ``questions`` (how many).

    Raises
    ------
    RenderFailed
        An entry is missing, or is not a list, or not a number from 0 on.
    """
    try:
        record = read_yaml(path.read_text(encoding="utf-8"))
        chosen: dict[str, Any] = {name: list(record[name]) for name in ("key_figures", "wide", "map")}
        return chosen | {
            "charts": [list(names) for names in record["charts"]],
            "questions": how_many(record, "questions"),
        }
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise RenderFailed(f"{path}: not a choice of figures ({error!r}).") from error


def how_many(record: Mapping[str, Any], name: str) -> int:
    """
    A number of things to show.

    Parameters
    ----------
    record : mapping
        Of a file of choices.
    name : str
        Its entry.

    Returns
    -------
    int

    Raises
    ------
    KeyError, TypeError, ValueError
        It is missing, or no number from 0 on.
    """
    count = int(record[name])
    if count < 0:
        raise ValueError(f"{name} is {count}; 0 or more")
    return count


def questions(pages: Sequence[Page]) -> Iterator[dict[str, Any]]:
    """
    What the figures ask, theme by theme: the first of each theme, then the second of each…

    Two themes can ask of the same figure; the first does.

    Parameters
    ----------
    pages : sequence of Page

    Yields
    ------
    dict
        ``theme`` and ``body`` (a tree, see ``nodes``). A theme whose figures ask nothing has none.
    """
    asked = [[{"theme": page.title, "body": body} for body in _asked(page)] for page in pages]
    rounds = chain.from_iterable(zip_longest(*asked))
    found: dict[str, dict[str, Any]] = {}
    for one in filter(None, rounds):
        found.setdefault(_measure(one["body"]), one)
    yield from found.values()


def _measure(body: Sequence[Node]) -> str:
    """What a question starts from: its words before the colon, or all of it."""
    text = str(body[0].get("text", "")) if body else ""
    return re.split(r"\s:", text)[0] or str(body)


def _asked(page: Page) -> Iterator[list[Node]]:
    for block in page.blocks:
        is_asking = str(block.view.get("name", "")).endswith(QUESTIONS) and block.view.get("numbers")
        if block.kind != "phrase" or not is_asking:
            continue
        for node in phrase(block, page.numbers, slug(page.theme)):
            bodies = [item["body"] for item in node["body"]] if node["is"] == "list" else [[node]]
            yield from map(_in_line, bodies)


def _in_line(body: list[Node]) -> list[Node]:
    """The words of a lone paragraph, which follow the name of their theme on its line."""
    return body[0]["body"] if len(body) == 1 and body[0]["is"] in ("par", "line") else body


def _first(known: Mapping[str, Found], names: Sequence[str]) -> Found | None:
    """The first of these blocks that the report shows."""
    found = (known[name] for name in names if name in known)
    return next((one for one in found if one[1].kind in ("figure", "keyfigures")), None)


def _figure(found: Found | None, *, is_narrow: bool) -> dict[str, Any] | None:
    """A figure as its page prints it, said of which theme it is; drawn narrow for half a page."""
    if not found:
        return None
    page, block = found
    record = printed(block, page) | drawing(block, is_narrow=is_narrow)
    return record | {"number": f"{page.title}, {block.number.lower()}", "label": ""}
