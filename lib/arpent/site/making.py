"""Make what is stale of a site's campaign, each report alone, before its pages are assembled."""

from collections.abc import Callable
from contextlib import closing

from arpent.campaign import (
    Options,
    Plan,
    Progress,
    Store,
    make_plan,
    open_executor,
    run_plan,
    store_of,
    targets_of,
)
from arpent.render.edition import Edition
from arpent.render.formats import check_formats
from arpent.render.renderers import choose_renderer
from arpent.site.declared import Site


def plan_campaign(
    site: Site, *, renderer: str = "embedded", force: bool = False, store: Store | None = None
) -> tuple[Plan, Store, Edition]:
    """
    What a build of the site would run and render.

    Parameters
    ----------
    site : Site
        As declared.
    renderer : str
        ``embedded``, ``quarto`` or ``auto``: who makes the pages that the site takes up.
    force : bool
        Everything is stale.
    store : Store, optional
        Where it is kept; the campaign's own, unless given.

    Returns
    -------
    Plan, Store, Edition

    Raises
    ------
    AskedWrongly
        Quarto is asked for and is missing or too old.
    """
    check_formats(site.campaign.formats)
    formats = tuple(dict.fromkeys(("html", *site.campaign.formats)))
    store, targets = store or store_of(site.name), targets_of(site.campaign)
    themes = tuple(dict.fromkeys(target.theme for target in targets.each))
    edition = Edition(choose_renderer(renderer), formats, themes, targets.missing)
    return make_plan(targets, store, edition, force=force), store, edition


def make_campaign(
    site: Site,
    *,
    renderer: str = "embedded",
    executor: str = "local",
    jobs: int | None = None,
    force: bool = False,
    tell: Callable[[Progress], None] = lambda _: None,
    store: Store | None = None,
) -> Progress:
    """
    Run what is stale of the campaign.

    Parameters
    ----------
    site : Site
        As declared.
    renderer : str
        See ``plan_campaign``.
    executor : str
        ``local``, ``dask`` or ``dask:tcp://host:port``.
    jobs : int, optional
        Notebooks at once; as many as cores, unless given.
    force : bool
        Make everything again.
    tell : callable
        Told of each piece of news.
    store : Store, optional
        Where it is kept; the campaign's own, unless given.

    Returns
    -------
    Progress
        At the end, with every failure; empty where nothing was stale.

    Raises
    ------
    AskedWrongly
        The campaign is declared wrongly, or another run of it is under way.
    """
    store = store or store_of(site.name)
    with store.locked():
        store.sweep()
        plan, _, edition = plan_campaign(site, renderer=renderer, force=force, store=store)
        works = len(plan.runs) + len(plan.renders)
        if not works:
            return Progress(0)
        with closing(open_executor(executor, jobs, works)) as workers:
            return run_plan(plan, store, workers, edition, options=Options(), tell=tell)
