"""Every number of a page comes from a table; the audit itself sees one that does not."""

from dataclasses import replace

import pytest

#: Themes of the embedded tables, at a commune, a large and a small EPCI, an island, a département and France.
PAGES = [
    ("portrait", "epci:246300701"), ("population", "epci:200057859"), ("logement", "commune:63113"),
    ("population", "departement:2A"), ("logement", "france"), ("portrait", "epci:249720061"),
]  # fmt: skip


@pytest.mark.parametrize(("theme", "territory"), PAGES)
def test_every_number_is_traced_and_no_label_covers_another(audit, theme, territory):
    """Phrases, titles, readings, key figures, labels and data: each number has its cell."""
    walked = audit.walk(theme, territory)
    assert len(walked.cells) > 20
    assert audit.untraced(walked) == []
    assert audit.overlaps(walked) == []


#: Every theme once, and every kind of territory beyond EPCI.
LEVELS = [
    ("portrait", "groupe:vichy-brioude"), ("population", "region:84"), ("logement", "departement:63"),
    ("emploi", "france"), ("mobilite", "commune:63113"), ("liens", "groupe:vichy-brioude"),
    ("revenus", "departement:43"), ("foncier", "region:84"), ("services", "france"),
    ("revenus", "groupe:vichy-brioude"),
]  # fmt: skip


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize(("theme", "territory"), LEVELS)
def test_every_theme_is_whole_at_every_level(audit, theme, territory):
    """On the tables of the real files: no error, what is not drawn says why, numbers traced, no label on another."""
    walked = audit.walk(theme, territory)
    missing = [view for view in walked.views if view["kind"] == "missing"]
    assert all("why" in view or view.get("lacking") for view in missing)
    assert len(missing) < len(walked.views)
    assert audit.untraced(walked) == []
    assert audit.overlaps(walked) == []


def _altered(audit, walked, old, new):
    html = walked.html.replace(old, new)
    assert html != walked.html
    return audit.untraced(replace(walked, html=html))


def test_a_number_typed_into_a_page_is_found(audit, logement):
    """In a reading line, a label of a drawing and a title."""
    faults = _altered(audit, logement, "Lecture\u00a0: en 2021", "Lecture\u00a0: 43,21\u202f% en 2021")
    assert any("43,21" in one for one in faults)
    faults = _altered(audit, logement, "</text>", " 987\u202f654</text>")
    assert any("987\u202f654" in one for one in faults)


def test_a_false_cell_or_trace_is_found(audit, logement):
    """A value that was not measured, in the data behind a figure or in the record of a number."""
    figure = next(view for view in logement.views if view["name"] == "logement-voisins")
    shown = [[*row] for row in figure["rows_shown"]]
    shown[0][2] = "77,7"
    number = {**figure["numbers"][0], "value": 0.777}
    for false in ({**figure, "rows_shown": shown}, {**figure, "numbers": [number]}):
        assert audit.untraced(replace(logement, views=[false]))


def test_labels_that_meet_are_found(audit, logement):
    """Two texts on one spot, and one out of the frame."""
    figure = next(view for view in logement.views if view["name"] == "logement-voisins")
    extra = '<text x="5" y="20">Riom</text><text x="8" y="21">Thiers</text><text x="-40" y="40">Ambert</text></svg>'
    false = {**figure, "svg": figure["svg"].replace("</svg>", extra)}
    faults = " ".join(audit.overlaps(replace(logement, views=[false])))
    assert "« Riom » over « Thiers »" in faults
    assert "« Ambert » out of the frame" in faults
