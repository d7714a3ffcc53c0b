"""What a record answers."""

import pytest

from arpent import catalogue
from arpent.catalogue import SourceFile
from arpent.errors import AskedWrongly, DataInvalid


def test_a_carrier_is_read_in_three():
    """A scope's own @ is not the version's."""
    found = SourceFile("r", "npm:@etalab/decoupage-administratif@6.0.0", "0" * 64, "f")
    assert (found.ecosystem, found.package, found.version) == (
        "npm",
        "@etalab/decoupage-administratif",
        "6.0.0",
    )


def test_source_line_of_the_vintages_used_and_of_all():
    """Producer, title, the years used in their order, and licence, in French."""
    legal = catalogue.load("insee_population_legale")
    title = "Insee, populations légales"
    assert legal.source_line(["2022"]) == f"{title} 2022 (Licence Ouverte 2.0)"
    assert legal.source_line(["2023", "2018"]) == f"{title} 2018 et 2023 (Licence Ouverte 2.0)"
    assert legal.source_line() == f"{title} 2016–2023 (Licence Ouverte 2.0)"
    since = catalogue.load("insee_population_historique").source_line(["2019"])
    assert since == "Insee, populations communales depuis 1876, 2019 (Licence Ouverte 2.0)"


def test_an_unknown_vintage_is_refused():
    """The message lists those there are."""
    with pytest.raises(AskedWrongly, match=r"no vintage '2015'.*2016, 2017"):
        catalogue.load("insee_population_legale").vintage("2015")


def test_an_undeclared_role_is_refused():
    """The message lists the roles declared."""
    with pytest.raises(DataInvalid, match=r"no file with role 'x'.*Declared: iris"):
        catalogue.load("insee_rp_iris").latest.file("x")
