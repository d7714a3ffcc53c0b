"""Tables of flows between communes: both ends in the current COG, nobody lost. All figures invented."""

import io

import pandas as pd
import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import commuting_flows, residential_flows, study_flows
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

SUMMED = """CODGEO;LIBGEO;DCLT;L_DCLT;NBFLUX_C22_ACTOCC15P
63113;Essai;63113;Essai;100.5
63113;Essai;75101;Essai;3
63113;Essai;75102;Essai;4
69381;Essai;SU001;Essai;2
69382;Essai;99999;Essai;1
01004;Essai;98818;Essai;6
"""
DETAIL = "COMMUNE;ARM;DCFLT;DCLT;IPONDI\n15141;ZZZZZ;99999;63330;8\n15141;ZZZZZ;99999;63330;2\n"
MIGRATIONS = """COMMUNE;ARM;DCRAN;IRAN;IPONDI
63113;ZZZZZ;63113;1;10
63113;ZZZZZ;63113;2;3
75056;75101;75102;2;5
63113;ZZZZZ;75102;5;2
63113;ZZZZZ;99999;9;1
63113;ZZZZZ;63113;0;50
63113;ZZZZZ;99999;Z;60
"""
FLUX = "insee_rp_flux_mobpro"


def checked(table, sources):
    """The table, checked as the command checks it."""
    frame = table.build(sources)
    check_table(frame, table.RECORD, current_communes())
    return frame


def pairs(frame, *counts):
    """Counts by home and other end."""
    other = frame.columns[frame.columns.str.endswith("_code")][1]
    return {(row["commune_code"], row[other]): tuple(row[list(counts)]) for _, row in frame.iterrows()}


def test_arrondissements_are_cities_and_countries_are_abroad(invented):
    """Two arrondissements of Paris are Paris; border codes and 99999 are abroad; New Caledonia is overseas."""
    sources = invented(FLUX, {"2022/base-flux-mobilite-domicile-lieu-travail-2022.csv": SUMMED})
    invented("insee_rp_mobpro", {})
    assert pairs(checked(commuting_flows, sources), "workers") == {
        ("63113", "63113"): (100.5,),
        ("63113", "75056"): (7,),
        ("69123", "etranger"): (3,),
        ("01004", "outre_mer"): (6,),
    }


def test_both_ends_are_brought_to_the_current_cog(invented):
    """15141, cut in five, to 63330, absorbed by 63109: five pairs to 63109, ten persons, said to be estimated."""
    invented(FLUX, {})
    frame = checked(commuting_flows, invented("insee_rp_mobpro", {"2019/FD_MOBPRO_2019.csv": DETAIL}))
    assert set(frame["workplace_code"]) == {"63109"}
    assert frame["commune_code"].nunique() == 5
    assert frame["workers"].sum() == pytest.approx(10)
    assert frame["is_estimated"].all()


def test_a_summed_file_comes_before_the_detail_of_its_year(invented):
    """Both there: 2022 is read in the file of flows, 2019 summed from individuals."""
    invented(FLUX, {"2022/base-flux-mobilite-domicile-lieu-travail-2022.csv": SUMMED})
    body = io.BytesIO()
    pd.DataFrame({"COMMUNE": ["63113"], "DCLT": ["63113"], "IPONDI": [999.0]}).to_parquet(body)
    files = {"2022/RP2022_mobpro.parquet": body.getvalue(), "2019/FD_MOBPRO_2019.csv": DETAIL}
    sums = checked(commuting_flows, invented("insee_rp_mobpro", files)).groupby("year")["workers"].sum()
    assert sums.round(6).to_dict() == {2019: 10, 2022: 116.5}


def test_who_stayed_is_beside_who_moved(invented):
    """The pair of a commune with itself: 10 in the same dwelling, 3 in another; attached and newborn are out."""
    frame = checked(residential_flows, invented("insee_rp_migcom", {"2019/FD_MIGCOM_2019.csv": MIGRATIONS}))
    assert pairs(frame, "inhabitants", "movers") == {
        ("63113", "63113"): (13, 3),
        ("75056", "75056"): (5, 5),
        ("63113", "75056"): (2, 2),
        ("63113", "etranger"): (1, 1),
    }


def test_students_are_told_by_age(invented):
    """A Parquet file: 4 of six years old, 3 of fifteen, 2 of eighteen, and their sum."""
    rows = {"COMMUNE": ["63113"] * 3, "DCETUF": ["63124"] * 3, "AGEREV10": ["06", "15", "18"]}
    body = io.BytesIO()
    pd.DataFrame({**rows, "IPONDI": [4.0, 3.0, 2.0]}).to_parquet(body)
    frame = checked(study_flows, invented("insee_rp_mobsco", {"2021/RP2021_mobsco.parquet": body.getvalue()}))
    assert pairs(frame, *study_flows.COUNTS) == {("63113", "63124"): (9, 4, 3, 2)}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("63113;Essai;75101", "63113;Essai;01003", r"01003 .*not in the COG 2025"),
        ("01004;Essai;98818;Essai;6", "01004;Essai;98818;Essai;-6", r"row 01004, NBFLUX_C22_ACTOCC15P is -6"),
        ("01004;", "69123;", r"CODGEO holds 69123 and its arrondissements: residents would be counted twice"),
        (
            "NBFLUX_C22",
            "NBFLUX_C21",
            r"no column 'NBFLUX_C22_ACTOCC15P'; did you mean 'NBFLUX_C21_ACTOCC15P'",
        ),
    ],
    ids=["other-year", "negative", "twice", "column"],
)
def test_what_breaks_a_rule_is_refused(invented, old, new, message):
    """File, row and rule are in the message."""
    invented("insee_rp_mobpro", {})
    text = SUMMED.replace(old, new, 1)
    sources = invented(FLUX, {"2022/base-flux-mobilite-domicile-lieu-travail-2022.csv": text})
    with pytest.raises(DataInvalid, match=message):
        commuting_flows.build(sources)


def test_an_unknown_word_of_the_census_is_refused(invented):
    """A new modality may mean anything: it is not counted in silence."""
    text = MIGRATIONS.replace("99999;9", "99999;A")
    with pytest.raises(DataInvalid, match="IRAN is 'A'"):
        residential_flows.build(invented("insee_rp_migcom", {"2019/FD_MIGCOM_2019.csv": text}))


def test_no_file_is_said_with_what_brings_it(invented):
    """Neither flows nor detail: one message, of the lighter file."""
    invented("insee_rp_mobpro", {})
    with pytest.raises(DataUnavailable, match=f"arpent data fetch {FLUX}"):
        commuting_flows.build(invented(FLUX, {}))
