"""The files that one more theme or campaign takes: made so that they pass the tests, to be changed from there."""

import json
import keyword
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from arpent import project
from arpent.errors import AskedWrongly
from arpent.notebook.themes import choose_themes, read_themes

NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
#: Where the changelog takes a line, under the release to come.
UNRELEASED = "### Added\n"

CAMPAIGN_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CAMPAIGN = """\
# One edition: which notebooks, on which territories, compared with whom. Check it with: arpent campaign plan NAME
title: {title}
territories: ["epci in departement:63"]
themes: [{themes}]
compare_to: [parents, peers]
"""

YAML = """\
title: {title}
question: Que disent les chiffres, et de qui ?
order: {order}
tables: [communes, census_communes]
"""

INDICATORS = '''\
"""Indicators of the theme ``{name}``: one to begin with, to be replaced by what the theme measures."""

from arpent.indicators.model import Ratio

{constant}_SHARE = Ratio(
    id="{name}_share",
    label="Part des 20 à 64 ans ({title})",
    short="20 à 64 ans",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="population_20_64",
    denominator="population",
    definition="Habitants de 20 à 64 ans rapportés à l'ensemble des habitants.",
)
'''

TEST = '''\
"""Theme {name}: its figures, found again from the table."""

import pytest

from arpent import tables
from arpent.indicators import indicator, measure
from arpent.territory import find


def test_the_share_is_that_of_the_table():
    """Summed over the communes, then divided."""
    place = find("epci:246300701")
    rows = tables.load("census_communes", place.communes)
    measured = measure([indicator("{name}_share")], [("focus", place)])["value"].iloc[0]
    assert measured == pytest.approx(rows["population_20_64"].sum() / rows["population"].sum())
'''

PARAMETERS = """\
territory: str = "epci:246300701"  # <level>:<code>, as listed by `arpent territory search`
compare_to: list[str] = ["parents", "peers"]  # parents, peers, twins, departement, region, france, or identifiers"""

CELLS = (
    ("markdown", "# {title}\n\nQue disent les chiffres, et de qui ?"),
    ("parameters", PARAMETERS),
    ("code", "from arpent import Study, views\n\nstudy = Study(territory, compare_to=compare_to)"),
    ("code", 'views.key_figures(study.series("{name}_share"), name="{name}-essentiel")'),
    ("markdown", "## Comment le territoire se place-t-il parmi les autres ?"),
    ("code", 'views.draw_bars(study.compare("{name}_share"), name="{name}-voisins")'),
    ("markdown", "## Ce que ces chiffres ne disent pas\n\nÀ écrire : ce que la source ne compte pas."),
    ("code", "study.sources()"),
)


def campaign_files(name: str) -> dict[Path, str]:
    """
    The one file of a new campaign; nothing is written.

    Parameters
    ----------
    name : str
        Its stem, in lower-case ASCII letters, digits and hyphens.

    Returns
    -------
    dict of Path to str
        Params: every theme, on the EPCI of one département.

    Raises
    ------
    AskedWrongly
        Not such a name, or the file is there already.
    """
    if not CAMPAIGN_NAME.fullmatch(name):
        raise AskedWrongly(f"campaign '{name}': lower-case letters, digits and hyphens, as 'vichy-brioude'.")
    themes = ", ".join(one.stem for one in choose_themes([]))
    text = CAMPAIGN.format(title=name.replace("-", " ").capitalize(), themes=themes)
    return absent({project.path("params", "campaigns", f"{name}.yml"): text})


def theme_files(name: str) -> dict[Path, str]:
    """
    The files of a new theme; nothing is written.

    Parameters
    ----------
    name : str
        One French word, in lower-case ASCII letters: the stem of its notebook, indicators, test, params and address.

    Returns
    -------
    dict of Path to str
        Notebook, indicator module, its test, params, and the changelog with one more line.

    Raises
    ------
    AskedWrongly
        Not such a word, or one of the files is there already.
    """
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise AskedWrongly(
            f"theme '{name}': a theme is one word in lower-case letters without accents, none of Python's own, as "
            "'foncier'."
        )
    order = max((one.order for one in read_themes().values() if one.family == "observatoire"), default=0) + 1
    words = {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "constant": name.upper(),
        "order": order,
    }
    files = {
        project.path("notebooks", "observatoire", f"{name}.ipynb"): notebook_text(CELLS, words),
        project.path("lib", "arpent", "indicators", f"{name}.py"): INDICATORS.format(**words),
        project.path("tests", "indicators", f"test_{name}.py"): TEST.format(**words),
        project.path("params", "themes", f"{name}.yml"): YAML.format(**words),
    }
    return absent(files) | noted(f"Theme `{name}`.")


def absent(files: dict[Path, str]) -> dict[Path, str]:
    """
    The same files, none of which is there.

    Parameters
    ----------
    files : dict of Path to str
        Of a scaffold.

    Returns
    -------
    dict of Path to str

    Raises
    ------
    AskedWrongly
        One of them is there already.
    """
    for path in files:
        if path.exists():
            raise AskedWrongly(f"{path.relative_to(project.root())}: already there; choose another name.")
    return files


def write_files(files: Mapping[Path, str]) -> list[Path]:
    """
    Write the files of a scaffold.

    Parameters
    ----------
    files : mapping of Path to str
        As ``theme_files``.

    Returns
    -------
    list of Path
        Written.

    Raises
    ------
    AskedWrongly
        A folder of the project is not there: it is an installed package without its checkout.
    """
    for path in files:
        if not path.parent.is_dir():
            raise AskedWrongly(f"{path.parent}: not there; a scaffold is made in a checkout of the project.")
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return list(files)


def notebook_text(cells: Sequence[tuple[str, str]], words: Mapping[str, object]) -> str:
    """
    A notebook without outputs, for the kernel ``arpent``.

    Parameters
    ----------
    cells : sequence of (str, str)
        ``markdown``, ``parameters`` or ``code``, and the text.
    words : mapping
        Put in the texts where they stand in braces; ``name`` begins the cells' ids.

    Returns
    -------
    str
        JSON.
    """
    made = []
    for rank, (kind, text) in enumerate(cells):
        tags = {"tags": ["parameters"]} if kind == "parameters" else {}
        source = text.format(**words).splitlines(keepends=True)
        cell = {"id": f"{words['name']}-{rank:02d}", "metadata": tags, "source": source}
        run: dict[str, object] = {"execution_count": None, "outputs": []}
        is_text = kind == "markdown"
        made.append({"cell_type": "markdown" if is_text else "code", **cell, **({} if is_text else run)})
    about = {
        "kernelspec": {"display_name": "Python (arpent)", "language": "python", "name": "arpent"},
        "language_info": {"name": "python"},
    }
    notebook = {"cells": made, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def noted(line: str) -> dict[Path, str]:
    """
    The changelog with one more line, under the release to come.

    Parameters
    ----------
    line : str
        What was added.

    Returns
    -------
    dict of Path to str

    Raises
    ------
    AskedWrongly
        It has no section to note it in.
    """
    path = project.path("CHANGELOG.md")
    text = path.read_text(encoding="utf-8")
    if UNRELEASED not in text:
        raise AskedWrongly(
            f"CHANGELOG.md: no section '{UNRELEASED.strip()}' to note it in; open one for the next release."
        )
    return {path: text.replace(UNRELEASED, f"{UNRELEASED}- {line}\n", 1)}
