"""The sources of a page, as its last cell shows them and its metadata keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from arpent import catalogue
from arpent.catalogue import Dataset
from arpent.views.described import Indicator
from arpent.views.view import MIME, escape_html, escape_markdown


@dataclass(frozen=True)
class Sources:
    """
    Datasets that a page was made of, each once, with the vintages that it shows.

    Parameters
    ----------
    used : mapping of str to sequence of str
        Id of a dataset, in the order in which the page used them → names of vintages; all where none is given.
    name : str
        Stem of the view.
    definitions : tuple of Indicator
        What the page measures, in the order of the page.
    tables : tuple of str
        Names of the tables read, for the provenance.
    """

    used: Mapping[str, Sequence[str]]
    name: str = "sources"
    definitions: tuple[Indicator, ...] = ()
    tables: tuple[str, ...] = ()

    @property
    def datasets(self) -> list[Dataset]:
        """Records of the datasets."""
        return [catalogue.load(dataset) for dataset in self.used]

    @property
    def records(self) -> list[dict[str, Any]]:
        """
        One mapping a dataset.

        ``dataset``, ``title``, ``producer``, ``vintages``, ``vintage`` (as French says them), ``published``,
        ``licence``, ``licence_url``, ``url``, ``cog_year``, ``note``.
        """
        return [_record(dataset, self.used[dataset.id]) for dataset in self.datasets]

    @property
    def description(self) -> dict[str, Any]:
        """What the renderer reads."""
        described = {"kind": "sources", "name": self.name, "title": "Sources", "sources": self.records}
        defined = [{"label": one.label, "definition": one.definition} for one in self.definitions]
        told = {"definitions": defined, "tables": list(self.tables)}
        return described | {key: value for key, value in told.items() if value}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        lines = [dataset.source_line(self.used[dataset.id]) for dataset in self.datasets]
        return {
            MIME: self.description,
            "text/html": "<ul>" + "".join(f"<li>{escape_html(line)}</li>" for line in lines) + "</ul>",
            "text/markdown": "\n".join(f"- {escape_markdown(line)}" for line in lines),
        }


def _record(dataset: Dataset, names: Sequence[str]) -> dict[str, Any]:
    shown = dataset.only(names)
    latest = shown[-1]
    return {
        "dataset": dataset.id,
        "title": dataset.title,
        "producer": dataset.producer,
        "vintages": [one.name for one in shown],
        "vintage": catalogue.said_years([one.name for one in shown]),
        "published": latest.published or f"état au 1er janvier {latest.cog_year}",
        "licence": dataset.licence,
        "licence_url": dataset.licence_url,
        "url": latest.url or dataset.url,
        "cog_year": latest.cog_year,
        "note": dataset.note,
    }
