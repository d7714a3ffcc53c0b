"""Indicators found by name: one module a theme, nothing registered by hand."""

import importlib
import pkgutil
from functools import cache

from arpent.errors import AskedWrongly, did_you_mean
from arpent.indicators.model import Indicator

#: Modules of this package that are not a theme.
_NOT_THEMES = {"citing", "everywhere", "measure", "model", "published", "registry", "sums"}


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
    stems = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return {stem: _indicators_of(stem) for stem in stems if stem not in _NOT_THEMES}


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
