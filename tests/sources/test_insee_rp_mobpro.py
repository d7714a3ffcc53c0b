"""Reader of ``insee_rp_mobpro``."""

import pytest

from arpent.sources.insee_rp_mobpro import read_mobpro, sum_flows


def test_flows_are_sums_of_individuals(tmp_path):
    """Invented rows: two individuals of one pair, 4.5 persons."""
    path = tmp_path / "invented.csv"
    path.write_text("COMMUNE,DCLT,CS1,IPONDI\n01004,01005,5,2.5\n01004,01005,6,2\n", encoding="utf-8")
    assert sum_flows(path, separator=",").values.tolist() == [["01004", "01005", 4.5]]


def test_the_extract_of_the_orne(shared_data):
    """The sums keep the total of the individuals; foreign workplaces (99999) stay."""
    path = shared_data / "mobility/exemple_flux_mobpro_dept61_rp.csv"
    individuals, flows = read_mobpro(path), sum_flows(path, separator=",")
    assert len(individuals) == 29445
    assert flows["IPONDI"].sum() == pytest.approx(individuals["IPONDI"].astype(float).sum())
