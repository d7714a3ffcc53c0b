"""Table ``energy_labels``: dwellings diagnosed in each commune by energy label and year (DPE)."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.ademe_dpe import LABELS, count_labels
from arpent.tables.mixed_years import commune_codes
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout
from arpent.tables.record import Column, TableRecord

DATASET, TOTAL = "ademe_dpe", "diagnoses"
NAMES = {label: f"{TOTAL}_{label.lower()}" for label in LABELS}
KEY = ["commune_code", "year"]
RECORD = TableRecord(
    name="energy_labels",
    title="Diagnostics de performance énergétique par étiquette",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année du diagnostic", "int"),
        TOTAL: Column("Diagnostics", "int", "diagnostics"),
        **{
            name: Column(f"Diagnostics d'étiquette {label}", "int", "diagnostics")
            for label, name in NAMES.items()
        },
    },
    key=tuple(KEY),
    datasets=(DATASET,),
    cog_year=2026,
    years=tuple(range(2021, 2027)),
    parts={TOTAL: tuple(NAMES.values())},
    note=(
        "Logements existants diagnostiqués depuis juillet 2021 : ceux qu'on vend, qu'on loue ou qu'on rénove, pas tout "
        "le parc. Un logement diagnostiqué deux fois compte deux fois ; un diagnostic sans commune n'est pas compté. "
        "Une année sans diagnostic n'a pas de ligne. Le calcul des petites surfaces a changé en juillet 2024, celui "
        "de l'électricité en janvier 2026 : des années ne se comparent pas sans précaution."
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
        One row a commune and year in which a dwelling was diagnosed.
    """
    raw = sources.raw(DATASET, "logements", count_labels)
    check_layout(raw, ["code_insee_ban", "year", "etiquette_dpe", "rows"])
    _check_words(raw)
    long = raw.frame.assign(
        commune_code=commune_codes(raw, "code_insee_ban"),
        year=raw.frame["year"].astype("int64"),
        named=raw.frame["etiquette_dpe"].map(NAMES),
    )
    wide = long.pivot_table(index=KEY, columns="named", values="rows", aggfunc="sum", fill_value=0)
    counts = wide.reindex(columns=list(NAMES.values()), fill_value=0).astype("int64")
    return counts.assign(**{TOTAL: counts.sum(axis="columns")}).reset_index()[list(RECORD.columns)]


def _check_words(raw: Raw) -> None:
    for column, allowed in (("year", r"20\d\d"), ("etiquette_dpe", "[A-G]")):
        odd = ~raw.frame[column].str.fullmatch(allowed)
        if odd.any():
            row = raw.frame[odd].iloc[0]
            raise DataInvalid(
                f"{raw.file}: {column} is '{row[column]}' in {row['code_insee_ban']}: its layout changed"
            )
