"""Reader of ``cerema_conso_enaf``, on invented rows in the two layouts that Cerema documents."""

import pytest

from arpent.sources.cerema_conso_enaf import read_land_take


@pytest.mark.parametrize("separator", [";", ","], ids=["2024", "2025"])
def test_both_layouts_give_the_same_frame(tmp_path, separator):
    """Semicolons and quotes, or commas; codes keep their zeros and areas stay text."""
    path = tmp_path / "invented.csv"
    rows = [["idcom", "idcomtxt", "naf11art12"], ["01004", '"Ville, essai"', "120.0"]]
    path.write_text("".join(f"{separator.join(row)}\n" for row in rows), encoding="utf-8-sig")
    frame = read_land_take(path)
    assert frame.columns.tolist() == rows[0]
    assert frame.loc[0].tolist() == ["01004", "Ville, essai", "120.0"]
