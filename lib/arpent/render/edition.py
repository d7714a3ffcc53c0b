"""Reports of a campaign: what each is made of, and its files, made in a worker and written by the runner."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from arpent import catalogue, project
from arpent.campaign.contents import digest_of
from arpent.campaign.files import DiskRefused, refusal
from arpent.campaign.followed import Followed
from arpent.campaign.reach import Place
from arpent.campaign.targets import Target
from arpent.errors import RenderFailed
from arpent.notebook import find_notebook, read_notebook
from arpent.notebook.bring import bring
from arpent.notebook.themes import read_themes
from arpent.render.assemble import left_out, provenance
from arpent.render.contributions import Note, read_notes
from arpent.render.orders import PageOrder, ReportOrder
from arpent.render.prose_pages import method_files
from arpent.render.renderers import Choice
from arpent.render.staging import MARK, staged_folder
from arpent.render.surveys import check_themes
from arpent.tables.storage import table_file
from arpent.tables.surveys import read_surveys
from arpent.territory import find

#: What of a dataset's record a page shows.
SHOWN = ("title", "producer", "licence", "licence_url", "url", "note")
#: Formats that print partners' notes.
NOTED = ("pdf", "docx")


@dataclass(frozen=True)
class Edition:
    """
    How the reports of a campaign are made: see ``campaign.plan.Finishing``.

    Parameters
    ----------
    choice : Choice
        The renderer.
    formats : tuple of str
        Of each report.
    themes : tuple of str
        That can be run.
    missing : tuple of dict
        Themes left out.
    """

    choice: Choice
    formats: tuple[str, ...]
    themes: tuple[str, ...]
    missing: tuple[dict[str, str], ...] = field(default=())

    def recipe(self, themes: Sequence[str], datasets: Sequence[str], followed: Followed) -> dict[str, Any]:
        """What reports are made of, beside the executed notebooks: the same for every territory."""
        contents = followed.contents
        declared = {stem: read_themes()[stem] for stem in themes}
        reports = project.path("reports")
        templates = {
            f"{name}/{path}": digest
            for name in ("templates", "theme")
            for path, digest in contents.folder(reports / name).items()
        }
        for name in {"fiche", "diaporama"} & set(self.formats):
            templates[f"{name}.yml"] = contents.digest(project.path("params", f"{name}.yml"))
        tables = sorted({name for theme in declared.values() for name in theme.tables})
        return {
            "renderer": self._renderer,
            "formats": list(self.formats),
            "prose": {stem: _prose(stem) for stem in declared},
            "methods": {stem: contents.digest(path) for stem, path in _methods(declared).items()},
            "titles": {
                stem: digest_of([one.title, one.question, one.order]) for stem, one in declared.items()
            },
            "catalogue": {name: _shown(name) for name in datasets},
            "renderer library": followed.names(self._roots),
            "templates": templates | {"_quarto.yml": contents.digest(reports / "_quarto.yml")},
            "tables": {name: contents.digest(table_file(name)) for name in tables},
        }

    @cached_property
    def _renderer(self) -> str:
        return self.choice.why if self.choice.name == "quarto" else "embedded"

    @property
    def _roots(self) -> list[Place]:
        """Definitions that the making of a report starts from."""
        return [(f"arpent.render.{self._module}", "render_report"), ("arpent.render.making", "make_report")]

    @property
    def _module(self) -> str:
        return "quarto" if self.choice.name == "quarto" else "html"

    @cached_property
    def _provenance(self) -> dict[str, Any]:
        return provenance([read_themes()[stem] for stem in self.themes])

    def prepare(self) -> None:
        """Import the renderers, while the first notebooks run."""
        bring("arpent.render.making")

    def is_there(self, folder: Path, record: Mapping[str, Any]) -> bool:
        """Whether a report is still what its record says, and shows the surveys and prints the notes there are now."""
        mark = folder / MARK
        is_same = mark.is_file() and hashlib.sha256(mark.read_bytes()).hexdigest() == record["mark"]
        return is_same and record.get("notes", "") == self._noted(folder.name)

    def _noted(self, slug: str) -> str:
        """Digest of the surveys of a territory and of the notes that its documents print; empty where none is."""
        notes = self._notes.get(slug, ()) if set(self.formats) & set(NOTED) else ()
        said = [astuple(note) for note in notes] + self._surveys.get(slug, [])
        return digest_of(said) if said else ""

    @cached_property
    def _surveys(self) -> dict[str, list[Any]]:
        """Surveys, by slug of their territory: what each declares, and its answers."""
        check_themes(list(read_themes()))
        found: dict[str, list[Any]] = {}
        for one in read_surveys():
            told = [str(getattr(one, key.name)) for key in fields(one) if key.name != "answers"]
            found.setdefault(find(one.territory).slug, []).append([told, one.answers.to_csv()])
        return found

    @cached_property
    def _notes(self) -> dict[str, tuple[Note, ...]]:
        """Partners' notes, by slug of their territory."""
        found: dict[str, tuple[Note, ...]] = {}
        for note in read_notes():
            slug = find(note.territory).slug
            found[slug] = (*found.get(slug, ()), note)
        return found

    def order(
        self, territory: str, pages: Sequence[tuple[Target, bytes]], failed: Sequence[Target], folder: Path
    ) -> ReportOrder:
        """What a worker is told to make, for which folder."""
        ready = tuple(PageOrder(one.theme, one.page, one.parameters, packed) for one, packed in pages)
        lost = tuple(left_out(read_themes()[one.theme]) for one in failed)
        missing = (*self.missing, *lost)
        notes = self._notes.get(find(territory).slug, ())
        return ReportOrder(
            territory, ready, missing, self._provenance, self.choice.name, folder, self.formats, notes
        )

    @property
    def make(self) -> Any:
        """What a worker calls."""
        from arpent.render.making import make_report  # noqa: PLC0415 - a plan does not wait for the renderers

        return make_report

    def keep(self, files: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
        """Write a report whole; what its record says of it."""
        try:
            with staged_folder(folder) as staged:
                for name, content in files.items():
                    (staged / name).parent.mkdir(parents=True, exist_ok=True)
                    (staged / name).write_bytes(content)
        except RenderFailed as error:
            if isinstance(error.__cause__, OSError):
                raise DiskRefused(refusal(folder, error.__cause__)) from error
            raise
        noted = self._noted(folder.name)
        return {"mark": hashlib.sha256(files[MARK]).hexdigest()} | ({"notes": noted} if noted else {})


def _prose(stem: str) -> str:
    """Digest of what is written around the code: the text cells, and where they stand."""
    return digest_of(_texts(stem))


def _texts(stem: str) -> list[str]:
    cells = read_notebook(find_notebook(stem)).cells
    return ["" if cell.cell_type == "code" else cell.source for cell in cells]


def _methods(stems: Iterable[str]) -> dict[str, Path]:
    """Files of the method pages that a report carries: those that its notebooks link to."""
    return method_files(text for stem in stems for text in _texts(stem))


def _shown(dataset: str) -> dict[str, str]:
    record = catalogue.load(dataset)
    vintages = [[one.name, one.published, one.url, one.cog_year] for one in record.vintages]
    return {name: str(getattr(record, name)) for name in SHOWN} | {"vintages": digest_of(vintages)}
