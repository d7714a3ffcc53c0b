"""Things are found by name: the stems of a theme are the same everywhere."""

import re
import subprocess

from arpent import project
from arpent.cli.main import COMMANDS
from arpent.indicators import themes
from arpent.notebook.themes import read_themes


def _stems(*parts, suffix):
    return {path.stem.removeprefix("test_") for path in project.path(*parts).glob(f"*{suffix}")}


def test_a_theme_has_the_same_stem_everywhere():
    """Notebook, indicator module, its test and params/themes: one word."""
    declared = {stem for stem, theme in read_themes().items() if theme.family == "observatoire"}
    assert _stems("notebooks", "observatoire", suffix=".ipynb") == declared
    assert set(themes()) == declared
    assert declared <= _stems("tests", "indicators", suffix=".py")


def test_a_study_has_the_same_stem_everywhere():
    """Notebook and params/studies: one word, and no theme has it."""
    declared = {stem for stem, theme in read_themes().items() if theme.family == "prospective"}
    assert _stems("notebooks", "prospective", suffix=".ipynb") == declared
    assert declared == _stems("params", "studies", suffix=".yml")
    assert not declared & _stems("params", "themes", suffix=".yml")


def test_readme_names_commands_that_exist():
    """Each `arpent …` in the README is a command of the command line."""
    named = set(re.findall(r"`arpent ([a-z]+)", project.path("README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= set(COMMANDS)


def test_nothing_large_or_generated_is_tracked():
    """No report, raw file or cache in the repository; embedded tables stay under 25 MB."""
    ran = subprocess.run(
        ["git", "-C", str(project.root()), "ls-files"], capture_output=True, text=True, check=True
    )
    tracked = ran.stdout.splitlines()
    assert not [name for name in tracked if name.startswith(("reports/build/", "data/raw/", "data/tables/"))]
    embedded = sum(project.path(name).stat().st_size for name in tracked if name.startswith("data/embedded/"))
    assert embedded <= 25_000_000
