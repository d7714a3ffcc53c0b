"""Method pages go with a report: those that its pages link to, and those that these link to."""

from arpent import project
from arpent.notebook import find_notebook, read_notebook
from arpent.notebook.themes import choose_themes
from arpent.render.prose import METHOD
from arpent.render.prose_pages import linked_methods, method_files, method_pages


def test_the_methods_linked_come_with_those_they_link_to():
    """Each link of a page found leads to a page found; a link that leads nowhere brings nothing."""
    found = linked_methods(['<a href="methode-projection.html">a</a> <a href="methode-aucune.html">b</a>'])
    stems = [one.stem for one in found]
    assert "projection" in stems
    assert "projection_controle" in stems
    assert linked_methods(["<p>rien</p>"]) == []


def test_every_theme_has_a_method_box_whose_links_lead_to_pages():
    """A section « Méthode » in each notebook; its addresses are those of ``docs/methodes``."""
    for theme in choose_themes([]):
        texts = [cell.source for cell in read_notebook(find_notebook(theme.stem)).cells]
        box = next(text for text in texts if text.startswith("## Méthode"))
        links = METHOD.findall(box)
        assert links, theme.stem
        assert all(project.path("docs", "methodes", f"{stem}.md").is_file() for stem in links)


def test_pages_of_the_observatories_name_no_function():
    """A mayor reads them: what only a developer needs is in the line of modules, which pages leave out."""
    notebooks = sorted(project.path("notebooks", "observatoire").glob("*.ipynb"))
    texts = [
        cell.source
        for path in notebooks
        for cell in read_notebook(path).cells
        if cell.cell_type == "markdown"
    ]
    linked = method_files(texts)
    assert {"jumeaux", "territoires", "niveaux", "aires", "structure", "spatial"} <= set(linked)
    pages = {page.stem: page.body for page in method_pages() if page.stem in linked}
    assert [stem for stem, body in pages.items() if "<code>" in body or "ASSUME" in body] == []
