"""A query on a real PostGIS, started here on loopback as a user without rights."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import geopandas as gpd
import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.sources.declared import read_declared
from arpent.sources.store import locate

TABLE = """
CREATE EXTENSION postgis;
CREATE TABLE zones (commune_code text, logements numeric, surface geometry(Polygon, 2154));
INSERT INTO zones VALUES
  ('2A004', 2.5, ST_MakeEnvelope(0, 0, 100, 100, 2154)), ('01004', NULL, ST_MakeEnvelope(100, 0, 200, 100, 2154));
"""


def program(name):
    """A program of PostgreSQL: on PATH, or where Debian keeps it."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(kept[-1]) if kept else None)


def has_postgis():
    """Whether the extension is installed beside the server."""
    return any(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))


@pytest.fixture(scope="module")
def database():
    """Address of a PostGIS that lives as long as these tests, with a table of two zones."""
    initdb, postgres, psql = (program(name) for name in ("initdb", "postgres", "psql"))
    if not (initdb and postgres and psql and has_postgis()):
        pytest.skip("PostgreSQL and PostGIS are not installed (Debian: postgresql, postgresql-<n>-postgis-3)")
    # PostgreSQL refuses to run as root, as CI does.
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    with tempfile.TemporaryDirectory(prefix="arpent-postgis-") as kept:
        folder = Path(kept)
        if os.geteuid() == 0:
            os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid} if os.geteuid() == 0 else {}
        made = [initdb, "-D", folder / "base", "-U", "essai", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, check=True, capture_output=True, cwd=folder, **as_user)
        server, port = _start(postgres, folder, as_user)
        try:
            asked = [psql, "-h", "127.0.0.1", "-p", port, "-U", "essai", "-d", "postgres", "-q", "-c", TABLE]
            subprocess.run(asked, check=True, capture_output=True, cwd=folder)
            yield f"postgresql+psycopg://essai@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _start(postgres, folder, as_user):
    """Start a server on a free port; its sockets stay in the folder."""
    port = str(20_000 + os.getpid() % 20_000)
    options = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=16MB"]
    command = [postgres, "-D", folder / "base", "-p", port, "-k", folder, *options]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **as_user)
    ready = folder / f".s.PGSQL.{port}"
    for _ in range(200):
        if ready.exists() and b"ready to accept" in (folder / "log").read_bytes():
            return server, port
        time.sleep(0.05)
    server.kill()
    raise RuntimeError((folder / "log").read_text())


def declare(essai, query):
    """Declare a query as the dataset's only file."""
    return essai(query=f'"{query}"', database="ESSAI_BASE", format="postgis")


def test_a_query_becomes_a_file(essai, database, monkeypatch):
    """With its geometries and their coordinates; it then serves without the database, its checksum pinned."""
    monkeypatch.setenv("ESSAI_BASE", database)
    root = declare(essai, "SELECT * FROM zones ORDER BY commune_code")
    found = locate("essai_communes")
    assert (found.served_by, found.path.name) == ("producer", "communes.parquet")
    monkeypatch.delenv("ESSAI_BASE")
    kept = locate("essai_communes")
    assert (kept.served_by, kept.sha256) == ("raw", found.sha256)
    frame = read_declared(kept.path, kept.source)
    assert isinstance(frame, gpd.GeoDataFrame)
    assert (frame.crs.to_epsg(), frame.area.tolist()) == (2154, [10_000.0, 10_000.0])
    assert frame["commune_code"].tolist() == ["01004", "2A004"]
    assert frame["logements"].isna().tolist() == [True, False]
    assert "communes.parquet" in (root / "data/raw/checksums.yml").read_text()


def test_a_query_without_geometry(essai, database, monkeypatch):
    """A plain table; the same query gives the same bytes."""
    monkeypatch.setenv("ESSAI_BASE", database)
    declare(essai, "SELECT commune_code, logements FROM zones ORDER BY 1")
    found = locate("essai_communes")
    assert read_declared(found.path, found.source).columns.tolist() == ["commune_code", "logements"]
    assert locate("essai_communes", force=True).sha256 == found.sha256


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * FROM zone", 'relation "zone" does not exist'),
        ("SELECT surface, surface AS autre FROM zones", "several geometries: surface, autre"),
        ("DELETE FROM zones RETURNING commune_code", 'syntax error at or near "DELETE"'),
    ],
)
def test_a_query_that_is_refused(essai, database, monkeypatch, query, message):
    """In the database's words; only what reads is run, nothing is written here or there."""
    monkeypatch.setenv("ESSAI_BASE", database)
    root = declare(essai, query)
    with pytest.raises((DataInvalid, DataUnavailable), match=message):
        locate("essai_communes")
    assert not list((root / "data/raw").rglob("*.parquet"))


def test_a_database_that_is_not_there(essai, monkeypatch):
    """The variable that is not set, and the server that does not answer, are said; no password is shown."""
    declare(essai, "SELECT 1")
    with pytest.raises(DataUnavailable, match="ESSAI_BASE: this environment variable holds the address"):
        locate("essai_communes")
    monkeypatch.setenv("ESSAI_BASE", "postgresql+psycopg://moi:motdepasse@127.0.0.1:9/base")
    with pytest.raises(DataUnavailable, match="can't be reached") as caught:
        locate("essai_communes")
    assert "motdepasse" not in str(caught.value)
