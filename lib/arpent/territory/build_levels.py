"""
Make the embedded levels again (maintainers): ``python -m arpent.territory.build_levels``.

::

    python -m arpent.territory.build_levels [--archives FOLDER] [--check]

reads the releases that ``data/catalogue/insee_cog.yml`` and ``dgcl_epci.yml`` pin (each brought through the
user's own npm into FOLDER, default ``data/raw/packages``, where it is not there) and the embedded boundaries,
and writes in ``data/embedded``:

- ``arrondissements.parquet``: code, name, typography, département, région;
- ``epci_history.parquet``: which commune was in which EPCI, from which year to which;
- ``epci_names.parquet``: names and legal types of EPCI, from which year to which;
- ``neighbours.parquet``: pairs of communes that share a border, with its length.

Two runs write the same bytes; ``--check`` writes nothing and fails where they would differ. A new year of
EPCI is a vintage in ``dgcl_epci.yml``.
"""

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from arpent import catalogue, project
from arpent.errors import DataInvalid
from arpent.sources.decoupage import read_epci, read_members, read_places
from arpent.territory.rebuilding import rebuild

YEARS = ["first_year", "last_year"]
#: Metres in a degree of latitude.
DEGREE = 111_195.0


def main(arguments: list[str] | None = None) -> int:
    """
    Run the command.

    Parameters
    ----------
    arguments : list of str, optional
        Default: those of the command line.

    Returns
    -------
    int
        0 done, 1 where ``--check`` finds a difference.
    """
    return rebuild("arpent.territory.build_levels", "packages", build, arguments)


def build(archives: Path) -> dict[str, bytes]:
    """
    The embedded files.

    Parameters
    ----------
    archives : Path
        Folder of downloaded archives.

    Returns
    -------
    dict of file name → bytes
        Parquet.
    """
    cog, lists = catalogue.load("insee_cog").latest, catalogue.load("dgcl_epci").vintages
    members = {one.cog_year: read_members(one.file("epci"), archives) for one in lists}
    names = {one.cog_year: read_epci(one.file("epci"), archives) for one in lists}
    boundaries = pq.read_table(project.path("data", "embedded", "boundaries_communes.parquet"))
    frames = {
        "arrondissements": arrondissements(read_places(cog.file("arrondissements"), archives)),
        "epci_history": spans({year: _renamed(frame, MEMBERS) for year, frame in members.items()}),
        "epci_names": spans({year: _renamed(frame, NAMES) for year, frame in names.items()}),
        "neighbours": shared_borders(boundaries["code"].to_pylist(), boundaries["geometry"].to_pylist()),
    }
    return {f"{name}.parquet": _parquet(frame, cog.cog_year) for name, frame in frames.items()}


MEMBERS = {"epci": "epci_code", "code": "commune_code"}
NAMES = {"code": "epci_code", "nom": "epci_name", "type": "epci_type"}


def _renamed(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return frame[list(names)].rename(columns=names)


def arrondissements(published: pd.DataFrame) -> pd.DataFrame:
    """
    Arrondissements of a release.

    Parameters
    ----------
    published : DataFrame
        ``code``, ``nom``, ``typeLiaison``, ``departement``, ``region``.

    Returns
    -------
    DataFrame
        By code.
    """
    frame = pd.DataFrame(
        {
            "arrondissement_code": published["code"],
            "arrondissement_name": published["nom"],
            "typography": published["typeLiaison"].astype("int8"),
            "departement_code": published["departement"],
            "region_code": published["region"],
        }
    )
    return frame.sort_values("arrondissement_code", ignore_index=True)


def spans(by_year: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """
    Rows of yearly lists, each once with the years that it was there without a break.

    Parameters
    ----------
    by_year : dict of year → DataFrame
        Lists of the same columns; the years follow one another.

    Returns
    -------
    DataFrame
        The columns, ``first_year`` and ``last_year``, sorted.

    Raises
    ------
    DataInvalid
        A year is missing.
    """
    years = sorted(by_year)
    if years != list(range(years[0], years[-1] + 1)):
        raise DataInvalid(f"dgcl_epci: the vintages {years} must follow one another without a gap")
    listed = pd.concat([by_year[year].assign(first_year=year) for year in years], ignore_index=True)
    keys = [str(name) for name in listed if name != "first_year"]
    listed = listed.sort_values([*keys, "first_year"], ignore_index=True)
    number = listed.groupby(keys).cumcount()
    listed["run"] = listed["first_year"] - number  # the same for the years of one stretch
    found = listed.groupby([*keys, "run"], as_index=False)["first_year"].agg(["min", "max"])
    found = found.rename(columns={"min": "first_year", "max": "last_year"}).drop(columns="run")
    return found.astype(dict.fromkeys(YEARS, "int16")).sort_values([*keys, "first_year"], ignore_index=True)


def shared_borders(codes: list[str], geometries: list[bytes]) -> pd.DataFrame:
    """
    Pairs of polygons that share a stretch of border, and not a point only.

    Parameters
    ----------
    codes : list of str
        One a polygon.
    geometries : list of bytes
        WKB, EPSG:4326, neighbours' borders equal vertex for vertex.

    Returns
    -------
    DataFrame
        ``commune_code`` < ``neighbour_code`` and ``border_m`` (length in metres), sorted.
    """
    segments = _segments(codes, geometries)
    ends = ["x1", "y1", "x2", "y2"]
    both = segments.merge(segments, on=ends, suffixes=("", "_other"))
    both = both[both["commune_code"] < both["commune_code_other"]]
    east = (both["x2"] - both["x1"]) * np.cos(np.radians((both["y1"] + both["y2"]) / 2e6))
    length = np.hypot(east, both["y2"] - both["y1"]) / 1e6 * DEGREE
    pairs = both.assign(neighbour_code=both["commune_code_other"], border_m=length)
    summed = pairs.groupby(["commune_code", "neighbour_code"], as_index=False)["border_m"].sum()
    metres: pd.DataFrame = summed.assign(border_m=summed["border_m"].round().clip(lower=1).astype("int32"))
    return metres


def _segments(codes: list[str], geometries: list[bytes]) -> pd.DataFrame:
    """Each side of each ring, from its western end, in millionths of a degree."""
    polygons, of_code = shapely.get_parts(shapely.from_wkb(geometries), return_index=True)
    rings, of_polygon = shapely.get_rings(polygons, return_index=True)
    coordinates, of_ring = shapely.get_coordinates(rings, return_index=True)
    grid = np.round(coordinates * 1e6).astype(np.int64)
    is_side = of_ring[1:] == of_ring[:-1]
    start, end = grid[:-1][is_side], grid[1:][is_side]
    forward = (start[:, 0] < end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] < end[:, 1]))
    sides = np.where(forward[:, None], np.hstack([start, end]), np.hstack([end, start]))
    owner = of_code[of_polygon[of_ring[:-1][is_side]]]
    return pd.DataFrame(sides, columns=["x1", "y1", "x2", "y2"]).assign(commune_code=np.array(codes)[owner])


def _parquet(frame: pd.DataFrame, cog_year: int) -> bytes:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.replace_schema_metadata({"cog_year": str(cog_year)})
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", compression_level=19, row_group_size=max(len(table), 1))
    return sink.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
