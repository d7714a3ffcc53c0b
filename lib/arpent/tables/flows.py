"""What the tables of flows between communes share: pairs of places, both ends in the tables' COG."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from arpent.errors import DataInvalid
from arpent.tables.checks import check_conserved
from arpent.tables.completing import CURRENT, bring_decimals
from arpent.tables.raw import Raw, Reader, Sources
from arpent.tables.raw_checks import check_layout, check_positive, check_year
from arpent.tables.record import Column, TableRecord
from arpent.territory.move import move_flows
from arpent.territory.passage import passage
from arpent.territory.subcommunes import ARRONDISSEMENTS

#: Ends that are no commune of the COG: another country, a collectivité d'outre-mer.
ABROAD, OVERSEAS = "etranger", "outre_mer"
NOTE = (
    "Recensement, exploitation complémentaire : effectifs pondérés, avec décimales. L'Insee déconseille de lire un "
    "flux inférieur à 200. Chaque millésime est la moyenne de cinq enquêtes : deux millésimes proches ne se "
    f"comparent pas. L'autre bout est un code de commune, `{ABROAD}`, ou `{OVERSEAS}` pour une collectivité "
    "d'outre-mer."
)


def flows_record(
    name: str,
    title: str,
    other: tuple[str, str],
    counts: Mapping[str, str],
    *,
    datasets: tuple[str, ...],
    years: tuple[int, ...],
    note: str = "",
) -> TableRecord:
    """
    Record of a table of flows.

    Parameters
    ----------
    name, title : str
        Of the table.
    other : (name, label)
        The end that is not home.
    counts : mapping of str to str
        Count → French label, persons.
    datasets, years
        As in `TableRecord`.
    note : str
        French: what is said before what all say.

    Returns
    -------
    TableRecord
    """
    return TableRecord(
        name=name,
        title=title,
        columns={
            "commune_code": Column("Code de la commune de résidence"),
            "year": Column("Année du recensement", "int"),
            other[0]: Column(other[1]),
            **{count: Column(label, "float", "personnes") for count, label in counts.items()},
            "is_estimated": Column("Un bout au moins a été réparti entre communes rétablies", "bool"),
        },
        key=("commune_code", "year", other[0]),
        datasets=datasets,
        cog_year=CURRENT,
        years=years,
        note=f"{note} {NOTE}".strip(),
        is_embedded=False,
    )


def build_flows(
    sources: Sources,
    dataset: str,
    read: Reader,
    count: Callable[[Raw], pd.DataFrame],
    *,
    other: tuple[str, str],
    by: str,
    counts: Sequence[str],
) -> pd.DataFrame:
    """
    A table of flows, out of a census detail file: one row a pair and census, in the current COG at both ends.

    Parameters
    ----------
    sources : Sources
        Raw files.
    dataset : str
        Id in the catalogue.
    read : callable
        Its reader: persons (``IPONDI``) summed by ``COMMUNE``, the other end and ``by``.
    count : callable
        A file → its frame with ``counts``.
    other : (published, name)
        Column of the end that is not home, and what it is called here.
    by : str
        Column that tells the counts apart.
    counts : sequence of str
        Columns of numbers.

    Returns
    -------
    DataFrame
        A pair without anyone has no row.

    Raises
    ------
    DataUnavailable
        No vintage of the file is here.
    DataInvalid
        One breaks a rule.
    """
    years = []
    for raw in sources.vintages(dataset, "detail", read):
        check_layout(raw, ["COMMUNE", other[0], by, "IPONDI"])
        check_positive(raw, "IPONDI", raw.frame["IPONDI"], "COMMUNE")
        years.append(bring_flows(raw.having(count(raw)), "COMMUNE", *other, counts))
    return pd.concat(years, ignore_index=True)


def bring_flows(raw: Raw, home: str, other: str, named: str, counts: Sequence[str]) -> pd.DataFrame:
    """
    Flows of a file, in the tables' COG at both ends.

    Parameters
    ----------
    raw : Raw
        Rows are added up by pair.
    home, other : str
        Columns of codes, arrondissements allowed.
    named : str
        What ``other`` is called here.
    counts : sequence of str
        Columns of numbers.

    Returns
    -------
    DataFrame
        ``commune_code``, ``named``, counts, ``is_estimated``, ``year``.

    Raises
    ------
    DataInvalid
        A code is of another COG year, a city stands beside its arrondissements, or persons are lost on the way.
    """
    pairs = _pairs(raw, home, other, named, counts)
    within = ~pairs[named].isin([ABROAD, OVERSEAS])
    inside = move_flows(
        pairs[within],
        passage(raw.cog_year, CURRENT),
        columns=list(counts),
        origin="commune_code",
        destination=named,
    ).frame
    beyond = bring_decimals(pairs[~within], counts, source=raw.cog_year, along=[named], absent="zero")
    moved = pd.concat([inside, beyond], ignore_index=True)
    for count in counts:
        check_conserved(pairs[count].sum(), moved[count].sum(), f"{raw.file}: {count}")
    return moved.assign(year=raw.year)


def _pairs(raw: Raw, home: str, other: str, named: str, counts: Sequence[str]) -> pd.DataFrame:
    _check_homes(raw, home)
    places = raw.frame[other].str.strip()
    abroad = places.str.startswith("99") | ~places.str.fullmatch(r"(\d\d|2[AB])\d{3}")
    overseas = places.str.match("975|977|978|98")
    placed = raw.having(
        raw.frame[list(counts)].assign(commune_code=_communes(raw.frame[home]), **{named: _communes(places)})
    )
    check_year(placed, "commune_code")
    check_year(placed.only(~(abroad | overseas)), named)
    ends = placed.frame[named].mask(overseas, OVERSEAS).mask(abroad, ABROAD)
    return placed.frame.assign(**{named: ends}).groupby(["commune_code", named], as_index=False).sum()


def _communes(codes: "pd.Series[str]") -> "pd.Series[str]":
    return codes.map(ARRONDISSEMENTS).fillna(codes)


def _check_homes(raw: Raw, home: str) -> None:
    """A city and its arrondissements would be counted twice."""
    codes = set(raw.frame[home])
    twice = {ARRONDISSEMENTS[code] for code in codes if code in ARRONDISSEMENTS} & codes
    if twice:
        raise DataInvalid(
            f"{raw.file}: {home} holds {', '.join(sorted(twice))} and its arrondissements: residents would be "
            f"counted twice"
        )
