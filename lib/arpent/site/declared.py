"""What an agency says of a site: ``params/sites/<name>.yml``, beside the campaign of the same name."""

import re
from dataclasses import dataclass
from pathlib import Path

from arpent import project
from arpent.campaign import Campaign, read_campaign
from arpent.errors import AskedWrongly, did_you_mean
from arpent.notebook.parameters import read_parameter_file
from arpent.territory.reference import cog_year

#: Keys of the file, all optional: what each holds.
KEYS = {
    "edition": 'a year, or a year and a rank: "2026", "2026-2"',
    "url": "the address where the site is published, https://…",
    "intro": "a French paragraph in Markdown, for the home page",
    "contact": "a mail address or an https:// address",
    "invitation": "an https:// or mailto: address where readers propose a note; {page} is replaced",
}
_EDITION = re.compile(r"\d{4}(-[1-9]\d?)?")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")


@dataclass(frozen=True)
class Site:
    """
    One site: the campaign it shows, and what is said around it.

    Parameters
    ----------
    campaign : Campaign
        Of the same name.
    edition : str
        ``"2026"``: the folder that never changes once it is published.
    url : str
        Where it is published, without a slash at the end; empty where that is not said.
    intro : str
        Markdown; empty unless given.
    contact : str
        Mail or https address; empty unless given.
    invitation : str
        Address where a reader proposes a note; empty unless given.
    """

    campaign: Campaign
    edition: str
    url: str = ""
    intro: str = ""
    contact: str = ""
    invitation: str = ""

    @property
    def name(self) -> str:
        """Of the campaign."""
        return self.campaign.name

    @property
    def folder(self) -> Path:
        """Where it is built: ``reports/build/sites/<name>``."""
        return folder_of(self.name)


def folder_of(name: str) -> Path:
    """
    Folder that a site is built in.

    Parameters
    ----------
    name : str
        Of the campaign.

    Returns
    -------
    Path
        It need not exist.
    """
    return project.path("reports", "build", "sites", name)


def read_site(name: str) -> Site:
    """
    A site as it is declared.

    Parameters
    ----------
    name : str
        Of a campaign.

    Returns
    -------
    Site
        Its edition is the COG year of the territories, unless ``params/sites/<name>.yml`` says another.

    Raises
    ------
    AskedWrongly
        No such campaign, an unknown key, or a value that is not what the key holds.
    """
    campaign = read_campaign(name)
    path = project.path("params", "sites", f"{name}.yml")
    record = read_parameter_file(path) if path.is_file() else {}
    where = f"params/sites/{name}.yml"
    for key, value in record.items():
        if key not in KEYS:
            raise AskedWrongly(
                f"{where}: unknown key '{key}'{did_you_mean(str(key), KEYS) or '.'} Keys: {', '.join(KEYS)}."
            )
        if not isinstance(value, str) or not value.strip() or not _is_right(key, value.strip()):
            raise AskedWrongly(f"{where}: '{key}' is {value!r}; it is {KEYS[key]}.")
    given = {key: str(value).strip() for key, value in record.items()}
    url = given.pop("url", "").rstrip("/")
    return Site(campaign, given.pop("edition", str(cog_year())), url, **given)


def _is_right(key: str, value: str) -> bool:
    if key == "edition":
        return bool(_EDITION.fullmatch(value))
    if key == "url":
        return bool(_ADDRESS.fullmatch(value))
    if key == "contact":
        return bool(_ADDRESS.fullmatch(value) or _MAIL.fullmatch(value))
    if key == "invitation":
        return bool(
            _ADDRESS.fullmatch(value) or _MAIL.fullmatch(value.removeprefix("mailto:").partition("?")[0])
        )
    return True
