"""Table ``energy_labels``: labels that sum to the diagnoses, in today's communes. All figures invented."""

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import energy_labels
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

ROWS = """numero_dpe,date_etablissement_dpe,etiquette_dpe,code_insee_ban
a,2024-01-15,D,63109
b,2024-01-16,D,63330
c,2024-02-01,G,75101
d,2023-02-01,A,75102
"""


@pytest.fixture
def build(invented):
    """The table, checked as the command checks it, by commune and year."""

    def build(text):
        sources = invented("ademe_dpe", {"2025/logements.csv": text} if text else {})
        frame = energy_labels.build(sources)
        check_table(frame, energy_labels.RECORD, current_communes())
        return frame.set_index(["commune_code", "year"])

    return build


def test_labels_sum_to_the_diagnoses_of_todays_communes(build):
    """63330 is in 63109 since 2025; arrondissements are Paris; no row where nothing was diagnosed."""
    table = build(ROWS)
    assert table.index.tolist() == [("63109", 2024), ("75056", 2023), ("75056", 2024)]
    assert table.loc[("63109", 2024), ["diagnoses", "diagnoses_d", "diagnoses_g"]].tolist() == [2, 2, 0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",D,63109", ",H,63109", r"etiquette_dpe is 'H' in 63109"),
        ("2024-01-15", "15/01/2024", r"year is '15/0' in 63109"),
        (",63109", ",63999", r"code_insee_ban: .*63999"),
    ],
    ids=["label", "date", "code"],
)
def test_what_breaks_a_rule_is_refused(build, old, new, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        build(ROWS.replace(old, new))


def test_no_file_is_said_with_what_brings_it(build):
    """Nothing is built of nothing."""
    with pytest.raises(DataUnavailable, match="arpent data fetch ademe_dpe"):
        build("")
