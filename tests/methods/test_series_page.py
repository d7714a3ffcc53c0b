"""The page of the back-test of series: what is kept, what is shown, and the same figures as the file beside it."""

import numpy as np
import pandas as pd
import pytest

from arpent import project
from arpent.methods.seasons import Nature
from arpent.methods.series_backtest import rolling_errors
from arpent.methods.series_kinds import FRENCH, KINDS, sales_class, swing_class
from arpent.methods.series_page import page, table_of
from arpent.tables.series_errors import load_series_errors


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Invented sales: twenty series of noise around a level of their own: their last value is a poor guess."""
    rng = np.random.default_rng(9)
    level = rng.uniform(120, 250, (20, 1))
    frame = pd.DataFrame(level * np.exp(rng.normal(0, 0.1, (20, 36))), index=[f"t:{i}" for i in range(20)])
    sizes = pd.Series("100-299", index=frame.index)
    return table_of(
        "quarterly_sales",
        rolling_errors(frame, Nature(4), origins=range(16, 32, 3), sizes=sizes, methods=METHODS),
    )


METHODS = ["seasonal_naive", "last", "components"]


def test_the_best_is_in_bold_and_what_is_shown_is_said(table):
    """A level drawn through the noise is the best guess; it is shown where its interval holds."""
    best = table["is_default"]
    assert set(table.loc[best, "trend"]) == {"components"}
    holds = 0.75 <= table.loc[best, "covered"].mean() <= 0.85
    assert (table["is_shown"] == (best & holds)).all()
    text = page(table.assign(is_shown=best))
    assert "### 100 à 299 ventes par trimestre (20 séries, 6 dates)" in text
    assert "Montrée : composantes." in text
    assert text.count("| **composantes** |") == 4
    assert text.count("| dernière valeur |") == 4


def test_an_interval_that_does_not_hold_is_not_shown(table):
    """Said, rather than shown."""
    assert "Aucune n'est montrée." in page(table.assign(is_shown=False))


def test_the_page_holds_the_figures_of_the_file():
    """A line a method, horizon and class, in the same order, with the same error to a tenth of a per cent."""
    text = project.path("docs", "methodes", "series_controle.md").read_text(encoding="utf-8")
    lines = [
        line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| ") and "méthode" not in line
    ]
    errors = load_series_errors()
    assert len(lines) == len(errors)
    for line, row in zip(lines, errors.itertuples(), strict=True):
        name, horizon, count, mape = (cell.strip() for cell in line[:4])
        assert name.strip("*") == FRENCH[row.trend]
        assert (name != name.strip("*")) == row.is_default
        assert (int(horizon), int(count)) == (row.horizon, row.n)
        assert float(mape.removesuffix(" %").replace(",", ".")) == pytest.approx(100 * row.mape, abs=0.051)


def test_classes():
    """By mean sales known; by half of the changes."""
    assert sales_class(np.array([np.nan, 40.0])) == "30-99"
    assert sales_class(np.full(3, np.nan)) == ""
    assert swing_class(np.array([0.1, 0.1, 0.1, 0.2])) == "steady"
    assert set(KINDS) == {"unemployment_rate", "quarterly_sales"}
