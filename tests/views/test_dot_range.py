"""Where a territory stands, an axis an indicator."""

import re

import pytest

from arpent.views import Figure, Missing, draw_dot_range


def _given(made, here, parents=(0.09, 0.08), peers=(), indicator=None):
    values = {made.HERE: {2021: here}, made.CANTAL: {2021: parents[0]}, made.FRANCE: {2021: parents[1]}}
    values |= {f"epci:30000{i:04}": {2021: value} for i, value in enumerate(peers)}
    measured = indicator or made.VACANCY
    frame = made.rows(measured, values)
    frame.loc[frame["role"] == "part", "role"] = "peer"
    return made.measures((measured, frame))


def test_position_is_the_value(made):
    """The axis goes from the lowest to the highest; the focus in its middle is drawn in its middle."""
    figure = draw_dot_range(_given(made, 0.10, (0.05, 0.15)), name="x")
    made.check_drawing(figure)
    dots = [float(x) for x in re.findall(r'<circle cx="([0-9.]+)" cy="[0-9.]+" r="7"', figure.svg)]
    axis = re.search(r'd="M([0-9.]+) [0-9.]+H([0-9.]+)" stroke="#dde3e7" stroke-width="3"', figure.svg)
    assert dots == [pytest.approx((float(axis[1]) + float(axis[2])) / 2, abs=0.1)]
    assert (
        figure.words.title == "Où se situe la communauté de communes du Pays d’Essai\u00a0: logements vacants"
    )
    assert figure.words.reading.endswith(
        "est de 10,0\u202f% dans la communauté de communes du Pays d’Essai\u202f; l’axe va de 5,0\u202f% à "
        "15,0\u202f%, du plus bas au plus haut des territoires montrés."
    )


def test_out_of_the_range_of_the_peers(made):
    """The title says that the focus is above all its peers only where it is, at the precision printed."""
    figure = draw_dot_range(_given(made, 0.12, peers=(0.05, 0.07, 0.10)), name="x", peers="jumeaux")
    assert figure.words.title == (
        "La part des logements vacants est plus élevée que chez les 3 jumeaux\u00a0: 12,0\u202f% en 2021"
    )
    assert [record["text"] for record in figure.numbers] == ["3", "12,0\u202f%"]
    assert "3 jumeaux" in [text for text, _ in made.texts_of(figure.svg)]
    for here in (0.10, 0.1004, 0.07):
        given = _given(made, here, peers=(0.05, 0.07, 0.10))
        assert draw_dot_range(given, name="x").words.title.startswith("Où se situe")
    below = draw_dot_range(_given(made, 0.02, peers=(0.05, 0.07, 0.10)), name="x")
    assert "moins élevée que chez les 3 territoires comparés" in below.words.title


def test_a_count_has_no_parent(made):
    """A parent's total would put everyone else at the left end of the axis."""
    figure = draw_dot_range(_given(made, 12000, (144000, 66e6), (11000, 15000), made.POPULATION), name="x")
    assert "Cantal" not in figure.svg
    assert [row[-1] for row in figure.data.rows] == [12000, 11000, 15000]
    made.check_drawing(figure)


def test_nothing_to_compare_with(made):
    """Alone, or without a value: Missing, and a row without value is said."""
    alone = made.measures((made.VACANCY, {made.HERE: {2021: 0.1}}))
    assert not draw_dot_range(alone, name="x").why
    assert isinstance(draw_dot_range(alone, name="x"), Missing)
    second = made.Indicator("other", "Part des résidences secondaires", "Résidences secondaires")
    values = {made.HERE: {2021: None}, made.CANTAL: {2021: 0.2}}
    given = made.measures(
        (made.VACANCY, {made.HERE: {2021: 0.1}, made.CANTAL: {2021: 0.2}}), (second, values)
    )
    figure = draw_dot_range(given, name="x")
    assert figure.words.note.endswith("Sans valeur ou sans comparaison\u00a0: Résidences secondaires.")


@pytest.mark.parametrize("count", [1, 8])
@pytest.mark.parametrize("values", [(0.1, 0.1, 0.1), (0.1, 0.1001, 0.0999), (-0.02, 0.01, 0.3)])
def test_any_values(made, values, count):
    """Same, close or negative values, one axis or eight, long names: labels apart and inside."""
    given = []
    for i in range(count):
        label = "Part des logements vacants depuis plus de deux ans " * (i % 3) + "Vacance"
        one = made.Indicator(f"i{i}", label, label, "%/an" if i % 2 else "%", 1, "change")
        given.append(
            (one, dict(zip((made.HERE, made.CANTAL, made.FRANCE), ({2021: v} for v in values), strict=True)))
        )
    figure = draw_dot_range(made.measures(*given), name="x")
    assert isinstance(figure, Figure)
    made.check_drawing(figure)
