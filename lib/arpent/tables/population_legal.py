"""Table ``population_legal``: legal municipal population of each commune, each published year since 2016."""

import pandas as pd

from arpent import catalogue
from arpent.catalogue import Vintage
from arpent.errors import DataInvalid
from arpent.sources.decoupage import CURRENT, read_epci, read_members, read_places
from arpent.sources.ign_contours import read_rows
from arpent.tables.carrying import bring_counts
from arpent.tables.inputs import Inputs, in_france
from arpent.tables.record import Column, TableRecord

RECORD = TableRecord(
    name="population_legal",
    title="Population municipale",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année de référence", "int"),
        "population": Column("Population municipale", "int", "habitants", is_nullable=True),
        "is_estimated": Column("Répartie entre communes rétablies", "bool"),
        "reason": Column("Raison de l'absence", is_nullable=True),
    },
    key=("commune_code", "year"),
    datasets=("insee_population_legale",),
    cog_year=2026,
    years=tuple(range(2016, 2024)),
    note="Mayotte n'est publiée que pour 2017.",
)
MAYOTTE = "976"


def build(inputs: Inputs) -> pd.DataFrame:
    """
    The table, each year from the release that holds it, in the current COG.

    Parameters
    ----------
    inputs : Inputs
        Pinned files.

    Returns
    -------
    DataFrame
        One row a commune and year. Mayotte has a figure for 2017 only: later releases repeat that census.
    """
    vintages = catalogue.load("insee_population_legale").vintages
    return pd.concat([_year(vintage, inputs) for vintage in vintages], ignore_index=True)


def _year(vintage: Vintage, inputs: Inputs) -> pd.DataFrame:
    published = read_published(vintage, inputs)
    check_epci_totals(published, vintage, inputs)
    moved = bring_counts(
        published,
        ["population"],
        source=vintage.cog_year,
        target=RECORD.cog_year,
        name=f"{RECORD.name} {vintage.name}",
    )
    every = inputs.communes[["code"]].rename(columns={"code": "commune_code"})
    whole = every.merge(moved, on="commune_code", how="left", validate="one_to_one")
    return whole.assign(
        year=vintage.reference_year,
        population=whole["population"].astype("Int64"),
        is_estimated=whole["is_estimated"].astype("boolean").fillna(value=False).astype(bool),
        reason=whole["population"].isna().map({True: "not_published", False: None}),
    )


def read_published(vintage: Vintage, inputs: Inputs) -> pd.DataFrame:
    """
    One year's populations in the COG they were published in.

    Parameters
    ----------
    vintage : Vintage
        Of ``insee_population_legale``.
    inputs : Inputs
        Pinned files.

    Returns
    -------
    DataFrame
        ``commune_code``, ``population``.
    """
    readers = {
        "communes": _communes,
        "commune_rows": _commune_rows,
        "members": _members,
        "outside_epci": _outside_epci,
        "mayotte": _mayotte,
    }
    frames = [read(vintage, inputs) for role, read in readers.items() if role in vintage.roles]
    stated = pd.DataFrame(vintage.stated.items(), columns=["commune_code", "population"])
    return pd.concat([*frames, stated], ignore_index=True).astype({"population": "int64"})


def check_epci_totals(published: pd.DataFrame, vintage: Vintage, inputs: Inputs) -> None:
    """
    Communes sum to the population that DGCL published for each EPCI, to the unit.

    It shows figures of another year, and merged communes that lost a part. Mayotte's EPCI, whose totals
    repeat 2017, are left out; so is a vintage that no list of EPCI gives.

    Parameters
    ----------
    published : DataFrame
        From `read_published`.
    vintage : Vintage
        What it was read from.
    inputs : Inputs
        Pinned files.

    Raises
    ------
    DataInvalid
        Some EPCI differ.
    """
    role = "epci_totals" if "epci_totals" in vintage.roles else "members"
    if role not in vintage.roles:
        return
    declared, name = vintage.file(role), f"{RECORD.name} {vintage.name}"
    year = declared.cog_year or vintage.cog_year
    there = bring_counts(published, ["population"], source=vintage.cog_year, target=year, name=name)
    members = _without_mayotte(read_members(declared, inputs.folder).rename(columns={"code": "commune_code"}))
    sums = members.merge(there, on="commune_code", how="left").groupby("epci")["population"].sum()
    totals = read_epci(declared, inputs.folder).set_index("code")["populationMunicipale"].reindex(sums.index)
    if (far := sums[sums != totals]).size:
        found = [f"{code}: {sums[code]:.0f}, published {totals[code]}" for code in far.index[:4]]
        raise DataInvalid(
            f"{name}: {far.size} of {sums.size} EPCI are not the sum of their communes, as {found}"
        )


def _communes(vintage: Vintage, inputs: Inputs, role: str = "communes") -> pd.DataFrame:
    listed = read_places(vintage.file(role), inputs.folder)
    listed = in_france(listed[listed["type"] == CURRENT])
    return _without_mayotte(listed.rename(columns={"code": "commune_code"})[["commune_code", "population"]])


def _commune_rows(vintage: Vintage, inputs: Inputs) -> pd.DataFrame:
    rows = read_rows(vintage.file("commune_rows"), inputs.folder, ["code", "type", "population_municipale"])
    rows = rows[rows["type"] == "COM"].rename(
        columns={"code": "commune_code", "population_municipale": "population"}
    )
    rows = rows.dropna(subset="population")[["commune_code", "population"]]
    return _without_mayotte(rows.astype({"population": "int64"}))


def _members(vintage: Vintage, inputs: Inputs) -> pd.DataFrame:
    members = read_members(vintage.file("members"), inputs.folder)
    renamed = members.rename(columns={"code": "commune_code", "populationMunicipale": "population"})
    return _without_mayotte(renamed[["commune_code", "population"]])


def _outside_epci(vintage: Vintage, inputs: Inputs) -> pd.DataFrame:
    listed = _communes(vintage, inputs, "outside_epci")
    members = read_members(vintage.file("members"), inputs.folder)
    current = set(inputs.communes["code"])
    return listed[~listed["commune_code"].isin(members["code"]) & listed["commune_code"].isin(current)]


def _mayotte(vintage: Vintage, inputs: Inputs) -> pd.DataFrame:
    listed = read_places(vintage.file("mayotte"), inputs.folder)
    listed = listed[(listed["type"] == CURRENT) & listed["code"].str.startswith(MAYOTTE)]
    return listed.rename(columns={"code": "commune_code"})[["commune_code", "population"]]


def _without_mayotte(frame: pd.DataFrame) -> pd.DataFrame:
    # NOTE: every release from 1.0.0 on repeats Mayotte's census of 2017 as if it were of its own year.
    return frame[~frame["commune_code"].str.startswith(MAYOTTE)]
