"""
Pages of the tables in the docs: ``python -m arpent.tables.pages [FOLDER]`` writes ``docs/tables/*.md``.

One page a table, out of its record and those of its datasets; nothing is written by hand there.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from arpent import catalogue, project
from arpent.tables.reading import agency_names, describe, known
from arpent.tables.record import Column, TableRecord

TYPES = {
    "str": "texte",
    "int": "entier",
    "float": "nombre",
    "bool": "oui ou non",
    "geometry": "géométrie",
}
REASONS = (
    "Une valeur absente garde sa raison : `secret` (le producteur la cache), `not_published` (il ne la publie pas), "
    "`not_applicable` (elle n'a pas de sens ici), `not_available` (elle existe peut-être, pas dans le fichier lu, ou "
    "ne peut être amenée à la géographie en vigueur)."
)


def write_pages(folder: Path) -> list[Path]:
    """
    Write the pages of all tables, and the list of them.

    Parameters
    ----------
    folder : Path
        Written to.

    Returns
    -------
    list of Path
        Files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in pages().items():
        path = folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def pages() -> dict[str, str]:
    """
    Pages of all tables, without the agency's own, and the list of them (``index``).

    Returns
    -------
    dict of str to str
        Stem of the file → Markdown.
    """
    records = [describe(name) for name in known() if name not in agency_names()]
    return {"index": _index(records), **{record.name: _page(record) for record in records}}


INTRODUCTION = (
    "Pages écrites par `python -m arpent.tables.pages` d'après les fiches des tables. Une table embarquée est là "
    "sans réseau ; les autres sont bâties par `python -m arpent.tables.build [TABLE…] [--mirror DOSSIER]` "
    "à partir des fichiers que `arpent data fetch` apporte."
)


AGENCY = """## La table de l'agence

Une fiche du catalogue qui a une `table` en est une, sous le nom du jeu, sans une ligne de code :

```yaml
id: agence_permis
# titre, producteur, licence, millésimes : comme toute fiche
table:
  commune: code_insee           # la colonne des codes de commune
  role: permis                  # le fichier ; le premier de la fiche par défaut
  columns:
    nb_permis: {name: permits, label: Permis accordés, unit: permis}
    prix: {name: price_eur_m2, label: Prix médian, unit: €/m², kind: measure}
```

Un effectif (`count`, par défaut) est amené à la géographie en vigueur par les poids ; une mesure qui ne s'additionne
pas (`measure` : médiane, taux) n'est gardée que pour les communes restées le même territoire. Chaque millésime de la
fiche est une année de la table. `arpent data build agence_permis` la bâtit, `tables.load("agence_permis", communes)` la
lit.
"""


def _index(records: Sequence[TableRecord]) -> str:
    lines = [
        "# Les tables",
        "",
        INTRODUCTION,
        "",
        REASONS,
        "",
        "| table | ce que c'est | années | embarquée |",
        "|---|---|---|---|",
    ]
    for record in records:
        embedded = "oui" if record.is_embedded else "non"
        lines.append(
            f"| [`{record.name}`]({record.name}.md) | {record.title} | {_years(record)} | {embedded} |"
        )
    return "\n".join([*lines, "", AGENCY])


def _page(record: TableRecord) -> str:
    lines = [f"# {record.title} (`{record.name}`)", ""]
    if record.note:
        lines += [record.note, ""]
    lines += [
        f"- Une ligne : {', '.join(f'`{name}`' for name in record.key)}",
        f"- Années : {_years(record)}",
        f"- Géographie : COG {record.cog_year}",
        f"- Se lit : {_call(record)}",
        "",
        "| colonne | ce que c'est | unité | type | raison de l'absence |",
        "|---|---|---|---|---|",
        *(
            _row(record, name, column)
            for name, column in record.columns.items()
            if not name.endswith("_reason")
        ),
        "",
    ]
    for total, parts in record.parts.items():
        lines += [f"`{total}` est la somme de {', '.join(f'`{part}`' for part in parts)}.", ""]
    return "\n".join([*lines, "## Sources", "", *_sources(record), ""])


def _row(record: TableRecord, name: str, column: Column) -> str:
    reason = f"`{record.reason_of(name)}`" if name in record.measures and column.is_nullable else ""
    return f"| `{name}` | {column.label} | {column.unit} | {TYPES[column.dtype]} | {reason} |"


def _sources(record: TableRecord) -> list[str]:
    found = []
    for one in record.datasets:
        dataset = catalogue.load(one)
        found.append(
            f"- [{dataset.producer}, {dataset.title}]({dataset.url}), "
            f"[{dataset.licence}]({dataset.licence_url}) (`{one}`)"
        )
    return found


def _call(record: TableRecord) -> str:
    if "geometry" in record.columns:
        return f'`load_boundaries("{record.name.removeprefix("boundaries_").rstrip("s")}")`'
    slices = {"commune_code": ", communes", "territory": ', territories=["epci:246300701"]'}
    return f'`tables.load("{record.name}"{slices.get(record.place, "")})`'


def _years(record: TableRecord) -> str:
    if not record.years:
        return "sans objet"
    first, last = record.years[0], record.years[-1]
    if list(record.years) == list(range(first, last + 1)) and len(record.years) > 2:
        return f"{first} à {last}"
    return ", ".join(map(str, record.years))


def main(arguments: Sequence[str] | None = None) -> int:
    """
    The command.

    Parameters
    ----------
    arguments : sequence of str, optional
        A folder; ``docs/tables`` unless given.

    Returns
    -------
    int
        Exit status.
    """
    given = sys.argv[1:] if arguments is None else arguments
    folder = Path(given[0]) if given else project.path("docs", "tables")
    for path in write_pages(folder):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
