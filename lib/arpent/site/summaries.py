"""What the pages of a whole edition say of each report, remembered between builds: an unchanged one is not read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from arpent.campaign.contents import digest_of

THEME_KEYS = ("theme", "title", "question", "page", "finding")
FIGURE_KEYS = ("kind", "label", "value", "unit", "year", "when")
_TWINS = re.compile(r"(^|-)jumeaux$")

Summary = dict[str, Any]


@dataclass
class Summaries:
    """
    Summaries of the reports of an edition, each source that they name held once.

    Parameters
    ----------
    known : dict
        Slug → mark of the report, its summary.
    sources : dict
        Digest → source.
    """

    known: dict[str, list[Any]] = field(default_factory=dict)
    sources: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def remembered(cls, state: Mapping[str, Any]) -> "Summaries":
        """
        As ``state`` gave them; empty where it is of another shape.

        Parameters
        ----------
        state : mapping
            What the build before remembered.

        Returns
        -------
        Summaries
        """
        given = state.get("summaries", {})
        return cls(dict(given.get("known", {})), dict(given.get("sources", {})))

    def get(self, slug: str, mark: str) -> Summary | None:
        """
        Summary of a report.

        Parameters
        ----------
        slug, mark : str
            Of the territory; digest of the report.

        Returns
        -------
        dict or None
            None where it is not known, or is of another report.
        """
        known = self.known.get(slug)
        return self._whole(known[1]) if known and known[0] == mark else None

    def _whole(self, kept: Mapping[str, Any]) -> Summary:
        themes = [
            {**theme, "sources": [self.sources[one] for one in theme["sources"]]} for theme in kept["themes"]
        ]
        return {**kept, "themes": themes}

    @classmethod
    def of(cls, found: Sequence[tuple[str, str, Summary]]) -> "Summaries":
        """
        Those of an edition.

        Parameters
        ----------
        found : sequence of (str, str, dict)
            Slug, mark and summary of each report.

        Returns
        -------
        Summaries
        """
        made, digests = cls(), _Digests()
        for slug, mark, summary in found:
            themes = [
                {**theme, "sources": [made._keep(digests, one) for one in theme["sources"]]}
                for theme in summary["themes"]
            ]
            made.known[slug] = [mark, {**summary, "themes": themes}]
        return made

    def _keep(self, digests: "_Digests", source: Mapping[str, Any]) -> str:
        digest = digests.digest(source)
        self.sources.setdefault(digest, source)
        return digest

    def to_state(self) -> dict[str, Any]:
        """As JSON holds them."""
        return {"known": self.known, "sources": self.sources}


class _Digests:
    """Digests of sources; the same object is worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, Mapping[str, Any]]] = {}

    def digest(self, source: Mapping[str, Any]) -> str:
        known = self._known.get(id(source))
        if known is None:
            # The object is held: its identity is not given to another.
            known = self._known[id(source)] = (digest_of(source), source)
        return known[0]


def summary_of(record: Mapping[str, Any]) -> Summary:
    """
    What the pages of an edition say of a report.

    Parameters
    ----------
    record : mapping
        See ``render.record``.

    Returns
    -------
    dict
        ``is_demo``, ``heading``, ``twins`` (codes) and ``themes``, without their tables.
    """
    return {
        "is_demo": bool(record["is_demo"]),
        "heading": str(record["territory"]["heading"]),
        "twins": list(dict.fromkeys(_twins(record))),
        "themes": [
            {key: theme[key] for key in THEME_KEYS}
            | {
                "key_figures": [{key: one[key] for key in FIGURE_KEYS} for one in theme["key_figures"]],
                "sources": list(theme["sources"]),
            }
            for theme in record["themes"]
        ],
    }


def _twins(record: Mapping[str, Any]) -> Iterator[str]:
    """Codes of the territories that its own tables of twins name."""
    tables = (table for theme in record["themes"] for table in theme["tables"])
    for table in (one for one in tables if _TWINS.search(str(one["name"]))):
        names = [column["name"] for column in table["columns"]]
        if "territory_code" in names:
            yield from (str(row[names.index("territory_code")]) for row in table["rows"])
