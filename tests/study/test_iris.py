"""IRIS of a territory: figures of the files, none on too few, and a section only where there is something to tell."""

import duckdb
import pytest

from arpent.errors import AskedWrongly
from arpent.study import Study
from arpent.views import Missing, draw_map, place

pytestmark = pytest.mark.usefixtures("real_tables")
CAM = "epci:246300701"


def _parts(measures):
    return measures.frame[measures.frame["role"] == "part"].set_index("territory")


@pytest.mark.parametrize(
    ("indicator", "share"),
    [("share_65_plus", "pop_65p / pop"), ("vacancy_share", "logements_vacants / logements")],
)
@pytest.mark.parametrize("territory", [CAM, "commune:63113", "epci:200071363"])
def test_census_by_another_path(shared_data, territory, indicator, share):
    """Each IRIS of three territories, divided by DuckDB in the published file: equal, or not shown under 200."""
    found = _parts(Study(territory).iris(indicator))
    file = shared_data / "iris_rp" / "iris_2021.parquet"
    over = share.partition(" / ")[2]
    rows = duckdb.sql(f"SELECT iris, {share} AS share, {over} AS whole FROM '{file}'").df().set_index("iris")
    rows.index = "iris:" + rows.index
    published = rows.loc[found.index]
    # A small commune that is not cut keeps its rate, as on every map of communes.
    few = (published["whole"] < 200) & ~published.index.str.endswith("0000")
    assert found.loc[~few, "value"].tolist() == pytest.approx(published.loc[~few, "share"].tolist())
    assert found.loc[few, "value"].isna().all()
    assert set(found.loc[few, "reason"]) <= {"not_significant"}


def test_incomes_by_another_path(shared_data):
    """Medians of 2019: those of INSEE's file of IRIS, and of its file of communes where a commune is not cut."""
    found = _parts(Study(CAM).iris("median_income"))
    assert set(found["year"]) == {2019}
    iris = shared_data / "filosofi" / "BASE_TD_FILO_DISP_IRIS_2019_auvergne.csv"
    read = "read_csv('{}', delim=';', header=true, all_varchar=true)"
    rows = duckdb.sql(f"SELECT IRIS, DISP_MED19 FROM {read.format(iris)}").fetchall()
    known = found.dropna(subset="value")["value"]
    expected = {f"iris:{code}": float(value.replace(",", ".")) for code, value in rows}
    communes = shared_data / "filosofi" / "FILO2019_DISP_COM.csv"
    rows = duckdb.sql(f"SELECT CODGEO, Q219 FROM {read.format(communes)}").fetchall()
    expected |= {
        f"iris:{code}0000": float(value.replace(",", "."))
        for code, value in rows
        if value and value[0].isdigit()
    }
    assert known.to_dict() == {name: expected[name] for name in known.index}
    assert len(known) == 80


def test_what_the_producer_hides_stays_hidden():
    """23 IRIS of the agglomeration are in no file: no value, a reason, and none on the map."""
    found = _parts(Study(CAM).iris("median_income"))
    hidden = found[found["value"].isna()]
    assert len(hidden) == 23
    assert set(hidden["reason"]) <= {"not_published", "secret"}


def test_a_map_has_its_iris_its_communes_and_their_source():
    """103 parts, the firm limits those of 21 communes; contours are cited, and a reading line says « l'IRIS »."""
    study = Study(CAM)
    figure = draw_map(study.iris("share_65_plus"), name="x")
    assert len(figure.data.rows) == 103
    assert "contours des IRIS 2019" in figure.words.source
    assert "dans l’IRIS Clermont-Ferrand – " in figure.words.reading
    assert "par IRIS" in figure.words.alt
    assert "IRIS" in str(study.sources().description)


@pytest.mark.parametrize("territory", ["commune:63263", "departement:63", "france", "epci:200070761"])
def test_nothing_where_communes_say_as_much_or_a_map_could_not_be_read(territory):
    """One commune, hundreds, or three IRIS: the section leaves the page without a word."""
    drawn = draw_map(Study(territory).iris("share_65_plus"), name="x")
    assert isinstance(drawn, Missing)
    assert not drawn.why
    assert not drawn.lacking


def test_contours_that_are_not_here_are_named():
    """Brest has IRIS, whose contours no file read holds: the page says so at its end."""
    drawn = draw_map(Study("commune:29019").iris("share_65_plus"), name="x")
    assert isinstance(drawn, Missing)
    assert "boundaries_iris" in drawn.why
    assert "par IRIS" in drawn.lacking[0].what


def test_an_indicator_of_communes_is_refused():
    """Births by IRIS are in no table."""
    with pytest.raises(AskedWrongly, match="holds no figure of IRIS"):
        Study(CAM).iris("natural_rate")


def test_names_in_sentences():
    """With and without a name of its own, and a commune that is not cut."""
    assert place("iris:631130103", "Trudaine").within == "dans l’IRIS Trudaine"
    assert place("iris:631930101", "Lempdes – IRIS 0101").of == "de l’IRIS Lempdes – 0101"
    assert place("iris:632630000", "Orcines").within == "à Orcines"
