"""Deciles and the median."""

import pytest

from arpent.views import Figure, Missing, draw_deciles

IDS = {"low": "d1", "median": "d5", "high": "d9"}


def _incomes(made, here, cantal):
    given = []
    for i, identifier in enumerate(IDS.values()):
        one = made.Indicator(identifier, "Niveau de vie médian", "Médiane", "€", 0, "median", "more", "", "m")
        frame = made.rows(one, {made.HERE: {2021: here[i]}, made.CANTAL: {2021: cantal[i]}})
        frame.loc[frame["value"].isna(), "reason"] = "secret"
        given.append((one, frame))
    return made.measures(*given)


def test_spread(made):
    """The title compares the ratios of the ninth to the first decile, by hand: 40 / 10 against 30 / 10."""
    given = _incomes(made, (10000, 20000, 40000), (10000, 20000, 30000))
    figure = draw_deciles(given, name="x", **IDS)
    made.check_drawing(figure)
    assert figure.words.title == (
        "Les écarts sont plus grands que dans le Cantal\u00a0: un rapport de 4,0 entre le neuvième et le premier "
        "décile, contre 3,0"
    )
    assert [record["value"] for record in figure.numbers] == [4, 3]
    assert "un habitant sur dix vit avec moins de 10\u202f000\u00a0€" in figure.words.reading


def test_the_same_spread_is_neutral(made):
    """A ratio within five per cent of the other's is not told."""
    given = _incomes(made, (10000, 20000, 30400), (10000, 20000, 30000))
    assert draw_deciles(given, name="x", **IDS).words.title == (
        "Premier décile, médiane et neuvième décile en 2021"
    )


def test_hidden_deciles(made):
    """Where deciles are hidden the median stands alone, and it is said; without a median there is no bar."""
    given = _incomes(made, (10000, 20000, 30000), (None, 21000, None))
    figure = draw_deciles(given, name="x", **IDS)
    made.check_drawing(figure)
    assert figure.words.note == "Médiane seule. Secret statistique\u00a0: Cantal."
    assert figure.data.rows_shown[1][2:] == ("s.", "21\u202f000", "s.")
    assert isinstance(draw_deciles(_incomes(made, (1, None, 3), (1, 2, 3)), name="x", **IDS), Missing)
    none = draw_deciles(_incomes(made, (1, 2, 3), (1, None, 3)), name="x", **IDS)
    assert none.words.note == "Secret statistique\u00a0: Cantal."


@pytest.mark.parametrize("values", [(5, 5, 5), (0, 1, 2), (1, 2, 1e7)])
def test_odd_values_are_drawn(made, values):
    """Equal, zero or huge values: labels stay apart and inside."""
    figure = draw_deciles(_incomes(made, values, values), name="x", **IDS)
    assert isinstance(figure, Figure)
    made.check_drawing(figure)
