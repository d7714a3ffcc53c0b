"""Codes below the commune."""

import pandas as pd
import pytest

from arpent.errors import DataInvalid
from arpent.territory.subcommunes import ARRONDISSEMENTS, arrondissements_of, communes_of


def test_arrondissements_of_three_cities():
    """20 in Paris, 9 in Lyon, 16 in Marseille (INSEE, status ARM)."""
    assert [len(arrondissements_of(code)) for code in ("75056", "69123", "13055")] == [20, 9, 16]
    assert len(ARRONDISSEMENTS) == 45
    assert communes_of(pd.Series(["13216"]), year=1968).tolist() == ["13055"]


def test_delegated_and_former_communes():
    """Béon (01039) is in Culoz-Béon in 2026, and is itself in 2022; Culoz keeps its code."""
    codes = pd.Series(["01039", "01138"], index=["a", "b"])
    assert communes_of(codes, year=2026).to_dict() == {"a": "01138", "b": "01138"}
    assert communes_of(codes, year=2022).to_dict() == {"a": "01039", "b": "01138"}


def test_a_code_without_commune_is_refused():
    """An unknown code is named."""
    with pytest.raises(DataInvalid, match="99999 \\(unknown\\)"):
        communes_of(pd.Series(["63113", "99999"]), year=2026)
