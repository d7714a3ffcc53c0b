"""Key figures: value, unit, year; change since a stated year; the same for others, small; a sparkline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from arpent.views import captions, style
from arpent.views.change import change_of, is_share
from arpent.views.described import Indicator, Measures
from arpent.views.findings import FEWEST_PEERS, trace
from arpent.views.french import place
from arpent.views.lacking import left, left_out, present
from arpent.views.numbers import NBSP, format_difference, format_rate, format_value, typeset, unit_after
from arpent.views.rows import Cell, cells, focus_cell
from arpent.views.scale import Scale
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, KeyFigures, Missing, escape_html, escape_markdown, slug
from arpent.views.words import in_sentence, in_year

MOST_COMPARED = 3
SPARK = (96, 28)


def key_figures(
    measures: Measures | Sequence[Measures],
    *,
    name: str,
    title: str | None = None,
    since: int | None = None,
    twins: Measures | None = None,
) -> KeyFigures | Missing:
    """
    One key figure an indicator.

    Parameters
    ----------
    measures : Measures or sequence of Measures
        Every indicator in them, in order; one without a value for the focus is left out and said, one whose table
        is not on this machine is left out.
    name : str
        Stem.
    title : str, optional
        « Chiffres clés » unless given.
    since : int, optional
        Year that changes are counted from; each series' first unless given.
    twins : Measures, optional
        Rows of the statistical twins, of role peer: the median of those that have a value in the same year
        is shown beside the parents. Not for counts.

    Returns
    -------
    KeyFigures or Missing
        ``items``: label, value and when (printed), unit, year, change, change_since, comparators, spark, direction.
        Comparators of a count show its change, because totals of different sizes do not compare.
    """
    every = [measures] if not isinstance(measures, Sequence) else list(measures)
    lacks = [lack for one in every for lack in one.lacking.values()]
    given = [one for one in map(present, every) if one.indicators]
    if not given:
        return left_out(name, lacks, title)
    pairs = [(one, indicator) for one in given for indicator in one.indicators.values()]
    items, absent = [], []
    for one, indicator in pairs:
        here = focus_cell(one, indicator)
        if here is None:
            absent.append(indicator)
        else:
            items.append(_item(one, indicator, here, since, slug(f"{name}-{indicator.id}"), twins))
    if not items:
        missing = captions.missing_view(given[0], pairs[0][1], name, title=title)
        return replace(missing, lacking=left(lacks))
    note = typeset("; ".join(f"{one.label} : non disponible" for one in absent).replace("; ", " ; "))
    sources = list(dict.fromkeys(captions.source_of(one) for one in given))
    forms = place(given[0].focus)
    words = captions.words_of(
        given[0],
        None,
        title=title,
        neutral="Chiffres clés",
        subtitle=forms.name,
        alt=typeset(f"Chiffres clés {forms.of} : " + " ; ".join(_plain(item) for item in items) + "."),
        notes=[note + "." if note else ""],
    )
    words = type(words)(**{**words.__dict__, "source": " ".join(sources)})
    html, markdown = _html(items), _markdown(items)
    return KeyFigures(name, words, tuple(items), html, markdown, _data(items), lacking=left(lacks))


def _item(
    measures: Measures,
    indicator: Indicator,
    here: Cell,
    since: int | None,
    name: str,
    twins: Measures | None = None,
) -> dict[str, Any]:
    series = _series(cells(measures, indicator, roles=("focus",)), here.territory, since, here.year)
    change = _change(series, indicator)
    value = format_value(here.value, indicator, unit=False)
    others = [*_of_twins(twins, indicator, here), *_comparators(measures, indicator, here, series)]
    return {
        "id": indicator.id,
        "kind": indicator.kind,
        "label": indicator.label,
        "short": indicator.short,
        "value": value,
        "unit": unit_after(indicator.unit, here.value).strip(f"{NBSP}\u202f "),
        "text": format_value(here.value, indicator),
        "raw": here.value,
        "year": here.year,
        "when": _when(indicator, here),
        "is_estimated": here.is_estimated,
        "change": change,
        "change_since": series[0].year if change else None,
        "compared": "change" if indicator.kind == "count" else "value",
        "comparators": [{"name": one.name, "value": one.text} for one in others],
        "direction": indicator.direction,
        "definition": indicator.definition,
        "spark": _spark(series, indicator, name),
        "numbers": [
            trace(value, here),
            *([_trace_of_change(change, series, indicator)] if _is_told(change) else []),
            *(one.number for one in others if one.number),
        ],
    }


@dataclass(frozen=True)
class Other:
    """Whom a figure is compared with: its name, the text printed, and the record of its number."""

    name: str
    text: str
    number: dict[str, Any] | None


def _when(indicator: Indicator, here: Cell) -> str:
    """« en 2021 », unless the label itself says which years it is about; and whether it is estimated."""
    when = in_year(indicator.label, here.year) or in_year(indicator.short, here.year)
    return " ".join(filter(None, (when, "(estimé)" * here.is_estimated)))


def _is_told(change: str) -> bool:
    """Whether a change is printed with a number."""
    return any(character.isdigit() for character in change)


def _trace_of_change(text: str, series: Sequence[Cell], indicator: Indicator) -> dict[str, Any]:
    change = change_of(series[0], series[-1], indicator)
    return trace(text, series[-1], change[1] if change else None, against=[series[0]])


def _series(found: Sequence[Cell], territory: str, since: int | None, last: int) -> list[Cell]:
    kept = [cell for cell in found if cell.territory == territory and cell.is_known and cell.year <= last]
    return sorted((cell for cell in kept if since is None or cell.year >= since), key=lambda cell: cell.year)


def _change(series: Sequence[Cell], indicator: Indicator) -> str:
    """The printed change over a series; « stable » under the threshold; empty where it can't be told."""
    if len(series) < 2 or indicator.kind == "change":
        return ""
    change = change_of(series[0], series[-1], indicator)
    if change is None:
        return ""
    if change[0] == "stable":
        return "stable"
    return format_difference(change[1], indicator) if is_share(indicator) else format_rate(change[1])


def _comparators(measures: Measures, indicator: Indicator, here: Cell, series: Sequence[Cell]) -> list[Other]:
    others = cells(measures, indicator, roles=("parent", "peer"))
    names = {cell.territory: cell for cell in others}
    parents = [t for t, cell in names.items() if cell.role == "parent"]
    peers = [t for t, cell in names.items() if cell.role == "peer"]
    wanted = [*parents, *(peers if len(peers) <= MOST_COMPARED else ())]
    found = [_compared(others, indicator, territory, here, series) for territory in wanted]
    return [one for one in found if one is not None][:MOST_COMPARED]


def _of_twins(twins: Measures | None, indicator: Indicator, here: Cell) -> list[Other]:
    """The median of the twins in the same year; nothing for a count, or under three of them."""
    if twins is None or indicator.kind == "count" or indicator.id not in twins.indicators:
        return []
    found = cells(twins, indicator, roles=("peer",), year=here.year)
    known = [cell for cell in found if cell.is_known]
    if len(known) < FEWEST_PEERS:
        return []
    middle = median(cell.value for cell in known)
    text = format_value(middle, indicator)
    number = trace(text, known[0], middle, against=known[1:])
    return [Other(f"{len(known)} jumeaux (médiane)", text, number)]


def _compared(
    others: Sequence[Cell], indicator: Indicator, territory: str, here: Cell, series: Sequence[Cell]
) -> Other | None:
    """The other's value of the same year; its change for a count. None where there is none."""
    if indicator.kind == "count":
        theirs = _series(others, territory, series[0].year if series else None, here.year)
        text = _change(theirs, indicator)
        number = _trace_of_change(text, theirs, indicator) if _is_told(text) else None
        return Other(theirs[-1].forms.short, text, number) if text else None
    known = [c for c in others if c.territory == territory and c.year == here.year and c.is_known]
    if not known:
        return None
    text = format_value(known[0].value, indicator)
    return Other(known[0].forms.short, text, trace(text, known[0]))


def _spark(series: Sequence[Cell], indicator: Indicator, name: str) -> str:
    """A bare line of the series in the accent colour; empty for fewer than three points."""
    if len(series) < 3:
        return ""
    width, height = SPARK
    canvas = Canvas(width, height, name)
    values = [cell.value for cell in series]
    across = Scale(series[0].year, series[-1].year, 3, width - 5)
    up = Scale(min(values), max(values), height - 5, 5)
    points = [(across(cell.year), up(cell.value)) for cell in series]
    canvas.polyline(points, stroke=style.ACCENT, stroke_width=1.8, stroke_linejoin="round")
    canvas.circle(*points[-1], 3, fill=style.ACCENT)
    first, last = (format_value(cell.value, indicator) for cell in (series[0], series[-1]))
    label = f"{in_sentence(indicator.short)} de {series[0].year} à {series[-1].year} : de {first} à {last}"
    return canvas.svg(typeset(label))


def _plain(item: dict[str, Any]) -> str:
    return f"{in_sentence(item['label'])} {item['text']} {item['when']}".strip()


def _html(items: Sequence[dict[str, Any]]) -> str:
    return f'<ul class="keyfigures">{"".join(_html_item(item) for item in items)}</ul>'


def _html_item(item: dict[str, Any]) -> str:
    unit = f' <span class="unit">{escape_html(item["unit"])}</span>' if item["unit"] else ""
    parts = [
        f'<span class="label">{escape_html(item["short"])}</span>',
        f'<span class="value"><b>{escape_html(item["value"])}</b>{unit}</span>',
        f'<span class="year">{item["when"]}</span>',
    ]
    if item["change"]:
        parts.append(
            f'<span class="change">{escape_html(item["change"])} depuis {item["change_since"]}</span>'
        )
    compared = " · ".join(
        f"{escape_html(c['name'])}{NBSP}: {escape_html(c['value'])}" for c in item["comparators"]
    )
    parts += [f'<span class="compared">{compared}</span>'] if compared else []
    return f"<li>{' '.join(parts)}{item['spark']}</li>"


def _markdown(items: Sequence[dict[str, Any]]) -> str:
    lines = []
    for item in items:
        change = f", {item['change']} depuis {item['change_since']}" if item["change"] else ""
        compared = " ; ".join(f"{c['name']}{NBSP}: {c['value']}" for c in item["comparators"])
        detail = escape_markdown(f"{item['when']}{change}" + (f" ({compared})" if compared else ""))
        lines.append(
            f"- {escape_markdown(item['label'])}{NBSP}: **{escape_markdown(item['text'])}** {detail}"
        )
    return "\n".join(lines)


def _data(items: Sequence[dict[str, Any]]) -> Data:
    columns = (
        Column("indicator", "Indicateur"),
        Column("value", "Valeur", "", "number"),
        Column("unit", "Unité"),
        Column("year", "Année", "", "code"),
        Column("change", "Évolution"),
    )
    rows = tuple((i["label"], i["raw"], i["unit"], i["year"], i["change"] or None) for i in items)
    shown = tuple((i["label"], i["value"], i["unit"], str(i["year"]), i["change"]) for i in items)
    return Data(columns, rows, shown)
