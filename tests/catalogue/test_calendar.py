"""When a new edition is due."""

from dataclasses import replace
from datetime import date

import pytest

from arpent.catalogue import Dataset, Vintage, next_edition


def dataset(rhythm, *vintages):
    """A dataset of a rhythm, with (year, date published) of its vintages."""
    dated = tuple(Vintage(str(year), year, year, published=published) for year, published in vintages)
    return Dataset("essai", "Essai", "Essai", "LO", "https://l", "https://u", rhythm, dated)


@pytest.mark.parametrize(
    ("rhythm", "vintages", "expected"),
    [
        ("annuelle", [(2022, "2025-06")], date(2026, 7, 1)),
        ("annuelle", [(2022, "2025-12-30")], date(2027, 1, 1)),
        ("trimestrielle", [(2023, "2023-12")], date(2024, 4, 1)),
        ("annuelle", [(2022, "2022-03"), (2026, None)], date(2027, 4, 1)),
        ("arrêtée", [(2014, "2015-01")], None),
        ("annuelle", [(2014, None)], None),
    ],
)
def test_the_next_edition(rhythm, vintages, expected):
    """The rhythm after the last one, and a month of grace; none where nothing is known."""
    assert next_edition(dataset(rhythm, *vintages)) == expected


def test_the_record_is_not_altered():
    """Vintages stay as they are."""
    one = dataset("annuelle", (2022, "2025-06"))
    next_edition(one)
    assert one == replace(one)
