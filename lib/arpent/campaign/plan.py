"""What a campaign would run and render, and why: nothing is run here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from arpent.campaign.contents import Contents, digest_of
from arpent.campaign.environment import Environment
from arpent.campaign.followed import Followed
from arpent.campaign.reasons import changes
from arpent.campaign.recipes import Recipes
from arpent.campaign.store import Key, Record, Store
from arpent.campaign.targets import Target, Targets


class Finishing(Protocol):
    """What is made of a territory's executed notebooks, once all are there: see ``render.edition``."""

    def recipe(self, themes: Sequence[str], datasets: Sequence[str], followed: Followed) -> dict[str, Any]:
        """What reports are made of, beside the executed notebooks: the same for every territory."""

    def prepare(self) -> None:
        """Bring what making takes, while the first notebooks run."""

    def is_there(self, folder: Path, record: Mapping[str, Any]) -> bool:
        """Whether a report is still what its record says."""

    def order(
        self, territory: str, pages: Sequence[tuple[Target, bytes]], failed: Sequence[Target], folder: Path
    ) -> Any:
        """What a worker is told to make, for which folder."""

    def make(self, order: Any) -> dict[str, bytes]:
        """Files of a report, by name; called in a worker."""

    def keep(self, files: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
        """Write a report whole, in the runner; what its record says of it."""


@dataclass(frozen=True)
class Verdict:
    """One target to execute, or one report (``target`` is None) to render, and why."""

    territory: str
    why: tuple[str, ...]
    target: Target | None = None


@dataclass(frozen=True)
class Plan:
    """
    What a run would do.

    Parameters
    ----------
    targets : Targets
        All of them.
    runs : tuple of Verdict
        To execute; the report of their territory is rendered after, where what they show changed.
    renders : tuple of Verdict
        Reports to render with nothing to execute.
    records : mapping
        (page, slug) → record of each target that is fresh.
    recipes : Recipes
        What everything is made of.
    """

    targets: Targets
    runs: tuple[Verdict, ...]
    renders: tuple[Verdict, ...]
    records: Mapping[Key, Record] = field(repr=False)
    recipes: Recipes = field(repr=False)

    @property
    def by_territory(self) -> dict[str, list[Target]]:
        """Targets of each territory, in their order."""
        found: dict[str, list[Target]] = {}
        for target in self.targets.each:
            found.setdefault(target.territory, []).append(target)
        return found


def make_plan(targets: Targets, store: Store, finishing: Finishing | None, *, force: bool = False) -> Plan:
    """
    Decide what is stale, by content.

    Parameters
    ----------
    targets : Targets
        Of the campaign.
    store : Store
        What was made before.
    finishing : Finishing, optional
        How reports are made; none are, unless given.
    force : bool
        Everything is stale.

    Returns
    -------
    Plan
    """
    contents = Contents(store.folder / "contents.json")
    followed = Followed(contents, store.folder / "followed.json")
    recipes = Recipes(followed, Environment(store.folder / "environment.json"))
    records = {} if force else store.records()
    runs, fresh = [], {}
    known: dict[str, Record] = {}
    digests: dict[int, str] = {}
    for target in targets.each:
        record = records.get(target.key)
        why = _why(target, record, recipes, digests, store, known)
        if why or record is None:
            runs.append(Verdict(target.territory, tuple(why or ["forced" if force else "new"]), target))
        else:
            fresh[target.key] = record
    plan = Plan(targets, tuple(runs), (), fresh, recipes)
    renders = _renders(plan, store, finishing, force=force) if finishing else ()
    if store.folder.is_dir():
        recipes.save()
    return Plan(targets, tuple(runs), tuple(renders), fresh, recipes)


def _why(
    target: Target,
    record: Record | None,
    recipes: Recipes,
    digests: dict[int, str],
    store: Store,
    known: dict[str, Record],
) -> list[str]:
    """Why a target is run again; empty where it is fresh, or has no record."""
    if record is None:
        return []
    if record["failure"]:
        return ["failed last time"]
    recipe = recipes.recipe(target)
    now = digests.setdefault(id(recipe), "") or digest_of(recipe)
    digests[id(recipe)] = now
    why = changes(record["given"], recipes.given(target))
    if record["recipe"] != now:
        before = known.setdefault(record["recipe"], store.recipe(record["recipe"]))
        why += changes(before, recipe) or ["recipe changed"]
    return why


def _renders(plan: Plan, store: Store, finishing: Finishing, *, force: bool) -> list[Verdict]:
    """Reports whose notebooks are all fresh and that are stale all the same."""
    running = {verdict.territory for verdict in plan.runs}
    rendered = {} if force else store.rendered()
    maker = Maker(plan, finishing)
    found = []
    for territory, targets in plan.by_territory.items():
        if territory in running:
            continue
        record = rendered.get(targets[0].slug)
        made_of = maker.made_of({target.key: plan.records[target.key] for target in targets}, targets)
        why = maker.why(record, made_of, store)
        if not why and record and not finishing.is_there(store.report(targets[0].slug), record):
            why = ["report is not there any more"]
        if why:
            found.append(Verdict(territory, tuple(f"{one} → render" for one in why)))
    return found


class Maker:
    """
    What reports are made of, worked out once for all those of the same notebooks and datasets.

    Parameters
    ----------
    plan : Plan
        For its recipes.
    finishing : Finishing
        How reports are made.
    """

    def __init__(self, plan: Plan, finishing: Finishing) -> None:
        self._plan, self._finishing = plan, finishing
        self._made: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, dict[str, Any]]] = {}

    def made_of(self, records: Mapping[Key, Record], targets: Sequence[Target]) -> dict[str, Any]:
        """
        What a territory's report is made of.

        Parameters
        ----------
        records : mapping
            (page, slug) → record of those that succeeded.
        targets : sequence of Target
            Of the territory, those that failed too.

        Returns
        -------
        dict
            ``recipe`` (digest), ``pages`` (page → digest of what it shows; empty where it failed), ``missing``.
        """
        themes = tuple(dict.fromkeys(target.theme for target in targets))
        datasets = tuple(sorted({name for record in records.values() for name in record["datasets"]}))
        digest, _ = self._recipe(themes, datasets)
        shown = {target.page: records.get(target.key, {}).get("sha256", "") for target in targets}
        missing = [theme["theme"] for theme in self._plan.targets.missing]
        return {"recipe": digest, "pages": shown, "missing": missing, "datasets": list(datasets)}

    def recipe_of(self, made_of: Mapping[str, Any], targets: Sequence[Target]) -> dict[str, Any]:
        """
        The recipe whose digest ``made_of`` holds.

        Parameters
        ----------
        made_of, targets : mapping, sequence of Target
            As in ``made_of``.

        Returns
        -------
        dict
        """
        themes = tuple(dict.fromkeys(target.theme for target in targets))
        return self._recipe(themes, tuple(made_of["datasets"]))[1]

    def why(self, record: Record | None, made_of: Mapping[str, Any], store: Store) -> list[str]:
        """
        Why a report is rendered again.

        Parameters
        ----------
        record : dict or None
            Of the report as it was made.
        made_of : mapping
            What it would be made of.
        store : Store
            For what it was made of.

        Returns
        -------
        list of str
            Empty where it is fresh.
        """
        if record is None:
            return ["not rendered yet"]
        why = (
            []
            if record["pages"] == made_of["pages"]
            else changes({"pages": record["pages"]}, {"pages": made_of["pages"]})
        )
        if record["missing"] != made_of["missing"]:
            why.append("themes left out changed")
        if record["recipe"] != made_of["recipe"]:
            now = next(recipe for digest, recipe in self._made.values() if digest == made_of["recipe"])
            why += changes(store.recipe(record["recipe"]), now) or ["recipe changed"]
        return why

    def _recipe(self, themes: tuple[str, ...], datasets: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        key = (themes, datasets)
        if key not in self._made:
            recipe = self._finishing.recipe(themes, datasets, self._plan.recipes.followed)
            self._made[key] = (digest_of(recipe), recipe)
        return self._made[key]
