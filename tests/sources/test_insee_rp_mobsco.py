"""Reader of ``insee_rp_mobsco``."""

from arpent.sources.insee_rp_mobsco import sum_flows


def test_individuals_are_summed_by_pair_and_age(tmp_path):
    """Invented rows: two pupils of six to ten years old, one of fifteen."""
    path = tmp_path / "invented.csv"
    rows = "COMMUNE;DCETUF;AGEREV10;IPONDI\n01004;01005;06;2.5\n01004;01005;06;2\n01004;01005;15;1\n"
    path.write_text(rows, encoding="utf-8")
    assert sum_flows(path).values.tolist() == [["01004", "01005", "06", 4.5], ["01004", "01005", "15", 1.0]]
