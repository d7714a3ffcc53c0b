"""Check a site that is built: every page, every link, what it asks for, what it weighs, how it writes figures."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from arpent.render.formats import DOCUMENTS
from arpent.site.reading import loaded_by_style, read_html

#: Bytes of a page with all that it loads at once, and of a home page.
HEAVIEST, HEAVIEST_HOME = 900_000, 600_000
#: Bytes of a PDF.
HEAVIEST_PDF = 3_000_000
#: Pages that a worker takes at once.
CHUNK = 8
#: Pages that no page has to lead to.
_ALONE = re.compile(r"404\.html|\d{4}(-\d+)?/index\.html")
#: Figures as no French text writes them: decimal point before a unit, comma between thousands, plain space.
_WRONG_FIGURES = (
    re.compile(r"(?<![\w.,/-])\d{1,3}(?:,\d{3}){2,}(?![\w,])"),
    re.compile(r"(?<![\w.,/-])\d+\.\d+[\u202f\u00a0 ]?(?:%|€|hab)"),
    re.compile(r"(?<![\w.,/-])\d+(?:,\d+)?(?: |(?<=\d)(?=%))%"),
    re.compile(r"(?<![\w.,/-])\d{1,3} \d{3}(?![\w\d])"),
    re.compile(r"\b(?:nan|NaN|None|inf)\b"),
)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: of which kind, on which page, what."""

    kind: str
    page: str
    what: str


@dataclass(frozen=True)
class _Seen:
    """What one page leads to and loads, from the root of the site; its anchors; its own faults."""

    page: str
    links: tuple[tuple[str, str], ...]
    loads: tuple[str, ...]
    anchors: frozenset[str]
    faults: tuple[Fault, ...] = field(default=())


def check_site(folder: Path, *, workers: int | None = None) -> list[Fault]:
    """
    Everything wrong with a site.

    Parameters
    ----------
    folder : Path
        As ``build_site`` made it.
    workers : int, optional
        Processes; as many as cores, unless given.

    Returns
    -------
    list of Fault
        By page. Empty where nothing is.
    """
    files = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file()
    }
    pages = sorted(name for name in files if name.endswith(".html"))
    with ProcessPoolExecutor(workers) as pool:
        seen = list(pool.map(partial(_check_page, folder), pages, chunksize=CHUNK))
    faults = [fault for one in seen for fault in one.faults]
    faults += _links(seen, files)
    faults += _weights(seen, files)
    faults += _orphans(seen)
    faults += _styles(folder, files)
    faults += _documents(folder, files)
    return sorted(faults, key=lambda fault: (fault.page, fault.kind, fault.what))


def _check_page(folder: Path, page: str) -> _Seen:
    html = (folder / page).read_text(encoding="utf-8")
    read = read_html(html)
    here = posixpath.dirname(page)
    faults = [Fault("alt", page, what) for what in read.without_alt]
    faults += [Fault("html", page, what) for what in _invalid(html)]
    faults += [Fault("html", page, f"id {one!r} twice") for one in _twice(read.anchors)]
    if not read.lang or read.titles != 1:
        faults.append(Fault("html", page, f"lang {read.lang!r}, {read.titles} h1: one of each is needed"))
    faults += [Fault("figure", page, what) for what in _wrong_figures(read.text)]
    faults += [Fault("request", page, one) for one in read.loads if _is_outside(one)]
    inside = [
        _inside(here, one) for one in read.loads if not _is_outside(one) and not one.startswith("data:")
    ]
    links = {
        _inside(here, one) for one in read.links if not urlsplit(one).scheme and not one.startswith("//")
    }
    loads = tuple(dict.fromkeys(target for target, _ in inside))
    return _Seen(page, tuple(sorted(links)), loads, frozenset(read.anchors), tuple(faults))


def _invalid(html: str) -> Iterator[str]:
    """What a strict HTML parser finds."""
    import html5lib  # noqa: PLC0415 - only a check needs it

    parser = html5lib.HTMLParser()
    parser.parse(html)
    for (line, column), code, about in parser.errors:
        yield f"line {line}, column {column}: {code} {about or ''}".rstrip()


def _twice(anchors: Sequence[str]) -> list[str]:
    return (
        sorted({one for one in anchors if anchors.count(one) > 1}) if len(set(anchors)) < len(anchors) else []
    )


def _wrong_figures(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for pattern in _WRONG_FIGURES:
            for found in pattern.finditer(text):
                start = max(found.start() - 25, 0)
                yield " ".join(text[start : found.end() + 10].split(" "))


def _is_outside(address: str) -> bool:
    return bool(urlsplit(address).netloc) or urlsplit(address).scheme in ("http", "https", "ftp")


def _inside(here: str, address: str) -> tuple[str, str]:
    """File and anchor that a relative address leads to, from the root of the site."""
    parts = urlsplit(address)
    path = posixpath.normpath(posixpath.join(here, unquote(parts.path))) if parts.path else ""
    if parts.path.endswith("/"):
        path = posixpath.join(path, "index.html")
    return path, unquote(parts.fragment)


def _links(seen: Sequence[_Seen], files: Mapping[str, int]) -> Iterator[Fault]:
    anchors = {one.page: one.anchors for one in seen}
    for one in seen:
        for path, anchor in one.links:
            target = path or one.page
            if target not in files:
                yield Fault("link", one.page, f"{target}: there is no such file")
            elif anchor and target in anchors and anchor not in anchors[target]:
                yield Fault("link", one.page, f"{target}#{anchor}: there is no such anchor")
        for path in one.loads:
            if path not in files:
                yield Fault("link", one.page, f"{path}: there is no such file")


def _weights(seen: Sequence[_Seen], files: Mapping[str, int]) -> Iterator[Fault]:
    fonts = {name: size for name, size in files.items() if "/fonts/" in name}
    # NOTE: slides are a document, one file with all its drawings in it: they weigh what a PDF weighs.
    for one in (page for page in seen if posixpath.basename(page.page) not in DOCUMENTS.values()):
        editions = {path.partition("/")[0] for path in one.loads}
        carried = sum(size for name, size in fonts.items() if name.partition("/")[0] in editions)
        weight = files[one.page] + carried + sum(files.get(path, 0) for path in one.loads)
        most = HEAVIEST_HOME if re.fullmatch(r"(\d{4}(-\d+)?/)?index\.html", one.page) else HEAVIEST
        if weight > most:
            yield Fault("weight", one.page, f"{weight} bytes with all that it loads; at most {most}")


def _orphans(seen: Sequence[_Seen]) -> Iterator[Fault]:
    linked = {path for one in seen for path, _ in one.links if path != one.page}
    for one in seen:
        if one.page not in linked and one.page != "index.html" and not _ALONE.fullmatch(one.page):
            yield Fault("orphan", one.page, "no page leads to it")


def _styles(folder: Path, files: Mapping[str, int]) -> Iterator[Fault]:
    for name in sorted(name for name in files if name.endswith(".css")):
        for address in loaded_by_style((folder / name).read_text(encoding="utf-8")):
            if _is_outside(address):
                yield Fault("request", name, address)
            elif (
                not address.startswith("data:") and _inside(posixpath.dirname(name), address)[0] not in files
            ):
                yield Fault("link", name, f"{address}: there is no such file")


def _documents(folder: Path, files: Mapping[str, int]) -> Iterator[Fault]:
    """
    What a PDF lacks for those who can't see it, as far as it says so itself.

    NOTE: Typst refuses to write a PDF/UA that is not one: this finds a file that came another way.
    """
    for name in sorted(name for name in files if name.endswith(".pdf")):
        yield from (Fault("pdf", name, what) for what in _lacking(folder / name))
        size = (folder / name).stat().st_size
        if size > HEAVIEST_PDF:
            yield Fault("pdf", name, f"{size} bytes; at most {HEAVIEST_PDF}")


def _lacking(path: Path) -> Iterator[str]:
    import pikepdf  # noqa: PLC0415 - only where a document is

    try:
        document = pikepdf.open(path)
    except pikepdf.PdfError:
        yield "can't be read"
        return
    with document:
        root = document.Root
        if "/Metadata" not in root or b"<pdfuaid:part>1<" not in root.Metadata.read_bytes():
            yield "does not declare PDF/UA-1"
        if "/StructTreeRoot" not in root or "/MarkInfo" not in root or not root.MarkInfo.get("/Marked"):
            yield "is not tagged"
        if "/Lang" not in root:
            yield "has no language"
