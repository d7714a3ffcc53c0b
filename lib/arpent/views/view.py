"""
What a call of this package gives back: objects that a notebook shows and the renderer reads.

Each has one JSON description (see :attr:`View.description`) and one standard form, so that JupyterLab and
GitHub show them without arpent.
"""

import html
import re
import unicodedata
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

MIME = "application/vnd.arpent.view+json"


def slug(name: str) -> str:
    """
    A name safe for ids, labels and file names.

    Examples
    --------
    >>> slug("Évolution <b>")
    'evolution-b'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "figure"


def escape_html(text: str) -> str:
    """Text made safe inside HTML, quotes too."""
    return html.escape(text, quote=True)


def escape_markdown(text: str) -> str:
    r"""
    Text made safe inside a Markdown paragraph or pipe table: nothing of it is markup any more.

    Examples
    --------
    >>> escape_markdown("a|b <c> *d*")
    'a\\|b &lt;c&gt; \\*d\\*'
    """
    flat = " ".join(text.split()) if re.search(r"[\n\r\t]", text) else text
    marked = re.sub(r"([\\`*_\[\]|#~$^])", r"\\\1", flat)
    return marked.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True)
class Column:
    """A column of the data behind a view; ``type`` is text, number, integer or code."""

    name: str
    label: str
    unit: str = ""
    type: str = "text"


@dataclass(frozen=True)
class Data:
    """The data behind a view: raw values (null where missing) and the same as printed."""

    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    rows_shown: tuple[tuple[str, ...], ...] = ()

    def described(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "columns": [asdict(column) for column in self.columns],
            "rows": [list(row) for row in self.rows],
            "rows_shown": [list(row) for row in self.rows_shown],
        }


@dataclass(frozen=True)
class Words:
    """The words around a figure or table; French, typeset."""

    title: str
    subtitle: str = ""
    alt: str = ""
    reading: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Left:
    """What is left out because a table is not on this machine: its French name, the table, what brings it."""

    what: str
    table: str
    command: str


@dataclass(frozen=True)
class View:
    """Anything that can be shown; ``name`` is its stem in the notebook, ``lacking`` what it had to do without."""

    kind: ClassVar[str] = "view"
    name: str
    words: Words
    lacking: tuple[Left, ...] = field(default=(), kw_only=True)

    @property
    def description(self) -> dict[str, Any]:
        """The JSON object that the renderer reads; ``lacking`` is there where something is."""
        about = {"kind": self.kind, "name": slug(self.name), **asdict(self.words), **self._body()}
        return about | ({"lacking": [asdict(one) for one in self.lacking]} if self.lacking else {})

    def _body(self) -> dict[str, Any]:
        return {}

    def _standard(self) -> dict[str, str]:
        return {"text/markdown": escape_markdown(self.words.title)}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002
        return {**self._standard(), "text/plain": self.words.alt or self.words.title, MIME: self.description}


@dataclass(frozen=True)
class Figure(View):
    """A drawing in a wide and a narrow form, with its data."""

    kind: ClassVar[str] = "figure"
    svg: str = ""
    svg_narrow: str = ""
    data: Data = field(default_factory=Data)
    numbers: tuple[dict[str, Any], ...] = ()

    def _body(self) -> dict[str, Any]:
        return {
            "svg": self.svg,
            "svg_narrow": self.svg_narrow,
            "numbers": list(self.numbers),
            **self.data.described(),
        }

    def _standard(self) -> dict[str, str]:
        return {"image/svg+xml": self.svg}


@dataclass(frozen=True)
class Table(View):
    """A table in HTML and Markdown, with its data."""

    kind: ClassVar[str] = "table"
    html: str = ""
    markdown: str = ""
    data: Data = field(default_factory=Data)
    numbers: tuple[dict[str, Any], ...] = ()

    def _body(self) -> dict[str, Any]:
        body = {"html": self.html, "markdown": self.markdown, **self.data.described()}
        return body | ({"numbers": list(self.numbers)} if self.numbers else {})

    def _standard(self) -> dict[str, str]:
        return {"text/html": self.html, "text/markdown": self.markdown}


@dataclass(frozen=True)
class KeyFigures(View):
    """Four to six key figures."""

    kind: ClassVar[str] = "keyfigures"
    items: tuple[dict[str, Any], ...] = ()
    html: str = ""
    markdown: str = ""
    data: Data = field(default_factory=Data)

    def _body(self) -> dict[str, Any]:
        body = {"items": list(self.items), "html": self.html, "markdown": self.markdown}
        return {**body, **self.data.described()}

    def _standard(self) -> dict[str, str]:
        return {"text/html": self.html, "text/markdown": self.markdown}


@dataclass(frozen=True)
class Phrase(View):
    """One or several sentences whose every number is traced to a cell."""

    kind: ClassVar[str] = "phrase"
    text: str = ""
    numbers: tuple[dict[str, Any], ...] = ()

    def __str__(self) -> str:
        return self.text

    def _body(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "numbers": list(self.numbers),
            "html": f"<p>{escape_html(self.text)}</p>",
            "markdown": escape_markdown(self.text),
        }

    def _standard(self) -> dict[str, str]:
        return {
            "text/html": f"<p>{escape_html(self.text)}</p>",
            "text/markdown": escape_markdown(self.text),
        }


@dataclass(frozen=True)
class Missing(View):
    """
    What stands where a view cannot be had: it says why, in French, and shows no figure.

    Where ``lacking`` says so, a table is not on this machine: the page leaves it out, and names it at its end.
    """

    kind: ClassVar[str] = "missing"
    why: str = ""

    def _body(self) -> dict[str, Any]:
        return {"why": self.why}

    def _standard(self) -> dict[str, str]:
        return {"text/markdown": f"**{escape_markdown(self.words.title)}** {escape_markdown(self.why)}"}
