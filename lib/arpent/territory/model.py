"""What a territory is: a named set of communes of one COG year."""

from dataclasses import dataclass, field

#: Levels that can stand before the colon of an identifier. ``densite`` is a class of communes, not a zone.
LEVELS = (
    "commune",
    "partie_epci",
    "epci",
    "canton",
    "bassin_vie",
    "unite_urbaine",
    "aav",
    "zone_emploi",
    "arrondissement",
    "densite",
    "groupe",
    "departement",
    "region",
    "france",
)

#: Longest identifier that is looked at; anything longer is refused unread.
LONGEST_ID = 120


@dataclass(frozen=True, order=True)
class Territory:
    """
    A named set of communes of one COG year. It is not a geometry and holds no figures.

    Parameters
    ----------
    id : str
        ``"<level>:<code>"``, or ``"france"``.
    level : str
        One of ``LEVELS``.
    code : str
        Text, zeros kept: ``"01004"``, ``"2A004"``.
    name : str
        As published by INSEE or DGCL, or as the agency wrote it for a ``groupe``.
    communes : tuple of str
        Sorted commune codes in the COG of ``cog_year``.
    cog_year : int
        Year of the code officiel géographique, on 1 January.
    typography : int
        INSEE's type of name (TNCC, 0-8), which decides the article: 1 for "l'Allier", 3 for "la Loire".
    kind : str
        Legal kind of an EPCI (``CC``, ``CA``, ``CU``, ``METRO``); empty elsewhere.
    """

    id: str
    level: str
    code: str
    name: str
    communes: tuple[str, ...] = field(repr=False)
    cog_year: int
    typography: int = 0
    kind: str = ""

    def __hash__(self) -> int:
        """Of the identifier: what is kept by territory must not go through its communes each time."""
        return hash(self.id)

    @property
    def slug(self) -> str:
        """Name for files and folders: ``epci-246300701``."""
        return self.id.replace(":", "-")


def id_of(slug: str) -> str:
    """
    Identifier that a file or folder is named after: the way back from `Territory.slug`.

    Parameters
    ----------
    slug : str
        ``epci-246300701``.

    Returns
    -------
    str
        It is not looked up: see ``find``.

    Examples
    --------
    >>> id_of("partie_epci-246300966-63"), id_of("france")
    ('partie_epci:246300966-63', 'france')
    """
    return slug.replace("-", ":", 1)
