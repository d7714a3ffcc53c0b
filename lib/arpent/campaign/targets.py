"""From a campaign to its targets: one notebook on one territory, with every parameter it will be given."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from arpent import tables
from arpent.campaign.declared import Campaign
from arpent.campaign.selectors import select
from arpent.errors import AskedWrongly, did_you_mean
from arpent.notebook import Parameter, bind, find_notebook, read_notebook, read_parameters
from arpent.notebook.themes import Theme, choose_themes, read_themes
from arpent.territory import find
from arpent.territory.relatives import WORDS

#: A scenario's name goes into file names and addresses.
_SCENARIO = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Target:
    """
    One notebook on one territory.

    Parameters
    ----------
    theme : str
        Stem of the notebook.
    notebook : Path
        Of its file.
    territory : str
        Identifier.
    parameters : mapping
        Every declared name with a value of its type.
    scenario : str
        Name; empty where the notebook declares none.
    """

    theme: str
    notebook: Path
    territory: str
    parameters: Mapping[str, Any] = field(hash=False)
    scenario: str = ""

    @property
    def page(self) -> str:
        """Stem of its page: the theme, with its scenario."""
        return f"{self.theme}-{self.scenario}" if self.scenario else self.theme

    @property
    def slug(self) -> str:
        """Name of its territory for files: ``epci-246300701``."""
        return self.territory.replace(":", "-")

    @property
    def key(self) -> tuple[str, str]:
        """Page and slug: one target each."""
        return self.page, self.slug


@dataclass(frozen=True)
class Targets:
    """Targets in the order they run, territory by territory; themes left out because a table is not there."""

    each: tuple[Target, ...]
    missing: tuple[dict[str, str], ...]


def targets_of(campaign: Campaign) -> Targets:
    """
    All the targets of a campaign; nothing is run.

    Parameters
    ----------
    campaign : Campaign
        As declared.

    Returns
    -------
    Targets

    Raises
    ------
    AskedWrongly
        An unknown territory, theme, parameter or word, or a value of the wrong type.
    """
    where = f"params/campaigns/{campaign.name}.yml"
    try:
        ready, missing = available_themes(campaign.themes)
    except AskedWrongly as error:
        raise AskedWrongly(f"{where}: themes: {error}") from error
    if not ready:
        raise AskedWrongly(
            f"{where}: no theme can be run: {'; '.join(theme['command'] for theme in missing)}."
        )
    places = select(campaign.territories, where)
    variants = [variant for theme in ready for variant in _variants(theme, campaign, where)]
    _check_given(campaign, [theme.stem for theme in ready], where)
    targets = [
        Target(theme, path, place, {**values, "territory": place}, scenario)
        for place in places
        for theme, path, values, scenario in variants
    ]
    return Targets(tuple(targets), tuple(missing))


def available_themes(stems: Sequence[str]) -> tuple[list[Theme], list[dict[str, str]]]:
    """
    Themes that can be run, and those left out because a table is not there.

    Parameters
    ----------
    stems : sequence of str
        All themes where empty.

    Returns
    -------
    list of Theme, list of dict
        To run; left out, with ``theme``, ``title``, ``why`` and ``command``.
    """
    known = set(tables.names())
    ready, missing = [], []
    for theme in choose_themes(list(stems)):
        absent = [name for name in theme.tables if name not in known]
        if not absent:
            ready.append(theme)
            continue
        why = f"Les données nécessaires ne sont pas sur cette machine : {', '.join(absent)}.{_instead(theme, known)}"
        command = f"arpent data build {' '.join(absent)}"
        missing.append({"theme": theme.stem, "title": theme.title, "why": why, "command": command})
    return ready, missing


def _instead(theme: Theme, known: set[str]) -> str:
    """Studies that can be made without what a study lacks; empty for a theme of the observatories."""
    if theme.family != "prospective":
        return ""
    others = [
        one for one in read_themes().values() if one.family == theme.family and known.issuperset(one.tables)
    ]
    named = ", ".join(f"« {one.title} » ({one.stem})" for one in others)
    return f" Se fait sans elles : {named}." if named else ""


def _variants(theme: Theme, campaign: Campaign, where: str) -> list[tuple[str, Path, dict[str, Any], str]]:
    """A notebook with its parameters, once for each scenario where it declares one."""
    path = find_notebook(theme.stem)
    declared = _declared(path, path.stat().st_mtime_ns)
    if "territory" not in declared:
        raise AskedWrongly(f"{where}: {theme.stem}: its notebook declares no parameter 'territory'.")
    given = {name: value for name, value in campaign.parameters.items() if name in declared}
    _check_words(given.get("compare_to", ()), where)
    scenarios = campaign.scenarios if "scenario" in declared else ()
    found = []
    for scenario in scenarios or ("",):
        extra = {"scenario": scenario} if scenario else {}
        try:
            values = bind(declared, {**given, **extra, "territory": "france"}, path)
        except AskedWrongly as error:
            raise AskedWrongly(f"{where}: {error}") from error
        found.append((theme.stem, path, values, scenario))
    return found


@cache
def _declared(path: Path, _modified: int) -> dict[str, Parameter]:
    return read_parameters(read_notebook(path), path)


def _check_given(campaign: Campaign, stems: Sequence[str], where: str) -> None:
    paths = [find_notebook(stem) for stem in stems]
    declared = {name for path in paths for name in _declared(path, path.stat().st_mtime_ns)}
    for name in campaign.parameters:
        if name not in declared:
            raise AskedWrongly(
                f"{where}: parameters.{name}: no notebook of this campaign declares it"
                f"{did_you_mean(name, declared) or '.'} Declared: {', '.join(sorted(declared))}."
            )
    if campaign.scenarios and "scenario" not in declared:
        raise AskedWrongly(
            f"{where}: scenarios: no notebook of this campaign declares a parameter 'scenario'."
        )
    for name in campaign.scenarios:
        if not _SCENARIO.fullmatch(name):
            raise AskedWrongly(f"{where}: scenarios: '{name}': a name is small letters, digits and hyphens.")


def _check_words(given: Any, where: str) -> None:
    """Refuse an unknown comparator before it fails in every notebook."""
    if not given:
        return
    from arpent.study.study import TWINS  # noqa: PLC0415 - brings every view with it

    words = (*WORDS, TWINS)
    for word in given if isinstance(given, list) else str(given).strip("[] ").split(","):
        name = word.strip().strip("'\"")
        if ":" in name:
            try:
                find(name)
            except AskedWrongly as error:
                raise AskedWrongly(f"{where}: compare_to: {error}") from error
        elif name and name not in words:
            raise AskedWrongly(
                f"{where}: compare_to: '{name}' is neither an identifier nor one of {', '.join(words)}"
                f"{did_you_mean(name, words) or '.'}"
            )
