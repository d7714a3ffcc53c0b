"""Small multiples of communes."""

import pytest

from arpent.views import Figure, Missing, draw_multiples

pytestmark = pytest.mark.usefixtures("squares")


def _communes(made, count, indicator=None):
    values = {
        f"commune:15{i:03}": {2011: 100.0 + i, 2016: 90.0 + i, 2021: 110.0 + 2 * i} for i in range(count)
    }
    return made.measures((indicator or made.POPULATION, values))


@pytest.mark.parametrize("count", [2, 24, 158])
def test_any_number_of_communes(made, count):
    """Twenty-four panels at most, on one scale; the rest is counted and in the table."""
    figure = draw_multiples(_communes(made, count), name="x", base=2011)
    assert isinstance(figure, Figure)
    made.check_drawing(figure)
    assert figure.svg.count("<circle") == min(count, 24)
    assert [len(figure.data.rows), figure.data.columns[-1].label] == [count, "2021"]
    assert ("Et 134 autres, dans le tableau." in figure.words.note) == (count == 158)


def test_index(made):
    """With a base, 110 for 100 is printed 110."""
    figure = draw_multiples(_communes(made, 1), name="x", base=2011)
    assert "110" in [text for text, _ in made.texts_of(figure.svg)]
    assert figure.words.reading.endswith("de 15000\u00a0: 110 en 2021.")


def test_too_few_years(made):
    """A commune of one value has no panel and is said; none at all is Missing."""
    given = made.measures(
        (made.VACANCY, {"commune:15001": {2011: 0.1, 2021: 0.2}, "commune:15002": {2011: None, 2021: 0.2}})
    )
    figure = draw_multiples(given, name="x")
    assert figure.words.note.endswith("Moins de deux années publiées pour 1 commune.")
    assert isinstance(
        draw_multiples(made.measures((made.VACANCY, {"commune:1": {2021: 1}})), name="x"), Missing
    )
