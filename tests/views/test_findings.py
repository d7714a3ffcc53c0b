"""What a figure may say."""

import pytest

from arpent.views.captions import reading_of, subtitle_of
from arpent.views.findings import finding_change, finding_extent, finding_gap, finding_rank
from arpent.views.pace import finding_pace
from arpent.views.rows import cells


def test_change_of_a_count(made):
    """A count's change is said with its size and yearly rate: 10 000 to 11 000 in ten years is 0,96 %."""
    given = made.measures((made.POPULATION, {made.HERE: {2010: 10000, 2020: 11000}}))
    finding = finding_change(given)
    assert finding.text == (
        "La communauté de communes du Pays d’Essai gagne 1\u202f000\u00a0habitants de 2010 à 2020 "
        "(+1,0\u202f% par an)"
    )
    assert [number["text"] for number in finding.numbers] == [
        "1\u202f000\u00a0habitants",
        "+1,0\u202f% par an",
    ]
    assert finding.numbers[0]["against"] == [{"territory": made.HERE, "year": 2010, "value": 10000.0}]
    assert all(number["text"] in finding.text for number in finding.numbers)


def test_change_of_a_share(made):
    """A share changes by points."""
    given = made.measures((made.VACANCY, {made.HERE: {2010: 0.071, 2021: 0.083}}))
    expected = "La part des logements vacants augmente de 1,2\u00a0point de 2010 à 2021"
    assert finding_change(given).text == expected


@pytest.mark.parametrize(("last", "is_stable"), [(10040, True), (10120, False), (9960, True), (9880, False)])
def test_small_change_is_stable(made, last, is_stable):
    """Under 0,1 % a year a count is "stable": the verb is only said beyond the threshold."""
    given = made.measures((made.POPULATION, {made.HERE: {2013: 10000, 2023: last}}))
    assert ("reste stable" in finding_change(given).text) == is_stable


def test_threshold_can_be_stated(made):
    """A stated threshold replaces the default."""
    given = made.measures((made.VACANCY, {made.HERE: {2010: 0.071, 2021: 0.083}}))
    assert "stable" in finding_change(given, threshold=0.02).text


def test_no_change_under_five_years(made):
    """Two censuses share survey years: nothing is said between years less than five apart."""
    given = made.measures((made.POPULATION, {made.HERE: {2019: 10000, 2023: 20000}}))
    assert finding_change(given) is None


def test_no_change_from_zero_or_missing(made):
    """No rate from zero; missing years are skipped, not filled."""
    zero = made.measures((made.POPULATION, {made.HERE: {2010: 0, 2020: 100}}))
    assert finding_change(zero) is None
    gap = made.measures((made.POPULATION, {made.HERE: {2010: None, 2012: 100, 2020: 200, 2021: None}}))
    assert "de 2012 à 2020" in finding_change(gap).text


def test_gap(made):
    """The gap names its reference and year; equal as printed is "au même niveau"; a count has none."""
    values = {made.HERE: {2021: 0.083}, made.CANTAL: {2021: 0.072}, made.FRANCE: {2021: 0.081}}
    text = finding_gap(made.measures((made.VACANCY, values))).text
    assert text == (
        "La part des logements vacants est plus élevée que dans le Cantal\u00a0: "
        "8,3\u202f% contre 7,2\u202f% en 2021"
    )
    same = made.measures((made.VACANCY, {made.HERE: {2021: 0.0831}, made.CANTAL: {2021: 0.0829}}))
    assert "au même niveau que dans le Cantal" in finding_gap(same).text
    assert finding_gap(made.measures((made.POPULATION, values))) is None


def test_a_gap_under_a_hundredth_is_barely_one(made):
    """« À peine »: nobody should act on 30 € out of 22 000."""
    values = {made.HERE: {2021: 0.5003}, made.CANTAL: {2021: 0.4991}}
    text = finding_gap(made.measures((made.VACANCY, values))).text
    assert "est à peine plus élevée que dans le Cantal\u00a0: 50,0\u202f% contre 49,9\u202f%" in text


def test_a_period_is_said_once(made):
    """A label that holds its years is not followed by the last of them; a plural has its verb."""
    taken = made.Indicator("taken", "Surfaces prises de 2012 à 2018", "Surfaces prises", "ha", 0, "count")
    given = made.measures((taken, {made.HERE: {2018: 42.0}}))
    here = cells(given, taken)[0]
    assert reading_of(here, taken) == (
        "Lecture\u00a0: les surfaces prises de 2012 à 2018 sont de 42\u00a0ha dans la communauté de communes du Pays "
        "d’Essai."
    )
    sold = made.Indicator("sold", "Ventes", "Ventes", "ventes de 2020 à 2024", 0, "count")
    assert "ventes" in reading_of(cells(made.measures((sold, {made.HERE: {2024: 12}})), sold)[0], sold)
    assert "en 2024" not in reading_of(cells(made.measures((sold, {made.HERE: {2024: 12}})), sold)[0], sold)
    assert subtitle_of(taken, [2018], given).startswith("Surfaces prises de 2012 à 2018, ha, Communauté")


def test_gap_needs_both_values(made):
    """Nothing is said against a missing value, or another year's."""
    missing = made.measures((made.VACANCY, {made.HERE: {2021: 0.083}, made.CANTAL: {2021: None, 2015: 0.07}}))
    assert finding_gap(missing) is None


def _peers(made, here, others):
    frame = made.rows(
        made.VACANCY, {made.HERE: {2021: here}, **{f"epci:{i}": {2021: v} for i, v in enumerate(others)}}
    )
    frame.loc[frame["territory"] != made.HERE, "role"] = "peer"
    return made.measures((made.VACANCY, frame))


def test_rank(made):
    """Rank counts peers above as printed; peers without a value are not ranked, and that is said."""
    text = finding_rank(_peers(made, 0.08, [0.10, 0.0801, 0.05, None])).text
    assert "au 2e rang de 4 intercommunalités comparées (1 sans valeur)" in text
    assert finding_rank(_peers(made, None, [0.1, 0.2, 0.3])) is None
    assert finding_rank(_peers(made, 0.1, [0.2, None, None])) is None


def test_extent(made):
    """The range over parts names the lowest and the highest; nothing where it does not show."""
    values = {"commune:Alpha": {2021: 0.05}, "commune:Beta": {2021: 0.1}, "commune:Gamma": {2021: None}}
    given = made.measures((made.VACANCY, values))
    text = finding_extent(cells(given, made.VACANCY), made.VACANCY).text
    assert text == "La part des logements vacants va de 5,0\u202f% (Alpha) à 10,0\u202f% (Beta)"
    flat = made.measures((made.VACANCY, {"commune:Alpha": {2021: 0.05}, "commune:Beta": {2021: 0.0502}}))
    assert finding_extent(cells(flat, made.VACANCY), made.VACANCY) is None


def test_pace(made):
    """A series from 100 is told beside the nearest and the widest parent, all over the same years."""
    values = {
        made.HERE: {2016: 100, 2023: 102.4},
        made.CANTAL: {2016: 1000, 2023: 1021},
        "region:84": {2016: 5000, 2023: 5200},
        made.FRANCE: {2016: 10000, 2023: 9900},
    }
    frame = made.rows(made.POPULATION, values)
    frame.loc[frame["territory"] == "region:84", "role"] = "parent"
    finding = finding_pace(made.measures((made.POPULATION, frame)), since=2016)
    assert finding.text == (
        "Population municipale\u00a0: +2,4\u202f% de 2016 à 2023, "
        "contre +2,1\u202f% dans le Cantal et \u22121,0\u202f% en France"
    )
    assert [round(number["value"], 3) for number in finding.numbers] == [0.024, 0.021, -0.01]
    frame.loc[(frame["territory"] == made.CANTAL) & (frame["year"] == 2023), "value"] = 1024
    alike = finding_pace(made.measures((made.POPULATION, frame)), since=2016)
    assert alike.text.endswith("2023, comme dans le Cantal, contre \u22121,0\u202f% en France")
    rate = made.measures((made.RATE, {made.HERE: {2023: 0.0021}, made.CANTAL: {2023: 0.0019}}))
    assert finding_gap(rate).text.endswith("+0,2\u202f%/an, comme dans le Cantal")
    assert finding_pace(made.measures((made.POPULATION, {made.HERE: {2016: 100, 2023: 102}}))) is None
    short = {made.HERE: {2020: 100, 2023: 102}, made.CANTAL: {2020: 100, 2023: 102}}
    assert finding_pace(made.measures((made.POPULATION, short))) is None
