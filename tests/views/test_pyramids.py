"""Pyramids of several years: the same scale, the first year's outline, the numbers of the data."""

import pandas as pd
import pytest

from arpent.errors import AskedWrongly
from arpent.indicators import Count, Measures
from arpent.territory import find
from arpent.views.pyramids import draw_pyramids

COUNTS = {2021: (10, 20, 12, 18), 2050: (5, 40, 6, 45)}


@pytest.fixture
def measures() -> Measures:
    """Invented: two ages of men then of women, two years."""
    names = {
        "men_0": "0 à 39 ans",
        "men_40": "40 ans ou plus",
        "women_0": "0 à 39 ans",
        "women_40": "40 ans ou plus",
    }
    known = {
        name: Count(
            id=name, label=short, short=short, unit="habitants", precision=0, definition="", table="t", column=name
        )
        for name, short in names.items()
    }  # fmt: skip
    here = find("epci:246300701")
    rows = [
        {"territory": here.id, "name": here.name, "role": "focus", "indicator": name, "year": year,
         "value": float(value), "reason": None, "is_estimated": False, "is_fragile": False}
        for year, values in COUNTS.items()
        for name, value in zip(names, values, strict=True)
    ]  # fmt: skip
    return Measures(pd.DataFrame(rows), known, here, "essai", ())


def test_a_pyramid_a_year_on_one_scale(measures):
    """Both years are written, with their total; the finding tells who gains and who loses most."""
    figure = draw_pyramids(measures, years=[2021, 2050], name="ages")
    assert "47 habitants de 40 ans ou plus de plus, 11 de 0 à 39 ans de moins" in figure.words.title.replace(
        "\u00a0", " "
    )
    for svg in (figure.svg, figure.svg_narrow):
        assert all(f">{text}<" in svg for text in ("2021", "2050", "60\u202fhab.", "96\u202fhab."))
    assert figure.data.rows[-1][1:3] == (10.0, 12.0)


@pytest.mark.parametrize("years", [[2021], [2050, 2021], [2021, 2030], list(range(2021, 2028))])
def test_years_that_cannot_be_drawn_are_refused(measures, years):
    """One alone, falling, not measured, too many."""
    with pytest.raises(AskedWrongly):
        draw_pyramids(measures, years=years, name="ages")
