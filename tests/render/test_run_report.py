"""What the production manager reads after a run."""

from arpent.render.run_report import _by_cause


def _row(place, message, cell=4, line=2):
    failure = {
        "message": message,
        "cell": cell,
        "line": line,
        "traceback": f"trace of {place}",
        "is_dead": False,
    }
    return {"theme": "population", "place": place, "id": f"epci:{place}", "failure": failure}


def test_one_cause_is_told_once_with_all_its_territories():
    """A thousand failures of one cell for one reason are one paragraph, its place said once."""
    same = "notebooks/observatoire/population.ipynb [epci:{}]: cell 4, line 2 (1 / 0): ZeroDivisionError"
    rows = [_row(place, same.format(place)) for place in ("A", "B")]
    rows.append(
        _row("C", "notebooks/observatoire/population.ipynb [epci:C]: cell 4: the kernel died", line=None)
    )
    told = _by_cause(rows)
    assert [(one["message"], one["places"]) for one in told] == [
        ("(1 / 0): ZeroDivisionError", ["A (epci:A)", "B (epci:B)"]),
        ("the kernel died", ["C (epci:C)"]),
    ]
    assert told[0]["traceback"] == "trace of A"
