"""Partners' notes on a figure: ``params/contributions/*.yml``, signed, dated, reviewed in Git."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from arpent import project
from arpent.errors import AskedWrongly, did_you_mean
from arpent.notebook.parameters import read_parameter_file
from arpent.territory import find

FOLDER = ("params", "contributions")
#: Keys of a note, all needed: what each holds.
KEYS = {
    "author": "who signs, a name",
    "organisation": "for whom",
    "date": 'the day, "2026-03-31"',
    "territory": "an identifier, as epci:246300701",
    "theme": "the stem of a theme",
    "figure": "the name of a figure or table of its page",
    "text": "what is said, in Markdown, of 2 000 characters at most",
}
LONGEST = {"text": 2000}
_LONGEST_WORD = 200


@dataclass(frozen=True)
class Note:
    """One note, as its file says it."""

    author: str
    organisation: str
    date: str
    territory: str
    theme: str
    figure: str
    text: str
    where: str


def read_notes() -> list[Note]:
    """
    Every note of the project, the oldest first.

    Returns
    -------
    list of Note

    Raises
    ------
    AskedWrongly
        A key is missing, unknown or of another kind, or the territory is not known; the message names the file.
    """
    paths = sorted(project.path(*FOLDER).glob("*.yml"))
    notes = [_note(path) for path in paths]
    return sorted(notes, key=lambda note: (note.date, note.where))


def _note(path: Path) -> Note:
    where = f"params/contributions/{path.name}"
    record = read_parameter_file(path)
    for key in record:
        if key not in KEYS:
            raise AskedWrongly(
                f"{where}: unknown key '{key}'{did_you_mean(str(key), KEYS) or '.'} Keys: {', '.join(KEYS)}."
            )
    given = {key: record.get(key) for key in KEYS}
    for key, value in given.items():
        longest = LONGEST.get(key, _LONGEST_WORD)
        if (
            not isinstance(value, str)
            or not value.strip()
            or len(value) > longest
            or not _is_right(key, value)
        ):
            raise AskedWrongly(f"{where}: '{key}' is {value!r:.80}; it is {KEYS[key]}.")
    texts = {key: str(value).strip() for key, value in given.items()}
    return Note(**{**texts, "territory": find(texts["territory"]).id}, where=where)


def _is_right(key: str, value: str) -> bool:
    if key != "date":
        return True
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip())) and bool(
            date.fromisoformat(value.strip())
        )
    except ValueError:
        return False
