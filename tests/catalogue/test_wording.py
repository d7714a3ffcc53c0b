"""Sources as a figure names them."""

from arpent import catalogue


def test_several_datasets_are_separated():
    """In the order given."""
    line = catalogue.source_line({"insee_cog": ["2026"], "dgcl_epci": ["2026"]})
    assert line.startswith("Insee, code officiel géographique 2026")
    assert " ; DGCL, liste des EPCI" in line


def test_uses_are_merged_in_the_order_of_the_record():
    """Two figures on one dataset: it is cited once, with the vintages of both."""
    one, other = (
        {"insee_population_legale": ["2023"]},
        {"insee_cog": ["2026"], "insee_population_legale": ["2018"]},
    )
    assert catalogue.merged(one, other) == {
        "insee_population_legale": ("2018", "2023"),
        "insee_cog": ("2026",),
    }
