"""Tables of figures: HTML with row headers and caption, Markdown, and the same values raw for download."""

from collections.abc import Sequence

from arpent.views import captions
from arpent.views.described import Indicator, Measures
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.levels import level_of_parts, part_by_part
from arpent.views.numbers import REASONS, REASONS_SAID, typeset
from arpent.views.rows import Cell, by_territory, cells, latest_year, missing_reason, one_level
from arpent.views.view import Column, Data, Missing, Table, escape_html, escape_markdown

NUMBERS = ("number", "integer")
ROLE_ORDER = ("focus", "part", "peer", "parent")


@unless_lacking("any")
def draw_table(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    year: int | None = None,
    parts: bool | None = None,
) -> Table | Missing:
    """
    A row a territory, a column an indicator; the focus first, then parts or peers, then parents.

    Parameters
    ----------
    measures : Measures
        Every indicator in them is a column.
    name : str
        Stem of the table.
    title : str, optional
        Names the rows unless given; of what they are (« commune par commune ») is added for parts.
    year : int, optional
        Each indicator's latest for the focus unless given.
    parts : bool, optional
        The list of the parts rather than a comparison; by default where there is nothing to compare with.

    Returns
    -------
    Table or Missing
        A missing cell prints the sign of its reason, explained in the note.
    """
    indicators = list(measures.indicators.values())
    grouped = [_column(measures, indicator, year, parts) for indicator in indicators]
    kept = [(one, indicator) for one, indicator in zip(grouped, indicators, strict=True) if one]
    if not kept:
        reason = missing_reason(cells(measures, indicators[0], roles=("focus", "part")))
        return captions.missing_view(measures, indicators[0], name, title=title, reason=reason)
    columns, measured = [one for one, _ in kept], [indicator for _, indicator in kept]
    years = sorted({cell.year for one in columns for cell in one})
    data = by_territory(columns, measured, years=len(years) > 1)
    every = [cell for one in columns for cell in one]
    neutral = measured[0].label if len(measured) == 1 else _title_of(measures, every)
    title = part_by_part(title, every) if title is not None else None
    subtitle = typeset(f"{captions.span_of(years)}, {place(measures.focus).name}")
    words = captions.words_of(
        measures, None, title=title, neutral=neutral, subtitle=subtitle, notes=[_note(columns)],
        reading=captions.reading_of(columns[0][0], measured[0]),
    )  # fmt: skip
    roles = {cell.territory: cell.role for cell in every}
    return Table(name, words, table_html(data, words.title, list(roles.values())), table_markdown(data), data)


def _column(measures: Measures, indicator: Indicator, year: int | None, parts: bool | None) -> list[Cell]:
    everything = one_level(cells(measures, indicator), finest=parts is True)
    of_parts = not any(c.role in ("parent", "peer") for c in everything) if parts is None else parts
    roles = ("focus", "part") if of_parts else ("focus", "peer", "parent")
    when = year or latest_year(everything, ("focus",)) or latest_year(everything, roles)
    kept = [cell for cell in everything if cell.role in roles and cell.year == when]
    return sorted(kept, key=lambda cell: ROLE_ORDER.index(cell.role))


def _title_of(measures: Measures, every: Sequence[Cell]) -> str:
    forms, many = place(measures.focus), level_of_parts(every).many
    if not any(cell.role == "part" for cell in every):
        return f"{forms.name} et ses territoires de comparaison"
    if measures.focus.level == "commune":
        return f"{forms.name} parmi les communes de son intercommunalité"
    return f"Les {many} {forms.of}"


def _note(columns: Sequence[Sequence[Cell]]) -> str:
    missing = {cell.reason or "not_available" for one in columns for cell in one if not cell.is_known}
    notes = [f"{REASONS[reason]} : {REASONS_SAID[reason]}" for reason in sorted(missing) if reason in REASONS]
    if any(cell.is_estimated and cell.is_known for one in columns for cell in one):
        notes.append("e : estimé")
    return typeset("; ".join(notes).replace("; ", " ; ")) + (
        "." if notes and not notes[-1].endswith(".") else ""
    )


def _heading(column: Column) -> str:
    return f"{column.label} ({column.unit})" if column.unit else column.label


def visible(data: Data) -> list[int]:
    """Indexes of the columns that a reader sees: codes are for the download, except a year or a quarter."""
    return [i for i, one in enumerate(data.columns) if one.type != "code" or one.name in ("year", "quarter")]


def table_html(data: Data, caption: str, roles: Sequence[str] = ()) -> str:
    """
    HTML of a data table: caption, column headers, one row header a row, numbers marked for alignment.

    Parameters
    ----------
    data : Data
        Columns of type code are left out, except the year.
    caption : str
        Escaped here.
    roles : sequence of str
        Class of each row.

    Returns
    -------
    str
        One ``<table>`` without style: the page aligns ``.num`` to the right, and every cell of ``.nums``, where all
        are numbers.
    """
    keep = visible(data)
    are_numbers = all(data.columns[i].type in NUMBERS for i in keep[1:])
    heads = "".join(
        f'<th scope="col"{_class(data.columns[i])}>{escape_html(_heading(data.columns[i]))}</th>'
        for i in keep
    )
    body = []
    for position, row in enumerate(data.rows_shown):
        first, *rest = keep
        role = f' class="{roles[position]}"' if position < len(roles) else ""
        marks = ["" if are_numbers else _class(data.columns[i]) for i in rest]
        cells_html = "".join(
            f"<td{mark}>{escape_html(row[i])}</td>" for i, mark in zip(rest, marks, strict=True)
        )
        body.append(f'<tr{role}><th scope="row">{escape_html(row[first])}</th>{cells_html}</tr>')
    kind = "data nums" if are_numbers else "data"
    return (
        f'<table class="{kind}"><caption>{escape_html(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def _class(column: Column) -> str:
    return ' class="num"' if column.type in NUMBERS else ""


def table_markdown(data: Data) -> str:
    """Pipe table of a data table: first column left, numbers right."""
    keep = visible(data)
    heads = [escape_markdown(_heading(data.columns[i])) for i in keep]
    rules = ["---:" if data.columns[i].type in NUMBERS else ":---" for i in keep]
    rows = [[escape_markdown(row[i]) for i in keep] for row in data.rows_shown]
    return "\n".join(f"| {' | '.join(cells_)} |" for cells_ in (heads, rules, *rows))
