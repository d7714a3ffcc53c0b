"""Readers of ``insee_naissances`` and ``insee_deces``."""

import pytest

from arpent.sources.insee_etat_civil import read_births, read_deaths


@pytest.mark.parametrize(("read", "expected"), [(read_births, "12"), (read_deaths, "7")])
def test_only_its_measure_and_communes_are_read(tmp_path, read, expected):
    """Invented rows: the other measure and a département are left."""
    path = tmp_path / "invented_data.csv"
    rows = "EC_MEASURE;FREQ;GEO;GEO_OBJECT;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
    rows += "LVB;A;01004;COM;A;2024;12\nLVB;A;01;DEP;A;2024;99\nDTH;A;01004;COM;A;2024;7\n"
    path.write_text(rows, encoding="utf-8")
    kept = read(path)[["GEO", "TIME_PERIOD", "OBS_VALUE"]]
    assert kept.to_numpy().tolist() == [["01004", "2024", expected]]
