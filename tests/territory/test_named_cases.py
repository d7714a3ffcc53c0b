"""The named cases of issue 3, each with where its truth comes from."""

import json
import tarfile

import pandas as pd
import pytest

from arpent.territory.history import history, what_became
from arpent.territory.passage import passage
from arpent.territory.subcommunes import communes_of
from arpent.territory.timeline import timeline


def targets(code: str, source: int, target: int) -> dict[str, float]:
    """Where a commune goes."""
    frame = passage(source, target).frame
    rows = frame[frame["source_code"] == code]
    return dict(zip(rows["target_code"], rows["weight"].round(4).tolist(), strict=True))


def test_01138_is_shared_by_inhabitants():
    """
    Culoz-Béon (1 January 2023) goes back to Béon .1285 and Culoz .8715, never .5 and .5.

    Source: INSEE, legal populations 2019 (in force in 2022): 443 and 3 004 inhabitants.
    """
    assert targets("01138", 2023, 2022) == {"01039": round(443 / 3447, 4), "01138": round(3004 / 3447, 4)}
    assert targets("01138", 2026, 1968) == {"01039": 0.1285, "01138": 0.8715}


def test_l_oudon_moves_its_seat_twice():
    """
    L'Oudon is 14624 in 1973, 14697 from 1990, 14472 from 2014, then in Saint-Pierre-en-Auge (2017).

    Source: INSEE events of 1990-02-01 and 2014-01-07 (MOD 50) and 2017-01-01 (MOD 32).
    """
    assert targets("14697", 2014, 2015) == {"14472": 1.0}
    assert targets("14472", 2015, 2014) == {"14697": 1.0}
    assert targets("14624", 1990, 1991) == {"14697": 1.0}
    assert targets("14697", 2000, 2026) == {"14654": 1.0}
    assert "14697" in timeline().codes(2014)
    assert "14472" not in timeline().codes(2014)
    assert [record.code for record in what_became("14697")] == ["14654"]


def test_sannerville_leaves_saline():
    """
    Sannerville (14666) and Troarn (14712), merged in 2017, part on 31 December 2019.

    Source: INSEE events of 2017-01-01 (MOD 32) and 2019-12-31 (MOD 21).
    """
    assert targets("14666", 2016, 2019) == {"14712": 1.0}
    assert targets("14666", 2016, 2020) == {"14666": 1.0}
    assert targets("14712", 2016, 2026) == {"14712": 1.0}
    assert targets("14712", 2019, 2020).keys() == {"14666", "14712"}
    assert ("14666" in timeline().codes(2019), "14666" in timeline().codes(2020)) == (False, True)


def test_bois_guillaume_and_bihorel_part():
    """
    Bois-Guillaume (76108) and Bihorel (76095) are one commune in the COG 2012 and 2013 only.

    Source: INSEE events of 2012-01-01 (MOD 32) and 2014-01-01 (MOD 21).
    """
    assert ["76095" in timeline().codes(year) for year in (2011, 2012, 2013, 2014)] == [
        True,
        False,
        False,
        True,
    ]
    assert targets("76095", 2011, 2012) == {"76108": 1.0}
    assert targets("76095", 2011, 2014) == {"76095": 1.0}
    assert targets("76108", 2011, 2014) == {"76108": 1.0}
    shared = targets("76108", 2013, 2014)
    assert sum(shared.values()) == pytest.approx(1)
    assert 0.55 < shared["76108"] < 0.65  # about 13 000 and 8 400 inhabitants


def test_les_hauts_talican_keeps_its_name_under_another_code():
    """
    60054 splits in 2024: Beaumont-les-Nonains keeps 60054, Les Hauts-Talican is 60694 with La Neuville-Garnier.

    Source: INSEE events of 2019-01-01 and 2024-01-01; ``chefLieu`` of 60455 in release 4.1.0.
    """
    assert targets("60054", 2018, 2024) == {"60054": 1.0}
    assert targets("60455", 2018, 2024) == {"60694": 1.0}
    assert targets("60694", 2018, 2019) == {"60054": 1.0}
    assert targets("60054", 2023, 2024).keys() == {"60054", "60694"}


@pytest.mark.parametrize("code", ["85165", "85212"])
def test_l_oie_and_sainte_florence_come_back(code):
    """
    L'Oie (85165) and Sainte-Florence (85212) leave Essarts en Bocage (85084) on 1 January 2024.

    Source: INSEE events of 2016-01-01 (MOD 32) and 2024-01-01 (MOD 21).
    """
    assert targets(code, 2015, 2023) == {"85084": 1.0}
    assert targets(code, 2015, 2024) == {code: 1.0}
    assert targets("85084", 2023, 2024).keys() == {"85084", "85165", "85212"}


def test_cambremer_and_livarot():
    """
    Cambremer (14126) takes in 14604 in 2019; Livarot-Pays-d'Auge (14371) is 22 communes in 2016.

    Source: INSEE events of 2019-01-01 and 2016-01-01 (MOD 32).
    """
    assert targets("14604", 2018, 2026) == {"14126": 1.0}
    frame = passage(2015, 2016).frame
    assert (frame["target_code"] == "14371").sum() == 22


def test_pretz_comes_back_under_a_longer_name():
    """
    Pretz (55409) is in Seuil-d'Argonne from 1973, and is Pretz-en-Argonne from 1990.

    Source: INSEE events of 1973-01-01 (MOD 33) and 1990-01-01 (MOD 21).
    """
    assert targets("55409", 1972, 1980) == {"55517": 1.0}
    assert targets("55409", 1972, 1990) == {"55409": 1.0}
    names = timeline().communes(2026).set_index("commune_code")["commune_name"]
    assert names["55409"] == "Pretz-en-Argonne"


def test_les_avanchers_come_back():
    """
    Les Avanchers (73024) is in Aigueblanche from 1972 to 1987, then Les Avanchers-Valmorel.

    Source: INSEE events of 1972-07-18 (MOD 33) and 1988-01-01 (MOD 21).
    """
    assert [episode.date for episode in history("73024")][:2] == ["1972-07-18", "1988-01-01"]
    assert targets("73024", 1972, 1987) == {"73003": 1.0}
    assert targets("73024", 1972, 1988) == {"73024": 1.0}


def test_corse_changes_codes_in_1976():
    """
    Corse is 20 until the COG 1975, 2A and 2B since the COG 1976; 360 codes change and nothing else.

    Source: INSEE events of 1976-01-01 (MOD 41).
    """
    assert targets("20004", 1975, 1976) == {"2A004": 1.0}
    assert sum(code.startswith("20") for code in timeline().codes(1975)) == 360
    assert not any(code.startswith("20") for code in timeline().codes(1976))


def test_communes_re_established_in_corse_under_their_new_code():
    """
    Chisa (20366 → 2B366): a code of 1968 is its own in 2026 through the change of département.

    Source: INSEE events (MOD 41).
    """
    assert targets("20366", 1968, 2026) == {"2B366": 1.0}


def test_a_commune_that_changes_region():
    """
    Le Fresne-sur-Loire (44060, Pays de la Loire) joins Ingrandes (49160); Pont-Farcy (14513) joins 50592.

    Source: INSEE events of 2016-01-01 and 2018-01-01 (MOD 32): département 44 → 49 and 14 → 50.
    """
    assert targets("44060", 2015, 2026) == {"49160": 1.0}
    assert targets("14513", 2017, 2026) == {"50592": 1.0}


def test_overseas_scope():
    """
    The COG of communes has 971 with its islands until 2007, and Mayotte since 2012.

    Source: loi organique 2007-223; INSEE counts 36 683 communes in 2007, 36 681 in 2008, 36 680 in 2011 and
    36 700 in 2012.
    """
    counts = {year: len(timeline().codes(year)) for year in (2007, 2008, 2011, 2012)}
    assert counts == {2007: 36_683, 2008: 36_681, 2011: 36_680, 2012: 36_700}


def test_paris_lyon_marseille_are_one_commune_each():
    """Municipal arrondissements are never communes: 75101 is in 75056."""
    codes = set(timeline().codes(2026))
    assert {"75056", "69123", "13055"} <= codes
    assert not codes & {"75101", "69381", "13201"}


def test_cantal_communes_of_2025():
    """
    Celles, Chalinargues, Chavagnac and Sainte-Anastasie (15) come back on 1 January 2025.

    Source: INSEE events of 2025-01-01 (MOD 21) and release 5.3.0.
    """
    for code in ("15031", "15035", "15047", "15171"):
        assert targets(code, 2016, 2024) == {"15141": 1.0}
        assert targets(code, 2016, 2025) == {code: 1.0}


def test_associated_and_delegated_communes_hang_on_their_seat(shared_data):
    """
    Every associated or delegated commune of the COG 2026 is in the commune that the release says.

    Source: ``chefLieu`` in communes.json of release 6.0.0.
    """
    with tarfile.open(shared_data / "cog_etalab" / "etalab-decoupage-administratif-6.0.0.tgz") as archive:
        records = json.load(archive.extractfile("package/data/communes.json"))
    codes = set(timeline().codes(2026))
    seats = {
        record["code"]: record["chefLieu"]
        for record in records
        if record["type"] in {"commune-deleguee", "commune-associee"} and record["code"] not in codes
    }
    found = communes_of(pd.Series(list(seats)), year=2026)
    wrong = {code: (seat, got) for (code, seat), got in zip(seats.items(), found, strict=True) if seat != got}
    assert wrong == {}
