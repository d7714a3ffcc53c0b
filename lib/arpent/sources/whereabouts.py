"""Where each declared file is, without fetching, opening or pinning anything: what ``arpent data status`` says."""

from dataclasses import dataclass
from pathlib import Path

from arpent import catalogue, project
from arpent.catalogue import Dataset, SourceFile, Vintage
from arpent.sources.mirror import mirror_of
from arpent.sources.pins import pinned, sha256
from arpent.sources.search import Search

#: Where a file may be found next: by the network, in a mirror only, or nowhere until someone puts it there.
PRODUCER, PACKAGE, MIRROR, NOWHERE = "producer", "package", "mirror only", "by hand"


@dataclass(frozen=True)
class Whereabouts:
    """
    One declared file, and where it is.

    Parameters
    ----------
    dataset, vintage, role : str
        What it is.
    served_by : str
        ``raw``, ``mirror`` or ``agency`` where it is on this machine; empty elsewhere.
    path : Path or None
        Where, on this machine.
    next : str
        Where it can be had: ``producer``, ``package``, ``mirror only``, ``by hand``.
    address : str
        The address, or the id that a platform resolves.
    size : int
        Bytes: on this machine, else as recorded; 0 where it is not known.
    """

    dataset: str
    vintage: str
    role: str
    served_by: str
    path: Path | None
    next: str
    address: str
    size: int


def whereabouts(dataset: Dataset, vintage: Vintage, role: str, *, mirror: str | None = None) -> Whereabouts:
    """
    Where a file is.

    Parameters
    ----------
    dataset, vintage : Dataset, Vintage
        From the catalogue.
    role : str
        Of the file.
    mirror : str, optional
        Folder; the environment's ``ARPENT_MIRROR`` unless given.

    Returns
    -------
    Whereabouts
        Nothing is checked: see `check_raw`.
    """
    search, forms = Search(dataset, vintage, mirror_of(mirror)), vintage.forms(role)
    served_by, path = _here(search, forms)
    addressed = next((form for form in forms if form.has_address), forms[0])
    size = path.stat().st_size if path else max(form.size for form in forms)
    return Whereabouts(
        dataset.id, vintage.name, role, served_by, path, _next(forms), _address(addressed), size
    )


def _here(search: Search, forms: tuple[SourceFile, ...]) -> tuple[str, Path | None]:
    for form in forms:
        if path := search.in_raw(form):
            return "agency" if form.path else "raw", path
    for form in forms:
        if path := search.in_mirror(form):
            return "mirror", path
    return "", None


def _next(forms: tuple[SourceFile, ...]) -> str:
    if any(form.has_address or form.query for form in forms):
        return PRODUCER
    if any(form.carrier for form in forms):
        return PACKAGE
    return MIRROR if any(form.mirror for form in forms) else NOWHERE


def _address(form: SourceFile) -> str:
    if form.datagouv:
        return f"datagouv:{form.datagouv}"
    if form.melodi:
        return f"melodi:{form.melodi}"
    return form.url or form.carrier or form.path or form.database


def check_raw() -> list[str]:
    """
    What is wrong in the raw store: files that changed since their first use, files that no record declares.

    Returns
    -------
    list of str
        One line each; empty where all is well.
    """
    raw = project.path("data", "raw")
    wrong = []
    for key, known in pinned(raw).items():
        path = raw / key
        if path.is_file() and (found := sha256(path)) != known:
            wrong.append(f"{path}: sha256 is {found}, and was {known} when it was first read")
    return wrong + [f"{path}: no record of data/catalogue declares it" for path in _undeclared(raw)]


def _undeclared(raw: Path) -> list[Path]:
    declared = {
        search.folder / name
        for dataset in map(catalogue.load, catalogue.ids())
        for vintage in dataset.vintages
        for form in vintage.files
        for search in (Search(dataset, vintage),)
        for name in search.names(form)
    }
    found = sorted(path for path in raw.glob("*/*/*") if path.is_file())
    return [path for path in found if path not in declared and not path.name.startswith(".")]
