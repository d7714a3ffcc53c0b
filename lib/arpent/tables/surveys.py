"""Surveys of residents or partners: ``params/surveys/<name>.yml`` and its CSV, one row an answer, checked."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from arpent import project
from arpent.errors import AskedWrongly, did_you_mean
from arpent.strict_yaml import read_yaml

#: Keys of the record: what each holds.
KEYS = {
    "title": "what it is called",
    "organisation": "who led it",
    "date": 'when it was answered, as "2025-11" or "2025-11-15"',
    "territory": "an identifier, as epci:246300701",
    "theme": "the stem of a theme: the page that shows it",
    "sampling": "one French sentence: who was asked, how they were drawn, how many answered",
    "weight": "the column of weights",
    "strata": "the column of strata; the word none where all were drawn alike",
    "questions": "a list: column, text, answers (code: French label)",
}
QUESTION_KEYS = ("column", "text", "answers")
ALIKE = "none"
# ASSUME: an answer that fewer people gave is not shown: they could be known. The survey groups it with another.
FEWEST = 5


@dataclass(frozen=True)
class Question:
    """One question: its column, its words, its answers (code → label), in the order they are shown."""

    column: str
    text: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Survey:
    """A survey as declared, and its answers: ``weight`` (float), ``stratum`` (text), a column a question (text)."""

    name: str
    title: str
    organisation: str
    date: str
    territory: str
    theme: str
    sampling: str
    questions: tuple[Question, ...]
    answers: pd.DataFrame


def read_surveys() -> list[Survey]:
    """
    Every survey of the project, by name.

    Returns
    -------
    list of Survey

    Raises
    ------
    AskedWrongly
        A file can't be read, a key or a column is missing or unknown, a weight is not positive, a stratum has one
        answer to a question, an answer has no label or was given by fewer than five: the message names the file.
    """
    paths = sorted(project.path("params", "surveys").glob("*.yml"))
    return [_survey(path, (_stamp(path), _stamp(path.with_suffix(".csv")))) for path in paths]


def _stamp(path: Path) -> tuple[int, int] | None:
    return (path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else None


@cache
def _survey(path: Path, _stamps: object) -> Survey:
    where = f"params/surveys/{path.name}"
    try:
        record = read_yaml(path.read_text(encoding="utf-8"), as_text=True)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise AskedWrongly(f"{where}: can't be read as YAML: {error}") from error
    if not isinstance(record, dict):
        raise AskedWrongly(f"{where}: not a record; its keys are {', '.join(KEYS)}.")
    _check_keys(record, where)
    questions = tuple(_question(one, where) for one in record["questions"])
    answers = _answers(path.with_suffix(".csv"), record, questions)
    said = {key: " ".join(record[key].split()) for key in list(KEYS)[:6]}
    return Survey(path.stem, **said, questions=questions, answers=answers)


def _check_keys(record: Mapping[str, Any], where: str) -> None:
    for key in record:
        if key not in KEYS:
            raise AskedWrongly(f"{where}: unknown key '{key}'{did_you_mean(str(key), KEYS) or '.'}")
    for key, meaning in KEYS.items():
        kind = list if key == "questions" else str
        if not isinstance(record.get(key), kind) or not record[key]:
            raise AskedWrongly(f"{where}: '{key}' is {record.get(key)!r:.80}; it is {meaning}.")


def _question(record: Any, where: str) -> Question:
    if not isinstance(record, dict) or sorted(record) != sorted(QUESTION_KEYS):
        raise AskedWrongly(f"{where}: a question is {record!r:.80}; its keys are {', '.join(QUESTION_KEYS)}.")
    answers = record["answers"]
    if not isinstance(answers, dict) or len(answers) < 2:
        raise AskedWrongly(f"{where}: '{record['column']}': answers: two labels or more, as code: label.")
    return Question(str(record["column"]), str(record["text"]), {str(k): str(v) for k, v in answers.items()})


def _answers(path: Path, record: Mapping[str, Any], questions: tuple[Question, ...]) -> pd.DataFrame:
    where = f"params/surveys/{path.name}"
    raw = _read(path, where)
    strata = [] if record["strata"] == ALIKE else [record["strata"]]
    for column in (record["weight"], *strata, *(one.column for one in questions)):
        if column not in raw:
            nearest = did_you_mean(column, [str(name) for name in raw])
            raise AskedWrongly(f"{where}: no column '{column}'{nearest or '.'}")
    weights = pd.to_numeric(raw[record["weight"]].str.replace(",", "."), errors="coerce")
    if not (weights > 0).all():
        raise AskedWrongly(f"{where}: column '{record['weight']}': each weight is a number above 0.")
    stratum = raw[strata[0]] if strata else pd.Series(ALIKE, index=raw.index)
    for one in questions:
        _check_answers(raw[one.column], one, where)
        _check_strata(stratum[raw[one.column] != ""], one, where)
    columns = {one.column: raw[one.column] for one in questions}
    return pd.DataFrame({"weight": weights.astype(float), "stratum": stratum, **columns})


def _read(path: Path, where: str) -> pd.DataFrame:
    if not path.is_file():
        raise AskedWrongly(f"{where}: not there; it holds the answers of {path.stem}.yml, one row each.")
    try:
        return pd.read_csv(
            path, sep=None, engine="python", dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
    except (OSError, ValueError, csv.Error) as error:
        raise AskedWrongly(
            f"{where}: can't be read ({error}). It is a CSV in UTF-8, its columns named in the first line."
        ) from error


def _check_strata(stratum: pd.Series, question: Question, where: str) -> None:
    """Two answers at least in each: one alone has no variance, and the interval would be too short."""
    if (alone := stratum.value_counts()).min() < 2:
        raise AskedWrongly(
            f"{where}: column '{question.column}': stratum '{alone.idxmin()}' has one answer: group it with another."
        )


def _check_answers(given: pd.Series, question: Question, where: str) -> None:
    counts = given[given != ""].value_counts()
    if counts.empty:
        raise AskedWrongly(f"{where}: column '{question.column}': nobody answered; leave that question out.")
    for code, count in counts.items():
        if code not in question.answers:
            raise AskedWrongly(f"{where}: column '{question.column}': '{code}' has no label in answers.")
        if count < FEWEST:
            raise AskedWrongly(
                f"{where}: column '{question.column}': '{code}' was answered by {count}: under {FEWEST}, group it "
                "with another answer, that nobody can be known."
            )
