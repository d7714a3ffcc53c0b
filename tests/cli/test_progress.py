"""Bars are for a person; a machine reads lines."""

from arpent.cli import progress
from arpent.cli.progress import Bars


def test_no_bar_where_nobody_looks(capsys):
    """In a log, only what is said."""
    with Bars() as bars:
        tell = bars.bar("a.csv")
        tell(10, 100)
        tell(100, 100)
        bars.say("a.csv: producer")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "a.csv: producer\n")


def test_a_bar_where_a_person_looks(capsys, monkeypatch):
    """With its name, and its size where it is known."""
    monkeypatch.setattr(progress, "is_watched", lambda: True)
    with Bars() as bars:
        bars.bar("a.csv")(50, 100)
        bars.bar("b.csv")(50, None)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "a.csv:   0%" in captured.err
    assert "b.csv: 0.00o" in captured.err
