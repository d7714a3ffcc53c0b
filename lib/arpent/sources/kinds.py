"""What a file is by its first bytes: a web page or a cut archive is refused before anything reads it."""

import html
import re
import zipfile
from pathlib import Path

from arpent.errors import DataInvalid

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
#: How a file of each kind begins; kinds that are text have no entry.
BEGINNINGS = {
    "zip": (ZIP,),
    "gtfs": (ZIP,),
    "xlsx": (ZIP,),
    "ods": (ZIP,),
    "xls": (OLE, ZIP),
    "parquet": (b"PAR1",),
    "feather": (b"ARROW1", b"FEA1"),
    "gpkg": (b"SQLite format 3",),
    "gz": (b"\x1f\x8b",),
    "7z": (b"7z\xbc\xaf\x27\x1c",),
}
#: Of these the end must be there too: a file cut short still begins well.
ENDINGS = {"parquet": (b"PAR1",), "feather": (b"ARROW1", b"FEA1")}
PAGE = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<!doctype html|<html|<\?xml[^>]*>\s*<(!doctype html|html))", re.IGNORECASE
)
TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
REFUSALS = (b"<?xml", b"<ows:", b"<ServiceExceptionReport", b"<Error>")


def kind_of(name: str, default: str) -> str:
    """
    Kind of a file by its name.

    Parameters
    ----------
    name : str
        Name or address.
    default : str
        Where the name says nothing.

    Returns
    -------
    str
        ``zip``, ``gz``, ``csv``…

    Examples
    --------
    >>> kind_of("base_csv.zip", "csv"), kind_of("DS_BPE_2025_CSV_FR", "csv")
    ('zip', 'csv')
    """
    suffix = Path(name.partition("?")[0]).suffix.lstrip(".").lower()
    known = {*BEGINNINGS, "csv", "txt", "json", "geojson", "rds", "rda", "tgz", "whl"}
    return suffix if suffix in known else default


def check_kind(path: Path, kind: str, source: str) -> None:
    """
    Refuse a file that is not of the kind that is expected.

    Parameters
    ----------
    path : Path
        Any file.
    kind : str
        From `kind_of`.
    source : str
        Where it came from, for the message.

    Raises
    ------
    DataInvalid
        It is empty, a web page, another kind, or cut short.
    """
    with path.open("rb") as opened:
        head = opened.read(4096)
        opened.seek(max(0, path.stat().st_size - 6))
        tail = opened.read()
    if not head:
        raise DataInvalid(f"{source}: the file is empty")
    if PAGE.match(head):
        raise DataInvalid(
            f"{source}: a web page{_title(head)} instead of {kind}: the file has moved, or a proxy asks "
            f"something. Open the address in a browser to see it."
        )
    if kind in ("csv", "json", "geojson") and head.lstrip().startswith(REFUSALS):
        raise DataInvalid(f"{source}: an error message in XML instead of {kind}: {head[:200]!r}")
    if kind in BEGINNINGS and not head.startswith(BEGINNINGS[kind]):
        raise DataInvalid(f"{source}: not a {kind} file (it begins with {head[:8]!r})")
    if kind in ENDINGS and not tail.endswith(ENDINGS[kind]):
        raise DataInvalid(f"{source}: the {kind} file is cut short")
    if head.startswith(ZIP) and kind in ("zip", "gtfs", "xlsx", "ods") and not zipfile.is_zipfile(path):
        raise DataInvalid(f"{source}: the {kind} archive is cut short (its table of contents is missing)")


def _title(head: bytes) -> str:
    found = TITLE.search(head)
    if not found:
        return ""
    words = html.unescape(found.group(1).decode("utf-8", "replace"))
    return f" (« {' '.join(words.split())[:80]} »)"
