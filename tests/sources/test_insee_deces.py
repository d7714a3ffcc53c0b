"""Reader of ``insee_deces``."""

from arpent.sources.insee_deces import read_deaths


def test_only_its_measure_and_communes_are_read(tmp_path):
    """Invented rows: another measure and a département are left."""
    path = tmp_path / "invented_data.csv"
    rows = "EC_MEASURE;FREQ;GEO;GEO_OBJECT;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
    rows += "DTH;A;01004;COM;A;2024;12\nDTH;A;01;DEP;A;2024;99\nXXX;A;01004;COM;A;2024;7\n"
    path.write_text(rows, encoding="utf-8")
    assert read_deaths(path)[["GEO", "TIME_PERIOD", "OBS_VALUE"]].to_numpy().tolist() == [
        ["01004", "2024", "12"]
    ]
