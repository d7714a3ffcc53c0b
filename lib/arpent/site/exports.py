"""What is taken away of an edition: one Parquet file of all its figures, the list of its API, its RO-Crate."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from arpent.campaign.contents import digest_of
from arpent.render.record import record_bytes
from arpent.render.typography import typeset
from arpent.site.places import Place

if TYPE_CHECKING:
    from arpent.site.edition_pages import Contents

#: Columns of the Parquet file.
TEXTS = (
    *("territory_id", "territory_name", "level", "theme", "table", "table_title", "label", "code"),
    *("column", "column_label", "unit", "mark"),
)
#: Columns whose extremes each row group tells, so that who looks for a territory reads no other; the rest of them
#: would take as long as writing the file.
SOUGHT = ["territory_id"]
#: Territories of a row group: what is made again when one of them changes.
GROUP = 16
PARQUET = "edition.parquet"


def edition_files(contents: "Contents") -> dict[str, bytes]:
    """
    Downloads of an edition, beside its Parquet file.

    Parameters
    ----------
    contents : Contents
        What is in it.

    Returns
    -------
    dict of str to bytes
        Address in the edition → content.
    """
    return {
        "api/index.json": record_bytes(_index(contents)),
        "ro-crate-metadata.json": record_bytes(_crate(contents)),
    }


def to_parquet(
    places: Sequence[Place], before: Path | None = None, groups: Sequence[str] = ()
) -> tuple[bytes, list[str]]:
    """
    Every number of an edition, one a row.

    Parameters
    ----------
    places : sequence of Place
        In the order of the rows.
    before : Path, optional
        The file of the build before.
    groups : sequence of str
        Digests of its row groups: one of the same reports is copied, not made.

    Returns
    -------
    bytes, list of str
        A Parquet file: ``TEXTS``, ``year`` (where the row has one) and ``value``. A value that is not shown is
        null, with its mark. Codes are text. Then the digests of its row groups; the bytes are the same whether
        some are copied or not.
    """
    import pyarrow as pa  # noqa: PLC0415 - a site that only serves or publishes does without
    from pyarrow import parquet  # noqa: PLC0415

    coded = pa.dictionary(pa.int32(), pa.string())
    kinds = [coded] * len(TEXTS) + [pa.int32(), pa.float64()]
    schema = pa.schema(list(zip((*TEXTS, "year", "value"), kinds, strict=True)))
    parts = [places[start : start + GROUP] for start in range(0, len(places), GROUP)]
    named = [digest_of([[one.slug, one.mark] for one in part]) for part in parts]
    known = {digest: position for position, digest in enumerate(groups)} if before else {}
    if before and named == list(groups):
        return before.read_bytes(), named
    buffer = io.BytesIO()
    with ExitStack() as stack:
        writer = stack.enter_context(
            # NOTE: a dictionary that outgrows its page gives way to plain text, whose order is lost on reading.
            parquet.ParquetWriter(
                buffer, schema, compression="zstd", dictionary_pagesize_limit=1 << 30, write_statistics=SOUGHT
            )
        )
        old = stack.enter_context(parquet.ParquetFile(before, read_dictionary=list(TEXTS))) if known else None
        for part, digest in zip(parts, named, strict=True):
            copied = old.read_row_group(known[digest]) if old and digest in known else None
            writer.write_table(copied if copied is not None else _table(part, pa, schema))
    return buffer.getvalue(), named


def _table(places: Sequence[Place], pa: Any, schema: Any) -> Any:
    batch = _Batch()
    for place in places:
        batch.add(place)
    return batch.table(pa, schema)


class _Batch:
    """Rows in the making: what is said of a whole table is held once, with how many rows it is said of."""

    def __init__(self) -> None:
        self.runs: list[tuple[int, tuple[str, ...]]] = []
        self.rows: list[tuple[str, str, str, str, str, str, int | None]] = []
        self.values: list[float | None] = []

    def add(self, place: Place) -> None:
        about = (place.territory.id, place.heading, place.level)
        for theme in place.record["themes"]:
            for table in theme["tables"]:
                start = len(self.values)
                for label, code, year, column, value, mark in figures(table):
                    said = (str(column["name"]), str(column["label"]), str(column["unit"] or ""))
                    self.rows.append((label, code, *said, mark, year))
                    self.values.append(value)
                run = (*about, str(theme["theme"]), str(table["name"]), str(table["title"]))
                self.runs.append((len(self.values) - start, run))

    def table(self, pa: Any, schema: Any) -> Any:
        counts = [count for count, _ in self.runs]
        arrays = [_repeated(pa, [run[at] for _, run in self.runs], counts) for at in range(6)]
        columns = list(zip(*self.rows, strict=True)) or [()] * 7
        arrays += [pa.array(column, pa.string()).dictionary_encode() for column in columns[:6]]
        arrays += [pa.array(columns[6], pa.int32()), pa.array(self.values, pa.float64())]
        return pa.Table.from_arrays(arrays, schema=schema)


def _repeated(pa: Any, texts: Sequence[str], counts: Sequence[int]) -> Any:
    """Each text as often as it is said."""
    coded = pa.array(texts, pa.string()).dictionary_encode()
    indices = np.repeat(coded.indices.to_numpy(zero_copy_only=False), counts).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(indices, pa.int32()), coded.dictionary)


def figures(table: Mapping[str, Any]) -> Iterator[tuple[str, str, int | None, Mapping[str, Any], Any, str]]:
    """
    Numbers of a table, one by one.

    Parameters
    ----------
    table : mapping
        As in ``render.record``.

    Yields
    ------
    str, str, int or None, mapping, float or None, str
        What the row is called, its code, its year, the column, the value and the mark of one that is absent.
    """
    columns = table["columns"]
    marks = {(row, column): mark for row, column, mark in table["marks"]}
    counted = [
        at for at, one in enumerate(columns) if one["type"] in ("number", "integer") and one["name"] != "year"
    ]
    texts = [at for at, one in enumerate(columns) if one["type"] not in ("number", "integer", "code")]
    codes = [at for at, one in enumerate(columns) if one["type"] == "code" and one["name"] != "year"]
    years = [at for at, one in enumerate(columns) if one["name"] == "year"]
    for position, row in enumerate(table["rows"]):
        label = " · ".join(str(row[at]) for at in texts if row[at] not in (None, ""))
        code = " · ".join(str(row[at]) for at in codes if row[at] is not None)
        year = _year(row[years[0]]) if years else None
        for at in counted:
            value = row[at] if isinstance(row[at], int | float) else None
            yield label, code, year, columns[at], value, marks.get((position, at), "")


def _year(value: object) -> int | None:
    return (
        int(value) if isinstance(value, int | float) or (isinstance(value, str) and value.isdigit()) else None
    )


def _index(contents: "Contents") -> dict[str, Any]:
    site = contents.frame.site
    return {
        "edition": site.edition,
        "title": site.campaign.title,
        "updated": contents.updated,
        "is_demo": contents.frame.is_demo,
        "themes": [{key: theme[key] for key in ("theme", "title", "question")} for theme in contents.themes],
        "territories": [
            {
                "id": place.territory.id,
                "slug": place.slug,
                "level": place.level,
                "name": place.heading,
                "record": f"territoires/{place.slug}.json",
                "page": f"../{place.slug}/index.html",
                "workbook": f"../{place.slug}/donnees/{place.slug}.xlsx",
            }
            for place in contents.places
        ],
    }


def _crate(contents: "Contents") -> dict[str, Any]:
    """RO-Crate 1.1 of the edition: what it holds, what it is made of, what made it."""
    site = contents.frame.site
    sources = [_source(source) for source in contents.sources]
    parts = [_file(PARQUET, "application/vnd.apache.parquet", "Tous les chiffres de l’édition")]
    parts += [_file("api/index.json", "application/json", "Territoires et thèmes de l’édition")]
    folders = [_folder(place) for place in contents.places]
    software = {
        "@id": "#arpent",
        "@type": "SoftwareApplication",
        "name": "arpent",
        "version": contents.frame.version,
        "identifier": contents.frame.commit,
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{site.campaign.title} : édition {site.edition}",
        "description": typeset(f"{len(folders)} territoires, {len(contents.themes)} thèmes."),
        "datePublished": contents.updated or site.edition[:4],
        "inLanguage": "fr",
        "publisher": {"@id": "#publisher"},
        "license": sorted({str(one["license"]) for one in sources}) or "Licence des producteurs",
        "hasPart": [{"@id": one["@id"]} for one in (*parts, *folders)],
        "isBasedOn": [{"@id": one["@id"]} for one in sources],
        "mentions": {"@id": "#making"},
    }
    making = {
        "@id": "#making",
        "@type": "CreateAction",
        "name": f"campagne {site.name}",
        "instrument": {"@id": "#arpent"},
        "object": [{"@id": one["@id"]} for one in sources],
        "result": {"@id": "./"},
    }
    head = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    publisher = {"@id": "#publisher", "@type": "Organization", "name": contents.frame.theme.publisher}
    graph = [head, root, publisher, software, making, *parts, *folders, *sources]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}


def _file(name: str, kind: str, description: str) -> dict[str, str]:
    return {"@id": name, "@type": "File", "name": description, "encodingFormat": kind}


def _folder(place: Place) -> dict[str, Any]:
    return {
        "@id": f"{place.slug}/",
        "@type": "Dataset",
        "name": place.heading,
        "identifier": place.territory.id,
    }


def _source(source: Mapping[str, Any]) -> dict[str, str]:
    return {
        "@id": f"#{source.get('dataset')}",
        "@type": "Dataset",
        "name": typeset(
            f"{source.get('producer', '')}, {source.get('title', '')} ({source.get('vintage', '')})"
        ),
        "url": str(source.get("url") or ""),
        "license": str(source.get("licence_url") or source.get("licence") or "Licence non précisée"),
        "datePublished": str(source.get("published") or ""),
    }
