"""Reader of ``sdes_rpls``, on an invented workbook."""

import pandas as pd
import pytest

from arpent.errors import DataInvalid
from arpent.sources.sdes_rpls import read_communes


def workbook(path, rows, sheet="COMMUNE"):
    """Write rows of cells, without a header."""
    pd.DataFrame(rows).to_excel(path, sheet_name=sheet, header=False, index=False)
    return path


def test_the_header_is_found_under_the_titles(tmp_path):
    """Rows of title and of labels above; codes keep their zeros."""
    rows = [["RPLS, essai", "", ""], ["Région", "Commune", "Logements"], ["REG", "DEPCOM_ARM", "nb_ls"]]
    frame = read_communes(workbook(tmp_path / "invented.xlsx", [*rows, ["84", "01004", 12]]))
    assert frame.to_dict("records") == [{"REG": "84", "DEPCOM_ARM": "01004", "nb_ls": "12"}]


@pytest.mark.parametrize(
    ("sheet", "message"),
    [("COMMUNE", "no row with DEPCOM_ARM"), ("REGION", "no sheet 'COMMUNE'")],
)
def test_another_workbook_is_refused(tmp_path, sheet, message):
    """The message names what lacks."""
    with pytest.raises(DataInvalid, match=message):
        read_communes(workbook(tmp_path / "invented.xlsx", [["a", "b"], [1, 2]], sheet))
