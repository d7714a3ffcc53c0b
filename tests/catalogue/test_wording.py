"""Sources as a figure names them."""

from arpent import catalogue


def test_several_datasets_are_separated():
    """In the order given."""
    line = catalogue.source_line(["insee_cog", "dgcl_epci"])
    assert line.startswith("Insee, code officiel géographique 2026")
    assert " ; DGCL, liste des EPCI" in line
