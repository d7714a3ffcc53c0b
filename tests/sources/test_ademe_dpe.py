"""Reader of ``ademe_dpe``."""

import pytest

from arpent.errors import DataInvalid
from arpent.sources.ademe_dpe import count_labels

HEADER = "numero_dpe,date_etablissement_dpe,etiquette_dpe,code_insee_ban\n"


def test_diagnoses_are_counted_by_commune_year_and_label(tmp_path):
    """Invented rows: two D of one year; one that no commune could be found for is left."""
    path = tmp_path / "invented.csv"
    rows = ["a,2024-01-15,D,01004", "b,2024-06-30,D,01004", "c,2023-02-01,G,01004", "d,2024-01-01,A,"]
    path.write_text(HEADER + "\n".join([*rows, ""]), encoding="utf-8")
    found = count_labels(path).to_numpy().tolist()
    assert found == [["01004", "2023", "G", 1], ["01004", "2024", "D", 2]]


def test_another_file_is_refused(tmp_path):
    """The message names the column."""
    path = tmp_path / "invented.csv"
    path.write_text("numero_dpe,etiquette\na,D\n", encoding="utf-8")
    with pytest.raises(DataInvalid, match="code_insee_ban"):
        count_labels(path)
