"""Composition: shares that add up, as stacked bars, one a territory."""

from collections.abc import Sequence

from arpent.errors import AskedWrongly
from arpent.views import captions, style
from arpent.views.change import is_share
from arpent.views.described import Indicator, Measures
from arpent.views.findings import Finding, gap_sentence
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.measure import text_width, wrap
from arpent.views.numbers import THIN, french_number, typeset
from arpent.views.rows import Cell, by_territory, cells, latest_year, missing_reason
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.words import in_sentence, join_list

MOST_BARS = 10
#: What rounding to whole persons may add to each share of a place of few: 39 inhabitants, of 11, 22 and 7.
ROUNDED = 0.05
SEEN = 0.02  # a gap under two points does not show on a bar


@unless_lacking("all")
def draw_shares(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicators: Sequence[str] | None = None,
    year: int | None = None,
) -> Figure | Missing:
    """
    Stacked bars of a composition across territories: ages, categories of dwellings.

    Parameters
    ----------
    measures : Measures
        Each indicator is a category, in order: all shares, or all counts (shares are then computed).
    name : str
        Stem of the figure.
    title : str, optional
        The widest gap with the first parent unless given; neutral under two points.
    indicators : sequence of str, optional
        Ids to take; all unless given.
    year : int, optional
        The latest of the first category unless given.

    Returns
    -------
    Figure or Missing
        A territory with a missing category has no bar, and is said.

    Raises
    ------
    AskedWrongly
        Fewer than two categories, more than five, or shares that exceed one in sum.
    """
    chosen = [measures.indicators[one] for one in indicators or measures.indicators]
    _check_categories(chosen)
    everything = [cells(measures, one, roles=("focus", "parent", "peer")) for one in chosen]
    when = year or latest_year(everything[0])
    grouped = [[cell for cell in one if cell.year == when] for one in everything]
    bars, absent = _bars(grouped, chosen)
    if when is None or not any(cells_[0].role == "focus" for cells_, _ in bars):
        here = [cell for one in everything for cell in one if cell.role == "focus"]
        return captions.missing_view(measures, chosen[0], name, title=title, reason=missing_reason(here))
    labels = join_list([in_sentence(one.short) for one in chosen])
    finding = _finding(bars, chosen)
    alt = _alt(measures, chosen, bars, when)
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"{labels[:1].upper()}{labels[1:]} en {when}",
        subtitle=typeset(f"En % du total, {when}, {place(measures.focus).name}"),
        alt=alt,
        reading=_reading(bars[0], chosen),
        notes=[_note_rest(bars), typeset(_note_over(bars)), captions.missing_note(absent)],
    )
    svgs = [_draw(bars, chosen, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = finding.numbers if finding and title is None else ()
    return Figure(name, words, svgs[0], svgs[1], by_territory(grouped, chosen), numbers)


def _check_categories(chosen: Sequence[Indicator]) -> None:
    if not 2 <= len(chosen) <= len(style.CATEGORIES):
        raise AskedWrongly(f"draw_shares: {len(chosen)} categories; it draws two to {len(style.CATEGORIES)}.")


Bar = tuple[list[Cell], list[float]]


def _bars(grouped: Sequence[Sequence[Cell]], chosen: Sequence[Indicator]) -> tuple[list[Bar], list[Cell]]:
    found = [{cell.territory: cell for cell in one} for one in grouped]
    bars: list[Bar] = []
    absent: list[Cell] = []
    ranked = sorted(grouped[0], key=lambda cell: ("focus", "peer", "parent").index(cell.role))
    for first in ranked[:MOST_BARS]:
        line = [one.get(first.territory) for one in found]
        known = [cell for cell in line if cell is not None and cell.is_known]
        if len(known) < len(line):
            absent += [cell for cell in line if cell is not None and not cell.is_known][:1]
            continue
        bars.append((known, _shares(known, chosen)))
    return bars, absent


def _shares(line: Sequence[Cell], chosen: Sequence[Indicator]) -> list[float]:
    values = [cell.value for cell in line]
    if chosen[0].unit != "%":
        total = sum(values)
        return [value / total if total else 0.0 for value in values]
    if sum(values) > 1.02 and not _is_rounded((list(line), values)):
        ids = ", ".join(one.id for one in chosen)
        where = line[0].territory
        raise AskedWrongly(
            f"draw_shares: {ids} add up to {sum(values):.2f} for {where}; give parts of one whole."
        )
    return values


def _finding(bars: Sequence[Bar], chosen: Sequence[Indicator]) -> Finding | None:
    """The category that sets the focus farthest apart from its first parent, where that can be seen."""
    here = bars[0][0]
    parent = next((line for line, _ in bars if line[0].role == "parent"), None)
    if parent is None or not all(is_share(one) for one in chosen):
        return None
    gaps = [abs(mine.value - its.value) for mine, its in zip(here, parent, strict=True)]
    widest = gaps.index(max(gaps))
    return gap_sentence(here[widest], parent[widest], chosen[widest]) if gaps[widest] >= SEEN else None


def _note_rest(bars: Sequence[Bar]) -> str:
    is_partial = any(0 < sum(values) < 0.995 for _, values in bars)
    return typeset("Le reste de chaque barre : autres catégories.") if is_partial else ""


def _note_over(bars: Sequence[Bar]) -> str:
    uneven = any(_is_rounded(bar) for bar in bars)
    return "Effectifs publiés arrondis : la somme des parts dépasse cent." if uneven else ""


def _is_rounded(bar: Bar) -> bool:
    """Whether a place of few has shares that add up to more than one, by no more than rounding explains."""
    line, values = bar
    return line[0].is_fragile and 1.005 < sum(values) <= 1 + ROUNDED * len(values)


def _percent(share: float, decimals: int = 0) -> str:
    return french_number(share * 100, decimals)


def _reading(bar: Bar, chosen: Sequence[Indicator]) -> str:
    line, values = bar
    if chosen[0].unit == "%":
        return captions.reading_of(line[0], chosen[0])
    share, where = f"{_percent(values[0], 1)} % du total", line[0].forms.within
    return typeset(f"Lecture : en {line[0].year}, {in_sentence(chosen[0].label)} : {share} {where}.")


def _alt(measures: Measures, chosen: Sequence[Indicator], bars: Sequence[Bar], year: int) -> str:
    labels = join_list([in_sentence(one.short) for one in chosen])
    line, values = bars[0]
    said = ", ".join(f"{in_sentence(i.short)} {_percent(v)} %" for i, v in zip(chosen, values, strict=True))
    others = join_list([one[0].name for one, _ in bars[1:]])
    detail = f"en {year}" + (f", avec {others}" if others else "")
    finding = f"{line[0].forms.name} : {said}"
    return captions.alt_of("Barres empilées", f"{labels}, {place(measures.focus).name}", detail, finding)


def _draw(bars: Sequence[Bar], chosen: Sequence[Indicator], width: int, name: str, alt: str) -> str:
    is_narrow = width == style.NARROW
    canvas = Canvas(width, 0, name)
    y = _draw_key(canvas, chosen) + 10
    names = [line[0].forms.short for line, _ in bars]
    column = 0.0 if is_narrow else min(280.0, max(text_width(text, weight=600) for text in names) + 14)
    pitch, height = (46.0, 22.0) if is_narrow else (32.0, 24.0)
    for (line, values), text in zip(bars, names, strict=True):
        is_focus = line[0].role == "focus"
        weight, ink = (600, style.ACCENT) if is_focus else (400, style.INK)
        fitted = wrap(text, (width if is_narrow else column) - 14, lines=1)[0]
        top = y + (18 if is_narrow else 0)
        if is_narrow:
            canvas.text(0, y + 13, fitted, weight=weight, fill=ink)
        else:
            canvas.text(column - 10, top + 16.5, fitted, weight=weight, fill=ink, anchor="end")
        _draw_bar(canvas, values, x=column, y=top, height=height)
        y += pitch
    canvas.height = y
    return canvas.svg(alt)


def _draw_bar(canvas: Canvas, values: Sequence[float], *, x: float, y: float, height: float) -> None:
    width = (canvas.width - x) / max(1.0, sum(values))
    for i, value in enumerate(values):
        long = value * width
        canvas.rect(x, y, max(0.0, long - 1.2), height, fill=style.CATEGORIES[i])
        text = _percent(value) + (f"{THIN}%" if i == 0 else "")
        if text_width(text) + 8 < long:
            canvas.text(
                x + long / 2, y + height / 2 + 4.5, text, fill=style.CATEGORY_INKS[i], anchor="middle"
            )
        x += long


def _draw_key(canvas: Canvas, chosen: Sequence[Indicator]) -> float:
    """Swatches with the categories' names, in the order of the bars; returns where they end."""
    x, y = 0.0, 4.0
    for i, indicator in enumerate(chosen):
        wide = 20 + text_width(indicator.short) + 18
        if x and x + wide > canvas.width:
            x, y = 0.0, y + 21
        canvas.rect(x, y, 13, 13, fill=style.CATEGORIES[i])
        canvas.text(x + 19, y + 11.5, wrap(indicator.short, canvas.width - 20, lines=1)[0])
        x += wide
    return y + 16
