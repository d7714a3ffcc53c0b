"""Table ``education_series``: highest diploma, in four levels, censuses 2011, 2016 and 2022, all communes."""

import re

import pandas as pd

from arpent.tables.base_cc import base_cc_record, build_base_cc
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout
from arpent.tables.taking import read_numbers

DATASET, TOTAL = "insee_rp_diplomes", "P{}_NSCOL15P"
COLUMNS = {
    "DIPLMIN": ("no_or_lower_secondary_diploma", "Sans diplôme, ou au plus le brevet des collèges"),
    "CAPBEP": ("vocational_diploma", "CAP, BEP ou équivalent"),
    "BAC": ("baccalaureate", "Baccalauréat, brevet professionnel ou équivalent"),
    "SUP": ("higher_education", "Diplôme de l'enseignement supérieur"),
}
# NOTE: INSEE's levels were finer in 2011, four in 2016, finer again, and others, since 2017.
FINER = {
    "DIPLMIN": (("DIPL0", "CEP", "BEPC"), ("DIPLMIN", "BEPC")),
    "SUP": (("BACP2", "SUP"), ("SUP2", "SUP34", "SUP5")),
}
NAMES = {TOTAL: "out_of_school_15_plus", **{f"{TOTAL}_{code}": name for code, (name, _) in COLUMNS.items()}}
PARTS = {"out_of_school_15_plus": tuple(name for name, _ in COLUMNS.values())}
RECORD = base_cc_record(
    "education_series",
    "Diplôme le plus élevé depuis 2011",
    DATASET,
    {
        "out_of_school_15_plus": ("Personnes non scolarisées de 15 ans ou plus", "habitants"),
        **{name: (label, "habitants") for name, label in COLUMNS.values()},
    },
    parts=PARTS,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, in the current COG. The four levels are those that the three censuses have in common.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a commune and census.
    """
    return build_base_cc(sources, DATASET, NAMES, parts=PARTS, prepared=_levelled)


def _levelled(raw: Raw) -> Raw:
    """The file, where each census has the four levels: finer ones are summed."""
    check_layout(raw, ["CODGEO"])
    found = (re.fullmatch(TOTAL.format(r"(\d\d)"), str(name)) for name in raw.frame.columns)
    summed = {}
    for year in (match[1] for match in found if match):
        for level, finers in FINER.items():
            for finer in finers:
                parts = [f"{TOTAL.format(year)}_{code}" for code in finer]
                if set(parts) <= set(raw.frame.columns):
                    summed[f"{TOTAL.format(year)}_{level}"] = sum(
                        read_numbers(raw, part, "CODGEO")[0] for part in parts
                    )
    return raw.having(raw.frame.assign(**summed))
