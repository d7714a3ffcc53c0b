"""Theme services: rates and distances are sums over sums; equal to what DuckDB finds in INSEE's own file."""

import duckdb
import numpy as np
import pandas as pd
import pytest
import shapely

from arpent import tables
from arpent.indicators import indicator, measure
from arpent.territory import Territory, find

TERRITORIES = ("epci:246300701", "epci:200070753", "departement:03")
EVERYDAY = """
    CASE WHEN TYPEQU IN ('B201', 'B202') THEN 'food' WHEN TYPEQU IN ('C101', 'C102', 'C104', 'C105') THEN 'school'
         WHEN TYPEQU IN ('A206', 'A207', 'A208') THEN 'post' WHEN TYPEQU IN ('F111', 'F121') THEN 'hall'
         WHEN TYPEQU IN ('B203', 'D201', 'D301', 'D232', 'D233', 'A501', 'A504', 'F307', 'F103', 'F102', 'F113',
                         'A505', 'A507', 'E101', 'A401', 'A402', 'A403', 'A404', 'A405', 'A301') THEN TYPEQU END
"""
INVENTED = pd.DataFrame(
    {
        "commune_code": ["1A001", "1A002", "1A003"],
        "year": 2019,
        "population": [1000.0, 3000.0, float("nan")],
        "general_practitioners": [0.0, 6.0, 2.0],
        "general_practitioners_population": [0.0, 3000.0, float("nan")],
        "general_practitioners_person_km": [5000.0, 0.0, float("nan")],
        "population_x_proximity_types": [8000.0, 60000.0, float("nan")],
        "reason": [None, None, "not_published"],
    }
)


@pytest.fixture
def invented(monkeypatch, forget):  # noqa: ARG001 - it empties what is remembered
    """One thousand inhabitants without a doctor, 5 km from three thousand who have six; a third unpublished."""
    communes = pd.DataFrame({"commune_code": INVENTED["commune_code"], "area_km2": 1.0})
    shown = {"service_access": INVENTED, "communes": communes}
    monkeypatch.setattr(tables, "load", lambda name, *_, **__: shown[name])
    return lambda *codes: Territory("epci:one", "epci", "one", "one", codes, 2026)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("general_practitioners_per_10000", 15.0),
        ("general_practitioners_share", 0.75),
        ("general_practitioners_km", 1.25),
        ("proximity_types", 17.0),
    ],
)
def test_a_rate_is_a_sum_over_a_sum(invented, name, expected):
    """6 doctors for 4 000 inhabitants; 3 000 of 4 000 have one; 5 km for a quarter of them; 8 and 20 services."""
    frame = measure([indicator(name)], [("focus", invented("1A001", "1A002"))])
    assert frame["value"].tolist() == [pytest.approx(expected)]


def test_an_unpublished_population_leaves_no_rate(invented):
    """Two doctors over nobody knows how many: missing, with the reason, never a rate of the others."""
    frame = measure([indicator("general_practitioners_per_10000")], [("focus", invented("1A001", "1A003"))])
    assert np.isnan(frame["value"].iloc[0])
    assert frame["reason"].tolist() == ["not_published"]


@pytest.fixture
def published(request, shared_data):
    """INSEE's files, asked in SQL: services of 2019 and populations of the census 2019, by commune of today."""
    request.getfixturevalue("real_tables")
    base = duckdb.connect()
    base.execute(
        f"CREATE VIEW bpe AS SELECT DEPCOM, TYPEQU, CAST(NB_EQUIP AS DOUBLE) AS n, {EVERYDAY} AS everyday "
        f"FROM '{shared_data}/bpe/bpe_ensemble_2019.parquet'"
    )
    base.execute(
        f"CREATE VIEW people AS SELECT INSEE_COM AS code, P19_POP AS n FROM read_csv("
        f"'{shared_data}/comparateur/base_cc_comparateur_RP2019_reassemble.csv', delim = ';', all_varchar = false, "
        f"types = {{'INSEE_COM': 'VARCHAR'}})"
    )
    yield base
    base.close()


def _sql(base, identifier, query):
    codes = ", ".join(f"'{code}'" for code in find(identifier).communes)
    return base.execute(query.replace("COMMUNES", codes)).fetchone()[0]


def _people(base, identifier):
    return _sql(base, identifier, "SELECT sum(n) FROM people WHERE code IN (COMMUNES)")


def _value(identifier, name):
    return measure([indicator(name)], [("focus", find(identifier))])["value"].iloc[0]


@pytest.mark.parametrize("identifier", TERRITORIES)
@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("general_practitioners_per_10000", ["D201"]),
        ("pharmacies_per_10000", ["D301"]),
        ("primary_schools_per_10000", ["C101", "C102", "C104", "C105"]),
        ("high_schools_per_10000", ["C301", "C302"]),
    ],
)
def test_rates_are_those_of_the_raw_file(published, identifier, name, types):
    """Facilities of INSEE's file over inhabitants of another."""
    found = f"SELECT sum(n) FROM bpe WHERE TYPEQU IN ({str(types)[1:-1]}) AND DEPCOM IN (COMMUNES)"
    expected = _sql(published, identifier, found) / _people(published, identifier) * 10_000
    assert _value(identifier, name) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("identifier", TERRITORIES)
def test_shares_and_everyday_services_are_those_of_the_raw_file(published, identifier):
    """Inhabitants whose commune has a bakery; the number of everyday services where each lives."""
    people = _people(published, identifier)
    having = "SELECT DEPCOM FROM bpe WHERE TYPEQU = 'B203'"
    bakery = f"SELECT sum(n) FROM people WHERE code IN (COMMUNES) AND code IN ({having})"
    assert _value(identifier, "bakeries_share") == pytest.approx(
        _sql(published, identifier, bakery) / people, rel=1e-4
    )
    present = (
        "SELECT sum(p.n * t.k) FROM people p JOIN (SELECT DEPCOM, count(DISTINCT everyday) AS k FROM bpe GROUP BY 1) t "
        "ON p.code = t.DEPCOM WHERE p.code IN (COMMUNES)"
    )
    assert _value(identifier, "proximity_types") == pytest.approx(
        _sql(published, identifier, present) / people, rel=1e-4
    )


@pytest.mark.parametrize("code", ["63300", "63192", "03001"])
def test_distances_are_those_of_a_plain_formula(published, shared_data, code):
    """The haversine from one commune to every commune that has a pharmacy, on other boundaries, within 200 m."""
    shapes = pd.read_parquet(shared_data / "geometry" / "communes_france_2025_datafrance.parquet")
    centres = shapely.centroid(shapely.from_wkb(shapes["geometry"]))
    at = pd.DataFrame({"x": shapely.get_x(centres), "y": shapely.get_y(centres)}, index=shapes["code"])
    having = {one for (one,) in published.execute("SELECT DEPCOM FROM bpe WHERE TYPEQU = 'D301'").fetchall()}
    there, here = np.radians(at[at.index.isin(having)]), np.radians(at.loc[code])
    a = (
        np.sin((there["y"] - here["y"]) / 2) ** 2
        + np.cos(here["y"]) * np.cos(there["y"]) * np.sin((there["x"] - here["x"]) / 2) ** 2
    )
    nearest = float((2 * 6371.0088 * np.arcsin(np.sqrt(a))).min())
    assert _value(f"commune:{code}", "pharmacies_km") == pytest.approx(nearest, abs=0.2)
