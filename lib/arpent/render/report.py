"""
What a renderer is given: made-ready notebooks of one territory, and where they come from.

Both renderers (``render.html`` and ``render.quarto``) take the same ``Report``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from arpent.render.contributions import Note
from arpent.render.formats import DEFAULT_FORMATS


@dataclass(frozen=True)
class ReadyPage:
    """
    One theme of a report: a made-ready notebook with its French title and question.

    Parameters
    ----------
    theme : str
        Stem of the notebook and of the page: ``"logement"``.
    title, question : str
        French, as the reader sees them: ``"Logement"``, ``"Qui loge où, et dans quoi ?"``.
    notebook : NotebookNode
        Executed and made ready: each view's JSON is in its cell's ``metadata["arpent"]``.
    """

    theme: str
    title: str
    question: str
    notebook: NotebookNode


@dataclass(frozen=True)
class Report:
    """
    All that is published of one territory.

    Parameters
    ----------
    territory_id, territory_name, territory_level : str
        ``"epci:246300701"``, ``"Clermont Auvergne Métropole"``, ``"epci"``.
    pages : sequence of ReadyPage
        In the order of the site; the page ``portrait`` feeds the report's first screen.
    missing : sequence of mappings
        Themes left out: ``theme``, ``title``, ``why`` and the ``command`` that would bring them.
    provenance : mapping
        ``commit``, ``version``, ``datasets`` (each ``dataset``, ``vintage``, ``sha256``), and what else the
        caller records; no date of today in it, so that two runs give the same bytes.
    is_demo : bool
        Made from the invented "France d'essai": every page says so.
    formats : sequence of str
        What is made of it: see ``render.formats``.
    notes : sequence of Note
        Of partners, for its documents; the pages of a site get them as the site is built.
    before : Path, optional
        Folder of the report made before, if any: what would be drawn the same is taken from it.
    """

    territory_id: str
    territory_name: str
    territory_level: str
    pages: Sequence[ReadyPage]
    missing: Sequence[Mapping[str, str]] = ()
    provenance: Mapping[str, Any] = field(default_factory=dict)
    is_demo: bool = False
    formats: Sequence[str] = DEFAULT_FORMATS
    notes: Sequence[Note] = ()
    before: Path | None = None
