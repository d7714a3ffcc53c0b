"""What a worker is told to make, small enough to be sent to another machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arpent.render.contributions import Note
from arpent.render.formats import DEFAULT_FORMATS


@dataclass(frozen=True)
class PageOrder:
    """A page to make: its theme and stem, the parameters that it was given, and the packed notebook."""

    theme: str
    page: str
    parameters: Mapping[str, Any]
    packed: bytes


@dataclass(frozen=True)
class ReportOrder:
    """A report to make: its pages, the themes left out, where it comes from, the renderer, the formats, its folder."""

    territory: str
    pages: tuple[PageOrder, ...]
    missing: tuple[dict[str, str], ...]
    provenance: Mapping[str, Any]
    renderer: str
    folder: Path
    formats: tuple[str, ...] = DEFAULT_FORMATS
    notes: tuple[Note, ...] = ()
