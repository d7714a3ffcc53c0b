"""Named sets of hypotheses: ``params/scenarios/<name>.yml``, typed, with unit and source, inheriting one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from arpent import project
from arpent.errors import AskedWrongly, did_you_mean
from arpent.strict_yaml import read_yaml

#: Variants of INSEE's projection of France that a scenario may stand in.
VARIANTS = ("central", "fecondite_haute", "esperance_vie_basse", "migrations_hautes")
_KEYS = ("title", "text", "inherits", "national", "hypotheses")
_MOST_ANCESTORS = 20
_PARTS = ("value", "unit", "source")
#: Levers counted in whole years.
_WHOLE = ("arrears_years", "reached")


@dataclass(frozen=True)
class Lever:
    """
    One hypothesis that a scenario sets. It holds no value.

    Parameters
    ----------
    label : str
        French.
    unit : str
        French; a file states it again, so that nobody writes a share where a per cent is meant.
    low, high : float
        Bounds accepted.
    default : float or None
        Where no file sets it; None: as it is today in the territory.
    """

    label: str
    unit: str
    low: float
    high: float
    default: float | None


LEVERS: Mapping[str, Lever] = MappingProxyType(
    {
        "fertility": Lever("Fécondité, rapportée à la tendance", "rapport", 0.5, 1.5, 1.0),
        "mortality": Lever("Risque de décès, rapporté à la tendance", "rapport", 0.5, 1.5, 1.0),
        "migration": Lever("Arrivées nettes en plus de la tendance", "‰ par an", -20, 20, 0.0),
        "headship": Lever("Ménages par adulte, évolution", "% par an", -1, 1, 0.0),
        "vacancy": Lever("Logements vacants à l'horizon", "% du parc", 0, 40, None),
        "second_homes": Lever("Résidences secondaires à l'horizon", "% du parc", 0, 90, None),
        "renewal": Lever("Logements perdus chaque année", "% du parc par an", -1, 2, 0.0),
        "arrears": Lever("Ménages mal logés à loger", "% des ménages", 0, 20, 0.0),
        "arrears_years": Lever("Délai pour les loger", "ans", 1, 30, 10),
        "density": Lever("Densité des logements neufs", "logements par hectare", 1, 300, None),
        "renewed": Lever("Logements neufs sans terrain nouveau", "% des logements neufs", 0, 100, None),
        "cut": Lever("Baisse de la consommation d'espace, 2021-2030", "%", 0, 100, 50),
        "reached": Lever(
            "Année où fécondité, mortalité et migrations sont atteintes", "année", 2022, 2070, 2030
        ),
    }
)


@dataclass(frozen=True)
class Hypothesis:
    """A lever's value and where it comes from."""

    value: float
    source: str
    inherited_from: str = ""


@dataclass(frozen=True)
class Scenario:
    """
    A named, coherent set of hypotheses.

    Parameters
    ----------
    name : str
        Stem of its file.
    title, text : str
        French: its name, and in a sentence what it supposes.
    national : str
        Variant of INSEE's projection that it stands in.
    hypotheses : mapping of str to Hypothesis
        Those that its file or its ancestors set.
    """

    name: str
    title: str
    text: str
    national: str
    hypotheses: Mapping[str, Hypothesis]

    def value(self, lever: str) -> float | None:
        """Value of a lever, its default where it is not set; None: as it is today."""
        found = self.hypotheses.get(lever)
        return found.value if found else LEVERS[lever].default

    def named(self, name: str, title: str) -> "Scenario":
        """The same hypotheses under another name."""
        return replace(self, name=name, title=title)

    def moved(self, lever: str, value: float) -> "Scenario":
        """
        The same with one lever moved.

        Raises
        ------
        AskedWrongly
            No such lever, or a value out of its bounds.
        """
        _check_value(f"scenario '{self.name}'", lever, value)
        return replace(self, hypotheses={**self.hypotheses, lever: Hypothesis(value, "essai", "")})


def scenario_names() -> list[str]:
    """Names of the project's scenarios, sorted."""
    return sorted(path.stem for path in _folder().glob("*.yml"))


def read_scenario(name: str) -> Scenario:
    """
    One scenario, with what it inherits.

    Parameters
    ----------
    name : str
        Stem of a file of ``params/scenarios``.

    Returns
    -------
    Scenario

    Raises
    ------
    AskedWrongly
        No such scenario; a file with an unknown key, lever, unit or variant, a value out of bounds, no source;
        scenarios that inherit one another in a circle.
    """
    return _read(name, ())


def read_scenarios(names: Sequence[str]) -> list[Scenario]:
    """
    Several scenarios; each once.

    Parameters
    ----------
    names : sequence of str
        All of the project where empty.

    Returns
    -------
    list of Scenario
        In the order given; all of them, those that inherit nothing first.
    """
    if names:
        return [read_scenario(name) for name in dict.fromkeys(names)]
    every = [read_scenario(name) for name in scenario_names()]
    return sorted(
        every, key=lambda one: (any(given.inherited_from for given in one.hypotheses.values()), one.name)
    )


def _folder() -> Path:
    return project.path("params", "scenarios")


def _read(name: str, heirs: tuple[str, ...]) -> Scenario:
    path = _folder() / f"{name}.yml"
    if name in heirs or len(heirs) > _MOST_ANCESTORS:
        raise AskedWrongly(f"params/scenarios/{name}.yml: inherits itself: {' → '.join((*heirs, name))}.")
    if name not in scenario_names():
        known = scenario_names()
        raise AskedWrongly(
            f"scenario '{name}': unknown{did_you_mean(name, known) or '.'} Known: {', '.join(known)}."
        )
    where = f"params/scenarios/{path.name}"
    record = _record(path, where)
    parent = _parent(record["inherits"], where, (*heirs, name)) if "inherits" in record else None
    variant = record.get("national", parent.national if parent else VARIANTS[0])
    if variant not in VARIANTS:
        raise AskedWrongly(f"{where}: national: '{variant}'; one of {', '.join(VARIANTS)}.")
    own = {key: _hypothesis(where, key, given) for key, given in (record.get("hypotheses") or {}).items()}
    return Scenario(name, record["title"], record["text"], variant, {**_inherited(parent), **own})


def _parent(given: Any, where: str, heirs: tuple[str, ...]) -> Scenario:
    known = scenario_names()
    if not isinstance(given, str) or given not in known:
        raise AskedWrongly(
            f"{where}: inherits: '{given}' is no scenario{did_you_mean(str(given), known) or '.'} "
            f"One of {', '.join(known)}."
        )
    return _read(given, heirs)


def _inherited(parent: Scenario | None) -> dict[str, Hypothesis]:
    if parent is None:
        return {}
    return {
        key: replace(one, inherited_from=one.inherited_from or parent.name)
        for key, one in parent.hypotheses.items()
    }


def _record(path: Path, where: str) -> dict[str, Any]:
    try:
        record: Any = read_yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AskedWrongly(f"{where}: not valid YAML: {error}") from error
    if not isinstance(record, dict):
        raise AskedWrongly(f"{where}: not a mapping. Keys: {', '.join(_KEYS)}.")
    for key in record:
        if key not in _KEYS:
            raise AskedWrongly(f"{where}: unknown key '{key}'{did_you_mean(str(key), _KEYS) or '.'}")
    for key in ("title", "text"):
        if not isinstance(record.get(key), str) or not record[key].strip():
            raise AskedWrongly(f"{where}: '{key}' is missing: a few words of French.")
    if not isinstance(record.get("hypotheses") or {}, dict):
        raise AskedWrongly(f"{where}: 'hypotheses' is not a mapping of levers: {', '.join(LEVERS)}.")
    return record


def _hypothesis(where: str, lever: str, given: Any) -> Hypothesis:
    if lever not in LEVERS:
        raise AskedWrongly(
            f"{where}: unknown hypothesis '{lever}'{did_you_mean(str(lever), LEVERS) or '.'} "
            f"Known: {', '.join(LEVERS)}."
        )
    unit = LEVERS[lever].unit
    if not isinstance(given, dict) or set(given) != set(_PARTS):
        told = given if isinstance(given, dict) else {}
        missing, unknown = (
            [one for one in _PARTS if one not in told],
            [one for one in told if one not in _PARTS],
        )
        faults = [f"{one} is missing" for one in missing] + [f"'{one}' is unknown" for one in unknown]
        raise AskedWrongly(
            f"{where}: {lever}: {', '.join(faults)}; give value, unit ('{unit}') and source, no more."
        )
    if given["unit"] != unit:
        raise AskedWrongly(f"{where}: {lever}: unit '{given['unit']}'; it is '{unit}'.")
    if not isinstance(given["source"], str) or not given["source"].strip():
        raise AskedWrongly(
            f"{where}: {lever}: no source; say whose figure it is, or that it is a working hypothesis."
        )
    _check_value(where, lever, given["value"])
    return Hypothesis(float(given["value"]), given["source"].strip())


def _check_value(where: str, lever: str, value: Any) -> None:
    if lever not in LEVERS:
        raise AskedWrongly(f"{where}: unknown hypothesis '{lever}'{did_you_mean(lever, LEVERS) or '.'}")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AskedWrongly(f"{where}: {lever}: '{value}' is not a number.")
    if lever in _WHOLE and not float(value).is_integer():
        raise AskedWrongly(f"{where}: {lever}: {value:g} {LEVERS[lever].unit}; a whole number is needed.")
    low, high = LEVERS[lever].low, LEVERS[lever].high
    if not low <= value <= high:
        raise AskedWrongly(f"{where}: {lever}: {value:g} {LEVERS[lever].unit}; from {low:g} to {high:g}.")
