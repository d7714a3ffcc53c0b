"""The territories of an edition, each with its report as the campaign rendered it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from arpent.campaign import Campaign, Store
from arpent.campaign.selectors import select
from arpent.errors import RenderFailed
from arpent.render.record import record_name
from arpent.render.staging import MARK
from arpent.render.typography import typeset
from arpent.site.summaries import Summaries, Summary, summary_of
from arpent.territory import Territory, find
from arpent.territory.search import plain_name
from arpent.views import place

#: Levels as a reader names them, several at once; in the order of lists.
LEVEL_NAMES = {
    "france": "France",
    "region": "Régions",
    "departement": "Départements",
    "groupe": "Regroupements",
    "epci": "Intercommunalités",
    "partie_epci": "Parties d’intercommunalités",
    "arrondissement": "Arrondissements",
    "zone_emploi": "Zones d’emploi",
    "aav": "Aires d’attraction des villes",
    "bassin_vie": "Bassins de vie",
    "unite_urbaine": "Unités urbaines",
    "canton": "Cantons",
    "densite": "Classes de densité",
    "commune": "Communes",
}


@dataclass(frozen=True)
class Place:
    """
    A territory of the edition.

    Parameters
    ----------
    territory : Territory
        Name, level, communes.
    folder : Path
        Of its report.
    mark : str
        Digest of all that the report is.
    known : dict, optional
        Its summary, where it is remembered.
    """

    territory: Territory
    folder: Path
    mark: str = field(repr=False)
    known: Summary | None = field(default=None, repr=False, compare=False)

    @property
    def slug(self) -> str:
        """Name of its folder."""
        return self.territory.slug

    @cached_property
    def record(self) -> Mapping[str, Any]:
        """Its report as data: see ``render.record``."""
        path = self.folder / "donnees" / record_name(self.territory.id)
        try:
            record: Mapping[str, Any] = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise RenderFailed(
                f"{path}: can't be read ({error}). Run: arpent campaign run NAME --renderer embedded"
            ) from error
        return record

    @cached_property
    def summary(self) -> Summary:
        """What lists and maps say of it: see ``summaries``."""
        if self.known is not None:
            return self.known
        try:
            return summary_of(self.record)
        except KeyError as error:
            raise RenderFailed(
                f"{self.folder}: made by another version of arpent ({error} is missing). "
                "Run: arpent site build NAME, without --no-run"
            ) from error

    @property
    def provenance(self) -> Mapping[str, Any]:
        """What made its report."""
        made: Mapping[str, Any] = json.loads((self.folder / MARK).read_bytes())
        return made

    @property
    def heading(self) -> str:
        """Name in full."""
        return str(self.summary["heading"])

    @cached_property
    def short(self) -> str:
        """Name as lists and maps have room for it: « CC Plaine Limagne »."""
        return typeset(place(self.territory).short)

    @property
    def level(self) -> str:
        """Of its territory."""
        return self.territory.level

    @property
    def themes(self) -> list[Mapping[str, Any]]:
        """Pages of its report, without their tables: those are in ``record``."""
        return list(self.summary["themes"])

    def theme(self, stem: str) -> Mapping[str, Any] | None:
        """One page of its report; None where it has none."""
        return next((theme for theme in self.themes if theme["theme"] == stem), None)


def read_places(campaign: Campaign, store: Store, summaries: Summaries | None = None) -> list[Place]:
    """
    Territories of a campaign whose report is there, in the order of the campaign.

    Parameters
    ----------
    campaign : Campaign
        As declared.
    store : Store
        What it made.
    summaries : Summaries, optional
        Of the reports that are remembered.

    Returns
    -------
    list of Place

    Raises
    ------
    AskedWrongly
        A selector names nothing.
    RenderFailed
        No report is there.
    """
    rendered, known = store.rendered(), summaries or Summaries()
    wanted = [find(one) for one in select(campaign.territories, f"params/campaigns/{campaign.name}.yml")]
    places = [
        Place(one, store.report(one.slug), mark, known.get(one.slug, mark))
        for one in wanted
        if (mark := str(rendered.get(one.slug, {}).get("mark", "")))
        and (store.report(one.slug) / "index.html").is_file()
    ]
    if not places and "html" not in campaign.formats:
        raise RenderFailed(
            f"params/campaigns/{campaign.name}.yml: formats: {', '.join(campaign.formats)}: no html, and a site is "
            f"made of pages. Add html there, or run: arpent site build {campaign.name}, which makes them too."
        )
    if not places:
        raise RenderFailed(
            f"{store.reports}: no report is there. Run: arpent campaign run {campaign.name} --renderer embedded"
        )
    return places


def by_level(places: list[Place]) -> list[tuple[str, list[Place]]]:
    """
    Territories under the French name of their level, widest first.

    Parameters
    ----------
    places : list of Place
        Of the edition.

    Returns
    -------
    list of (str, list of Place)
        Each list by name.
    """
    found = {
        level: sorted((one for one in places if one.level == level), key=lambda one: plain_name(one.short))
        for level in LEVEL_NAMES
    }
    return [(LEVEL_NAMES[level], those) for level, those in found.items() if those]
