"""The files that one more prospective study takes: made so that they pass the tests, to be changed from there."""

from pathlib import Path

from arpent import project
from arpent.errors import AskedWrongly
from arpent.notebook.scaffold import NAME, absent, notebook_text, noted
from arpent.notebook.themes import read_themes

YAML = """\
title: {title}
question: Que supposer, et qu'en résulte-t-il ?
order: {order}
tables: [{tables}]
"""

TEST = '''\
"""Study {name}: what it shows, found again from the table."""

import pytest

from arpent import Outlook, tables

pytestmark = pytest.mark.usefixtures("real_tables")


def test_scenarios_start_from_the_census():
    """The first day's inhabitants are those of the census, whatever is supposed after."""
    outlook = Outlook("epci:246300701", horizon=2030)
    census = tables.load("census_communes", list(outlook.territory.communes), columns=["population"])
    for story in outlook.stories.values():
        assert story.population[0] == pytest.approx(float(census["population"].sum()), rel=1e-9)
'''

PARAMETERS = """\
territory: str = "epci:246300701"  # EPCI, département, région, or grouping of whole EPCI
scenarios: list[str] = ["tendanciel"]  # of params/scenarios; the first is the reference
horizon: int = 2050  # last 1 January, to 2070"""

CELLS = (
    ("markdown", "# {title}\n\nQue supposer, et qu'en résulte-t-il ?"),
    ("parameters", PARAMETERS),
    ("code", "from arpent import Outlook, views\n\noutlook = Outlook(territory, scenarios, horizon)"),
    ("markdown", "## Combien d'habitants ?\n\nUne projection n'est pas une prévision."),
    ("code", 'views.draw_paths(outlook.population(), name="{name}-population")'),
    ("markdown", "## Que suppose chaque scénario ?"),
    ("code", 'views.draw_listing(outlook.assumptions(), name="{name}-hypotheses")'),
    ("markdown", "## Ce que ces chiffres ne disent pas\n\nÀ écrire : ce que l'étude ne compte pas."),
    ("code", "outlook.limits()"),
    ("code", "outlook.sources()"),
)


def study_files(name: str) -> dict[Path, str]:
    """
    The files of a new prospective study; nothing is written.

    Parameters
    ----------
    name : str
        French, in lower-case ASCII letters and underscores: the stem of its notebook, params, test and address.

    Returns
    -------
    dict of Path to str
        Notebook, params, a test, and the changelog with one more line.

    Raises
    ------
    AskedWrongly
        Not such a name, a theme has it, or one of the files is there already.
    """
    if not NAME.fullmatch(name):
        raise AskedWrongly(
            f"study '{name}': lower-case letters without accents, and underscores, as 'besoins_logement'."
        )
    studies = {one.stem: one for one in read_themes().values() if one.family == "prospective"}
    if name in read_themes() and name not in studies:
        raise AskedWrongly(f"study '{name}': a theme of the observatories has that name; choose another.")
    words = {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "order": max((one.order for one in studies.values()), default=20) + 1,
        "tables": ", ".join(sorted({table for one in studies.values() for table in one.tables})),
    }
    files = {
        project.path("notebooks", "prospective", f"{name}.ipynb"): notebook_text(CELLS, words),
        project.path("params", "studies", f"{name}.yml"): YAML.format(**words),
        project.path("tests", "study", f"test_{name}.py"): TEST.format(**words),
    }
    return absent(files) | noted(f"Study `{name}`.")
