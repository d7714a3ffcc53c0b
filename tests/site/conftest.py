"""
A site of three real territories whose reports are invented ones (Grande-Lande's): CC Brioude Sud Auvergne,
Auzon Communauté, and a grouping of both. Every figure in it is made up, and every page says so.
"""

import hashlib
import importlib.util
import shutil
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from arpent import project
from arpent.campaign import store_of
from arpent.notebook.themes import read_themes
from arpent.render.html import build_files
from arpent.site.build import build_site
from arpent.site.declared import read_site
from arpent.territory import find

HERE = Path(__file__).parent
PLACES = ("epci:200085728", "epci:244301099", "groupe:essai")
HOSTILE = "<script>alert(1)</script> \"'../../=cmd()| 🐗 & " + "é" * 250
CAMPAIGN = 'title: Édition d\'essai\nterritories: ["epci:200085728", "epci:244301099", "groupe:essai"]\n'
GROUP = 'groupes:\n  essai:\n    name: {name}\n    members: ["epci:200085728", "epci:244301099"]\n'


def _essai() -> ModuleType:
    spec = importlib.util.spec_from_file_location("essai", HERE.parent / "render" / "essai.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Sited:
    """A project with a campaign that is rendered, and its site."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = store_of("essai")

    @property
    def folder(self) -> Path:
        """Of the site."""
        return self.root / "reports" / "build" / "sites" / "essai"

    def declare(self, text: str) -> None:
        """Write what the agency says of the site."""
        folder = self.root / "params" / "sites"
        folder.mkdir(exist_ok=True)
        (folder / "essai.yml").write_text(text, encoding="utf-8")

    def render(self, territory_id: str, change=lambda _view: None) -> None:
        """Keep the invented report of a territory, as a campaign would; ``change`` alters its views."""
        place, essai = find(territory_id), _essai()
        invented = essai.report()
        for ready in invented.pages:
            for cell in ready.notebook.cells:
                if "arpent" in cell.metadata:
                    change(cell.metadata["arpent"])
        report = replace(
            invented, territory_id=place.id, territory_name=place.name, territory_level=place.level
        )
        folder, files = self.store.report(place.slug), build_files(report)
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        self.store.keep_rendered(
            place.slug, {"mark": hashlib.sha256(files["provenance.json"]).hexdigest(), "pages": {}}
        )

    def build(self):
        """Assemble the site."""
        return build_site(read_site("essai"), self.store)

    def page(self, name: str) -> str:
        """Text of a page."""
        return (self.folder / name).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the site."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def _make_project(root: Path, monkeypatch, name: str = "Ensemble d'essai") -> Sited:
    """A project of its own, with a grouping of any name."""
    for folder in ("params/themes", "reports/templates", "reports/theme", "reports/site", "docs/methodes"):
        shutil.copytree(project.path(folder), root / folder)
    shutil.copytree(project.path("data", "catalogue"), root / "data" / "catalogue")
    (root / "data" / "embedded").symlink_to(project.path("data", "embedded"))
    (root / "params" / "campaigns").mkdir()
    (root / "params" / "campaigns" / "essai.yml").write_text(CAMPAIGN, encoding="utf-8")
    quoted = "'" + name.replace("'", "''") + "'"
    (root / "params" / "territories.yml").write_text(GROUP.format(name=quoted), encoding="utf-8")
    monkeypatch.setenv("ARPENT_ROOT", str(root))
    read_themes.cache_clear()
    sited = Sited(root)
    for place in PLACES:
        sited.render(place)
    return sited


@pytest.fixture
def make_project():
    """Makes a project: its folder, pytest's ``monkeypatch``, the name of the grouping."""
    yield _make_project
    read_themes.cache_clear()


@pytest.fixture
def sited(tmp_path, monkeypatch) -> Sited:
    """The site's project, its three reports rendered."""
    yield _make_project(tmp_path / "project", monkeypatch)
    read_themes.cache_clear()


@pytest.fixture
def hostile(tmp_path, monkeypatch) -> Sited:
    """The same, where the grouping's name is written to do harm."""
    yield _make_project(tmp_path / "hostile", monkeypatch, HOSTILE)
    read_themes.cache_clear()
