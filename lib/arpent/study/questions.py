"""The questions that a territory's figures raise: which rules hold there, and how they are said."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

from arpent import indicators
from arpent.errors import AskedWrongly, did_you_mean
from arpent.indicators import Indicator, Measures
from arpent.study.rules import Rule
from arpent.views.french import place
from arpent.views.points import Gap, Points, gap_of, make_points
from arpent.views.words import in_sentence

#: Questions of a page at most: the farthest beyond their threshold.
MOST = 4
NONE = "Aucun des écarts recherchés ici n'est assez grand pour poser une question propre à ce territoire."
ALONE = "Faute d'un territoire à qui se comparer, aucune question n'est posée ici."


@dataclass(frozen=True)
class Raised:
    """A rule that holds, the gap that raises it, and how many times its threshold that gap is."""

    rule: Rule
    indicator: Indicator
    gap: Gap
    times: float


def declared() -> dict[str, tuple[Rule, ...]]:
    """
    Every theme that has rules, with its rules.

    Returns
    -------
    dict of str to tuple of Rule
        In the order of ``arpent.study.rules``.
    """
    # Found by name: a page depends on the rules of its own theme, not on all.
    held = vars(importlib.import_module("arpent.study.rules")).items()
    return {name.lower(): value for name, value in held if isinstance(value, tuple) and name.isupper()}


def rules_of(theme: str) -> tuple[Rule, ...]:
    """
    Rules of a theme whose table is on this machine.

    Parameters
    ----------
    theme : str
        One that has rules.

    Returns
    -------
    tuple of Rule

    Raises
    ------
    AskedWrongly
        No rule is declared for it.
    """
    known = declared()
    if theme not in known:
        near = did_you_mean(theme, known)
        raise AskedWrongly(f"questions of '{theme}': no rule{near}. Themes: {', '.join(known)}.")
    found = {rule: indicators.indicator(rule.indicator) for rule in known[theme]}
    lacks = indicators.lacking(list(found.values()))
    return tuple(rule for rule, one in found.items() if one.id not in lacks)


def ask(measures: Measures, rules: Sequence[Rule], *, name: str) -> Points:
    """
    The questions that a territory's figures raise.

    Parameters
    ----------
    measures : Measures
        Indicators of the rules, for the territory, its parents and its twins.
    rules : sequence of Rule
        As ``rules_of``.
    name : str
        Stem.

    Returns
    -------
    Points
        A point a question, the widest gap first; one sentence that says so where none is raised.
    """
    gaps = {
        rule: gap_of(measures, measures.indicators[rule.indicator], against=rule.against) for rule in rules
    }
    held = [one for rule, gap in gaps.items() if gap and (one := _raised(measures, rule, gap)) is not None]
    first = {one.indicator.id: one for one in sorted(held, key=lambda one: one.times)}
    chosen = sorted(first.values(), key=lambda one: -one.times)[:MOST]
    items = [_said(one, measures) for one in chosen] or [NONE if any(gaps.values()) else ALONE]
    numbers = [number for one in chosen for number in one.gap.numbers(one.indicator)]
    return make_points(name, items, numbers, measures)


def _raised(measures: Measures, rule: Rule, gap: Gap) -> Raised | None:
    one = measures.indicators[rule.indicator]
    if not rule.over <= gap.here.value <= rule.under:
        return None
    apart = gap.here.value - gap.value if rule.above else gap.value - gap.here.value
    by = rule.by * abs(gap.value) if rule.relative else rule.by
    return Raised(rule, one, gap, apart / by) if by > 0 and apart >= by else None


def _said(one: Raised, measures: Measures) -> str:
    forms = place(measures.focus)
    question = one.rule.question.format(of=forms.of, within=forms.within)
    label = in_sentence(one.indicator.label)
    return f"{label[:1].upper()}{label[1:]}, {one.gap.said(one.indicator)} : {question}"
