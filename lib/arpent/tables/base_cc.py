"""What the tables made of INSEE's base-cc share: counts of communes of the three censuses that a file compares."""

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_base_cc import read_base_cc
from arpent.tables.completing import bring_decimals, complete
from arpent.tables.raw import Raw, Sources
from arpent.tables.record import TableRecord, counts_record
from arpent.tables.taking import take_counts

CODE = "CODGEO"
#: Censuses in the edition of 2022: they do not overlap, so that they compare.
YEARS = (2011, 2016, 2022)
NOTE = (
    "Recensement : les trois millésimes de la base communale de l'Insee, faits pour se comparer (les cinq enquêtes de "
    "l'un ne sont pas celles de l'autre), dans la géographie de l'édition. Effectifs pondérés, avec décimales."
)


def base_cc_record(
    name: str,
    title: str,
    dataset: str,
    columns: Mapping[str, tuple[str, str]],
    *,
    parts: Mapping[str, Sequence[str]],
) -> TableRecord:
    """
    Record of a table made of a base-cc.

    Parameters
    ----------
    name, title : str
        Of the table.
    dataset : str
        Id in the catalogue.
    columns : mapping of str to (label, unit)
        Its counts.
    parts : mapping of str to sequence of str
        Total → parts.

    Returns
    -------
    TableRecord
    """
    return counts_record(name, title, columns, datasets=(dataset,), years=YEARS, parts=parts, note=NOTE)


def build_base_cc(
    sources: Sources,
    dataset: str,
    names: Mapping[str, str],
    *,
    parts: Mapping[str, Sequence[str]],
    prepared: Callable[[Raw], Raw] | None = None,
) -> pd.DataFrame:
    """
    Some counts of a base-cc, each census that it holds, in the current COG.

    Parameters
    ----------
    sources : Sources
        Raw files.
    dataset : str
        Id in the catalogue.
    names : mapping of str to str
        Published column with its year left out (``P{}_LOG``) → name here; the first tells which censuses are there.
    parts : mapping of str to sequence of str
        Total → parts, names here.
    prepared : callable, optional
        What makes the columns of ``names`` out of those of the file, where it has not all of them.

    Returns
    -------
    DataFrame
        ``commune_code``, ``year``, counts, ``is_estimated``, ``reason``: every commune, every census.

    Raises
    ------
    DataInvalid
        The file breaks a rule.
    """
    raw, columns = sources.raw(dataset, "communes", read_base_cc), list(names.values())
    raw = prepared(raw) if prepared else raw
    frames = []
    for year in _years(raw, next(iter(names))):
        published = {column.format(f"{year % 100:02}"): name for column, name in names.items()}
        moved = bring_decimals(take_counts(raw, CODE, published, parts=parts), columns, source=raw.cog_year)
        frames.append(moved.assign(year=year))
    return complete(pd.concat(frames, ignore_index=True), columns)


def _years(raw: Raw, first: str) -> list[int]:
    pattern = re.escape(first).replace(r"\{\}", r"(\d\d)")
    found = [re.fullmatch(pattern, str(name)) for name in raw.frame.columns]
    years = sorted(2000 + int(match[1]) for match in found if match)
    if not years:
        raise DataInvalid(f"{raw.file}: no column {first.format('<yy>')}: its layout changed")
    return years
