"""What is declared by hand about the history of communes. Used by `build_events` only."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import yaml

from arpent import project
from arpent.errors import DataInvalid

Entry = dict[str, Any]


def read_corrections() -> dict[str, Any]:
    """
    What is declared by hand, with reasons and sources.

    Returns
    -------
    dict
        Sections of ``data/embedded/cog_corrections.yml``.

    Raises
    ------
    DataInvalid
        An entry has no reason or no source.
    """
    file = project.path("data", "embedded", "cog_corrections.yml")
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for section, entries in content.items():
        for entry in entries:
            if not {"reason", "source_note"} <= entry.keys():
                raise DataInvalid(f"{file}: an entry of '{section}' has no reason or source_note: {entry}")
    return content


def added_rows(corrections: dict[str, Any], records: list[Entry]) -> pd.DataFrame:
    """
    Events that the history lacks.

    Parameters
    ----------
    corrections : dict
        From `read_corrections`.
    records : list of dict
        The history, where names are found.

    Returns
    -------
    DataFrame
        Columns of ``events.COLUMNS``.
    """
    names = _Names(records)
    rows = []
    for entry in _flat(corrections):
        names.add(entry.get("names", {}))
        rows += [_row(entry, source, target, names) for source, target in entry["rows"]]
    return pd.DataFrame(rows)


def _flat(corrections: dict[str, Any]) -> Iterator[Entry]:
    """Creations, removals and other events as pairs of codes."""
    for section in corrections["creations"]:
        for date, sources, new in section["list"]:
            pairs = [(source, target) for source in sources for target in (source, new)]
            yield {"date": date, "kind": "creation", "rows": pairs, "names": section.get("names", {})}
    for section in corrections["removals"]:
        for date, gone, heirs in section["list"]:
            pairs = [(gone, heir) for heir in heirs] + [(heir, heir) for heir in heirs]
            yield {"date": date, "kind": "removal", "rows": pairs}
    yield from corrections["events"]


class _Names:
    """Name and typography of a code on a date."""

    def __init__(self, records: list[Entry]) -> None:
        self.spans: dict[str, list[tuple[str, str, int]]] = {}
        for record in sorted(records, key=lambda record: record.get("dateDebut", "0")):
            if record["type"] == "COM":
                span = (record.get("dateDebut", "0"), record["nom"], record.get("typeLiaison", 0))
                self.spans.setdefault(record["code"], []).append(span)

    def add(self, names: dict[str, list[Any]]) -> None:
        for code, (name, typography) in names.items():
            self.spans.setdefault(code, [("0", name, typography)])

    def on(self, code: str, date: str, *, is_after: bool) -> tuple[str, int]:
        spans = self.spans.get(code, [("0", "", 0)])
        fitting = [span for span in spans if span[0] < date or (is_after and span[0] == date)]
        return (fitting or spans[:1])[-1][1:]


def _row(entry: Entry, source: str, target: str, names: _Names) -> Entry:
    date = str(entry["date"])
    name, typography = names.on(target, date, is_after=True)
    return {
        "date": date, "kind": entry["kind"],
        "source_status": "COM" if source else "", "source_code": source,
        "source_name": names.on(source, date, is_after=False)[0],
        "target_status": "COM" if target else "", "target_code": target,
        "target_name": name, "target_typography": typography, "part_code": "", "is_dated": True,
    }  # fmt: skip


def corrected_base(base: pd.DataFrame, entries: list[Entry]) -> pd.DataFrame:
    """
    First list of communes, with what it lacks and without what it should not have.

    Parameters
    ----------
    base : DataFrame
        From the history.
    entries : list of dict
        Section ``base``.

    Returns
    -------
    DataFrame
        Sorted by code.
    """
    added = [entry for entry in entries if entry["action"] == "add"]
    removed = tuple(code for entry in entries if entry["action"] == "remove" for code in entry["codes"])
    extra = pd.DataFrame(
        [(entry["code"], entry["name"], entry["typography"]) for entry in added], columns=base.columns
    )
    kept = base[~base["commune_code"].isin(removed)]
    frame = pd.concat([kept, extra], ignore_index=True).sort_values("commune_code", ignore_index=True)
    return frame.astype({"typography": "int8"})


def replaced(events: pd.DataFrame, entries: list[Entry]) -> pd.DataFrame:
    """
    Rows of the history, with another day or another code before where declared.

    Parameters
    ----------
    events : DataFrame
        From the history.
    entries : list of dict
        Section ``replaced``.

    Returns
    -------
    DataFrame
        As many rows.

    Raises
    ------
    DataInvalid
        An entry matches no row.
    """
    frame = events.copy()
    for entry in entries:
        rows = (frame["date"] == str(entry["date"])) & frame["source_code"].isin(entry["sources"])
        if not rows.any():
            raise DataInvalid(f"cog_corrections.yml: nothing to replace for {entry}")
        frame.loc[rows, "date"] = str(entry.get("new_date", entry["date"]))
        if "new_source" in entry:
            frame.loc[rows, "source_code"] = entry["new_source"]
    return frame


def dated(events: pd.DataFrame, entries: list[Entry]) -> pd.DataFrame:
    """
    Events with the days that the releases do not say, where they are known.

    Parameters
    ----------
    events : DataFrame
        All of them.
    entries : list of dict
        Section ``dates``.

    Returns
    -------
    DataFrame
        Mergers and splits of 1 January are known to be of that day: communes nouvelles are made then.
    """
    frame = events.astype({"target_typography": "int8", "is_dated": bool})
    for entry in entries:
        rows = (frame["date"] == f"{entry['cog_year']}-01-01") & frame["source_code"].isin(entry["sources"])
        frame["date"] = frame["date"].mask(rows & ~frame["is_dated"], str(entry["date"]))
        frame["is_dated"] |= rows
    certain = frame["date"].str.endswith("-01-01") & frame["kind"].isin(["new_commune", "split"])
    return frame.assign(is_dated=frame["is_dated"] | certain)
