"""An analyst's own matplotlib figure."""

import re
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.figure import Figure

from arpent.views import matplotlib_rc, show_matplotlib


def _drawn(name):
    with mpl.rc_context(matplotlib_rc()):
        figure = Figure(figsize=(10, 4))
        axes = figure.subplots()
        axes.plot([2010, 2020], [1, 2], label="Clermont $x$ <b>")
        axes.legend()
        return show_matplotlib(
            figure, name=name, title="Titre", alt="Courbe : essai", source="Source : essai."
        )


def test_own_figure_is_like_the_others():
    """Text stays text in the house font, one named image, no date, the same bytes each time, own ids."""
    one, again, other = _drawn("a"), _drawn("a"), _drawn("b")
    assert one.svg == again.svg
    root = ET.fromstring(one.svg)
    assert root.get("aria-label") == "Courbe\u00a0: essai"
    assert "Clermont $x$ &lt;b&gt;" in one.svg
    assert "<metadata" not in one.svg
    assert "Arpent Sans" in one.svg
    ids = [set(re.findall(r' id="([^"]+)"', view.svg)) for view in (one, other)]
    assert not ids[0] & ids[1]
    used = set(re.findall(r"(?:href=\"#|url\(#)([^\")]+)", one.svg))
    assert used <= ids[0]
