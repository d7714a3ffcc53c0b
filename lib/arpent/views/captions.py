"""
The words around a figure: subtitle, reading line, alternative text, source, notes.

Titles come from ``findings``; what is common to every figure is written here once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from arpent import catalogue, tables
from arpent.views.described import Indicator, Measures
from arpent.views.findings import Finding
from arpent.views.french import place
from arpent.views.numbers import REASONS_SAID, format_value, typeset
from arpent.views.rows import Cell, unit_label
from arpent.views.view import Missing, Words
from arpent.views.words import capital, conjugate, in_sentence, in_year, join_list, with_article

SUBTITLE_UNITS = {"%": "en %", "%/an": "en % par an"}


def span_of(years: Iterable[int]) -> str:
    """
    Years as a caption says them.

    Examples
    --------
    >>> span_of([2016, 2017, 2023]), span_of([2021])
    ('2016–2023', '2021')
    """
    known = sorted(set(years))
    if not known:
        return ""
    return str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"


def shown_around(measures: Measures, parts: Iterable[Cell]) -> str:
    """The focus's name, « et son intercommunalité » where it is a commune shown among the others of its EPCI."""
    is_among = any(cell.territory == measures.focus.id for cell in parts)
    return f"{place(measures.focus).name}{' et son intercommunalité' if is_among else ''}"


def part_to_read(measures: Measures, parts: Sequence[Cell], otherwise: Cell) -> Cell:
    """Of which part a reading line speaks: the focus itself where it is among them, with a value."""
    return next((cell for cell in parts if cell.territory == measures.focus.id and cell.is_known), otherwise)


def subtitle_of(
    indicator: Indicator,
    years: Iterable[int],
    measures: Measures,
    *,
    unit: str = "",
    parts: Iterable[Cell] = (),
) -> str:
    """Indicator, unit, years and territory, in that order, separated by commas; ``parts``, where they are shown."""
    stated = unit or SUBTITLE_UNITS.get(indicator.unit, unit_label(indicator))
    label = indicator.label
    span = span_of(years)
    if span in label:
        span = ""
    said = [label, "" if stated.lower() in label.lower() else stated, span, shown_around(measures, parts)]
    return typeset(", ".join(part for part in said if part))


def sentence_of(cell: Cell, indicator: Indicator) -> str:
    """
    One value as a sentence, without « Lecture » and full stop.

    « en 2021, la part des logements vacants est de 8,3 % à Issoire »; a count is said with its unit as the
    noun: « en 2023, Issoire compte 15 000 habitants »; a yearly rate, whose label holds its years, without.
    """
    value = format_value(cell.value, indicator)
    forms = cell.forms
    if indicator.unit.endswith("/an"):
        return f"{forms.within}, {in_sentence(indicator.label)} : {value}"
    is_area = indicator.unit == "ha"
    if (
        indicator.kind == "count"
        and indicator.unit
        and not indicator.unit.startswith(("%", "km"))
        and not is_area
    ):
        said = f"{forms.the} compte {value}"
        return ", ".join(filter(None, (in_year(indicator.unit, cell.year), said)))
    said = f"{with_article(indicator)} {conjugate(indicator, 'est')} de {value} {forms.within}"
    return ", ".join(filter(None, (in_year(indicator.label, cell.year), said)))


def reading_of(cell: Cell | None, indicator: Indicator) -> str:
    """Reading line of a figure, from one of its cells; empty where there is none."""
    if cell is None or not cell.is_known:
        return ""
    return typeset(f"Lecture : {sentence_of(cell, indicator)}{' (estimé)' if cell.is_estimated else ''}.")


def alt_of(kind: str, subject: str, detail: str, finding: str) -> str:
    r"""
    Alternative text: what kind of image, of what, over which range, and what it shows.

    Examples
    --------
    >>> alt_of("Courbe", "population d'Issoire", "de 2016 à 2023", "Elle augmente")
    'Courbe\xa0: population d’Issoire, de 2016 à 2023. Elle augmente.'
    """
    first = f"{kind} : {subject}{f', {detail}' if detail else ''}"
    return typeset(". ".join(part.rstrip(".") for part in (first, finding) if part) + ".")


def range_of(all_cells: Sequence[Cell], indicator: Indicator) -> str:
    """« de 2,1 % à 14,9 % », from known cells; empty where there is none."""
    values = [cell.value for cell in all_cells if cell.is_known]
    if not values:
        return ""
    low, high = format_value(min(values), indicator), format_value(max(values), indicator)
    return f"de {low} à {high}" if low != high else low


def missing_note(all_cells: Sequence[Cell]) -> str:
    """Which territories have no value and why, in one sentence; empty where none is missing."""
    notes = []
    for reason in sorted({cell.reason or "not_available" for cell in all_cells if not cell.is_known}):
        names = sorted(
            {
                cell.name
                for cell in all_cells
                if not cell.is_known and (cell.reason or "not_available") == reason
            }
        )
        who = join_list(names) if len(names) <= 3 else f"{len(names)} territoires"
        notes.append(f"{capital(REASONS_SAID.get(reason, 'donnée non disponible'))} : {who}.")
    return typeset(" ".join(notes))


def fragile_note(all_cells: Sequence[Cell]) -> str:
    """How many values rest on too few to be cited; empty where none does."""
    count = sum(cell.is_fragile and cell.is_known for cell in all_cells)
    if not count:
        return ""
    few = "Une valeur repose" if count == 1 else f"{count} valeurs reposent"
    end = "fragile, elle n'est pas citée" if count == 1 else "fragiles, elles ne sont pas citées"
    return typeset(f"{few} sur moins de 200 habitants ou logements : {end} en titre.")


def words_of(
    measures: Measures,
    finding: Finding | None,
    *,
    title: str | None,
    neutral: str,
    subtitle: str,
    alt: str = "",
    reading: str = "",
    notes: Sequence[str] = (),
) -> Words:
    """The caption: the title given, else the finding, else the neutral title."""
    chosen = title if title is not None else finding.text if finding else neutral
    return Words(
        title=typeset(chosen),
        subtitle=subtitle,
        alt=alt,
        reading=reading,
        source=source_of(measures),
        note=" ".join(note for note in notes if note),
    )


def source_of(measures: Measures) -> str:
    """Source line: « Source : INSEE, … »."""
    return source_sentence(measures.source)


def source_sentence(source: str) -> str:
    """Source line from the names of its datasets."""
    return typeset(f"Source : {source}") + ("" if source.endswith(".") else ".")


def on_map(words: Words) -> Words:
    """The words of a map: its source says whose contours are drawn too, unless it says so already."""
    drawn = _contours()
    if drawn in words.source:
        return words
    cited = f"{words.source.rstrip('.')} ; fond de carte : {drawn}." if words.source else f"Source : {drawn}."
    return replace(words, source=typeset(cited))


def _contours() -> str:
    used = tables.vintages("boundaries_communes")
    dataset = next(iter(used))  # the list of communes, named after it, is no drawing
    return typeset(catalogue.source_line({dataset: used[dataset]}))


def lacking(what: str, reason: str, measures: Measures) -> str:
    """Why a figure of several indicators cannot be drawn: « Pyramide des âges : donnée non publiée … »."""
    said = REASONS_SAID.get(reason, "donnée non disponible")
    return f"{what} : {said} {place(measures.focus).within}."


def missing_view(
    measures: Measures,
    indicator: Indicator,
    name: str,
    *,
    title: str | None = None,
    reason: str = "",
    why: str = "",
) -> Missing:
    """
    What stands where a figure cannot be drawn.

    Parameters
    ----------
    measures : Measures
        For the territory and the source.
    indicator : Indicator
        What would have been shown.
    name : str
        Stem of the figure.
    title : str, optional
        The indicator's label unless given.
    reason : str
        Code of the missing value.
    why : str
        French sentence, when it is not a missing value.

    Returns
    -------
    Missing
        Never an empty chart.
    """
    forms = place(measures.focus)
    reason_said = REASONS_SAID.get(reason, "donnée non disponible")
    said = why or f"{capital(with_article(indicator))} : {reason_said} {forms.within}."
    return Missing(
        name=name,
        words=Words(title=typeset(title or indicator.label), source=source_of(measures)),
        why=typeset(said),
    )
