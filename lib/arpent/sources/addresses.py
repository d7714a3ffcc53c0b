"""
Addresses that move: data.gouv.fr and INSEE's Melodi are asked where a file lies today.

A resource of data.gouv.fr keeps its id when its file is replaced, and Melodi names its files by year: a record
holds the id, never the address of the day.
"""

import json
import re
import tempfile
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from arpent.catalogue import SourceFile, Vintage
from arpent.errors import DataUnavailable
from arpent.sources.fetching import download

DATAGOUV = "https://www.data.gouv.fr/api"
MELODI = "https://api.insee.fr/melodi"


def address(declared: SourceFile, vintage: Vintage) -> str:
    """
    Where the producer serves a file today.

    Parameters
    ----------
    declared : SourceFile
        With a ``url``, a ``datagouv`` or a ``melodi``.
    vintage : Vintage
        Its millésime: Melodi's files are named by year.

    Returns
    -------
    str
        An address to download from.

    Raises
    ------
    DataUnavailable
        The platform does not know it, or does not answer.
    """
    if declared.url:
        return declared.url
    if declared.melodi:
        return _melodi(declared.melodi, vintage.name)
    if "/" in declared.datagouv:
        return _newest(*declared.datagouv.split("/", 1))
    # The platform redirects to wherever the resource's last file lies.
    return f"{DATAGOUV}/1/datasets/r/{declared.datagouv}"


def file_name(declared: SourceFile, vintage: Vintage) -> str:
    """
    Name under which a producer's file is kept: it does not change when the file's address does.

    Parameters
    ----------
    declared : SourceFile
        With an address of the producer's.
    vintage : Vintage
        Its millésime.

    Returns
    -------
    str
        Letters, digits, dots, dashes: safe on every system.

    Examples
    --------
    >>> bpe = Vintage("2025", 2025, 2025)
    >>> file_name(SourceFile("m", melodi="DS_BPE", member="*_data.csv"), bpe)
    'DS_BPE_2025.zip'
    >>> file_name(SourceFile("points", url="https://exemple.fr/f/BPE25.parquet"), bpe)
    'BPE25.parquet'
    """
    suffix = "zip" if declared.member else declared.format
    if declared.melodi:
        return f"{declared.melodi}_{vintage.name}.{suffix}"
    published = PurePosixPath(unquote(urlsplit(declared.url).path)).name
    name = re.sub(r"[^\w.\-]+", "_", published).strip("._")
    return name if PurePosixPath(name).suffix else f"{declared.role}.{suffix}"


def _melodi(identifier: str, year: str) -> str:
    """Ask the catalogue for the French CSV of a year: of that year alone, or of all years together."""
    found = _ask(f"{MELODI}/catalog/{identifier}")
    urls = [
        str(product["accessURL"])
        for product in found.get("product") or []
        if isinstance(product, Mapping) and product.get("accessURL")
    ]
    for ending in (f"_{year}_CSV_FR", f"{identifier}_CSV_FR"):
        for url in urls:
            if url.rstrip("/").upper().endswith(ending):
                return url
    names = ", ".join(url.rstrip("/").rpartition("/")[2] for url in urls) or "no file"
    raise DataUnavailable(f"Melodi: {identifier} has no French CSV of {year}. It has: {names}")


def _newest(dataset: str, pattern: str) -> str:
    """Ask for the last file of a dataset whose name, title or address is like a pattern."""
    found = _ask(f"{DATAGOUV}/1/datasets/{dataset}/")
    resources = [one for one in found.get("resources") or [] if isinstance(one, Mapping) and one.get("url")]
    like = [one for one in resources if _is_like(one, pattern.lower())]
    if not like:
        names = ", ".join(str(one.get("title")) for one in resources[:12]) or "no file"
        raise DataUnavailable(
            f"data.gouv.fr: dataset {dataset} has no file like '{pattern}'. It has: {names}"
        )
    newest = max(like, key=lambda one: str(one.get("last_modified") or ""))
    return _text(newest, "url", f"data.gouv.fr: dataset {dataset}")


def _is_like(resource: Mapping[str, Any], pattern: str) -> bool:
    names = (str(resource.get("title") or ""), PurePosixPath(urlsplit(str(resource["url"])).path).name)
    return any(fnmatch(name.lower(), pattern) for name in names)


def _ask(url: str) -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = json.loads(download(url, Path(folder) / "answer.json").read_text(encoding="utf-8"))
        except ValueError as error:
            raise DataUnavailable(f"{url}: the platform's answer is not JSON ({error})") from error
    if not isinstance(found, Mapping):
        raise DataUnavailable(f"{url}: the platform's answer is not what its documentation says")
    return found


def _text(found: Mapping[str, Any], key: str, where: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value:
        raise DataUnavailable(f"{where}: no {key} in the platform's answer")
    return value
