"""environment.yml (conda) and pyproject.toml (pip) name the same libraries."""

import re
import tomllib

import yaml

from arpent import project

#: Only conda brings these: Quarto is in no Python registry, nox is what runs the rest.
ONLY_CONDA = {"python>=3.11", "quarto>=1.5", "nox>=2024.4.15", "pip"}
#: conda-forge's typst is the program; the library of that name comes with ``pip: -e .``, pandoc's wheel by pip too.
ONLY_PIP = {"typst>=0.15", "pypandoc-binary>=1.13"}


def test_same_libraries_and_bounds():
    """A library added to one file is in the other, with the same bound."""
    declared = tomllib.loads(project.path("pyproject.toml").read_text())["project"]
    extras = declared["optional-dependencies"].values()
    # psycopg[binary] brings libpq to pip's users; conda's psycopg depends on it.
    pip = {
        re.sub(r"\[.*]", "", spec).lower() for group in (declared["dependencies"], *extras) for spec in group
    }
    conda = yaml.safe_load(project.path("environment.yml").read_text())["dependencies"]
    assert {spec for spec in conda if isinstance(spec, str)} - ONLY_CONDA == pip - ONLY_PIP


def test_conda_brings_quarto_and_this_project():
    """Conda users get Quarto and arpent itself, editable."""
    conda = yaml.safe_load(project.path("environment.yml").read_text())
    assert "quarto>=1.5" in conda["dependencies"]
    assert {"pip": ["-e ."]} in conda["dependencies"]
    assert conda["channels"] == ["conda-forge"]
