"""Campaigns as ``params/campaigns/<name>.yml`` declares them: typed, checked, every scalar read as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arpent import project
from arpent.errors import AskedWrongly, did_you_mean
from arpent.notebook.parameters import read_parameter_file

FOLDER = ("params", "campaigns")
#: Keys of a campaign: what each holds.
KEYS = {
    "title": "text",
    "territories": "a selector or a list of them",
    "themes": "a list of themes",
    "parameters": "a mapping of names to values",
    "scenarios": "a list of names",
    "formats": "a list of formats",
    "compare_to": "a list of words and identifiers",
}
#: Longest file that is read: a campaign is a page, not a database.
LONGEST = 1_000_000


@dataclass(frozen=True)
class Campaign:
    """
    One edition: which notebooks, on which territories, with what.

    Parameters
    ----------
    name : str
        Stem of its file.
    title : str
        French.
    territories : tuple of str
        Selectors, see ``selectors.select``.
    themes : tuple of str
        Stems; all themes where empty.
    parameters : mapping
        Name to text or list of text, given to each notebook that declares it.
    scenarios : tuple of str
        Each notebook that declares ``scenario`` runs once for each.
    formats : tuple of str
        Of the reports.
    """

    name: str
    title: str
    territories: tuple[str, ...]
    themes: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    scenarios: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("html",)


def campaigns() -> dict[str, Path]:
    """
    Every campaign of the project.

    Returns
    -------
    dict
        Name to path, sorted.
    """
    return {path.stem: path for path in sorted(project.path(*FOLDER).glob("*.yml"))}


def read_campaign(name: str) -> Campaign:
    """
    One campaign.

    Parameters
    ----------
    name : str
        Stem of its file.

    Returns
    -------
    Campaign
        Its selectors and names are not looked up yet: see ``targets.targets_of``.

    Raises
    ------
    AskedWrongly
        No such campaign, an unknown key, or a value of the wrong type; the message names file and key.
    """
    known = campaigns()
    if name not in known:
        listed = ", ".join(known) or "none"
        raise AskedWrongly(
            f"campaign '{name}': no params/campaigns/{name}.yml{did_you_mean(name, known) or '.'} There is: {listed}."
        )
    return check_campaign(name, _read(known[name]), f"params/campaigns/{name}.yml")


def _read(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LONGEST:
        raise AskedWrongly(f"{path}: more than {LONGEST} bytes: not a campaign.")
    try:
        return read_parameter_file(path)
    except (RecursionError, UnicodeDecodeError) as error:
        raise AskedWrongly(f"{path}: can't be read as YAML: {type(error).__name__}.") from error


def check_campaign(name: str, record: Mapping[str, Any], where: str) -> Campaign:
    """
    A campaign from what its file holds.

    Parameters
    ----------
    name : str
        Of the campaign.
    record : mapping
        As read, every scalar a text.
    where : str
        For messages.

    Returns
    -------
    Campaign

    Raises
    ------
    AskedWrongly
        An unknown key, a missing one, or a value of the wrong type.
    """
    for key in record:
        if key not in KEYS:
            raise AskedWrongly(
                f"{where}: unknown key '{key}'{did_you_mean(str(key), KEYS) or '.'} Keys: {', '.join(KEYS)}."
            )
    parameters = _mapping(record, where)
    if "compare_to" in record:
        if "compare_to" in parameters:
            raise AskedWrongly(f"{where}: compare_to is there twice: as a key and in parameters. Keep one.")
        parameters["compare_to"] = list(_texts(record, "compare_to", where))
    for reserved in {"territory", "scenario"} & set(parameters):
        key = "territories" if reserved == "territory" else "scenarios"
        raise AskedWrongly(f"{where}: parameters.{reserved}: is given by '{key}', not here.")
    title = record.get("title", "")
    if not isinstance(title, str) or not title.strip():
        raise AskedWrongly(f"{where}: 'title' is missing or is not a text.")
    return Campaign(
        name,
        title.strip(),
        _texts(record, "territories", where, is_needed=True),
        _texts(record, "themes", where),
        parameters,
        _texts(record, "scenarios", where),
        _texts(record, "formats", where) or ("html",),
    )


def _texts(record: Mapping[str, Any], key: str, where: str, *, is_needed: bool = False) -> tuple[str, ...]:
    """A text or a list of texts, each once."""
    value = record.get(key, [])
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise AskedWrongly(f"{where}: '{key}' is not {KEYS[key]}.")
    given = tuple(dict.fromkeys(one.strip() for one in listed))
    if "" in given or (is_needed and not given):
        raise AskedWrongly(f"{where}: '{key}' is empty; it is {KEYS[key]}.")
    return given


def _mapping(record: Mapping[str, Any], where: str) -> dict[str, Any]:
    value = record.get("parameters") or {}
    if not isinstance(value, dict):
        raise AskedWrongly(f"{where}: 'parameters' is not {KEYS['parameters']}.")
    for name, given in value.items():
        listed = given if isinstance(given, list) else [given]
        if not all(isinstance(one, str) for one in listed):
            raise AskedWrongly(f"{where}: parameters.{name}: a value is a text, a number or a list of them.")
    return dict(value)
