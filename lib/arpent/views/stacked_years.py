"""What makes up a quantity, year by year: stacked columns, those below zero downwards, and their sum as a line."""

from dataclasses import dataclass

from arpent.territory import Territory
from arpent.views import captions, style
from arpent.views.french import place
from arpent.views.futures import Path
from arpent.views.key import Entry, draw_key
from arpent.views.measure import text_width
from arpent.views.numbers import about, french_number, typeset
from arpent.views.scale import Scale, decimals_of, round_ticks
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Words, slug
from arpent.views.words import in_sentence, join_list

HEIGHT = 300.0
GAP = 0.22  # of a year's width, between two columns


@dataclass(frozen=True)
class StackedYears:
    """
    Parts of a quantity over years; they sum to it.

    Parameters
    ----------
    focus : Territory
        Whose.
    label, unit : str
        French: « Logements à produire », « logements ».
    years : tuple of int
        Of the values.
    parts : tuple of Path
        One to five; a value may be below 0.
    source : str
        French source line.
    finding : str
        French title that says what they show.
    note : str
        French.
    """

    focus: Territory
    label: str
    unit: str
    years: tuple[int, ...]
    parts: tuple[Path, ...]
    source: str
    finding: str
    note: str = ""

    @property
    def totals(self) -> tuple[float, ...]:
        """Sum of the parts, one a year."""
        return tuple(sum(values) for values in zip(*(one.values for one in self.parts), strict=True))


def draw_stacked_years(stacked: StackedYears, *, name: str, title: str | None = None) -> Figure:
    """
    Columns of each year, a colour a part; a line with dots for their sum.

    Parameters
    ----------
    stacked : StackedYears
        One year at least.
    name : str
        Stem of the figure.
    title : str, optional
        The finding unless given.

    Returns
    -------
    Figure
        Its data has a row a year, a column a part, and the sum.
    """
    said, who = title or stacked.finding, place(stacked.focus)
    span = f"{stacked.years[0]}–{stacked.years[-1]}"
    alt = captions.alt_of(
        "Barres empilées",
        f"{in_sentence(stacked.label)} {who.of}",
        f"de {stacked.years[0]} à {stacked.years[-1]}, {join_list([in_sentence(one.title) for one in stacked.parts])}",
        said,
    )
    words = Words(
        typeset(said),
        typeset(f"{stacked.label}, {stacked.unit}, {span}, {who.name}"),
        alt,
        _reading(stacked),
        captions.source_sentence(stacked.source),
        typeset(stacked.note),
    )
    svgs = [_draw(stacked, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    return Figure(name, words, svgs[0], svgs[1], _data(stacked))


def _reading(stacked: StackedYears) -> str:
    parts = [f"{in_sentence(one.title)} {about(one.values[0])}" for one in stacked.parts]
    text = f"Lecture : en {stacked.years[0]}, {about(stacked.totals[0])} {stacked.unit} : {join_list(parts)}."
    return typeset(text)


def _heights(stacked: StackedYears) -> tuple[float, float]:
    """Lowest and highest of the columns."""
    columns = list(zip(*(one.values for one in stacked.parts), strict=True))
    low = min(sum(min(value, 0.0) for value in column) for column in columns)
    return low, max(sum(max(value, 0.0) for value in column) for column in columns)


def _draw(stacked: StackedYears, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, 0, name)
    entries = [Entry(one.title, fill=style.CATEGORIES[rank]) for rank, one in enumerate(stacked.parts)] + [
        Entry("Ensemble", "line", style.ACCENT, is_focus=True)
    ]
    top = draw_key(canvas, entries) + 10
    canvas.height = top + HEIGHT
    ticks = round_ticks(min(_heights(stacked)[0], 0.0), max(_heights(stacked)[1], 0.0))
    up = Scale(ticks[0], ticks[-1], canvas.height - 26, top + 6)
    texts = [french_number(tick, decimals_of(ticks)) for tick in ticks]
    left = max(text_width(text, style.SMALL) for text in texts) + 10
    for tick, text in zip(ticks, texts, strict=True):
        y = round(up(tick)) + 0.5
        canvas.line(left, y, width, y, stroke=style.AXIS if tick == 0 else style.GRID)
        canvas.text(left - 6, y + 4, text, size=style.SMALL, fill=style.MUTED, anchor="end", is_scale=True)
    across = Scale(0, len(stacked.years), left + 2, width - text_width("2000", style.SMALL) / 2)
    for place_, year in enumerate(stacked.years):
        _draw_column(canvas, [one.values[place_] for one in stacked.parts], across, up, place_)
        _draw_year(canvas, across, place_, year, stacked.years, canvas.height - 26)
    middles = [(across(rank + 0.5), up(total)) for rank, total in enumerate(stacked.totals)]
    canvas.polyline(middles, stroke=style.PAPER, stroke_width=4.6, stroke_linejoin="round")
    canvas.polyline(middles, stroke=style.ACCENT, stroke_width=2.4, stroke_linejoin="round")
    return canvas.svg(alt)


def _draw_column(canvas: Canvas, values: list[float], across: Scale, up: Scale, place_: int) -> None:
    above, below = 0.0, 0.0
    left, right = across(place_ + GAP / 2), across(place_ + 1 - GAP / 2)
    for rank, value in enumerate(values):
        start = above if value >= 0 else below
        top, bottom = sorted((up(start), up(start + value)))
        canvas.rect(left, top, right - left, bottom - top, fill=style.CATEGORIES[rank])
        above, below = above + max(value, 0.0), below + min(value, 0.0)


def _draw_year(
    canvas: Canvas, across: Scale, place_: int, year: int, years: tuple[int, ...], bottom: float
) -> None:
    """The two ends, and the years that end in 0 or 5 where they do not touch them."""
    room = text_width("2000", style.SMALL) + 6
    x, ends = across(place_ + 0.5), (across(0.5), across(len(years) - 0.5))
    is_end = place_ in (0, len(years) - 1)
    step = 5 if across(5) - across(0) > room else 10
    if is_end or (year % step == 0 and min(abs(x - end) for end in ends) > room):
        canvas.text(x, bottom + 19, str(year), size=style.SMALL, fill=style.MUTED, anchor="middle")


def _data(stacked: StackedYears) -> Data:
    columns = (
        Column("year", "Année", "", "code"),
        *(Column(one.name, one.title, stacked.unit, "number") for one in stacked.parts),
        Column("total", "Ensemble", stacked.unit, "number"),
    )
    values = [*(one.values for one in stacked.parts), stacked.totals]
    raw = [(year, *(round(one[rank], 1) for one in values)) for rank, year in enumerate(stacked.years)]
    shown = [(str(row[0]), *(french_number(value) for value in row[1:])) for row in raw]
    return Data(columns, tuple(raw), tuple(shown))
