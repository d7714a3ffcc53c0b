"""Make what is stale of a site's campaign, with the embedded renderer, before its pages are assembled."""

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


def plan_campaign(site: Site, *, force: bool = False) -> tuple[Plan, Store, Edition]:
    """
    What a build of the site would run and render.

    Parameters
    ----------
    site : Site
        As declared.
    force : bool
        Everything is stale.

    Returns
    -------
    Plan, Store, Edition
    """
    check_formats(site.campaign.formats)
    formats = tuple(dict.fromkeys(("html", *site.campaign.formats)))
    store, targets = store_of(site.name), targets_of(site.campaign)
    themes = tuple(dict.fromkeys(target.theme for target in targets.each))
    edition = Edition(choose_renderer("embedded"), formats, themes, targets.missing)
    return make_plan(targets, store, edition, force=force), store, edition


def make_campaign(
    site: Site,
    *,
    executor: str = "local",
    jobs: int | None = None,
    force: bool = False,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """
    Run what is stale of the campaign.

    Parameters
    ----------
    site : Site
        As declared.
    executor : str
        ``local``, ``dask`` or ``dask:tcp://host:port``.
    jobs : int, optional
        Notebooks at once; as many as cores, unless given.
    force : bool
        Make everything again.
    tell : callable
        Told of each piece of news.

    Returns
    -------
    Progress
        At the end, with every failure; empty where nothing was stale.

    Raises
    ------
    AskedWrongly
        The campaign is declared wrongly, or another run of it is under way.
    """
    with store_of(site.name).locked():
        store_of(site.name).sweep()
        plan, store, edition = plan_campaign(site, force=force)
        works = len(plan.runs) + len(plan.renders)
        if not works:
            return Progress(0)
        with closing(open_executor(executor, jobs, works)) as workers:
            return run_plan(plan, store, workers, edition, options=Options(), tell=tell)
