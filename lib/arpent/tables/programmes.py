"""Table ``programmes``: the State's programmes that each commune is in, and its class for rural revitalisation."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.anct_programmes import read_programmes
from arpent.sources.dgcl_frr import read_frr
from arpent.tables.completing import bring_categories
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_once, check_year
from arpent.tables.record import Column, TableRecord

OVERSEAS_COLLECTIVITIES = ("975", "977", "978", "984", "986", "987", "988", "989")
FRR = "Classement FRR et FRR+ au 10 juillet 2025"
CLASSES = {
    "Non classée": "Non classée",
    "FRR socle": "FRR",
    "FRR+": "FRR+",
    "FRR bénéficiaire": "Bénéficiaire",
    "FRR bénéficiaire partiellement": "Bénéficiaire en partie",
    "Classée FRR partiellement": "FRR en partie",
}
PROGRAMMES = {
    "id_pvd": ("is_small_town", "Petites villes de demain"),
    "id_acv": ("is_heart_of_town", "Action cœur de ville"),
    "id_va": ("is_village_of_the_future", "Villages d'avenir"),
    "id_ti": ("is_industry_territory", "Territoires d'industrie"),
    "id_cite": ("is_education_city", "Cités éducatives"),
    "id_fs": ("has_public_services_house", "France services"),
}
FLAGS = [name for name, _ in PROGRAMMES.values()]
YES, NO = "oui", "non"
RECORD = TableRecord(
    name="programmes",
    title="Programmes de l'État et France ruralités revitalisation",
    columns={
        "commune_code": Column("Code de la commune"),
        "rural_revitalisation": Column(f"Classement FRR de juillet 2025 : {', '.join(CLASSES.values())}"),
        "contract_code": Column("Contrat de relance et de transition écologique (CRTE)", is_nullable=True),
        **{name: Column(f"Programme « {label} »", "bool") for name, label in PROGRAMMES.values()},
    },
    key=("commune_code",),
    datasets=("dgcl_frr", "anct_programmes"),
    cog_year=2026,
    note=(
        "Programmes de l'ANCT en 2023 ; classement FRR au 10 juillet 2025. Une commune faite de plusieurs a le "
        "classement de la plus peuplée, et le programme où l'une d'elles était."
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
        One row a commune.
    """
    classes = _classes(sources.raw("dgcl_frr", "communes", read_frr))
    programmes = _programmes(sources.raw("anct_programmes", "communes", read_programmes))
    return classes.merge(programmes, on="commune_code", how="left", validate="one_to_one")


def _classes(raw: Raw) -> pd.DataFrame:
    check_layout(raw, ["Code_insee", FRR])
    _check_communes(raw, "Code_insee")
    if unknown := sorted(set(raw.frame[FRR]) - set(CLASSES)):
        raise DataInvalid(f"{raw.file}: {FRR} is {unknown[0]!r}: none of {', '.join(CLASSES)}")
    named = pd.DataFrame(
        {"commune_code": raw.frame["Code_insee"], "rural_revitalisation": raw.frame[FRR].map(CLASSES)}
    )
    return bring_categories(named, ["rural_revitalisation"], source=raw.cog_year)


def _programmes(raw: Raw) -> pd.DataFrame:
    check_layout(raw, ["insee_com", "id_crte", *PROGRAMMES])
    kept = raw.only(~raw.frame["insee_com"].str.startswith(OVERSEAS_COLLECTIVITIES))
    _check_communes(kept, "insee_com")
    named = pd.DataFrame({"commune_code": kept.frame["insee_com"], "contract_code": kept.frame["id_crte"]})
    for published, (name, _) in PROGRAMMES.items():
        named[name] = (kept.frame[published] != "").map({True: YES, False: NO})
    contracts = bring_categories(named, ["contract_code"], source=raw.cog_year)
    flags = bring_categories(named, FLAGS, source=raw.cog_year, strongest_first=[YES, NO])
    joined = contracts.merge(flags, on="commune_code", validate="one_to_one")
    joined["contract_code"] = joined["contract_code"].replace("", None)
    return joined.assign(**{name: joined[name] == YES for name in FLAGS})


def _check_communes(raw: Raw, code: str) -> None:
    check_once(raw, code)
    check_year(raw, code)
