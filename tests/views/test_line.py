"""Time series."""

import re

import pytest

from arpent.views import Figure, Missing, draw_line

YEARS = range(2016, 2024)


def _population(made, rate=1.004):
    return made.measures(
        (
            made.POPULATION,
            {
                made.HERE: {year: 12000 * rate ** (year - 2016) for year in YEARS},
                made.CANTAL: {year: 144000 * 0.998 ** (year - 2016) for year in YEARS},
                made.FRANCE: {year: 66e6 * 1.003 ** (year - 2016) for year in YEARS},
            },
        )
    )


def _shares(made, **values):
    names = {"here": made.HERE, "cantal": made.CANTAL, "france": made.FRANCE}
    return made.measures((made.VACANCY, {names[key]: value for key, value in values.items()}))


def test_line_says_everything(made):
    """Title, subtitle, reading, alternative text, source and data are all there, in French typography."""
    figure = draw_line(_population(made), name="population-serie", base=2016)
    words = figure.words
    assert words.title == (
        "Population municipale\u00a0: +2,8\u202f% de 2016 à 2023, "
        "contre \u22121,4\u202f% dans le Cantal et +2,1\u202f% en France"
    )
    assert words.subtitle == (
        "Population municipale, base 100 en 2016, 2016–2023, Communauté de communes du Pays d’Essai"
    )
    assert words.reading.startswith("Lecture\u00a0: pour 100 en 2016")
    assert "102,8 en 2023" in words.reading
    assert words.alt.startswith("Courbe\u00a0: population municipale")
    assert words.source.startswith("Source\u00a0: INSEE")
    assert [column.name for column in figure.data.columns] == [
        "year",
        "epci_200000001",
        "departement_15",
        "france",
    ]
    assert len(figure.data.rows) == 8
    for text in (words.title, words.reading, words.alt, words.source):
        assert not re.search(r"(?<![\u00a0\u202f]):(?= )| [;!?%]|'", text)


def test_drawing_is_sound(made):
    """No label over another, within the frame, one named image, light."""
    figure = draw_line(_population(made), name="x", base=2016)
    made.check_drawing(figure)
    assert len(figure.svg) < 25_000


def test_labels_at_the_end_never_overlap(made):
    """Lines that end at the same value still have readable labels."""
    same = {2010: 0.07, 2021: 0.08}
    made.check_drawing(draw_line(_shares(made, here=same, cantal=same, france=same), name="x"))


def test_counts_of_other_sizes_are_left_out(made):
    """Without a base, a count far larger is not drawn beside the focus: it is named in the note."""
    figure = draw_line(_population(made), name="x")
    assert "Cantal et France\u00a0: d’un autre ordre de grandeur" in figure.words.note
    assert "Cantal" not in [text for text, _ in made.texts_of(figure.svg)]


def test_a_cut_axis_is_said(made):
    """An axis that does not start at zero is said in the note; one that does is not."""
    cut = draw_line(_shares(made, here={2010: 0.070, 2021: 0.083}), name="x")
    whole = draw_line(_shares(made, here={2010: 0.01, 2021: 0.083}), name="x")
    assert "ne commence pas à zéro" in cut.words.note
    assert "zéro" not in whole.words.note


def test_missing_year_breaks_the_line(made):
    """A year without value is not bridged: two runs, and only published years have a point."""
    figure = draw_line(
        _shares(made, here={2010: 0.07, 2011: 0.08, 2012: None, 2013: 0.07, 2014: 0.08}), name="x"
    )
    assert figure.svg.count('stroke-width="2.8"') == 2
    assert figure.svg.count("<circle") == 4
    assert figure.data.rows_shown[2][1] == "n.d."
    assert figure.data.rows[2][1] is None


def test_estimated_points_are_hollow(made):
    """An estimated value is drawn hollow, marked in the table, and the note says so."""
    frame = made.rows(made.VACANCY, {made.HERE: {2010: 0.07, 2021: 0.08}}, estimated=[(made.HERE, 2021)])
    figure = draw_line(made.measures((made.VACANCY, frame)), name="x")
    assert "estimé" in figure.words.note
    assert figure.data.rows_shown[1][1].endswith("e")
    assert "(estimé)" in figure.words.reading


@pytest.mark.parametrize(
    "values",
    [
        {2010: 0.0, 2021: 0.0},
        {2010: 0.08, 2021: 0.08},
        {2010: -0.02, 2015: 0.01, 2021: -0.03},
        {2010: 1e-9, 2021: 1.0},
        {1968: 0.1, 2023: 0.2},
    ],
)
def test_odd_series_are_drawn(made, values):
    """All zero, identical, negative, extreme: drawn, and never a wrong claim."""
    figure = draw_line(_shares(made, here=values), name="x")
    assert isinstance(figure, Figure)
    made.check_drawing(figure)


def test_nothing_to_draw_says_why(made):
    """No value, or a single year, is a Missing with its reason in French, never an empty chart."""
    frame = made.rows(made.VACANCY, {made.HERE: {2021: None}}, reasons={(made.HERE, 2021): "secret"})
    hidden = draw_line(made.measures((made.VACANCY, frame)), name="x")
    assert isinstance(hidden, Missing)
    assert "secret statistique" in hidden.why
    single = draw_line(_shares(made, here={2021: 0.08}), name="x")
    assert isinstance(single, Missing)
    assert "Une seule année est publiée (2021)" in single.why
    assert isinstance(draw_line(_shares(made, here={2010: 0.08, 2021: 0.1}), name="x", base=1999), Missing)


def test_same_bytes(made):
    """The same figures give the same bytes."""
    assert draw_line(_population(made), name="x").svg == draw_line(_population(made), name="x").svg
