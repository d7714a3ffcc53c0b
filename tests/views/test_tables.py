"""Tables, key figures, phrases and what they hand to a notebook."""

import json
import re
from dataclasses import replace

import pytest

from arpent.views import (
    KeyFigures,
    Missing,
    draw_bars,
    draw_table,
    key_figures,
    say,
    say_change,
    say_gap,
    say_level,
    say_rank,
    say_size,
)
from arpent.views.rows import _dated
from arpent.views.view import MIME, escape_markdown


def _both(made):
    years = {2016: 10000, 2023: 10350}
    population = (made.POPULATION, {made.HERE: years, made.CANTAL: {2016: 144000, 2023: 144100}})
    vacancy = (
        made.VACANCY,
        {made.HERE: {2021: 0.083}, made.CANTAL: {2021: 0.072}, made.FRANCE: {2021: None}},
    )
    return made.measures(population, vacancy)


def test_table(made):
    """Caption, column and row headers, numbers marked once for all, a missing cell with its sign in the note."""
    view = draw_table(_both(made), name="t", title="Titre")
    assert view.html.startswith('<table class="data nums"><caption>Titre</caption>')
    assert view.html.count('scope="row"') == 3
    assert "<td>8,3</td>" in view.html
    assert view.words.note == "n.d.\u00a0: donnée non disponible."
    assert view.markdown.splitlines()[1] == "| :--- | ---: | ---: |"
    assert [column.name for column in view.data.columns][:2] == ["territory_code", "territory_name"]
    assert view.data.rows[0] == ("200000001", "CC du Pays d'Essai", 10350, 8.3)


def test_table_of_parts(made):
    """The list of the parts, the focus first."""
    values = {made.HERE: {2021: 0.1}, "commune:A": {2021: 0.1}, "commune:B": {2021: 0.2}}
    view = draw_table(made.measures((made.VACANCY, values)), name="t")
    assert [row[1] for row in view.data.rows] == ["CC du Pays d'Essai", "A", "B"]
    assert '<tr class="focus">' in view.html


def test_key_figures(made):
    """Value, unit, year, change since a stated year, and the same for the others."""
    view = key_figures(_both(made), name="k")
    assert isinstance(view, KeyFigures)
    first, second = view.items
    assert (first["value"], first["unit"], first["year"]) == ("10\u202f350", "habitants", 2023)
    assert (first["change"], first["change_since"]) == ("+0,5\u202f%/an", 2016)
    assert first["comparators"] == [{"name": "Cantal", "value": "stable"}]
    assert second["comparators"] == [{"name": "Cantal", "value": "7,2\u202f%"}]
    assert second["change"] == ""
    assert "10\u202f350\u00a0habitants en 2023" in view.words.alt


def test_key_figures_leave_out_what_is_missing(made):
    """A key figure without value is left out and said; none at all is a Missing."""
    gone = made.measures((made.VACANCY, {made.HERE: {2021: None}}))
    assert isinstance(key_figures(gone, name="k"), Missing)
    both = key_figures([_both(made), gone], name="k")
    assert len(both.items) == 2
    assert both.words.note == "Part des logements vacants\u00a0: non disponible."


def test_spark_has_three_points(made):
    """A sparkline stands where the series has three points or more."""
    series = made.measures((made.VACANCY, {made.HERE: {2010: 0.07, 2015: 0.08, 2021: 0.09}}))
    assert key_figures(series, name="k").items[0]["spark"].startswith("<svg")
    assert key_figures(_both(made), name="k").items[0]["spark"] == ""


def test_phrases_trace_their_numbers(made):
    """Each number printed in a phrase stands in its record with the cell that it comes from."""
    given = _both(made)
    phrase = say(
        say_level(given), say_change(given), say_gap(given, indicator="vacancy_share"), say_level(given)
    )
    assert phrase.text.count("compte 10\u202f350\u00a0habitants") == 1
    for record in phrase.numbers:
        assert record["text"] in phrase.text
        assert {"value", "indicator", "territory", "year"} <= set(record)
    printed = set(re.findall(r"\d[\d\u202f,]*\d|\d", re.sub(r"\b(19|20)\d\d\b", "", phrase.text)))
    traced = " ".join(record["text"] for record in phrase.numbers)
    assert all(number in traced for number in printed)


def test_phrase_of_a_missing_value(made):
    """A missing value is said missing, with its reason and no number."""
    frame = made.rows(made.VACANCY, {made.HERE: {2021: None}}, reasons={(made.HERE, 2021): "secret"})
    phrase = say_rank(made.measures((made.VACANCY, frame)))
    assert "secret statistique" in phrase.text
    assert phrase.numbers == ()


def test_bundles(made):
    """Every view hands a standard type and its JSON description, which is JSON, named and typed."""
    given = _both(made)
    compared = made.measures((made.VACANCY, {made.HERE: {2021: 0.083}, made.CANTAL: {2021: 0.072}}))
    views = {
        "figure": (draw_bars(compared, name="Un Nom"), "image/svg+xml"),
        "table": (draw_table(given, name="Un Nom"), "text/html"),
        "keyfigures": (key_figures(given, name="Un Nom"), "text/markdown"),
        "phrase": (say_level(given, name="Un Nom"), "text/markdown"),
        "missing": (
            draw_bars(made.measures((made.VACANCY, {made.HERE: {}, "x:y": {2021: 1}})), name="Un Nom"),
            "text/markdown",
        ),
    }
    for kind, (view, standard) in views.items():
        bundle = view._repr_mimebundle_()
        assert standard in bundle
        described = json.loads(json.dumps(bundle[MIME], allow_nan=False))
        assert (described["kind"], described["name"]) == (kind, "un-nom")
        assert described["title"]


HOSTILE = ('<script>alert("x")</script>', "a|b\nc", "*x* _y_ [z](javascript:1)", "é🏔️" * 150, "`${x}`")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text(made, name):
    """A label can't become markup: not in HTML, not in Markdown, and a pipe table keeps its rows."""
    frame = made.rows(made.VACANCY, {made.HERE: {2021: 0.1}, made.CANTAL: {2021: 0.2}})
    frame["name"] = name
    given = made.measures((made.VACANCY, frame))
    table = draw_table(given, name=name, title=name)
    assert "<script" not in table.html
    assert "<script" not in table.markdown
    assert len(table.markdown.splitlines()) == 4
    assert "<script" not in key_figures(given, name=name).html
    assert "<script" not in json.dumps(draw_bars(given, name=name, title=name).description["svg"])


def test_markdown_is_inert():
    """No emphasis, link, code or HTML survives escaping."""
    assert escape_markdown("*a* [b](c) `d` <e>") == r"\*a\* \[b\](c) \`d\` &lt;e&gt;"


def test_key_figures_beside_twins(made):
    """The median of the twins of the same year stands before the parents; under three twins it does not."""
    given = made.measures((made.VACANCY, {made.HERE: {2021: 0.1}, made.CANTAL: {2021: 0.2}}))
    for count, shown in ((3, ["3 jumeaux (médiane)", "Cantal"]), (2, ["Cantal"])):
        frame = made.rows(made.VACANCY, {f"epci:30000000{i}": {2021: 0.05 * (i + 1)} for i in range(count)})
        twins = made.measures((made.VACANCY, frame.assign(role="peer")))
        item = key_figures(given, name="x", twins=twins).items[0]
        assert [one["name"] for one in item["comparators"]] == shown
        assert item["comparators"][0]["value"] == ("10,0\u202f%" if count == 3 else "20,0\u202f%")


def test_key_figures_trace_each_number(made):
    """Value, change, those of others: each with the cells that it comes from."""
    item = key_figures(_both(made), name="k").items[0]
    texts = [number["text"] for number in item["numbers"]]
    assert texts == [item["value"], item["change"]]
    assert item["numbers"][1]["against"] == [{"territory": made.HERE, "year": 2016, "value": 10000.0}]
    share = key_figures(_both(made), name="k").items[1]
    assert [number["territory"] for number in share["numbers"]] == [made.HERE, made.CANTAL]


def test_a_size_in_round_numbers_with_its_rank(made):
    """Two figures that count, on the right side; millions take « de »; each number is traced."""
    others = {f"epci:30000000{rank}": {2023: 1000.0 * rank} for rank in range(1, 4)}
    measures = made.measures((made.POPULATION, {made.HERE: {2023: 2950.0}, **others}))
    measures.frame.loc[measures.frame["role"] == "part", "role"] = "peer"
    said = say_size(measures)
    assert said.text.endswith(
        "compte près de 3\u202f000\u00a0habitants en 2023, 2e sur 4 intercommunalités comparées."
    )
    assert [number["text"] for number in said.numbers] == ["près de 3\u202f000", "2e", "4"]
    wide = say_size(made.measures((made.POPULATION, {made.HERE: {2023: 1_243_000.0}})))
    assert "plus de 1,2\u00a0million d’habitants en 2023." in wide.text


@pytest.mark.parametrize(
    ("label", "when"), [("Population", "en 2023"), ("Solde annuel moyen de 2018 à 2023", "")]
)
def test_a_label_that_says_its_years_is_not_followed_by_the_last(made, label, when):
    """A mean of several years is no figure of one."""
    measures = made.measures((replace(made.POPULATION, label=label, short=label), {made.HERE: {2023: 10350}}))
    view = key_figures(measures, name="k")
    assert view.items[0]["when"] == when
    assert ("en 2023" in str(view._repr_mimebundle_())) == bool(when)


@pytest.mark.parametrize(
    ("short", "heading"),
    [
        ("Population", "Population 2023"),
        ("Services sur 24", "Services sur 24, 2023"),
        ("Depuis 2023", "Depuis 2023"),
    ],
)
def test_a_heading_tells_its_year_from_its_number(short, heading):
    """« Services sur 24 2023 » would read as one number."""
    assert _dated(short, "2023") == heading
