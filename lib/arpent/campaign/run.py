"""Run a plan: execute what is stale, render what it changed; a failure never stops the others."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from arpent.campaign.executors import Executor, WorkerLost
from arpent.campaign.files import DiskRefused
from arpent.campaign.plan import Finishing, Maker, Plan
from arpent.campaign.store import Key, Record, Store
from arpent.campaign.targets import Target
from arpent.campaign.work import Failure, Order, Outcome, carry_out, failure_of
from arpent.errors import ArpentError


@dataclass(frozen=True)
class Options:
    """``limits`` of a kernel, tries again of one that died, and whether to go on after a failure."""

    limits: Mapping[str, int] = field(default_factory=dict)
    retries: int = 2
    keeps_going: bool = True


@dataclass(frozen=True)
class Failed:
    """A target or report that could not be made."""

    page: str
    territory: str
    failure: Failure


@dataclass
class Progress:
    """Where a run stands; ``said`` is its last piece of news."""

    total: int
    done: int = 0
    running: int = 0
    executed: int = 0
    rendered: int = 0
    said: str = ""
    failures: list[Failed] = field(default_factory=list)


Tell = Callable[[Progress], None]


@dataclass(frozen=True)
class _Task:
    territory: str
    target: Target | None = None
    tries: int = 0

    @property
    def page(self) -> str:
        return self.target.page if self.target else "report"


def run_plan(
    plan: Plan,
    store: Store,
    executor: Executor,
    finishing: Finishing | None,
    *,
    options: Options | None = None,
    tell: Tell = lambda _: None,
) -> Progress:
    """
    Do what a plan says; the caller holds the store's lock.

    Parameters
    ----------
    plan : Plan
        What is stale.
    store : Store
        Where results are kept, as each ends.
    executor : Executor
        Where work is done; the caller closes it.
    finishing : Finishing or None
        How reports are made; none are where None.
    options : Options, optional
        Limits and retries.
    tell : callable
        Told of each piece of news.

    Returns
    -------
    Progress
        At the end, with every failure.

    Raises
    ------
    DiskRefused
        The disk is full; what is finished is kept.
    """
    runner = _Runner(plan, store, executor, finishing, options or Options(), tell)
    try:
        runner.run()
    finally:
        plan.recipes.save()
    return runner.progress


class _Runner:
    def __init__(
        self,
        plan: Plan,
        store: Store,
        executor: Executor,
        finishing: Finishing | None,
        options: Options,
        tell: Tell,
    ) -> None:
        self.plan, self.store, self.executor = plan, store, executor
        self.finishing, self.options, self.tell = finishing, options, tell
        self.waiting = deque(_Task(one.territory, one.target) for one in (*plan.renders, *plan.runs))
        self.left: dict[str, int] = {}
        for verdict in plan.runs:
            self.left[verdict.territory] = self.left.get(verdict.territory, 0) + 1
        self.records: dict[Key, Record] = dict(plan.records)
        self.targets = plan.by_territory
        self.maker = Maker(plan, finishing) if finishing else None
        self.rendered = store.rendered() if finishing else {}
        self.made_of: dict[str, dict[str, Any]] = {}
        reports = len(self.left) if finishing else 0
        self.progress = Progress(len(self.waiting) + reports)

    def run(self) -> None:
        self._fill()
        self.tell(self.progress)
        if self.finishing is not None:
            self.finishing.prepare()
        while self.waiting or self.progress.running:
            self._fill()
            if not self.progress.running:
                continue
            for task, result in self.executor.wait():
                self.progress.running -= 1
                self._end(task, result)
            if self.progress.failures and not self.options.keeps_going:
                self.waiting.clear()

    def _fill(self) -> None:
        while self.waiting and self.progress.running < self.executor.size:
            self._start(self.waiting.popleft())

    def _start(self, task: _Task) -> None:
        if task.target is not None:
            cells = tuple(self.plan.recipes.cells(task.target.notebook))
            order = Order(task.target.notebook, task.target.parameters, self.options.limits, cells)
            self._submit(task, carry_out, order)
        else:
            self._start_report(task)

    def _submit(self, task: _Task, function: Callable[[Any], Any], argument: Any) -> None:
        self.progress.running += 1
        self.executor.submit(task, function, argument)

    def _start_report(self, task: _Task) -> None:
        """Hand over a report, unless it would be made of the same as the one that is there."""
        if self.finishing is None or self.maker is None:
            return
        targets = self.targets[task.territory]
        done = {one.key: self.records[one.key] for one in targets if self.records[one.key]["result"]}
        slug, made_of = targets[0].slug, self.maker.made_of(done, targets)
        before = self.rendered.get(slug)
        is_same = before is not None and all(
            before[key] == made_of[key] for key in ("recipe", "pages", "missing")
        )
        if not done or (
            is_same and before is not None and self.finishing.is_there(self.store.report(slug), before)
        ):
            self._news(f"{task.territory}: report kept" if done else "")
            return
        self.made_of[task.territory] = made_of
        try:
            pages = [(one, self.store.packed(one.key, done[one.key])) for one in targets if one.key in done]
        except ArpentError as error:
            self._fail(task, failure_of(error, task.territory))
            return
        failed = [one for one in targets if one.key not in done]
        order = self.finishing.order(task.territory, pages, failed, self.store.report(slug))
        self._submit(task, self.finishing.make, order)

    def _end(self, task: _Task, result: Any) -> None:
        failure = _failure(task, result)
        if failure is not None and failure.is_dead and task.tries < self.options.retries:
            self.waiting.appendleft(replace(task, tries=task.tries + 1))
        elif task.target is None:
            self._end_report(task, result, failure)
        else:
            self._end_target(task, task.target, result, failure)

    def _end_target(self, task: _Task, target: Target, result: Any, failure: Failure | None) -> None:
        outcome = result if isinstance(result, Outcome) else Outcome(None, failure)
        recipe = self.plan.recipes.recipe(target)
        record = {
            "recipe": self.store.keep_recipe(recipe),
            "given": self.plan.recipes.given(target),
            "datasets": list(outcome.datasets),
            "seconds": round(outcome.seconds, 3),
            "cells": list(outcome.cells),
            "peak": outcome.peak,
            "tries": task.tries + 1,
            "failure": asdict(failure) if failure else None,
        }
        self.records[target.key] = self.store.keep(target.key, record, outcome.packed)
        self.left[target.territory] -= 1
        if not self.left[target.territory] and self.finishing:
            self.waiting.appendleft(_Task(target.territory))
        if failure:
            self._fail(task, failure)
        else:
            self.progress.executed += 1
            self._news(f"{target.territory} {target.page}: executed in {outcome.seconds:.1f} s")

    def _end_report(self, task: _Task, files: Any, failure: Failure | None) -> None:
        if failure or self.finishing is None or self.maker is None:
            self._fail(task, failure or Failure("no report"))
            return
        targets, made_of = self.targets[task.territory], self.made_of.pop(task.territory)
        slug = targets[0].slug
        try:
            kept = self.finishing.keep(files, self.store.report(slug))
        except DiskRefused:
            raise
        except ArpentError as error:
            self._fail(task, failure_of(error, task.territory))
            return
        self.store.keep_recipe(self.maker.recipe_of(made_of, targets))
        self.store.keep_rendered(slug, {**made_of, **kept})
        self.progress.rendered += 1
        self._news(f"{task.territory}: rendered")

    def _fail(self, task: _Task, failure: Failure) -> None:
        self.progress.failures.append(Failed(task.page, task.territory, failure))
        self._news(f"failed: {failure.message}")

    def _news(self, said: str) -> None:
        self.progress.done += 1
        self.progress.said = said
        self.tell(self.progress)


def _failure(task: _Task, result: Any) -> Failure | None:
    if isinstance(result, WorkerLost):
        return Failure(f"{task.page} [{task.territory}]: {result}", is_dead=True)
    if isinstance(result, Exception):
        return failure_of(result, f"{task.page} [{task.territory}]")
    return result.failure if isinstance(result, Outcome) else None
