"""A study remembers what it used: what it looked at aside is not in it."""

from arpent import Study
from arpent.indicators import indicator
from arpent.study.record import Record


def test_the_tables_read_are_told_with_the_sources():
    """Those of the indicators, of what they are divided by, and those that twins are chosen on."""
    study = Study("epci:246300701", compare_to=["departement"])
    study.compare("vacancy_share")
    assert study.sources().description["tables"] == ["census_communes"]
    study.compare("population")
    study.twins(1)
    assert {"population_legal", "census_communes"} <= set(study.sources().description["tables"])
    assert study.sources().description["tables"] == sorted(study.sources().tables)


def test_what_is_looked_at_aside_is_forgotten():
    """Vintages, definitions and tables are again what they were."""
    record = Record()
    record.add({"insee_cog": ["2026"]}, shown=[indicator("population")], tables=["epci"])
    before = (dict(record.vintages), dict(record.definitions), dict(record.tables))
    with record.aside():
        record.add({"ign_contours": ["2026"]}, shown=[indicator("vacancy_share")], tables=["communes"])
        assert "census_communes" in record.tables
    assert (record.vintages, record.definitions, record.tables) == before
