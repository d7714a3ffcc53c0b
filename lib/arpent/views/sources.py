"""The sources of a page, as its last cell shows them and its metadata keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from arpent.catalogue import Dataset
from arpent.views.view import MIME, escape_html, escape_markdown


@dataclass(frozen=True)
class Sources:
    """
    Datasets that a page was made of, each once.

    Parameters
    ----------
    datasets : sequence of Dataset
        In the order in which the page used them.
    name : str
        Stem of the view.
    """

    datasets: Sequence[Dataset]
    name: str = "sources"

    @property
    def records(self) -> list[dict[str, Any]]:
        """One mapping a dataset: dataset, title, producer, vintage, published, licence, licence_url, url, cog_year."""
        return [_record(dataset) for dataset in self.datasets]

    @property
    def description(self) -> dict[str, Any]:
        """What the renderer reads."""
        return {"kind": "sources", "name": self.name, "title": "Sources", "sources": self.records}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        lines = [dataset.source_line() for dataset in self.datasets]
        return {
            MIME: self.description,
            "text/html": "<ul>" + "".join(f"<li>{escape_html(line)}</li>" for line in lines) + "</ul>",
            "text/markdown": "\n".join(f"- {escape_markdown(line)}" for line in lines),
        }


def _record(dataset: Dataset) -> dict[str, Any]:
    first, latest = dataset.vintages[0], dataset.latest
    return {
        "dataset": dataset.id,
        "title": dataset.title,
        "producer": dataset.producer,
        "vintage": latest.name if first is latest else f"{first.name}–{latest.name}",
        "published": latest.published or f"état au 1er janvier {latest.cog_year}",
        "licence": dataset.licence,
        "licence_url": dataset.licence_url,
        "url": latest.url or dataset.url,
        "cog_year": latest.cog_year,
        "note": dataset.note,
    }
