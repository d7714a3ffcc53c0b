"""Reader of ``insee_flores``."""

from arpent.sources.insee_flores import read_sectors

NAMES = "GEO;GEO_OBJECT;ACTIVITY;NUMBER_EMPL;LEGAL_FORM_WITH_PUBLIC;FLORES_MEASURE;OBS_STATUS;TIME_PERIOD;OBS_VALUE"


def test_all_sizes_together_are_read(tmp_path):
    """Invented rows: one size of establishment and one zone d'emploi are left."""
    path = tmp_path / "DS_FLORES_A38_2024_data.csv"
    rows = ["01004;COM;_T;_T", "01004;COM;_T;E0", "8408;ZE2020;_T;_T"]
    text = "\n".join([NAMES, *(f"{row};1T9X7;UNIT_LOC;A;2024;3" for row in rows), ""])
    path.write_text(text, encoding="utf-8")
    frame = read_sectors(path)
    assert frame["GEO"].tolist() == ["01004"]
    assert frame["OBS_VALUE"].tolist() == ["3"]
