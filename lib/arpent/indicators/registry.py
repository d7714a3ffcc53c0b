"""Indicators found by name: one module a theme, nothing registered by hand."""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from functools import cache

from arpent.errors import AskedWrongly, did_you_mean
from arpent.indicators.model import Indicator


@cache
def themes() -> dict[str, tuple[Indicator, ...]]:
    """
    Every theme with its indicators, in the order of its module.

    Returns
    -------
    dict
        Theme (stem of the module) to indicators.
    """
    found = {stem: _indicators_of(stem) for stem in _stems()}
    return {stem: found[stem] for stem in sorted(found) if found[stem]}


@cache
def families() -> dict[str, tuple[Indicator, ...]]:
    """
    Indicators that are asked for together, by the lower-case name of the tuple that holds them.

    Returns
    -------
    dict
        ``"ages_by_sex"`` to its indicators, in order.
    """
    return {
        name.lower(): value
        for stem in _stems()
        for name, value in vars(_module(stem)).items()
        if _is_family(value) and not name.startswith("_")
    }


def holders(theme: str) -> dict[str, str]:
    """
    Where a theme's module holds what is asked for by a name.

    Parameters
    ----------
    theme : str
        Stem of the module.

    Returns
    -------
    dict of str to str
        Id of an indicator, or name of a family, to the constant of the module that holds it.
    """
    held = vars(_module(theme)).items()
    families_ = {name.lower(): name for name, value in held if _is_family(value)}
    inside = {one.id: name for name, value in held if _is_family(value) for one in value}
    return families_ | inside | {value.id: name for name, value in held if isinstance(value, Indicator)}


def _stems() -> Iterator[str]:
    package = importlib.import_module("arpent.indicators")
    return (module.name for module in pkgutil.iter_modules(package.__path__))


def _module(stem: str) -> object:
    return importlib.import_module(f"arpent.indicators.{stem}")


def _is_family(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, Indicator) for one in value)


def _indicators_of(stem: str) -> tuple[Indicator, ...]:
    held = vars(_module(stem)).values()
    found = [one for value in held for one in (value if _is_family(value) else (value,))]
    return tuple({one.id: one for one in found if isinstance(one, Indicator)}.values())


@cache
def _by_id() -> dict[str, Indicator]:
    return {indicator.id: indicator for group in themes().values() for indicator in group}


def indicator(identifier: str) -> Indicator:
    """
    One indicator by its id.

    Parameters
    ----------
    identifier : str
        ``"vacancy_share"``.

    Returns
    -------
    Indicator
        Its definition.

    Raises
    ------
    AskedWrongly
        No such indicator; the message suggests the nearest.
    """
    known = _by_id()
    if identifier not in known:
        near = did_you_mean(identifier, known) or "."
        raise AskedWrongly(f"indicator '{identifier}': unknown{near} Known: {', '.join(sorted(known))}.")
    return known[identifier]


def expand(names: Sequence[str]) -> list[str]:
    """
    Ids of indicators, each once: those given, and those of the families given.

    Parameters
    ----------
    names : sequence of str
        Ids of indicators and names of families.

    Returns
    -------
    list of str
        In order.

    Raises
    ------
    AskedWrongly
        Neither; the message suggests the nearest.

    Examples
    --------
    >>> expand(["population", "density"])
    ['population', 'density']
    """
    known = families()
    for name in names:
        if name not in known and name not in _by_id():
            every = sorted([*_by_id(), *known])
            near = did_you_mean(name, every) or "."
            raise AskedWrongly(f"indicator '{name}': unknown{near} Known: {', '.join(every)}.")
    found = [one.id for name in names for one in known.get(name, ()) or (indicator(name),)]
    return list(dict.fromkeys(found))
