"""A reader is found by the name of its dataset."""

from arpent import catalogue, project

#: Layouts that several datasets share.
SHARED = {"insee_base_cc", "insee_base_ic", "insee_etat_civil", "insee_qpv", "insee_statistiques_locales"}
#: What is not a reader of one dataset.
TOOLS = {
    *("__init__", "addresses", "archives", "connection", "database", "decoupage", "delimited", "fetching"),
    *("kinds", "npm_release", "pinned", "pins", "sheets", "store"),
}


def test_a_reader_has_the_stem_of_its_record_and_a_test():
    """lib/arpent/sources/x.py, data/catalogue/x.yml and tests/sources/test_x.py, or one of the few named here."""
    stems = {path.stem for path in project.path("lib", "arpent", "sources").glob("*_*.py")} - TOOLS
    tests = {path.stem.removeprefix("test_") for path in project.path("tests", "sources").glob("test_*.py")}
    assert stems - set(catalogue.ids()) == SHARED
    assert stems <= tests
    assert len(stems) >= 20
