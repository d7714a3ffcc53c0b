"""Reader of ``sdes_sitadel``, on invented rows."""

import pytest

from arpent.errors import DataInvalid
from arpent.sources.sdes_sitadel import PERMIT, read_communes, read_permits


def test_totals_are_read_as_published(tmp_path):
    """Codes keep their zeros; a blank is a blank, not a zero."""
    path = tmp_path / "invented.csv"
    path.write_text("ANNEE;COMM;TYPE_LGT;LOG_AUT;LOG_COM\n2025;01004;Tous Logements;3;\n", encoding="utf-8")
    assert read_communes(path).loc[0].tolist() == ["2025", "01004", "Tous Logements", "3", ""]


def test_only_what_is_used_of_a_permit_is_read(tmp_path):
    """Names and addresses of people stay in the file."""
    path = tmp_path / "invented.csv"
    path.write_text(
        ";".join(["DENOM_DEM", *PERMIT]) + "\nEssai;01004;2;2020-01-31;;2;2;0\n", encoding="utf-8"
    )
    assert read_permits(path).loc[0].tolist() == ["01004", "2", "2020-01-31", "", "2", "2", "0"]


def test_another_layout_is_refused(tmp_path):
    """The message names what lacks."""
    path = tmp_path / "invented.csv"
    path.write_text("COMM;ETAT_DAU\n01004;2\n", encoding="utf-8")
    with pytest.raises(DataInvalid, match="no column DATE_REELLE_AUTORISATION"):
        read_permits(path)
