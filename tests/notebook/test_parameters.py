"""The parameters cell is the schema."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from arpent.errors import AskedWrongly
from arpent.notebook import bind, read_parameters
from arpent.notebook.parameters import read_parameter_file

PATH = Path("demo.ipynb")
SOURCE = """territory: str = "epci:246300701"  # which
year: int = 2021
share: float = 0.5
compare_to: list[str] = ["parents"]
is_short: bool = False
needed: str"""


def declare(source=SOURCE):
    """Schema of one parameters cell."""
    cell = new_code_cell(source, metadata={"tags": ["parameters"]})
    return read_parameters(new_notebook(cells=[cell]), PATH)


def test_schema_is_read_from_the_cell():
    """Names, types, defaults and comments."""
    declared = declare()
    assert list(declared) == ["territory", "year", "share", "compare_to", "is_short", "needed"]
    assert declared["territory"].comment == "which"
    assert declared["needed"].is_required


def test_misspelt_name_is_refused_with_the_nearest():
    """Nothing runs on a name that nobody reads."""
    with pytest.raises(AskedWrongly, match=r"unknown parameter 'terrritory'; did you mean 'territory'\?"):
        bind(declare(), {"terrritory": "x", "needed": "y"}, PATH)


def test_missing_value_is_refused():
    """A parameter without a default must be given."""
    with pytest.raises(AskedWrongly, match="'needed' has no default"):
        bind(declare(), {}, PATH)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", "abc"),
        ("year", 2021.5),
        ("year", True),
        ("share", "x"),
        ("is_short", "maybe"),
        ("territory", 1004),
        ("compare_to", 3),
    ],
)
def test_wrong_type_is_refused(name, value):
    """A value of another type is refused before any kernel starts."""
    with pytest.raises(AskedWrongly, match=f"'{name}'"):
        bind(declare(), {name: value, "needed": "y"}, PATH)


@given(st.sampled_from(["01004", "2A004", "97411", "0", "1e5", "08", "true", "null", "12:30:45", "1_000"]))
def test_a_code_stays_text(code):
    """What is declared str is never read as a number, date or boolean."""
    bound = bind(declare(), {"needed": code, "compare_to": code}, PATH)
    assert bound["needed"] == code
    assert bound["compare_to"] == [code]


def test_text_is_read_by_the_declared_type():
    """-p year=2019 gives the number; lists are comma-separated."""
    bound = bind(
        declare(),
        {"year": "2019", "share": "0.25", "is_short": "oui", "compare_to": "a, b", "needed": ""},
        PATH,
    )
    assert (bound["year"], bound["share"], bound["is_short"], bound["compare_to"]) == (
        2019,
        0.25,
        True,
        ["a", "b"],
    )


@pytest.mark.parametrize("source", ["year = 2021", "year: int | None = 2", "def f(): pass", "x: str = ("])
def test_a_line_that_papermill_cannot_pass_is_refused(source):
    """Only `name: type = value`, with types that papermill can write."""
    with pytest.raises(AskedWrongly):
        declare(source)


def test_yaml_codes_are_never_octal(tmp_path):
    """Unquoted 01004 in a YAML file stays 01004."""
    path = tmp_path / "p.yml"
    path.write_text("territory: 01004\ncompare_to: [01001, 2A004]\n")
    assert read_parameter_file(path) == {"territory": "01004", "compare_to": ["01001", "2A004"]}
