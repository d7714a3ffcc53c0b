"""Table ``service_access``: services of each commune by range, and how far the nearest commune that has one is."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.tables.boundaries import load_boundaries
from arpent.tables.raw import Sources
from arpent.tables.reading import current_communes, load
from arpent.tables.record import Column, TableRecord, counted
from arpent.tables.service_ranges import HALF, INTERMEDIATE, KEY_SERVICES, PROXIMITY, SUPERIOR
from arpent.tables.services import DATASET
from arpent.tables.services import build as build_services

YEAR = 2019
EARTH_KM = 6371.0088
#: Weighted by inhabitants: an average over a territory is a sum over a sum.
PEOPLE = {
    "population": "Population municipale",
    "population_x_proximity_types": "Habitants × types de services de proximité présents dans leur commune",
    "population_with_half_proximity": "Habitants d'une commune ayant la moitié des services de proximité",
}
FACILITIES = {
    "proximity_facilities": "Équipements de la gamme de proximité",
    "intermediate_facilities": "Équipements intermédiaires",
    "superior_facilities": "Équipements supérieurs",
}


def _key_columns() -> dict[str, tuple[str, str]]:
    columns = {}
    for name, (one, _) in KEY_SERVICES.items():
        columns[name] = (f"Équipements : {one.partition(' ')[2]}", "équipements")
        columns[f"{name}_population"] = (f"Habitants des communes ayant {one}", "habitants")
        columns[f"{name}_person_km"] = (f"Habitants × km à la commune la plus proche ayant {one}", "km")
    return columns


RECORD = TableRecord(
    name="service_access",
    title="Services par gamme, et distance à la commune la plus proche qui en a",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année", "int"),
        **counted(
            {
                **{name: (label, "habitants") for name, label in PEOPLE.items()},
                **{name: (label, "équipements") for name, label in FACILITIES.items()},
                **_key_columns(),
            }
        ),
    },
    key=("commune_code", "year"),
    datasets=(DATASET, "insee_population_legale", "ign_contours"),
    cog_year=2026,
    years=(YEAR,),
    note=(
        "Distances à vol d'oiseau entre les centres géométriques des communes, nulles dans la commune elle-même : "
        "ce ne sont pas des temps de trajet. La population de Mayotte n'est pas publiée pour cette année."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table: every commune, with services or without.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a commune.
    """
    services = build_services(sources)
    services = services[services["year"] == YEAR]
    communes = sorted(current_communes())
    wide = services.pivot_table(index="commune_code", columns="facility_type", values="facilities")
    counts = wide.reindex(communes).fillna(0.0)
    people = _population(communes)
    points = _centres(communes)
    table = pd.DataFrame({"population": people, **_ranges(counts, people)}, index=counts.index)
    for name, (_, types) in KEY_SERVICES.items():
        there = _total(counts, types)
        table[name] = there
        table[f"{name}_population"] = people.where(there.isna() | (there > 0), people * 0)
        table[f"{name}_person_km"] = people * _nearest_km(points, (there > 0).to_numpy())
    estimated = services.loc[services["is_estimated"], "commune_code"]
    table = table.assign(
        year=YEAR,
        is_estimated=table.index.isin(set(estimated)),
        reason=people.isna().map({True: "not_published", False: None}),
    )
    return table.reset_index(names="commune_code")[list(RECORD.columns)]


def _population(communes: list[str]) -> "pd.Series[float]":
    legal = load("population_legal", columns=["commune_code", "year", "population"])
    of_year = legal[legal["year"] == YEAR].set_index("commune_code")["population"]
    return of_year.reindex(communes).astype("float64")


def _total(counts: pd.DataFrame, types: tuple[str, ...]) -> "pd.Series[float]":
    return counts.reindex(columns=list(types), fill_value=0.0).sum(axis=1)


def _ranges(counts: pd.DataFrame, people: "pd.Series[float]") -> dict[str, "pd.Series[float]"]:
    present = pd.DataFrame({name: _total(counts, types) > 0 for name, types in PROXIMITY.items()}).sum(axis=1)
    everyday = tuple(one for types in PROXIMITY.values() for one in types)
    return {
        "population_x_proximity_types": people * present,
        "population_with_half_proximity": people * (present >= HALF),
        "proximity_facilities": _total(counts, everyday),
        "intermediate_facilities": _total(counts, INTERMEDIATE),
        "superior_facilities": _total(counts, SUPERIOR),
    }


def _centres(communes: list[str]) -> npt.NDArray[np.float64]:
    """Centres of communes on the unit sphere: their chords rank as distances do, on every side of the oceans."""
    shapes = load_boundaries("commune").set_index("code").geometry.reindex(communes)
    # NOTE: in degrees; over a commune, the centre moves by metres.
    at = np.radians(np.array([(shape.centroid.x, shape.centroid.y) for shape in shapes]))
    east, north = at[:, 0], at[:, 1]
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def _nearest_km(points: npt.NDArray[np.float64], has: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Great-circle kilometres to the nearest point that has it; 0 where it is."""
    from scipy.spatial import KDTree  # noqa: PLC0415 - listing tables must not wait for scipy

    chords = KDTree(points[has]).query(points)[0]
    return np.asarray(2 * EARTH_KM * np.arcsin(np.clip(chords / 2, 0, 1)), dtype="float64")
