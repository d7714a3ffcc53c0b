"""Balances that add up."""

import re

import pytest

from arpent.errors import AskedWrongly
from arpent.views import Missing, draw_waterfall


def _balances(made, natural, migratory, total, year=2021):
    def one(name, label):
        return made.Indicator(name, label, label, "habitants", 0, "count", "neutral", "", "m")

    return made.measures(
        (one("natural", "Solde naturel"), {made.HERE: {year: natural}}),
        (one("migratory", "Solde migratoire"), {made.HERE: {year: migratory}}),
        (one("change", "Accroissement"), {made.HERE: {year: total}}),
    )


def _draw(given, **options):
    return draw_waterfall(given, name="x", parts=["natural", "migratory"], total="change", **options)


@pytest.mark.parametrize(
    ("natural", "migratory", "title"),
    [
        (-550, 900, "Le solde migratoire (+900) compense le solde naturel (\u2212550), de 2016 à 2021"),
        (
            -550,
            300,
            "Le solde migratoire (+300) ne compense pas le solde naturel (\u2212550), de 2016 à 2021",
        ),
        (
            -2,
            -3,
            "Le solde naturel (\u22122) et le solde migratoire (\u22123) sont tous deux négatifs, de 2016 à 2021",
        ),
        (
            20,
            30,
            "Le solde migratoire (+30) et le solde naturel (+20) sont tous deux positifs, de 2016 à 2021",
        ),
        (0, 300, "Accroissement, 2016–2021"),
    ],
)
def test_what_two_balances_do(made, natural, migratory, title):
    """The title says whether one balance makes up for the other, and its numbers are traced."""
    figure = _draw(_balances(made, natural, migratory, natural + migratory), since=2016)
    made.check_drawing(figure)
    assert figure.words.title == title
    assert [record["text"] for record in figure.numbers if record["text"] not in title] == []
    assert [row[1] for row in figure.data.rows] == [natural, migratory, natural + migratory]


def test_steps_follow_each_other(made):
    """A bar starts where the one before it ends; the total starts from zero and ends where the last did."""
    figure = _draw(_balances(made, -100, 300, 200))
    bars = re.findall(r'<rect x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"', figure.svg)
    (a, aw), (b, bw), (t, tw) = [(float(x), float(w)) for x, w in bars]
    assert a == pytest.approx(b, abs=0.1)
    assert bw == pytest.approx(3 * aw, abs=0.2)
    assert t == pytest.approx(a + aw, abs=0.1)
    assert t + tw == pytest.approx(b + bw, abs=0.1)


def test_what_does_not_add_up_is_refused(made):
    """A part that is forgotten would make a false drawing; a rounding would not."""
    with pytest.raises(AskedWrongly, match=r"add up to 350 .* change is 400"):
        _draw(_balances(made, -550, 900, 400))
    made.check_drawing(_draw(_balances(made, -550, 900, 351)))


def test_missing_balance(made):
    """Without one of the balances there is no figure."""
    assert isinstance(_draw(_balances(made, None, 900, 350)), Missing)


def test_all_zero(made):
    """Nothing moved: drawn, not divided by zero."""
    made.check_drawing(_draw(_balances(made, 0, 0, 0)))


def test_of_many_balances_the_largest_gain_and_loss_are_told(made):
    """Each is named with its number, traced."""
    given = [("a", "Agriculture", -30), ("b", "Industrie", 80), ("c", "Autres", 10), ("all", "Ensemble", 60)]
    pairs = [
        (made.Indicator(one, label, label, "emplois", 0, "count"), {made.HERE: {2021: value}})
        for one, label, value in given
    ]
    figure = draw_waterfall(made.measures(*pairs), name="cascade", parts=["a", "b", "c"], total="all")
    title = figure.words.title.replace("\u202f", " ").replace("\u00a0", " ")
    assert title == "En 2021, le plus fort gain : industrie (+80) ; la plus forte perte : agriculture (−30)"
    assert [one["value"] for one in figure.numbers] == [80, -30]
    made.check_drawing(figure)
