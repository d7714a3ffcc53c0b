"""Table ``residential_flows``: where the inhabitants of each commune lived a year before, by pair of communes."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_rp_migcom import sum_flows
from arpent.tables.flows import bring_flows, flows_record
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive

DATASET, OTHER = "insee_rp_migcom", "previous_home_code"
COUNTS = ["inhabitants", "movers"]
#: Indicator of the previous home: same dwelling; same commune; elsewhere in France, overseas, abroad.
SAME_DWELLING, SAME_COMMUNE, ELSEWHERE = "1", "2", tuple("3456789")
RECORD = flows_record(
    "residential_flows",
    "Migrations résidentielles entre communes",
    (OTHER, "Code de la commune de résidence au 1er janvier de l'année précédente"),
    {
        "inhabitants": "Habitants d'un an ou plus",
        "movers": "Habitants d'un an ou plus qui ont changé de logement",
    },
    datasets=(DATASET,),
    years=(2019, 2020, 2021),
    note=(
        "La paire d'une commune avec elle-même compte ceux qui y sont restés, dans le même logement ou non. Qui a "
        "quitté la France n'est pas recensé : un départ à l'étranger ne se voit pas."
    ),
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, in the current COG at both ends.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a pair and census; a pair without anyone has no row.
    """
    raws = sources.vintages(DATASET, "detail", sum_flows)
    return pd.concat([_year(raw) for raw in raws], ignore_index=True)


def _year(raw: Raw) -> pd.DataFrame:
    check_layout(raw, ["COMMUNE", "DCRAN", "IRAN", "IPONDI"])
    check_positive(raw, "IPONDI", raw.frame["IPONDI"], "COMMUNE")
    indicator = raw.frame["IRAN"]
    unknown = ~indicator.isin([SAME_DWELLING, SAME_COMMUNE, *ELSEWHERE])
    if unknown.any():
        raise DataInvalid(f"{raw.file}: IRAN is '{indicator[unknown].iloc[0]}': its layout changed")
    home = raw.frame["COMMUNE"]
    counted = raw.frame.assign(
        DCRAN=raw.frame["DCRAN"].where(indicator.isin(ELSEWHERE), home),
        inhabitants=raw.frame["IPONDI"],
        movers=raw.frame["IPONDI"].mask(indicator == SAME_DWELLING, 0.0),
    )
    return bring_flows(raw.having(counted), "COMMUNE", "DCRAN", OTHER, COUNTS)
