"""Whether the producers' addresses still lead to files: a few bytes of each, politely."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from arpent.catalogue import Dataset, SourceFile, Vintage
from arpent.errors import ArpentError
from arpent.sources.addresses import address
from arpent.sources.connection import client, gate
from arpent.sources.kinds import PAGE

FINE = "fine"


@dataclass(frozen=True)
class Link:
    """
    One address, and what it leads to.

    Parameters
    ----------
    dataset, vintage, role, url : str
        What it is of, and where it leads.
    state : str
        ``fine``, or what is wrong.
    page : str
        Where to look for the file where it is wrong.
    """

    dataset: str
    vintage: str
    role: str
    url: str
    state: str
    page: str


def check_links(datasets: Iterator[Dataset] | list[Dataset], *, jobs: int = 4) -> Iterator[Link]:
    """
    Ask for the first bytes of every file that has an address.

    Parameters
    ----------
    datasets : iterable of Dataset
        From the catalogue.
    jobs : int
        Connections at once; never more than two to one host.

    Yields
    ------
    Link
        In the order of the catalogue; one address is asked once.
    """
    asked = {
        (form.url, form.datagouv, form.melodi, vintage.name if form.melodi else ""): (dataset, vintage, form)
        for dataset in datasets
        for vintage in dataset.vintages
        for form in vintage.files
        if form.has_address
    }
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda each: _check(*each), asked.values())


def _check(dataset: Dataset, vintage: Vintage, form: SourceFile) -> Link:
    url = form.url or form.datagouv or form.melodi
    try:
        url = address(form, vintage)
        state = _state(url)
    except ArpentError as error:
        state = str(error)
    except httpx.HTTPError as error:
        state = f"no answer ({error})"
    page = vintage.url or dataset.url
    return Link(dataset.id, vintage.name, form.role, url, state, page)


def _state(url: str) -> str:
    with (
        gate(url),
        client() as http,
        http.stream("GET", url, headers={"Range": "bytes=0-1023"}) as answer,
    ):
        if answer.status_code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            return f"{answer.status_code} {answer.reason_phrase}".rstrip()
        head = next(answer.iter_raw(), b"")
    if PAGE.match(head):
        return "a web page instead of a file"
    return FINE if head else "an empty file"
