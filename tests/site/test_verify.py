"""An edition made again: the same bytes, or what differs, by name."""

import pytest

from arpent.errors import AskedWrongly
from arpent.site.declared import read_site
from arpent.site.publish_folder import Folder
from arpent.site.verify import verify


def _verify(sited, folder=None):
    return verify(read_site("essai"), sited.store, Folder(folder or sited.folder))


def test_the_same(sited):
    """An edition made again of the same reports is what was published, and verifying writes nothing."""
    sited.build()
    before = sited.files()
    assert _verify(sited) == []
    assert sited.files() == before


def test_a_page_changed_by_hand_is_named(sited):
    """Whoever edits a published page is told of it, and of that page alone."""
    sited.build()
    page = sited.folder / "2026/epci-200085728/population.html"
    page.write_text(page.read_text().replace("12", "13"))
    (sited.folder / "2026/added.html").write_text("x")
    found = _verify(sited)
    assert {(one.kind, one.where) for one in found} == {
        ("page", "2026/epci-200085728/population.html"),
        ("page", "2026/added.html"),
    }


def test_a_figure_that_moved_is_named(sited):
    """Theme, table, row and column, with both values; the pages and files that hold it are listed too."""
    sited.build()

    def change(view):
        if view.get("name") == "communes":
            view["rows"] = [[*row[:-1], 7.5] for row in view["rows"]]

    sited.render("epci:244301099", change)
    found = _verify(sited)
    said = [one.what for one in found if one.kind == "figure"]
    assert "portrait, communes, Bourg-l'Essai, vacancy_share: 8.25 → 7.5" in said
    assert len(said) == 3
    assert "2026/edition.parquet" in {one.where for one in found if one.kind == "file"}


def test_a_published_record_that_is_no_more_one_is_named(sited):
    """Cut short on its way to the server: told as any other difference."""
    sited.build()
    record = sited.folder / "2026/api/territoires/epci-200085728.json"
    record.write_bytes(record.read_bytes()[:100])
    found = {(one.kind, one.where) for one in _verify(sited)}
    name = "2026/api/territoires/epci-200085728.json"
    assert found == {("figure", name), ("file", name)}


def test_another_edition_is_no_published_one(sited):
    """Nothing to compare with is asked wrongly, not a success."""
    sited.build()
    sited.declare('edition: "2026-2"\n')
    with pytest.raises(AskedWrongly, match="no edition 2026-2 of essai is there"):
        _verify(sited)
