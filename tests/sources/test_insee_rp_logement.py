"""Reader of ``insee_rp_logement``."""

from arpent.sources.insee_rp_logement import ALL, read_categories


def test_only_dwellings_of_all_kinds_are_read(tmp_path):
    """Invented rows: those of one tenure are left; the category stays."""
    path = tmp_path / "DS_RP_LOGEMENT_PRINC_2023_data.csv"
    lines = [";".join(["GEO", "GEO_OBJECT", "OCS", *ALL, "TIME_PERIOD", "OBS_VALUE"])]
    for tenure in ("_T", "100"):
        cells = {**ALL, "TSH": tenure}.values()
        lines.append(";".join(["01004", "COM", "DW_MAIN", *cells, "2023", "12.5"]))
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    frame = read_categories(path)
    assert frame[["GEO", "OCS", "OBS_VALUE"]].to_numpy().tolist() == [["01004", "DW_MAIN", "12.5"]]
