"""Names of communes as people write them."""

import pandas as pd
import pytest

from arpent.territory.names import match_names


def matched(name: str, departement: str = "", year: int = 2026) -> tuple[str | None, str]:
    """Code and how, for one name."""
    (row,) = match_names(pd.Series([name]), year=year, departements=pd.Series([departement])).itertuples()
    return (row.commune_code if isinstance(row.commune_code, str) else None), row.how


@pytest.mark.parametrize(
    ("name", "departement", "code", "how"),
    [
        ("Clermont-Ferrand", "", "63113", "exact"),
        ("CLERMONT FERRAND", "", "63113", "spelling"),
        ("St Etienne", "42", "42218", "spelling"),
        ("Ste-Florence", "85", "85212", "spelling"),
        ("l'hay les roses", "", "94038", "spelling"),
        ("Rochelle (La)", "17", "17300", "article"),
        ("Havre", "76", "76351", "article"),
        ("Clermond-Ferrand", "63", "63113", "near"),
        ("Saint-Denis", "", None, "ambiguous"),
        ("Saint-Denis", "974", "97411", "exact"),
        ("Clermond-Ferrand", "", None, "unknown"),
        ("Nulle-Part-sur-Rien", "63", None, "unknown"),
    ],
)
def test_each_way_to_match(name, departement, code, how):
    """Accents, case, St, articles: matched and said; near only within a département; doubt is never guessed."""
    assert matched(name, departement) == (code, how)


def test_a_departement_tells_homonyms_apart_without_its_zero():
    """'1' is the Ain: spreadsheets lose that zero too."""
    assert matched("Culoz-Béon", "1") == ("01138", "exact")


def test_names_are_those_of_the_year():
    """Béon is a commune of 2022, not of 2026."""
    assert matched("Béon", "01", 2022) == ("01039", "exact")
    assert matched("Béon", "01") == (None, "unknown")


def test_candidates_are_listed():
    """An ambiguous name comes with the codes that it may be."""
    frame = match_names(pd.Series(["Saint-Denis"], index=[3]), year=2026)
    assert frame.index.tolist() == [3]
    assert {"93066", "97411"} <= set(frame.loc[3, "candidates"].split())
