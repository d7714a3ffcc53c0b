"""Table ``vacancy``: private dwellings of départements vacant, and vacant for two years (LOVAC), 2020–2025."""

import re

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.cerema_lovac import read_departements
from arpent.tables.raw import Sources
from arpent.tables.raw_checks import check_layout, check_once, check_positive
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import take_measures

KINDS = {
    "pp_total": "private_dwellings",
    "pp_vacant": "vacant_private_dwellings",
    "pp_vacant_plus_2ans": "long_vacant_private_dwellings",
}
RECORD = TableRecord(
    name="vacancy",
    title="Logements vacants du parc privé",
    columns={
        "territory": Column("Territoire"),
        "year": Column("Millésime (1er janvier)", "int"),
        **measured(
            {
                "private_dwellings": ("Logements du parc privé", "logements"),
                "vacant_private_dwellings": ("Logements vacants du parc privé", "logements"),
                "long_vacant_private_dwellings": ("Vacants depuis plus de deux ans", "logements"),
            }
        ),
    },
    key=("territory", "year"),
    datasets=("cerema_lovac",),
    cog_year=2025,
    years=tuple(range(2020, 2026)),
    note=(
        "Vacance au sens fiscal, au 1er janvier : ce n'est pas celle du recensement. Le total de 2025 n'est pas "
        "publié ; 2025 change de méthode, il ne se compare pas aux années d'avant."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a département and year.
    """
    raw = sources.raw("cerema_lovac", "departements", read_departements)
    check_layout(raw, ["DEP", "LIB_DEP"])
    check_once(raw, "DEP")
    years = sorted(
        {int(found[1]) for name in raw.frame.columns if (found := re.fullmatch(r"pp_\w+_(\d\d)", name))}
    )
    if not years:
        raise DataInvalid(f"{raw.file}: no column pp_…_<yy>: its layout changed")
    frames = []
    for year in years:
        names = {f"{kind}_{year}": name for kind, name in KINDS.items()}
        taken = take_measures(raw, "DEP", names)
        for published, name in names.items():
            check_positive(raw, published, taken[name], "DEP")
        frames.append(taken.assign(territory="departement:" + taken.pop("code"), year=2000 + year))
    return pd.concat(frames, ignore_index=True)
