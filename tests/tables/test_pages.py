"""The generated pages of the tables."""

from arpent import project
from arpent.tables.pages import pages


def test_pages_are_up_to_date():
    """docs/tables is what 'python -m arpent.tables.pages' writes, no more, no less."""
    folder = project.path("docs", "tables")
    written = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == pages()
