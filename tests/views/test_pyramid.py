"""Age pyramids."""

import re

import pandas as pd
import pytest

from arpent.errors import AskedWrongly
from arpent.views import Figure, Missing, draw_pyramid

AGES = ("0 à 14 ans", "15 à 29 ans", "30 ans ou plus")
MEN, WOMEN = [f"men_{i}" for i in range(3)], [f"women_{i}" for i in range(3)]


def _ages(made, here=((10, 20, 15), (10, 15, 30)), **others):
    """Counts by sex and age; 100 inhabitants here."""
    given = []
    names = {"cantal": made.CANTAL, "france": made.FRANCE}
    for sex, ids in enumerate((MEN, WOMEN)):
        for i, identifier in enumerate(ids):
            one = made.Indicator(identifier, f"{identifier}", AGES[i], "habitants", 0, "count", "neutral")
            values = {made.HERE: {2021: here[sex][i]}}
            values |= {names[key]: {2021: value[sex][i]} for key, value in others.items()}
            given.append((one, values))
    return made.measures(*given)


def _draw(given, **options):
    return draw_pyramid(given, name="ages", men=MEN, women=WOMEN, ages=AGES, **options)


def test_shares_are_of_all_inhabitants(made):
    """A bar is the share of one sex and age in all inhabitants, both sexes; twice the share, twice the bar."""
    figure = _draw(_ages(made))
    made.check_drawing(figure)
    oldest = dict(zip([c.name for c in figure.data.columns], figure.data.rows[0], strict=True))
    assert oldest["age"] == "30 ans ou plus"
    assert (oldest["epci_200000001_2021_men"], oldest["epci_200000001_2021_men_percent"]) == (15, 15.0)
    assert oldest["epci_200000001_2021_percent"] == 45.0
    bars = [float(w) for w in re.findall(r'<rect [^>]*?width="([0-9.]+)" height="24"', figure.svg)]
    assert bars[1] / bars[0] == pytest.approx(2, abs=0.01)
    assert figure.words.title == "Pyramide des âges en 2021"
    assert figure.words.reading == (
        "Lecture\u00a0: en 2021, les femmes de 0 à 14 ans sont 10,0\u202f% des habitants de la communauté de "
        "communes du Pays d’Essai."
    )


def test_the_widest_gap_is_the_title(made):
    """20 + 15 of 100 are 15 to 29 here, 20 of 100 in the Cantal: the widest of the gaps is told, and traced."""
    figure = _draw(_ages(made, cantal=((150, 100, 200), (150, 100, 300))))
    made.check_drawing(figure)
    assert figure.words.title == (
        "Les 15 à 29 ans\u00a0: 35,0\u202f% des habitants en 2021, contre 20,0\u202f% dans le Cantal"
    )
    assert [record["value"] for record in figure.numbers] == [0.35, 0.2]
    assert all(record["text"] in figure.words.title for record in figure.numbers)
    assert {record["indicator"] for record in figure.numbers[0]["against"]} == {*MEN, *WOMEN} - {"men_1"}


def test_outlines(made):
    """The first parent is the outline; another territory or another year is one when it is asked for."""
    same = ((10, 20, 15), (10, 15, 30))
    given = _ages(made, cantal=same, france=((1, 1, 1), (1, 1, 1)))
    assert "Cantal" in _draw(given).words.alt
    both = _draw(given, beside=[made.FRANCE, made.CANTAL])
    made.check_drawing(both)
    assert "contour\u00a0: France et Cantal" in both.words.alt
    assert both.svg.count('stroke-dasharray="6 3"') == 3
    before = given.frame[given.frame["role"] == "focus"].assign(year=2011)
    given.frame.loc[len(given.frame)] = before.iloc[0]
    with pytest.raises(AskedWrongly, match="no row of epci:200000001 in 1999"):
        _draw(given, beside=[1999])
    with pytest.raises(AskedWrongly, match="3 outlines"):
        _draw(given, beside=[made.FRANCE, made.CANTAL, 2011])


def test_a_year_beside_another(made):
    """The same territory in another year is named by its year alone."""
    given = _ages(made)
    before = given.frame.assign(year=2011, value=[30.0, 10, 10, 30, 10, 10])
    wider = made.Measures(pd.concat([given.frame, before]), given.indicators, given.focus)
    figure = _draw(wider, beside=[2011])
    assert figure.words.title == (
        "Les 0 à 14 ans\u00a0: 20,0\u202f% des habitants en 2021, contre 60,0\u202f% en 2011"
    )
    assert "En 2011" in [text for text, _ in made.texts_of(figure.svg)]


def test_a_missing_age(made):
    """A comparator with a missing age has no outline, and is said; without the focus's there is no figure."""
    figure = _draw(_ages(made, cantal=((None, 1, 1), (1, 1, 1))))
    assert figure.words.note == "Donnée non disponible\u00a0: Cantal."
    assert "Cantal" not in figure.words.alt
    view = _draw(_ages(made, here=((None, 1, 1), (1, 1, 1))))
    assert isinstance(view, Missing)
    assert view.why.startswith("Pyramide des âges\u00a0: donnée non disponible dans")


def test_uneven_lists_are_refused(made):
    """As many indicators of men as of women as there are ages."""
    with pytest.raises(AskedWrongly, match="3 indicators of men, 2 of women, 3 ages"):
        draw_pyramid(_ages(made), name="x", men=MEN, women=WOMEN[:2], ages=AGES)


@pytest.mark.parametrize("count", [2, 20, 100])
def test_any_number_of_ages(made, count):
    """From two ages to a hundred: no label over another, and an axis where rows are too thin for values."""
    ids = [[f"{sex}_{i}" for i in range(count)] for sex in "mw"]
    given = []
    for side in ids:
        for i, identifier in enumerate(side):
            one = made.Indicator(identifier, identifier, f"{i} ans", "habitants", 0, "count")
            given.append((one, {made.HERE: {2021: 100 - i % 90}, made.FRANCE: {2021: 50 + i % 40}}))
    ages = [f"{i} ans" for i in range(count)]
    figure = draw_pyramid(made.measures(*given), name="x", men=ids[0], women=ids[1], ages=ages)
    assert isinstance(figure, Figure)
    made.check_drawing(figure)


def test_nobody(made):
    """A territory of no inhabitant is drawn without bars: nothing is divided by zero."""
    made.check_drawing(_draw(_ages(made, here=((0, 0, 0), (0, 0, 0)))))


def test_ages_and_sexes_are_read_from_the_indicators(made):
    """Without lists, ids that begin with men_ and women_ are drawn, named by their short labels."""
    ages = {"0_14": "0 à 14 ans", "15_29": "15 à 29 ans"}
    pairs = [
        (
            made.Indicator(f"{sex}_{age}", f"{sex} {said}", said, "habitants", 0, "count"),
            {made.HERE: {2021: 10}},
        )
        for sex in ("men", "women")
        for age, said in ages.items()
    ]
    figure = draw_pyramid(made.measures(*pairs), name="p", beside=[])
    assert [row[0] for row in figure.data.rows] == list(ages.values())[::-1]
