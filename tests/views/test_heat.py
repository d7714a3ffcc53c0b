"""Tables of coloured cells."""

import pytest

from arpent.errors import AskedWrongly
from arpent.views import Missing, draw_heat, style
from arpent.views.classes import NEGATIVE, POSITIVE


def _sectors(made, years, count=3, reasons=None):
    given, hidden = [], reasons or {}
    for i in range(count):
        one = made.Indicator(f"s{i}", f"Part du secteur {i}", f"Secteur numéro {i}", "%", 1)
        values = {y: None if (i, y) in hidden else 0.1 * i + 0.01 * (y - years[0]) for y in years}
        why = {(made.HERE, year): reason for (row, year), reason in hidden.items() if row == i}
        given.append((one, made.rows(one, {made.HERE: values}, reasons=why)))
    return made.measures(*given)


def test_categories_by_years(made):
    """A row an indicator, a column a year, the number in the cell; the lowest is palest, the highest darkest."""
    figure = draw_heat(_sectors(made, range(2015, 2020)), name="x")
    made.check_drawing(figure)
    texts = [text for text, _ in made.texts_of(figure.svg)]
    assert {"2015", "2019", "0,0", "24,0", "Secteur numéro 2"} <= set(texts)
    assert figure.data.rows[1] == ("Secteur numéro 1", 10.0, 11.0, 12.0, 13.0, 14.0)
    assert style.SEQUENTIAL[0] in figure.svg
    assert style.SEQUENTIAL[4] in figure.svg


def test_two_hues_around_a_middle(made):
    """Below the middle is blue, above it brown, and the note says so."""
    figure = draw_heat(_sectors(made, range(2015, 2017)), name="x", middle=0.105)
    assert NEGATIVE[0] in figure.svg
    assert POSITIVE[2] in figure.svg
    assert figure.words.note == "En bleu sous 10,5\u202f%, en brun au-dessus."


def test_hidden_cells(made):
    """A hidden cell is hatched, bears its sign, and the note explains it."""
    figure = draw_heat(_sectors(made, range(2015, 2018), reasons={(1, 2016): "secret"}), name="x")
    made.check_drawing(figure)
    assert "s." in [text for text, _ in made.texts_of(figure.svg)]
    assert figure.words.note == "s.\u00a0: secret statistique"
    assert figure.data.rows[1][2] is None


def test_territories_by_categories(made):
    """A row a territory, the focus first; many columns are cut in blocks that fit a phone."""
    given = []
    for i in range(9):
        one = made.Indicator(f"s{i}", f"Part {i}", f"Catégorie {i}")
        given.append((one, {made.HERE: {2021: 0.1}, made.CANTAL: {2021: 0.2}, made.FRANCE: {2021: i / 10}}))
    figure = draw_heat(made.measures(*given), name="x", across="indicator")
    made.check_drawing(figure)
    assert [row[0] for row in figure.data.rows] == ["CC du Pays d’Essai", "Cantal", "France"]
    assert sum(text == "France" for text, _ in made.texts_of(figure.svg_narrow)) > 1


def test_one_unit_only(made):
    """Cells of several units share no scale; and nothing known is Missing."""
    given = made.measures((made.VACANCY, {made.HERE: {2021: 0.1}}), (made.POPULATION, {made.HERE: {2021: 5}}))
    with pytest.raises(AskedWrongly, match="units: %, habitants, give one"):
        draw_heat(given, name="x")
    with pytest.raises(AskedWrongly, match="across='sector'"):
        draw_heat(_sectors(made, range(2015, 2017)), name="x", across="sector")
    assert isinstance(draw_heat(made.measures((made.VACANCY, {made.HERE: {2021: None}})), name="x"), Missing)
