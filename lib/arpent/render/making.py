"""The making of one report of a campaign, in a worker: from packed notebooks to files, in memory."""

import tempfile
from pathlib import Path

from arpent.campaign.citing import cite_again
from arpent.campaign.executed import unpack, with_prose
from arpent.notebook import find_notebook, read_notebook
from arpent.notebook.themes import read_themes
from arpent.render import html, quarto
from arpent.render.assemble import completed, ready_page
from arpent.render.orders import ReportOrder
from arpent.render.report import Report
from arpent.territory import find


def make_report(order: ReportOrder) -> dict[str, bytes]:
    """
    Files of a report; nothing is written where it will be.

    Parameters
    ----------
    order : ReportOrder
        What to make.

    Returns
    -------
    dict of str to bytes
        By relative name, the index first.
    """
    territory, themes = find(order.territory), read_themes()
    pages = []
    for one in order.pages:
        executed = cite_again(with_prose(unpack(one.packed), read_notebook(find_notebook(one.theme))))
        pages.append(ready_page(themes[one.theme], territory, executed, one.parameters, one.page))
    made = completed(order.provenance, pages)
    report = Report(
        territory.id, territory.name, territory.level, pages, order.missing, made,
        formats=order.formats, notes=order.notes, before=order.folder,
    )  # fmt: skip
    if order.renderer == "embedded" or "html" not in order.formats:
        return html.build_files(report)
    with tempfile.TemporaryDirectory(prefix="arpent-") as work:
        folder = Path(work) / territory.slug
        paths = quarto.render_report(report, folder)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
