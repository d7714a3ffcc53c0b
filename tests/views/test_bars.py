"""Ranked bars."""

import pytest

from arpent.views import Figure, Missing, draw_bars


def _parts(made, count, indicator=None, here=0.08):
    values = {f"commune:C{i:03}": {2021: 0.01 + 0.001 * i} for i in range(count)}
    return made.measures((indicator or made.VACANCY, {made.HERE: {2021: here}, **values}))


def test_bars_rank_from_the_largest(made):
    """The largest is on top and zero is the base: a bar twice as long is twice the value."""
    values = {made.HERE: {2021: 0.05}, made.CANTAL: {2021: 0.10}, made.FRANCE: {2021: 0.08}}
    figure = draw_bars(made.measures((made.VACANCY, values)), name="x")
    assert [row[1] for row in figure.data.rows] == ["Cantal", "France", "CC du Pays d'Essai"]
    widths = [
        float(part.split('"')[0])
        for part in figure.svg.split("<rect")[1:]
        for part in part.split(' width="')[1:2]
    ]
    assert widths[2] / widths[0] == pytest.approx(0.5, abs=0.002)
    assert "moins élevée que dans le Cantal" in figure.words.title
    made.check_drawing(figure)


def test_many_communes(made):
    """Of 158 communes the top, the focus and the bottom are drawn; the rest is counted and tabled."""
    figure = draw_bars(_parts(made, 158), name="x")
    assert figure.words.note == "Et 140 autres communes, dans le tableau."
    assert len(figure.data.rows) == 159
    assert figure.svg.count("<rect") == 19
    made.check_drawing(figure)


def test_a_count_of_the_whole_is_not_beside_its_parts(made):
    """The total would dwarf the communes: it is not a bar; the parent's neither."""
    figure = draw_bars(_parts(made, 3, made.POPULATION, here=9e6), name="x")
    assert len(figure.data.rows) == 3


def test_missing_has_no_bar(made):
    """A missing value has no bar; it is in the table, and the note says why."""
    values = {"commune:A": {2021: 0.1}, "commune:B": {2021: 0.2}, "commune:C": {2021: None}}
    frame = made.rows(made.VACANCY, values, reasons={("commune:C", 2021): "secret"})
    figure = draw_bars(made.measures((made.VACANCY, frame)), name="x")
    assert figure.svg.count("<rect") == 2
    assert figure.words.note == "Secret statistique\u00a0: C."
    assert figure.data.rows[-1] == ("C", "C", None)
    assert figure.data.rows_shown[-1][-1] == "s."


@pytest.mark.parametrize("values", [(0, 0, 0), (0.1, 0.1, 0.1), (-0.02, 0.01, -0.03), (-0.1, -0.2, -0.3)])
def test_odd_values_are_drawn(made, values):
    """All zero, identical, negative: drawn within the frame."""
    given = {f"commune:Commune numéro {i}": {2021: value} for i, value in enumerate(values)}
    figure = draw_bars(made.measures((made.RATE, given)), name="x")
    assert isinstance(figure, Figure)
    made.check_drawing(figure)


def test_one_bar_is_missing(made):
    """Nobody to compare with (France): nothing, without a word. Others without a value: a Missing that says so."""
    view = draw_bars(made.measures((made.VACANCY, {made.HERE: {2021: 0.08}})), name="x")
    assert isinstance(view, Missing)
    assert not view.why
    beside = {made.HERE: {2021: 0.08}, "commune:Autre": {2021: float("nan")}}
    view = draw_bars(made.measures((made.VACANCY, beside)), name="x")
    assert isinstance(view, Missing)
    assert "rien à comparer" in view.why


def test_hostile_names(made):
    """A name of any length or content stays text, within the frame."""
    names = ['<script>alert("x")</script>', "é" * 300, "🏔️ & 'q' \"d\"", "$x_1$"]
    given = {f"commune:{name}": {2021: 0.1 + i / 100} for i, name in enumerate(names)}
    figure = draw_bars(made.measures((made.VACANCY, given)), name="x")
    assert "<script" not in figure.svg
    assert "…" in figure.svg
    made.check_drawing(figure)
