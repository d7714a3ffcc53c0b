"""What the production manager reads after a run: durations, failures, slowest cells; one page, in French."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arpent import project
from arpent.campaign import Campaign, Plan, Progress, Store
from arpent.campaign.files import write_whole
from arpent.render.templates import template
from arpent.render.theme import css_variables, load_theme
from arpent.territory import find

#: Slowest notebooks and cells that are listed.
MOST = 15
#: Notebook, territory and cell at the head of a message: the page says them already.
_WHERE = re.compile(r"^\S+ \[[^\]]*\]: (cell \d+(, line \d+)?(: )?)? ?")


def write_run_report(campaign: Campaign, plan: Plan, store: Store, progress: Progress) -> Path:
    """
    Write ``rapport.html`` in a campaign's folder.

    Parameters
    ----------
    campaign : Campaign
        That was run.
    plan : Plan
        What was to do.
    store : Store
        What is made, this time and before.
    progress : Progress
        At the end.

    Returns
    -------
    Path
        Of the page: one file, its style in it.
    """
    records = store.records()
    rows = [
        {"theme": one.page, "place": find(one.territory).name, "id": one.territory, **records[one.key]}
        for one in plan.targets.each
        if one.key in records
    ]
    theme = project.path("reports", "theme")
    styles = [
        css_variables(load_theme()),
        *((theme / name).read_text("utf-8") for name in ("parts.css", "page.css")),
    ]
    text = template("run.html.j2").render(
        title=campaign.title,
        name=campaign.name,
        targets=len(plan.targets.each),
        progress=progress,
        themes=_by_theme(rows),
        made=sum(not row["failure"] for row in rows),
        failures=_by_cause([row for row in rows if row["failure"]]),
        broken=[one for one in progress.failures if one.page == "report"],
        slowest=sorted(rows, key=lambda row: -row["seconds"])[:MOST],
        cells=_slowest_cells(rows),
        style="\n".join(styles),
    )
    path = store.folder / "rapport.html"
    write_whole(path, text.encode())
    return path


def _by_theme(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["theme"], []).append(row)
    return [
        {
            "theme": theme,
            "done": sum(not row["failure"] for row in those),
            "failed": sum(bool(row["failure"]) for row in those),
            "seconds": sum(row["seconds"] for row in those),
            "mean": sum(row["seconds"] for row in those) / len(those),
            "longest": max(row["seconds"] for row in those),
            "peak": max(row["peak"] or 0 for row in those),
        }
        for theme, those in found.items()
    ]


def _by_cause(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Failures of one notebook at the same place for the same reason told once, with every territory."""
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        failure = row["failure"]
        message = _WHERE.sub("", failure["message"])
        found.setdefault((row["theme"], failure["cell"], failure["line"], message), []).append(row)
    names = ("theme", "cell", "line", "message")
    return [
        {
            **dict(zip(names, cause, strict=True)),
            "places": [f"{row['place']} ({row['id']})" for row in those],
            "traceback": those[0]["failure"]["traceback"],
        }
        for cause, those in found.items()
    ]


def _slowest_cells(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    cells = [
        {"theme": row["theme"], "place": row["place"], "cell": number, "seconds": seconds}
        for row in rows
        for number, seconds in enumerate(row["cells"], start=1)
    ]
    return sorted(cells, key=lambda cell: -cell["seconds"])[:MOST]
