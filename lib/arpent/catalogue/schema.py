"""The schema of a record: which keys, of which kind, and what each allows (also ``data/catalogue/schema.json``)."""

import re
from collections.abc import Mapping
from typing import Any

from arpent.errors import DataInvalid, did_you_mean

TEXT = ("id", "title", "producer", "licence", "licence_url", "url", "rhythm")
DATASET_KEYS = {*TEXT, "vintages", "note", "feeds", "table"}
VINTAGE_REQUIRED = {"name", "reference_year", "cog_year", "files"}
VINTAGE_KEYS = {*VINTAGE_REQUIRED, "published", "url", "stated"}
#: Where a file may be found: a record declares at least one.
ADDRESSES = ("carrier", "url", "datagouv", "melodi", "path", "query", "mirror")
FILE_TEXT = (
    *("role", "carrier", "sha256", "file", "url", "datagouv", "melodi", "path", "query", "database"),
    *("member", "format", "encoding", "separator", "decimal", "sheet", "md5", "note"),
)
FILE_KEYS = {*FILE_TEXT, "cog_year", "skip", "size", "missing", "mirror"}

#: How often a dataset is published → months between two editions (0: no rhythm).
RHYTHMS = {
    "quotidienne": 1,
    "hebdomadaire": 1,
    "mensuelle": 1,
    "trimestrielle": 3,
    "semestrielle": 6,
    "annuelle": 12,
    "triennale": 36,
    "quinquennale": 60,
    "sexennale": 72,
    "arrêtée": 0,
    "irrégulière": 0,
}
FORMATS = (
    *("csv", "xlsx", "xls", "ods", "parquet", "feather", "rds", "rda", "json", "geojson", "gpkg"),
    *("shp", "gtfs", "postgis"),
)
REASONS = ("secret", "not_published", "not_applicable", "not_available")
#: What a dataset may feed: themes of the observatory, studies, and the reference tables under all of them.
FEEDS = (
    *("territoires", "portrait", "population", "logement", "emploi", "mobilite", "liens", "revenus"),
    *("foncier", "services", "tendance", "projection", "besoins_logement", "sobriete_fonciere", "scenarios"),
)

CARRIER = re.compile(r"(npm|pypi):(@[a-z0-9-]+/)?[a-z0-9._-]+@[0-9][0-9a-z.-]*")
PUBLISHED = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")
PATTERNS = {
    "carrier": (CARRIER, "it must be npm:<package>@<version> or pypi:…"),
    "sha256": (re.compile(r"[0-9a-f]{64}"), "it must be 64 hexadecimal digits"),
    "md5": (re.compile(r"[0-9a-f]{32}"), "it must be 32 hexadecimal digits"),
    "url": (re.compile(r"https?://\S+"), "it must start with https:// (or http://)"),
    "datagouv": (
        re.compile(r"[0-9a-f-]{36}|[0-9a-f]{24}/\S+"),
        "it must be the id of a resource of data.gouv.fr, or <id of a dataset>/<name of a file, * allowed>",
    ),
    "melodi": (re.compile(r"DS_[A-Z0-9_]+"), "it must be an identifier of Melodi, as DS_RP_LOGEMENT_PRINC"),
    "database": (re.compile(r"[A-Z][A-Z0-9_]*"), "it must name an environment variable (never a password)"),
}


def check_dataset(raw: Any, where: str) -> None:
    """
    Refuse a record whose own keys break the schema; vintages are checked by `check_vintage`.

    Parameters
    ----------
    raw : object
        What YAML gave.
    where : str
        File, for the message.

    Raises
    ------
    DataInvalid
        The message names the file, the key and the rule.
    """
    check_keys(raw, required={*TEXT, "vintages"}, allowed=DATASET_KEYS, where=where)
    for key in TEXT:
        check_text(raw, key, where)
    _check_choice(raw["rhythm"], RHYTHMS, f"{where}: rhythm")
    feeds = raw.get("feeds", [])
    if not isinstance(feeds, list):
        raise DataInvalid(f"{where}: feeds is {feeds!r}; it must be a list among {', '.join(FEEDS)}")
    for one in feeds:
        _check_choice(one, FEEDS, f"{where}: feeds")
    if not isinstance(raw.get("table", {}), Mapping):
        raise DataInvalid(f"{where}: table must be a mapping: see arpent.tables.agency")
    if not isinstance(raw["vintages"], list):
        raise DataInvalid(f"{where}: vintages must be a list of vintages")


def check_vintage(raw: Any, where: str) -> None:
    """
    Refuse a vintage whose own keys break the schema; files are checked by `check_file`.

    Parameters
    ----------
    raw : object
        What YAML gave.
    where : str
        File and place, for the message.

    Raises
    ------
    DataInvalid
        The message names the file, the vintage, the key and the rule.
    """
    check_keys(raw, required=VINTAGE_REQUIRED, allowed=VINTAGE_KEYS, where=where)
    check_text(raw, "name", where)
    for key in ("reference_year", "cog_year"):
        check_year(raw, key, where)
    published = raw.get("published")
    if published and not PUBLISHED.fullmatch(str(published)):
        raise DataInvalid(f"{where}: published is '{published}'; it must be YYYY-MM or YYYY-MM-DD")
    stated = raw.get("stated") or {}
    if not isinstance(stated, Mapping) or not all(
        type(k) is str and type(v) is int for k, v in stated.items()
    ):
        raise DataInvalid(f"{where}: stated must map commune codes (quoted) to whole numbers")
    if not isinstance(raw["files"], list):
        raise DataInvalid(f"{where}: files must be a list of files")


def check_file(raw: Any, where: str) -> None:
    """
    Refuse a file that breaks the schema.

    Parameters
    ----------
    raw : object
        What YAML gave.
    where : str
        File and place, for the message.

    Raises
    ------
    DataInvalid
        The message names the record, the file in it, the key and the rule.
    """
    check_keys(raw, required={"role"}, allowed=FILE_KEYS, where=where)
    for key in FILE_TEXT:
        if key in raw:
            check_text(raw, key, where)
    for key, (pattern, rule) in PATTERNS.items():
        if key in raw and not pattern.fullmatch(raw[key]):
            raise DataInvalid(f"{where}: {key} '{raw[key]}'; {rule}")
    if not any(key in raw for key in ADDRESSES):
        raise DataInvalid(f"{where}: no address; declare one of {', '.join(ADDRESSES)}")
    _check_together(raw, where)
    if "cog_year" in raw:
        check_year(raw, "cog_year", where)
    for key in ("skip", "size"):
        if key in raw and (type(raw[key]) is not int or raw[key] < 0):
            raise DataInvalid(f"{where}: {key} is {raw[key]!r}; it must be a whole number, 0 or more")
    _check_choice(raw.get("format", "csv"), FORMATS, f"{where}: format")
    _check_reading(raw, where)


def _check_together(raw: Mapping[str, Any], where: str) -> None:
    for key, needed in (("carrier", {"sha256", "file"}), ("query", {"database"})):
        if key in raw and (missing := sorted(needed - set(raw))):
            raise DataInvalid(f"{where}: missing key(s) beside {key}: {', '.join(missing)}")


def _check_reading(raw: Mapping[str, Any], where: str) -> None:
    mirror = raw.get("mirror", [])
    if not isinstance(mirror, list) or not all(isinstance(path, str) and path for path in mirror):
        raise DataInvalid(f"{where}: mirror is {mirror!r}; it must be a list of paths below a mirror")
    for path in mirror:
        if path.startswith("/") or ".." in path.split("/"):
            raise DataInvalid(f"{where}: mirror '{path}'; it must be a path below a mirror")
    missing = raw.get("missing", {})
    if not isinstance(missing, Mapping) or not all(isinstance(mark, str) for mark in missing):
        raise DataInvalid(f"{where}: missing must map marks (quoted) to reasons: {', '.join(REASONS)}")
    for reason in missing.values():
        _check_choice(reason, REASONS, f"{where}: missing")


def check_keys(raw: Any, *, required: set[str], allowed: set[str], where: str) -> None:
    """
    Refuse a mapping that lacks a key or has one that is not known.

    Parameters
    ----------
    raw : object
        What YAML gave.
    required, allowed : set of str
        Keys.
    where : str
        For the message.

    Raises
    ------
    DataInvalid
        With the key that was meant, where one is near.
    """
    if not isinstance(raw, Mapping):
        raise DataInvalid(f"{where}: it must be a mapping of {', '.join(sorted(required))}")
    for key in raw:
        if key not in allowed:
            hint = did_you_mean(str(key), allowed)
            raise DataInvalid(f"{where}: unknown key '{key}'{hint}. Allowed: {', '.join(sorted(allowed))}")
    if missing := sorted(required - set(raw)):
        raise DataInvalid(f"{where}: missing key(s): {', '.join(missing)}")


def check_text(raw: Mapping[str, Any], key: str, where: str) -> None:
    """
    Refuse a value that is not text: an unquoted number, most often.

    Parameters
    ----------
    raw : mapping
        What YAML gave.
    key, where : str
        Key, and the place for the message.

    Raises
    ------
    DataInvalid
        It is not text, or it is empty.
    """
    if not isinstance(raw[key], str) or not (raw[key].strip() or key == "separator"):
        raise DataInvalid(f"{where}: {key} is {raw[key]!r}; it must be text, not empty (quote numbers)")


def check_year(raw: Mapping[str, Any], key: str, where: str) -> None:
    """
    Refuse a value that is not a year of the COG.

    Parameters
    ----------
    raw : mapping
        What YAML gave.
    key, where : str
        Key, and the place for the message.

    Raises
    ------
    DataInvalid
        It is not a whole number from 1943 to 2100.
    """
    if type(raw[key]) is not int or not 1943 <= raw[key] <= 2100:
        raise DataInvalid(f"{where}: {key} is {raw[key]!r}; it must be a year, 1943 to 2100")


def _check_choice(given: object, allowed: Any, where: str) -> None:
    if given not in allowed:
        hint = did_you_mean(str(given), allowed)
        raise DataInvalid(f"{where} is '{given}'{hint}. Allowed: {', '.join(allowed)}")
