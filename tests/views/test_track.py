"""One quarterly series: extended with its interval, or with its trend beside; gaps stay blank; nothing is made up."""

import math

import pandas as pd
import pytest

from arpent.indicators import Lack, indicator
from arpent.study.series import SALES
from arpent.territory import find
from arpent.views import Figure, Missing, Track, draw_track
from arpent.views.quarterly import PARTS

NAN = math.nan


def _track(rows, one=None, *, notes=(), lack=None):
    """Invented figures from the first quarter of 2021 on: value, adjusted, ahead, low, high."""
    frame = pd.DataFrame(
        [(2021 + rank // 4, 1 + rank % 4, *row) for rank, row in enumerate(rows)],
        columns=["year", "quarter", *PARTS],
    )
    focus = find("epci:246300701")
    return Track(frame, one or indicator("unemployment_rate"), focus, focus, "Insee, essai", notes, lack)


def _plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


RATES = [(0.07 + 0.001 * rank, NAN, NAN, NAN, NAN) for rank in range(8)]
AHEAD = [(NAN, NAN, 0.078, 0.076, 0.08), (NAN, NAN, 0.079, 0.07, 0.091)]


def test_an_extension_is_said_with_its_interval_and_for_what_it_is(made):
    """Title, reading, note and data: between 7.0 and 9.1 %, eight times out of ten, and no economic forecast."""
    figure = draw_track(_track(RATES + AHEAD), name="t")
    assert isinstance(figure, Figure)
    title, reading, note = (
        _plain(one) for one in (figure.words.title, figure.words.reading, figure.words.note)
    )
    assert title.startswith("Si la série se prolonge, le taux de chômage localisé serait entre 7,0 et 9,1 %")
    assert "7,7 %" in reading
    assert "7,9 % au 2e trimestre 2023, et huit fois sur dix entre 7,0 % et 9,1 %" in reading
    assert "Prolongement statistique, non une prévision économique" in note
    assert figure.data.rows_shown[-1] == ("2023-T2", "", "7,9", "7,0", "9,1")
    assert [(one["year"], one["quarter"]) for one in figure.numbers] == [(2023, 2)] * 2
    assert figure.svg.count("stroke-dasharray") == 1
    made.check_drawing(figure)


def test_a_trend_is_drawn_beside_what_is_published(made):
    """Sales, and sales without their seasons; the last of both in the title."""
    rows = [(100.0 + 20 * (rank % 4), 130.0 + rank, NAN, NAN, NAN) for rank in range(8)]
    figure = draw_track(_track(rows, SALES), name="t")
    assert "160 ventes au 4e trimestre 2022 : 137 une fois corrigées des saisons" in _plain(
        figure.words.title
    )
    assert [column.name for column in figure.data.columns] == ["quarter", "value", "adjusted"]
    assert "prévision" not in figure.words.note
    made.check_drawing(figure)


def test_quarters_without_a_figure_break_the_line_and_are_named(made):
    """They have none in the data either: not available."""
    rows = [(100.0, NAN, NAN, NAN, NAN)] * 12
    rows[3:5] = [(NAN,) * 5] * 2
    rows[8] = (NAN,) * 5
    whole = draw_track(_track([(100.0, NAN, NAN, NAN, NAN)] * 12, SALES), name="t")
    figure = draw_track(_track(rows, SALES), name="t")
    assert "du 4e trimestre 2021 au 1er trimestre 2022 et 1er trimestre 2023" in _plain(figure.words.note)
    assert figure.svg.count("<path") == whole.svg.count("<path") + 2
    assert figure.data.rows_shown[3] == ("2021-T4", "n.d.")
    made.check_drawing(figure)


@pytest.mark.parametrize(
    ("notes", "said"), [((), "donnée non publiée par trimestre"), (("Aucune zone.",), "Aucune zone.")]
)
def test_without_a_figure_nothing_is_drawn(notes, said):
    """And why is said."""
    shown = draw_track(_track([(NAN,) * 5] * 4, notes=notes), name="t")
    assert isinstance(shown, Missing)
    assert said in shown.why


def test_a_table_that_is_lacking_leaves_the_figure_out():
    """Named, with the command that brings it."""
    lack = Lack("Taux de chômage", "unemployment", "Chômage", "arpent data build unemployment")
    shown = draw_track(_track(RATES, lack=lack), name="t")
    assert [one.table for one in shown.lacking] == ["unemployment"]


def test_a_title_that_is_given_is_kept():
    """It traces no number."""
    figure = draw_track(_track(RATES), name="t", title="Le chômage")
    assert figure.words.title == "Le chômage"
    assert figure.numbers == ()
