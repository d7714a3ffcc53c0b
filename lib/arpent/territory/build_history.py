"""From the history of communes of a release (1943–2019) to rows of events. Used by `build_events` only."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

KINDS = {
    "changement de nom": "rename",
    "renommage suite à création d’une commune fille": "rename",
    "changement de département": "departement",
    "changement de chef lieu": "seat",
    "changement de chef lieu de la commune groupe": "seat",
    "fusion simple": "merge",
    "fusion partielle": "merge",
    "fusion totale": "full_merge",
    "fusion-association": "association",
    "commune nouvelle": "new_commune",
    "commune devenant déléguée": "new_commune",
    "commune devenant commune déléguée": "new_commune",
    "commune absorbée par la commune nouvelle": "new_commune",
    "dissolution de la fusion-association dans une commune nouvelle": "new_commune",
    "changement de département + commune devenant déléguée": "new_commune",
    "changement de département + commune devenant commune déléguée": "new_commune",
    "dé-fusion": "split",
    "dé-fusion + fusion-association": "split",
    "rétablissement": "split",
    "création": "creation",
    "suppression": "removal",
}
Record = dict[str, Any]
Link = tuple[Record, Record]


def communes_on(records: list[Record], date: str) -> pd.DataFrame:
    """
    Communes standing on a date.

    Parameters
    ----------
    records : list of dict
        ``historique-communes.json``.
    date : str
        ``"1968-01-01"``.

    Returns
    -------
    DataFrame
        ``commune_code``, ``commune_name``, ``typography``.
    """
    standing = [
        (record["code"], record["nom"], record.get("typeLiaison", 0))
        for record in records
        if record["type"] == "COM" and record.get("dateDebut", "0") <= date < record.get("dateFin", "9")
    ]
    return pd.DataFrame(standing, columns=["commune_code", "commune_name", "typography"])


def history_rows(records: list[Record]) -> pd.DataFrame:
    """
    Events of the history, one row per link between what stood before and what stands after.

    A commune that lost its last status (``COMP`` in the release) is followed to the commune that it is in.

    Parameters
    ----------
    records : list of dict
        ``historique-communes.json``.

    Returns
    -------
    DataFrame
        Columns of ``events.COLUMNS``.
    """
    by_id = {record["id"]: record for record in records}
    links = {(before["id"], after["id"]): (before, after) for before, after in _links(records, by_id)}
    rows = [_row(before, after) for before, after in links.values()]
    reached = {after["id"] for _, after in links.values()}
    for record in records:
        if record["type"] == "COM" and record["id"] not in reached and "membres" in record:
            rows.extend(_regrouped(record, by_id))
    return pd.DataFrame([row for row in rows if row is not None])


def _regrouped(record: Record, by_id: dict[str, Record]) -> Iterator[Record | None]:
    """Members that left one commune together to make another: each is a part of what they left."""
    for member in (by_id[name] for name in record["membres"]):
        before = _commune_of(by_id[member["predecesseur"]], by_id)
        row = _row(before, record)
        if row is not None:
            yield {**row, "kind": "split", "part_code": member["code"]}


def _links(records: list[Record], by_id: dict[str, Record]) -> Iterator[Link]:
    for record in records:
        if "successeur" in record:
            yield from _forward(record, by_id)
        if "predecesseur" in record:
            yield from _backward(record, by_id)


def _forward(record: Record, by_id: dict[str, Record]) -> Iterator[Link]:
    """A commune → its new status, and → the commune that it is now in."""
    after = by_id[record["successeur"]]
    if after["type"] != "COMP":
        yield record, after
    if record["type"] == "COM" and after["type"] != "COM":
        yield record, _commune_of(after, by_id)


def _backward(record: Record, by_id: dict[str, Record]) -> Iterator[Link]:
    """The commune that it was in → a re-established commune."""
    before = by_id[record["predecesseur"]]
    if record["type"] == "COM" and before["type"] != "COM":
        yield _commune_of(before, by_id), record
        if before["type"] != "COMP":
            yield before, record


def _commune_of(record: Record, by_id: dict[str, Record]) -> Record:
    while record["type"] != "COM":
        record = by_id[record["pole"]]
    return record


def _row(before: Record, after: Record) -> Record | None:
    date = after["dateDebut"]
    if before["type"] == after["type"] != "COM":
        return None  # an associated commune whose chief town changes: its commune's own row says it
    reason = after.get("raisonDebut", "")
    if before["type"] != "COM" and after["type"] != "COM":
        reason = ""
    return {
        "date": date, "kind": KINDS.get(reason, "status" if before["type"] != "COM" else "other"),
        "source_status": before["type"], "source_code": before["code"], "source_name": before["nom"],
        "target_status": after["type"], "target_code": after["code"], "target_name": after["nom"],
        "target_typography": after.get("typeLiaison", 0), "part_code": "", "is_dated": True,
    }  # fmt: skip
