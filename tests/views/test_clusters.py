"""The map of clusters, on made-up communes."""

import pandas as pd
import pytest

from arpent.indicators import Lack
from arpent.views import Clusters, Figure, Missing, draw_clusters
from arpent.views.clusters import KINDS, MEAN, MORAN

pytestmark = pytest.mark.usefixtures("squares")


def _clusters(made, kinds, *, is_alike=True, index=0.4213):
    """Communes of the invented Cantal, each of the kind given."""
    area = made.Territory("departement:15", "departement", "15", "Cantal", (), 2026, 0, "")
    focus = made.measures((made.VACANCY, {made.HERE: {2021: 0.1}})).focus
    rows = made.rows(made.VACANCY, {
        f"commune:15{i:03}": {2021: None if kind == "missing" else 0.05 + i / 1000} for i, kind in enumerate(kinds)
    })  # fmt: skip
    is_used = ~pd.Series(kinds).isin(["missing", "island"])
    rows = rows.assign(kind=kinds, lag=is_used.map({True: 0.0612}), p=is_used.map({True: 0.021}))
    told = {
        "territory": area.id,
        "name": "Cantal",
        "role": "focus",
        "indicator": MORAN,
        "year": 2021,
        "value": index,
    }
    frame = pd.concat([rows, pd.DataFrame([told, {**told, "indicator": MEAN, "value": 0.0703}])])
    return Clusters(
        frame.astype({"lag": float, "p": float}), made.VACANCY, focus, area, "Insee", is_alike=is_alike
    )


def test_each_kind_has_its_place_in_the_legend(made):
    """All kinds, counted; labels clear of each other; the title counts the places at the heart of a cluster."""
    kinds = (
        ["high_high"] * 3
        + ["low_low"]
        + ["not_significant"] * 30
        + ["high_low", "low_high", "island", "missing"]
    )
    figure = draw_clusters(_clusters(made, kinds), name="groupes")
    made.check_drawing(figure)
    said = " ".join(text for text, _ in made.texts_of(figure.svg_narrow))
    assert all(f"{label} ({kinds.count(kind)})" in said for kind, label in KINDS.items())
    assert figure.words.title.endswith("valeurs élevées autour de 3 communes, basses autour de 1 commune")
    assert "Aucune valeur alentour\u00a0: 15036." in figure.words.note


def test_nothing_but_chance_is_said(made):
    """No cluster is a finding too; the index is printed whatever it is."""
    figure = draw_clusters(
        _clusters(made, ["not_significant"] * 30, is_alike=False, index=-0.01), name="groupes"
    )
    assert "aucun regroupement de communes" in figure.words.title
    assert "ne se ressemblent pas plus que le hasard" in figure.words.note
    assert "Benjamini-Hochberg" in figure.words.note
    assert "la moyenne des communes de la carte, 7,0\u202f%." in figure.words.note


def test_low_is_told_from_high_in_grey(made):
    """Low among low is dotted, high among high is plain: a grey print keeps them apart."""
    high, low = (
        draw_clusters(_clusters(made, [kind] * 30), name="g").svg for kind in ("high_high", "low_low")
    )
    assert 'fill="#743010" stroke="#dde3e7"' in high
    assert 'fill="url(#g-720-dots-2d5673)" stroke="#dde3e7"' in low


def test_data_hold_what_is_drawn(made):
    """Value, neighbours' mean, kind and corrected p; empty where there is none."""
    figure = draw_clusters(_clusters(made, ["high_high"] * 30 + ["missing"]), name="groupes")
    assert isinstance(figure, Figure)
    assert [one.label for one in figure.data.columns][2:] == [
        "Logements vacants", "Moyenne alentour", "Regroupement", "p corrigé",
    ]  # fmt: skip
    assert figure.data.rows_shown[0][3:] == ("6,1", "élevée parmi des élevées", "0,021")
    assert figure.data.rows[-1][2:] == (None, None, "non publiée", None)


def test_a_table_that_is_not_here_is_named(made):
    """The view is left out, and says what brings it."""
    lack = Lack("Niveau de vie médian", "income", "Revenus", "arpent data build income")
    found = Clusters(pd.DataFrame(), made.VACANCY, _clusters(made, ["island"]).focus,
                     _clusters(made, ["island"]).area, lack=lack)  # fmt: skip
    drawn = draw_clusters(found, name="x")
    assert isinstance(drawn, Missing)
    assert drawn.lacking[0].table == "income"
