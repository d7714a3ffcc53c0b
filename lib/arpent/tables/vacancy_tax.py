"""Table ``vacancy_tax``: communes where vacant dwellings are taxed by the State, and those that tax them themselves."""

import pandas as pd

from arpent.sources.dgfip_taxe_logements_vacants import read_taxes
from arpent.tables.completing import CURRENT, bring_categories
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_once, check_year
from arpent.tables.record import Column, TableRecord
from arpent.tables.taking import to_communes
from arpent.territory.passage import passage

DATASET = "dgfip_taxe_logements_vacants"
STATE, OWN, NONE = "TLV", "THLV", "aucune"
RECORD = TableRecord(
    name="vacancy_tax",
    title="Taxes sur les logements vacants",
    columns={
        "commune_code": Column("Code de la commune"),
        "is_tight_market": Column("Dans la zone tendue du décret du 25 août 2023 (TLV)", "bool"),
        "earlier_tax": Column("Taxe appliquée avant ce décret : TLV, THLV ou aucune"),
    },
    key=("commune_code",),
    datasets=(DATASET,),
    cog_year=2026,
    note=(
        "La THLV est votée par la commune ou l'EPCI, la TLV est de droit en zone tendue. La liste d'avant le décret "
        "est reprise par un tiers qui ne dit pas son année ; les taux qu'elle porte ne sont donc pas repris ici."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, in the current COG.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a commune; one made of several has the strongest tax of them.
    """
    earlier = _earlier(sources.raw(DATASET, "taux", read_taxes))
    tight = _tight(sources.raw(DATASET, "communes_tlv", read_taxes))
    every = pd.DataFrame({"commune_code": passage(CURRENT, CURRENT).codes[0]})
    table = every.merge(earlier, on="commune_code", how="left", validate="one_to_one")
    return table.assign(
        is_tight_market=table["commune_code"].isin(tight), earlier_tax=table["earlier_tax"].fillna(NONE)
    )


def _earlier(raw: Raw) -> pd.DataFrame:
    """Kind of tax; Paris, Lyon and Marseille stand there by arrondissement, all alike."""
    check_layout(raw, ["code_commune", "type_taxe"])
    check_once(raw, "code_commune")
    kept = to_communes(raw, "code_commune")
    check_year(kept, "code_commune")
    named = kept.frame.drop_duplicates("code_commune").rename(columns={"code_commune": "commune_code"})
    named = named.assign(earlier_tax=named["type_taxe"].replace("", NONE))
    return bring_categories(named, ["earlier_tax"], source=raw.cog_year, strongest_first=[STATE, OWN, NONE])


def _tight(raw: Raw) -> set[str]:
    check_layout(raw, ["CODE INSEE"])
    # NOTE: 341 codes have a space after them.
    listed = raw.having(raw.frame.assign(code=raw.frame["CODE INSEE"].str.strip()))
    check_once(listed, "code")
    check_year(listed, "code")
    way = passage(raw.cog_year, CURRENT)
    return set(way.frame.loc[way.frame["source_code"].isin(listed.frame["code"]), "target_code"])
