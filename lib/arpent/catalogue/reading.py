"""From ``data/catalogue/<dataset>.yml`` to a checked record."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.catalogue.model import Dataset, Vintage
from arpent.catalogue.schema import TEXT, check_dataset, check_file, check_vintage
from arpent.catalogue.source_file import SourceFile
from arpent.errors import AskedWrongly, DataInvalid, did_you_mean

#: The safe loader, in C where PyYAML has it: ten times faster.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise DataInvalid(f"{path}: not YAML ({error})") from error
    check_dataset(raw, str(path))
    if raw["id"] != path.stem:
        raise DataInvalid(f"{path}: id '{raw['id']}' is not the file's stem '{path.stem}'")
    vintages = tuple(
        _vintage(item, f"{path}: vintage {n}") for n, item in enumerate(raw["vintages"], start=1)
    )
    _check_order(vintages, path)
    return Dataset(
        **{key: raw[key] for key in TEXT},
        vintages=vintages,
        note=str(raw.get("note") or ""),
        feeds=tuple(raw.get("feeds", ())),
        table=dict(raw.get("table") or {}),
    )


def _vintage(raw: Any, where: str) -> Vintage:
    check_vintage(raw, where)
    files = tuple(_source_file(item, f"{where}: file {n}") for n, item in enumerate(raw["files"], start=1))
    return Vintage(
        name=raw["name"],
        reference_year=raw["reference_year"],
        cog_year=raw["cog_year"],
        published=str(raw["published"]) if raw.get("published") else None,
        url=raw.get("url"),
        files=files,
        stated=dict(raw.get("stated") or {}),
    )


def _source_file(raw: Any, where: str) -> SourceFile:
    check_file(raw, where)
    return SourceFile(
        **{**raw, "mirror": tuple(raw.get("mirror", ())), "missing": dict(raw.get("missing", {}))}
    )


def _check_order(vintages: tuple[Vintage, ...], path: Path) -> None:
    years = [vintage.reference_year for vintage in vintages]
    if not years or years != sorted(set(years)):
        raise DataInvalid(
            f"{path}: vintages must be one or more, in the order of their reference years, each once"
        )
