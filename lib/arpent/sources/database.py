"""
A query on the agency's own database (PostGIS, PostgreSQL) → a Parquet file, so that a figure can be made again.

The address is in an environment variable that the record names, never in the record:
``postgresql+psycopg://reader:secret@host/base``. Only what reads is run: the transaction is read-only.
"""

import os
from pathlib import Path
from typing import Any

from arpent.catalogue import SourceFile
from arpent.errors import DataInvalid, DataUnavailable


def bring_query(declared: SourceFile, destination: Path) -> Path:
    """
    Write the rows of a record's query.

    Parameters
    ----------
    declared : SourceFile
        With a ``query`` and the name of the ``database`` variable.
    destination : Path
        A Parquet file; GeoParquet, in the database's coordinates, where a column is a geometry.

    Returns
    -------
    Path
        `destination`. Rows are in the query's order: give it an ``ORDER BY`` for the same bytes each time.

    Raises
    ------
    DataUnavailable
        The variable, the driver or the server is not there.
    DataInvalid
        The query is refused, or has two geometries.
    """
    url = os.environ.get(declared.database, "")
    if not url:
        raise DataUnavailable(
            f"{declared.database}: this environment variable holds the address of the database, as "
            f"postgresql+psycopg://user:password@host/base, and it is not set"
        )
    try:
        # Brought here: without a database of its own, an agency needs neither.
        import sqlalchemy  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise DataUnavailable(
            "a query needs SQLAlchemy and psycopg: pip install 'arpent[postgis]'"
        ) from error
    try:
        engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text("SET TRANSACTION READ ONLY"))
            frame = _read(connection, declared)
    except (sqlalchemy.exc.OperationalError, ModuleNotFoundError) as error:
        raise DataUnavailable(
            f"{declared.database}: the database can't be reached: {_first(error)}"
        ) from error
    except sqlalchemy.exc.ArgumentError as error:
        raise DataUnavailable(f"{declared.database}: not the address of a database") from error
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise DataInvalid(f"query of role '{declared.role}' is refused: {_first(error)}") from error
    destination.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(destination, index=False)
    return destination


def _read(connection: Any, declared: SourceFile) -> Any:
    """Rows as a frame, or as a GeoDataFrame where one column is a PostGIS geometry."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and only needed here
    import sqlalchemy  # noqa: PLC0415

    query = sqlalchemy.text(declared.query)
    shapes = _geometries(connection, query)
    if len(shapes) > 1:
        raise DataInvalid(f"the query of role '{declared.role}' has several geometries: {', '.join(shapes)}")
    frame = pd.read_sql_query(query, connection)
    return _located(frame, shapes[0]) if shapes else frame


def _geometries(connection: Any, query: Any) -> list[str]:
    """Names of the columns that the database declares as geometries."""
    import sqlalchemy  # noqa: PLC0415

    asked = sqlalchemy.text("SELECT oid FROM pg_type WHERE typname IN ('geometry', 'geography')")
    types = set(connection.execute(asked).scalars())
    with connection.execute(query.execution_options(stream_results=True)) as answer:
        return [column[0] for column in answer.cursor.description if column[1] in types]


def _located(frame: Any, name: str) -> Any:
    """Rows with their geometries, in the coordinate system that the database gives them."""
    import geopandas as gpd  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    shapes = shapely.from_wkb(frame[name].to_numpy(dtype=object))
    codes = {int(shapely.get_srid(one)) for one in shapes if one is not None}
    if len(codes) > 1:
        raise DataInvalid(f"column {name}: geometries are in several coordinate systems ({sorted(codes)})")
    # 0 is PostGIS's mark of a coordinate system that was never said.
    crs = next(iter(codes), 0) or None
    rows = frame.drop(columns=name)
    return gpd.GeoDataFrame(rows, geometry=gpd.GeoSeries(shapes, crs=crs)).rename_geometry(name)


def _first(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
