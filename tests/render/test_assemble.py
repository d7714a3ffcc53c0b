"""The provenance of a report lists what its pages really read."""

from nbformat.v4 import new_code_cell, new_notebook

from arpent.notebook.themes import choose_themes
from arpent.render.assemble import completed, provenance
from arpent.render.report import ReadyPage


def _page(*names):
    view = {"kind": "sources", "name": "sources", "tables": list(names)}
    cell = new_code_cell("study.sources()", metadata={"arpent": view})
    return ReadyPage("portrait", "Portrait", "Qui ?", new_notebook(cells=[cell]))


def test_tables_that_a_theme_does_not_need_are_listed_where_a_page_read_them():
    """With the digest of the table, and its datasets; one that is no longer there is not."""
    needed = provenance(choose_themes(["portrait"]))
    made = completed(needed, [_page("epci", "commuting_flows_gone")])
    names = [one["table"] for one in made["tables"]]
    assert names == sorted({one["table"] for one in needed["tables"]} | {"epci"})
    assert len(next(one["sha256"] for one in made["tables"] if one["table"] == "epci")) == 64
    assert {"insee_cog", "dgcl_epci"} <= {one["dataset"] for one in made["datasets"]}
    assert completed(needed, [_page()]) == needed
