"""From what changes between yearly releases (2019 → 2026) to rows of events. Used by `build_events` only."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

STATUSES = {
    "commune-actuelle": "COM", "commune-deleguee": "COMD", "commune-associee": "COMA",
    "COM": "COM", "COMD": "COMD", "COMA": "COMA",
}  # fmt: skip
OUT_OF_SCOPE = ("975", "977", "978", "984", "986", "987", "988", "989")


@dataclass(frozen=True)
class Release:
    """
    The communes of one COG year, and the associated and delegated ones within them.

    Parameters
    ----------
    year : int
        COG year.
    communes : mapping of code → (name, typography)
        Communes of métropole and DOM.
    parents : mapping of (status, code) → code
        ``chefLieu`` of each associated (COMA) or delegated (COMD) commune.
    names : mapping of (status, code) → name
        Their names.
    absorbed : mapping of code → code
        ``anciensCodes``: communes that are gone, by the commune that they are in.
    """

    year: int
    communes: Mapping[str, tuple[str, int]]
    parents: Mapping[tuple[str, str], str]
    names: Mapping[tuple[str, str], str]
    absorbed: Mapping[str, str]


def read_release(year: int, records: pd.DataFrame) -> Release:
    """
    One release, from its records.

    Parameters
    ----------
    year : int
        COG year that the release is of.
    records : DataFrame
        ``code``, ``nom``, ``typeLiaison``, ``type``, ``chefLieu``; ``anciensCodes`` where there is one.

    Returns
    -------
    Release
        Without the collectivités d'outre-mer.
    """
    frame = records[~records["code"].str[:3].isin(OUT_OF_SCOPE)].copy()
    frame["status"] = frame["type"].map(STATUSES)
    communes = frame[frame["status"] == "COM"]
    parts = frame[frame["status"].isin(["COMA", "COMD"])]
    keys = list(zip(parts["status"], parts["code"], strict=True))
    return Release(
        year,
        {code: (name, int(kind)) for code, name, kind in communes[["code", "nom", "typeLiaison"]].to_numpy()},
        dict(zip(keys, parts["chefLieu"], strict=True)),
        dict(zip(keys, parts["nom"], strict=True)),
        _absorbed(communes),
    )


def _absorbed(communes: pd.DataFrame) -> dict[str, str]:
    if "anciensCodes" not in communes:
        return {}
    known = communes[["code", "anciensCodes"]].dropna().explode("anciensCodes")
    return dict(zip(known["anciensCodes"], known["code"], strict=True))


def release_rows(before: Release, after: Release) -> pd.DataFrame:
    """
    Events between two releases that follow one another.

    A commune goes where its parts go: an associated or delegated commune that hangs on X in one release and
    on Y, or on itself as a commune, in the next says that a part of X went to Y. One that left no such trace
    goes where its old code went. The day is not in the releases: rows are dated 1 January of the later year,
    and ``is_dated`` is False.

    Parameters
    ----------
    before, after : Release
        Two COG years.

    Returns
    -------
    DataFrame
        Columns of ``events.COLUMNS``.
    """
    flows = _flows(before, after)
    sources: dict[str, set[str]] = defaultdict(set)
    targets: dict[str, set[str]] = defaultdict(set)
    for source, target, _ in flows:
        sources[target].add(source)
        targets[source].add(target)
    rows = []
    for source, target, part in sorted(flows):
        alone = targets[source] == {source} and sources[source] == {source}
        if source == target and alone and before.communes[source][0] == after.communes[target][0]:
            continue
        kind = _kind(source, target, targets[source], sources[target])
        rows.append(
            _row(
                before,
                after,
                kind,
                source=source,
                target=target,
                part=part if len(targets[source]) > 1 else "",
            )
        )
    return pd.DataFrame([*rows, *_status_rows(before, after)]).drop_duplicates(ignore_index=True)


def _flows(before: Release, after: Release) -> set[tuple[str, str, str]]:
    """(source, target, part): the part is the code of the associated or delegated commune that moves."""
    flows = {(code, code, "") for code in before.communes if code in after.communes}
    for (_, code), parent in before.parents.items():
        home = _home(code, after)
        if home and home != parent and parent in before.communes:
            flows.add((parent, home, code))
    for code in before.communes.keys() - after.communes.keys():
        home = _home(code, after) or after.absorbed.get(code, "")
        if home and not any(source == code for source, *_ in flows):
            flows.add((code, home, ""))
    return flows


def _home(code: str, release: Release) -> str:
    """The commune that stands under a code, or that an associated or delegated commune is in."""
    found = [release.parents[key] for key in (("COMD", code), ("COMA", code)) if key in release.parents]
    if found:
        return found[0]
    return code if code in release.communes else ""


def _kind(source: str, target: str, targets: set[str], sources: set[str]) -> str:
    if len(targets) > 1:
        return "split"
    if len(sources) > 1:
        return "new_commune"
    return "rename" if source == target else "seat"


def _row(
    before: Release, after: Release, kind: str, *, source: str, target: str, part: str = ""
) -> dict[str, object]:
    return {
        "date": f"{after.year}-01-01", "kind": kind,
        "source_status": "COM", "source_code": source, "source_name": before.communes[source][0],
        "target_status": "COM", "target_code": target, "target_name": after.communes[target][0],
        "target_typography": after.communes[target][1], "part_code": part, "is_dated": False,
    }  # fmt: skip


def _status_rows(before: Release, after: Release) -> list[dict[str, object]]:
    """Communes that become delegated or associated: it tells the history, and moves nothing."""
    rows = []
    for key in sorted(after.parents.keys() - before.parents.keys()):
        status, code = key
        if code in before.communes:
            row = _row(before, after, "new_commune", source=code, target=after.parents[key])
            row.update(target_status=status, target_code=code, target_name=after.names[key])
            rows.append(row)
    return rows
