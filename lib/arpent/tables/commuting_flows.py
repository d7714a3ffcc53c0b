"""Table ``commuting_flows``: where the employed of each commune work, persons by pair of communes."""

import pandas as pd

from arpent.errors import DataUnavailable
from arpent.sources.insee_rp_flux_mobpro import read_flows
from arpent.sources.insee_rp_mobpro import sum_flows
from arpent.tables.flows import bring_flows, flows_record
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive
from arpent.tables.taking import read_numbers

SUMMED, DETAIL = "insee_rp_flux_mobpro", "insee_rp_mobpro"
OTHER, COUNT = "workplace_code", "workers"
RECORD = flows_record(
    "commuting_flows",
    "Déplacements domicile-travail entre communes",
    (OTHER, "Code de la commune de travail"),
    {COUNT: "Actifs occupés de 15 ans ou plus"},
    datasets=(SUMMED, DETAIL),
    years=(2015, 2018, 2019, 2020, 2021, 2022),
    note="Une année est lue dans le fichier des flux s'il est là ; sinon elle est sommée du fichier détail.",
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
    years = {raw.year: _year(raw, "COMMUNE", "IPONDI") for raw in _details(sources)}
    try:
        summed = sources.vintages(SUMMED, "flux", read_flows)
    except DataUnavailable:
        if not years:
            raise
        summed = []
    for raw in summed:
        years[raw.year] = _year(raw, "CODGEO", f"NBFLUX_C{raw.year % 100:02}_ACTOCC15P")
    return pd.concat(years.values(), ignore_index=True)


def _details(sources: Sources) -> list[Raw]:
    try:
        return sources.vintages(DETAIL, "detail", sum_flows)
    except DataUnavailable:
        return []


def _year(raw: Raw, home: str, published: str) -> pd.DataFrame:
    check_layout(raw, [home, "DCLT", published])
    workers = read_numbers(raw, published, home)[0]
    check_positive(raw, published, workers, home)
    counted = raw.having(raw.frame.assign(**{COUNT: workers}))
    return bring_flows(counted, home, "DCLT", OTHER, [COUNT])
