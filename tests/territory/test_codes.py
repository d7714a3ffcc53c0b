"""Codes are text wherever they go: command line, YAML, JSON, CSV, Excel, Parquet, file names, notebooks."""

import contextlib
import io
import json
import tempfile
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papermill.translators import PythonTranslator

from arpent.cli import main
from arpent.cli.territory.files import read_table, write_table
from arpent.notebook import parameters
from arpent.territory import find
from arpent.territory.levels import zones
from arpent.territory.model import id_of
from arpent.territory.repair import repair_codes

IDS = [
    f"{level}:{code}"
    for level in ("commune", "epci", "departement", "region", "arrondissement", "partie_epci")
    for code in zones(level).index
]
#: Codes that look most like numbers, or like none, come up often.
AWKWARD = ["commune:01004", "commune:2A004", "commune:2B033", "commune:97411", "departement:01", "region:01"]
AWKWARD += ["arrondissement:011", "arrondissement:2A1", "departement:2A", "departement:974", "region:94"]
AWKWARD += ["partie_epci:246300966-15", "groupe:vichy-brioude", "france"]
identifiers = st.sampled_from(AWKWARD) | st.sampled_from(IDS)
communes = st.sampled_from([one.partition(":")[2] for one in IDS if one.startswith("commune:")])
tables = st.lists(communes, min_size=1, max_size=8, unique=True)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(identifiers)
@quick
def test_find_gives_back_the_identifier(identifier):
    """What was typed is what is found, with spaces around or in small letters."""
    level, _, code = identifier.partition(":")
    assert find(identifier).id == identifier
    assert find(f"  {identifier} ").id == identifier
    if level == "commune":
        assert find(f"commune:{code.lower()}").code == code


@given(identifiers)
@settings(max_examples=25, deadline=None)
def test_command_line(identifier):
    """An argument goes in and comes out in JSON."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main(["territory", "show", identifier, "--json"])
    assert json.loads(out.getvalue())["id"] == identifier


@given(identifiers)
@quick
def test_yaml_quoted_or_not_and_json(identifier):
    """A level before the code keeps YAML from reading 01004 as octal 516."""
    for text in (
        f"territory: {identifier}",
        f"territory: '{identifier}'",
        yaml.safe_dump({"territory": identifier}),
    ):
        assert yaml.safe_load(text)["territory"] == identifier
    assert json.loads(json.dumps(identifier)) == identifier


@given(identifiers)
@quick
def test_file_names(identifier):
    """A slug has no separator of folders, no colon, and comes back to its identifier."""
    slug = find(identifier).slug
    assert not set(slug) & set(r'/\:*?"<>| ')
    assert id_of(slug) == identifier


@given(tables, st.sampled_from([".csv", ".xlsx", ".parquet"]))
@settings(max_examples=40, deadline=None)
def test_tables(codes, kind):
    """Written and read, codes are the same text in the same order."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"table{kind}"
        write_table(pd.DataFrame({"commune_code": codes, "n": range(len(codes))}), file)
        assert read_table(file)["commune_code"].tolist() == codes


@given(tables)
@quick
def test_a_spreadsheet_that_ate_the_zeros_is_repaired(codes):
    """01004 read as the number 1004 or 1004.0 comes back, and each repair is listed."""
    for eaten in (int, float):
        values = [eaten(code) if code.isdigit() else code.lower() for code in codes]
        repaired = repair_codes(pd.Series(values, dtype=object))
        assert repaired.codes.tolist() == codes
        assert len(repaired.changes) <= len(codes)


@given(identifiers, tables)
@quick
def test_notebooks(identifier, codes):
    """Text typed for a parameter, bound by its declared type, written into a cell by papermill, and run."""
    cell = 'territory: str = "france"\ncompare_to: list[str] = ["parents"]'
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, metadata={"tags": ["parameters"]})]
    )
    here = Path("notebooks") / "observatoire" / "essai.ipynb"
    declared = parameters.read_parameters(notebook, here)
    listed = [f"commune:{code}" for code in codes]
    bound = parameters.bind(declared, {"territory": identifier, "compare_to": ",".join(listed)}, here)
    assert bound == {"territory": identifier, "compare_to": listed}
    variables = {}
    exec(PythonTranslator.codify(bound), variables)
    assert (variables["territory"], variables["compare_to"]) == (identifier, listed)


@given(communes)
@quick
def test_a_bare_code_stays_text_in_a_notebook(code):
    """Without its level too: 01004 is never 1004 nor 516."""
    here = Path("notebooks") / "observatoire" / "essai.ipynb"
    declared = {"code": parameters.Parameter("code", "str", "")}
    variables = {}
    exec(PythonTranslator.codify(parameters.bind(declared, {"code": code}, here)), variables)
    assert variables["code"] == code


@pytest.mark.parametrize("value", [1004, 516, 1004.0, None, ["commune:01004"]])
def test_what_is_not_text_is_refused(value):
    """A code that was a number has lost its zeros: it is not guessed."""
    with pytest.raises(Exception, match="is not text"):
        find(value)
