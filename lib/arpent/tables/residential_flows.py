"""Table ``residential_flows``: where the inhabitants of each commune lived a year before, by pair of communes."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_rp_migcom import sum_flows
from arpent.tables.flows import build_flows, flows_record
from arpent.tables.raw import Raw, Sources

DATASET, OTHER = "insee_rp_migcom", "previous_home_code"
COUNTS = {
    "inhabitants": "Habitants d'un an ou plus",
    "movers": "Habitants d'un an ou plus qui ont changé de logement",
}
#: Indicator of the previous home: same dwelling; same commune; elsewhere in France, overseas, abroad.
SAME_DWELLING, SAME_COMMUNE, ELSEWHERE = "1", "2", tuple("3456789")
RECORD = flows_record(
    "residential_flows",
    "Migrations résidentielles entre communes",
    (OTHER, "Code de la commune de résidence au 1er janvier de l'année précédente"),
    COUNTS,
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
    return build_flows(
        sources, DATASET, sum_flows, _counted, other=("DCRAN", OTHER), by="IRAN", counts=list(COUNTS)
    )


def _counted(raw: Raw) -> pd.DataFrame:
    indicator = raw.frame["IRAN"]
    unknown = ~indicator.isin([SAME_DWELLING, SAME_COMMUNE, *ELSEWHERE])
    if unknown.any():
        raise DataInvalid(f"{raw.file}: IRAN is '{indicator[unknown].iloc[0]}': its layout changed")
    return raw.frame.assign(
        DCRAN=raw.frame["DCRAN"].where(indicator.isin(ELSEWHERE), raw.frame["COMMUNE"]),
        inhabitants=raw.frame["IPONDI"],
        movers=raw.frame["IPONDI"].mask(indicator == SAME_DWELLING, 0.0),
    )
