"""Sources cited again from the catalogue as it is: a corrected title or licence needs no figure drawn again."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from arpent import catalogue
from arpent.catalogue import Dataset
from arpent.errors import AskedWrongly
from arpent.notebook.ready import VIEW
from arpent.views.numbers import typeset
from arpent.views.sources import Sources

Rewrite = Callable[[str], str]


def cite_again(executed: NotebookNode) -> NotebookNode:
    """
    An executed notebook whose sources are said as the catalogue says them now.

    Parameters
    ----------
    executed : NotebookNode
        With the records of its sources as they were.

    Returns
    -------
    NotebookNode
        Source lines and the list of sources only; every figure is as it was executed.
    """
    views = [output["data"] for cell in executed.cells for output in cell.get("outputs", [])]
    listed = [source for data in views for source in data.get(VIEW, {}).get("sources", ())]
    changed = [pair for source in listed if (pair := _changed(source)) is not None]
    if not changed:
        return executed
    rewrites = [_rewrite(source, now) for source, now in changed]
    cells = [_cell(cell, rewrites) for cell in executed.cells]
    cited: NotebookNode = nbformat.from_dict({**executed, "cells": cells})  # type: ignore[no-untyped-call]
    return cited


def _changed(source: Mapping[str, Any]) -> tuple[Mapping[str, Any], Dataset] | None:
    now = _again(source)
    return (source, catalogue.load(source["dataset"])) if now is not None and now != source else None


def _again(source: Mapping[str, Any]) -> dict[str, Any] | None:
    """The record of a source as it would be now; None where the catalogue has it, or its years, no more."""
    try:
        return Sources({source["dataset"]: source["vintages"]}).records[0]
    except AskedWrongly:
        return None


def _rewrite(source: Mapping[str, Any], now: Dataset) -> Rewrite:
    """Producer, title and licence of one dataset, wherever a source line has them around its years."""
    before = (_named(source["producer"], source["title"]), typeset(f"({source['licence']})"))
    after = (_named(now.producer, now.title), typeset(f"({now.licence})"))
    pattern = re.compile(f"{re.escape(before[0])} (.*?) {re.escape(before[1])}")
    return lambda text: pattern.sub(lambda found: f"{after[0]} {found[1]} {after[1]}", text)


def _named(producer: str, title: str) -> str:
    return typeset(f"{producer}, {title[0].lower()}{title[1:]}")


def _cell(cell: NotebookNode, rewrites: list[Rewrite]) -> Mapping[str, Any]:
    if cell.cell_type != "code":
        return cell
    return {**cell, "outputs": [{**one, "data": _data(one["data"], rewrites)} for one in cell.outputs]}


def _data(data: Mapping[str, Any], rewrites: list[Rewrite]) -> dict[str, Any]:
    view = dict(data.get(VIEW, {}))
    if view.get("kind") == "sources":
        records = [_again(source) or source for source in view["sources"]]
        return {**data, VIEW: {**view, "sources": records}}
    for rewrite in rewrites:
        view["source"] = rewrite(view.get("source", ""))
    return {**data, VIEW: view} if view else dict(data)
