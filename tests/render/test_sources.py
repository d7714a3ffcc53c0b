"""Sources of a report: those of its pages, each once."""

from arpent.render.sources import merge_sources


def test_vintages_of_two_pages_are_told_together():
    """One line a dataset; date and address are those of the latest vintage."""
    pages = [
        [{"dataset": "d", "vintages": ["2018", "2023"], "vintage": "2018 et 2023", "published": "2025-12"}],
        [{"dataset": "e", "vintages": ["2026"], "vintage": "2026"}],
        [{"dataset": "d", "vintages": ["2021", "2022"], "vintage": "2021 et 2022", "published": "2024-12"}],
    ]
    first, second = merge_sources(pages)
    assert (first["vintage"], first["published"]) == ("2018 et 2021–2023", "2025-12")
    assert second["dataset"] == "e"
