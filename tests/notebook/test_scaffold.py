"""A theme, a study, a dataset take the files of STYLE section 8 and no other: one is made, run and removed."""

import runpy
import shutil
from pathlib import Path

import pytest

import arpent.indicators
import arpent.sources
from arpent import Study, catalogue, project, views
from arpent.campaign.declared import read_campaign
from arpent.cli import main
from arpent.errors import AskedWrongly
from arpent.indicators import families, registry, themes
from arpent.notebook import check_notebook, find_notebook, read_notebook
from arpent.notebook.scaffold import campaign_files, theme_files
from arpent.notebook.scaffold_dataset import dataset_files
from arpent.notebook.scaffold_study import study_files
from arpent.notebook.themes import choose_themes, read_themes

FILES = {
    "CHANGELOG.md", "lib/arpent/indicators/essais.py", "notebooks/observatoire/essais.ipynb",
    "params/themes/essais.yml", "tests/indicators/test_essais.py",
}  # fmt: skip


def _forget():
    for remembered in (themes, families, registry._by_id, read_themes):
        remembered.cache_clear()


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A copy of the project, its data linked, whose indicators are read beside the library's own."""
    root = Path(__file__).resolve().parents[2]
    for name in ("params", "notebooks"):
        shutil.copytree(root / name, tmp_path / name)
    for name in ("lib/arpent/indicators", "tests/indicators"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(root / "CHANGELOG.md", tmp_path)
    (tmp_path / "data").symlink_to(project.path("data"))
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    own = str(tmp_path / "lib" / "arpent" / "indicators")
    monkeypatch.setattr(arpent.indicators, "__path__", [*arpent.indicators.__path__, own])
    _forget()
    yield tmp_path
    monkeypatch.undo()
    _forget()


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "data" not in path.relative_to(folder).parts[:1] and path.suffix != ".pyc"
    }


def _new(*arguments, what="theme"):
    try:
        main(["new", what, *arguments])
    except SystemExit as stopped:
        return stopped.code
    return 0


def test_a_theme_is_made_run_and_removed(checkout, capsys):
    """Five files, told; its notebook keeps the habits and shows its figure; its test passes; nothing is left after."""
    before = _files(checkout)
    assert _new("essais") == 0
    made = {name for name, content in _files(checkout).items() if before.get(name) != content}
    assert made == FILES == set(capsys.readouterr().out.split())
    _forget()
    assert list(choose_themes([]))[-1].stem == "essais"
    path = find_notebook("essais")
    check_notebook(read_notebook(path), path)
    figures = views.key_figures(Study("epci:246300701").series("essais_share"), name="k")
    assert isinstance(figures, views.KeyFigures)
    runpy.run_path(str(checkout / "tests" / "indicators" / "test_essais.py"))[
        "test_the_share_is_that_of_the_table"
    ]()
    for name in FILES - {"CHANGELOG.md"}:
        (checkout / name).unlink()
    (checkout / "CHANGELOG.md").write_bytes(before["CHANGELOG.md"])
    assert _files(checkout) == before


STUDY = {
    "CHANGELOG.md", "notebooks/prospective/essais.ipynb", "params/studies/essais.yml", "tests/study/test_essais.py",
}  # fmt: skip
DATASET = {
    "CHANGELOG.md", "data/catalogue/essai_mesures.yml", "lib/arpent/sources/essai_mesures.py",
    "tests/sources/test_essai_mesures.py",
}  # fmt: skip


@pytest.mark.usefixtures("real_tables")
def test_a_study_is_made_run_and_removed(checkout, capsys):
    """Four files, told; it is a study of the site; its notebook shows its figures; its test passes; nothing is left."""
    (checkout / "tests" / "study").mkdir()
    before = _files(checkout)
    assert _new("essais", what="study") == 0
    made = {name for name, content in _files(checkout).items() if before.get(name) != content}
    assert made == STUDY == set(capsys.readouterr().out.split())
    _forget()
    assert list(read_themes().values())[-1].family == "prospective"
    path = find_notebook("essais")
    notebook = read_notebook(path)
    check_notebook(notebook, path)
    run = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    exec(compile(run, "essais", "exec"), {})
    runpy.run_path(str(checkout / "tests" / "study" / "test_essais.py"))[
        "test_scenarios_start_from_the_census"
    ]()
    for name in STUDY - {"CHANGELOG.md"}:
        (checkout / name).unlink()
    (checkout / "CHANGELOG.md").write_bytes(before["CHANGELOG.md"])
    assert _files(checkout) == before


def test_a_dataset_is_made_read_and_removed(checkout, capsys, monkeypatch, tmp_path_factory):
    """Four files, told; its record is of the catalogue; its test passes; nothing is left."""
    (checkout / "data").unlink()
    (checkout / "data" / "catalogue").mkdir(parents=True)
    for name in ("lib/arpent/sources", "tests/sources"):
        (checkout / name).mkdir(parents=True)
    own = str(checkout / "lib" / "arpent" / "sources")
    monkeypatch.setattr(arpent.sources, "__path__", [*arpent.sources.__path__, own])
    before = sorted(path for path in checkout.rglob("*") if path.is_file())
    changelog = (checkout / "CHANGELOG.md").read_bytes()
    assert _new("essai_mesures", what="dataset") == 0
    assert set(capsys.readouterr().out.split()) == DATASET
    assert catalogue.ids() == ("essai_mesures",)
    tests = runpy.run_path(str(checkout / "tests" / "sources" / "test_essai_mesures.py"))
    tests["test_read_mesures_changes_nothing"](tmp_path_factory.mktemp("raw"))
    tests["test_the_record_says_where_its_files_are"]()
    with pytest.raises(AskedWrongly, match="already there"):
        dataset_files("essai_mesures")
    for name in DATASET - {"CHANGELOG.md"}:
        (checkout / name).unlink()
    left = sorted(path for path in checkout.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert (left, changelog != (checkout / "CHANGELOG.md").read_bytes()) == (before, True)


@pytest.mark.usefixtures("checkout")
def test_names_of_studies_and_datasets_are_checked():
    """A study is not named after a theme; a dataset says its producer."""
    with pytest.raises(AskedWrongly, match="a theme of the observatories"):
        study_files("logement")
    with pytest.raises(AskedWrongly, match="already there"):
        study_files("projection")
    with pytest.raises(AskedWrongly, match="without accents"):
        study_files("Été")
    with pytest.raises(AskedWrongly, match="<producer>_<product>"):
        dataset_files("bpe")


def test_a_campaign_takes_its_params_file(checkout, capsys):
    """It can be planned as it is: themes that exist, on the EPCI of a département."""
    main(["new", "campaign", "essai-2026"])
    assert capsys.readouterr().out.split() == ["params/campaigns/essai-2026.yml"]
    made = read_campaign("essai-2026")
    assert made.title == "Essai 2026"
    assert list(made.themes) == [theme.stem for theme in choose_themes([])]
    assert (checkout / "params" / "campaigns" / "essai-2026.yml").is_file()
    with pytest.raises(AskedWrongly, match="already there"):
        campaign_files("essai-2026")
    with pytest.raises(AskedWrongly, match="hyphens"):
        campaign_files("Été")


@pytest.mark.usefixtures("checkout")
def test_a_name_that_can_not_be_is_refused_and_nothing_is_written():
    """Capitals, accents, a word that no module can have, and a theme that is there already."""
    for name, message in (
        ("Énergie", "without accents"),
        ("logement", "already there"),
        ("deux mots", "one word"),
        ("or", "none of Python's own"),
    ):
        with pytest.raises(AskedWrongly, match=message):
            theme_files(name)


def test_a_dry_run_writes_nothing(checkout, capsys):
    """It only says which files it would write."""
    before = _files(checkout)
    assert _new("essais", "--dry-run") == 0
    assert set(capsys.readouterr().out.split()) == FILES
    assert _files(checkout) == before
