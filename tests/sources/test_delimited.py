"""CSV files of any kind, as text."""

import gzip

import pytest

from arpent.errors import DataInvalid
from arpent.sources.delimited import read_delimited, sum_delimited


def test_codes_marks_and_blanks_stay_text(tmp_path):
    """01004 keeps its zero; ``NA``, ``nd`` and blank are not the same."""
    path = tmp_path / "invented.csv"
    path.write_text("code;a;b\n01004;NA;\n2A004;nd;0\n", encoding="utf-8")
    assert read_delimited(path).values.tolist() == [["01004", "NA", ""], ["2A004", "nd", "0"]]


def test_producers_encodings_are_read(tmp_path):
    """latin-1 and a byte-order mark, as INSEE's files have."""
    for encoding, given in (("latin-1", "latin-1"), ("utf-8-sig", "utf-8")):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes("libellé;x\nÉlancourt;1\n".encode(encoding))
        frame = read_delimited(path, encoding=given)
        assert frame.columns.tolist() == ["libellé", "x"]
        assert frame.loc[0, "libellé"] == "Élancourt"


def test_titles_headers_left_blank_and_gzip(tmp_path):
    """Lines of title are skipped, columns without a name are not columns, ``.gz`` is read as it is."""
    path = tmp_path / "invented.csv.gz"
    path.write_bytes(gzip.compress(b"title\ncode;n;;\n01;2;;\n"))
    assert read_delimited(path, skip=1).to_dict("records") == [{"code": "01", "n": "2"}]


def test_a_column_asked_for_and_not_there_is_named(tmp_path):
    """The message has the file, the column and what there is."""
    path = tmp_path / "invented.csv"
    path.write_text("code;n\n01;2\n", encoding="utf-8")
    with pytest.raises(DataInvalid, match=r"invented.csv: no column m. It has: code, n"):
        read_delimited(path, columns=["code", "m"])


def test_rows_are_filtered_while_read(tmp_path):
    """A condition keeps a département of a national file."""
    path = tmp_path / "invented.csv"
    path.write_text("code;n\n01004;2\n63113;3\n", encoding="utf-8")
    assert read_delimited(path, where="code LIKE '63%'")["n"].tolist() == ["3"]


def test_sums_are_made_while_read(tmp_path):
    """2.5 + 3 = 5.5 for one pair."""
    path = tmp_path / "invented.csv"
    path.write_text("a;b;n\n01;02;2.5\n01;02;3\n01;03;1\n", encoding="utf-8")
    assert sum_delimited(path, keys=["a", "b"], value="n").values.tolist() == [
        ["01", "02", 5.5],
        ["01", "03", 1],
    ]


def test_what_is_not_a_table_is_refused(tmp_path):
    """A sum of words is refused, with the file."""
    path = tmp_path / "invented.csv"
    path.write_text("a;n\n01;deux\n", encoding="utf-8")
    with pytest.raises(DataInvalid, match=r"invented.csv"):
        sum_delimited(path, keys=["a"], value="n")


def test_a_large_file_is_read_in_bounded_memory(tmp_path):
    """120 000 rows of 60 columns, of which two are kept."""
    path = tmp_path / "invented.csv"
    row = ";".join(["123456.789"] * 60)
    lines = [f"{number:06d};{row}" for number in range(120_000)]
    path.write_text("\n".join(["code;" + ";".join(f"c{n}" for n in range(60)), *lines]), encoding="utf-8")
    frame = read_delimited(path, columns=["code", "c7"])
    assert len(frame) == 120_000
    assert frame.memory_usage(deep=True).sum() < 10_000_000
