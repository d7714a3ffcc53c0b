"""Indicators found by name: one module a theme, nothing registered by hand."""

import importlib
import pkgutil
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
    package = importlib.import_module("arpent.indicators")
    found = {module.name: _indicators_of(module.name) for module in pkgutil.iter_modules(package.__path__)}
    return {stem: found[stem] for stem in sorted(found) if found[stem]}


def _indicators_of(stem: str) -> tuple[Indicator, ...]:
    module = importlib.import_module(f"arpent.indicators.{stem}")
    return tuple(value for value in vars(module).values() if isinstance(value, Indicator))


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
        raise AskedWrongly(
            f"indicator '{identifier}': unknown{did_you_mean(identifier, known)}. Known: {', '.join(sorted(known))}."
        )
    return known[identifier]
