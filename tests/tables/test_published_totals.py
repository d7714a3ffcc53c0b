"""
Totals of tables built from the real files, against what producers publish elsewhere, or another file of theirs.

CAM is Clermont Auvergne Métropole. Beside each figure stands where it was published.
"""

from importlib import import_module

import pandas as pd
import pytest

from arpent import tables
from arpent.tables.checks import check_table
from arpent.tables.raw import Sources
from arpent.tables.reading import current_communes

CAM = "epci:246300701"


@pytest.fixture(scope="module")
def built(shared_data):
    """Tables built from the files of the mirror, each once, and checked as the command checks them."""
    kept = {}

    def build(name):
        if name not in kept:
            frame = import_module(f"arpent.tables.{name}").build(Sources(str(shared_data)))
            check_table(frame, tables.describe(name), current_communes())
            kept[name] = frame
        return kept[name]

    return build


@pytest.fixture(scope="module")
def cam():
    """Communes of CAM."""
    communes = tables.load("communes")
    return set(communes.loc[communes["epci_code"] == "246300701", "commune_code"])


def total(frame, communes, column, year):
    """Sum over communes of one year."""
    rows = frame[frame["commune_code"].isin(communes) & (frame["year"] == year)]
    return rows[column].sum(min_count=len(communes))


def test_census_of_cam(built, cam):
    """INSEE, dossier complet of CAM: 294 127 inhabitants in 2018, 296 180 in 2019."""
    assert round(total(built("activity"), cam, "population", 2018)) == 294_127
    assert round(total(built("activity"), cam, "population", 2019)) == 296_180


def test_two_files_of_the_census_agree(built, cam):
    """Base infracommunale and comparateur, 2019: the same people and dwellings, by two roads."""
    ages, housing = built("population_age_groups"), built("housing")
    assert total(ages, cam, "population", 2019) == pytest.approx(296_180)
    for column in ("dwellings", "main_residences", "vacant_dwellings", "owner_occupied"):
        stock = total(built("housing_stock"), cam, column, 2019)
        assert stock == pytest.approx(total(housing, cam, column, 2019), rel=1e-6)


def test_france_of_the_census(built):
    """INSEE, populations légales: 66 732 538 inhabitants in 2018, 66 988 403 in 2019, without Mayotte."""
    sums = built("activity").groupby("year")["population"].sum()
    assert round(sums[2018]) == 66_732_538
    assert round(sums[2019]) == 66_988_403


def test_dwellings_are_conserved_from_one_cog_to_another(built, shared_data):
    """The sum of the file, COG 2021, is the sum of the table, COG 2026."""
    import pandas as pd  # noqa: PLC0415 - only here

    path = shared_data / "comparateur" / "base_cc_comparateur.CSV"
    raw = pd.read_csv(path, sep=";", dtype={"CODGEO": str}, usecols=["CODGEO", "P18_LOG"])
    whole = raw[~raw["CODGEO"].str.match(r"75[12]|6938[1-9]|132[01]\d")]
    table = built("housing")
    assert table.loc[table["year"] == 2018, "dwellings"].sum() == pytest.approx(
        whole["P18_LOG"].sum(), rel=1e-9
    )


def test_median_income_of_cam(built):
    """INSEE, Filosofi 2019: 22 130 € in CAM, 22 100 € in the Puy-de-Dôme, 22 610 € in Auvergne-Rhône-Alpes."""
    income = built("income").set_index(["territory", "year"])["median_income_eur"]
    assert income[CAM, 2019] == 22_130
    assert income["departement:63", 2019] == 22_100
    assert income["region:84", 2019] == 22_610


def test_secret_incomes_stay_secret(built):
    """2021: 3 587 communes are hidden by INSEE, none is zero, and no commune that changed has a median."""
    rows = built("income").query("level == 'commune' and year == 2021").set_index("territory")
    assert (rows["median_income_eur_reason"] == "secret").sum() > 3_000
    assert not (rows["median_income_eur"] == 0).any()
    assert (rows["median_income_eur"].isna() == rows["median_income_eur_reason"].notna()).all()
    assert rows.loc["commune:63109", "median_income_eur_reason"] == "not_available"


def test_poverty_is_bottom_coded(built):
    """CAM 2016: 14.6 % (INSEE, base-cc-filosofi). What INSEE prints 5.0 is said to be a floor."""
    poverty = built("poverty").set_index(["territory", "year"])
    assert poverty.loc[(CAM, 2016), "poverty_rate_percent"] == 14.6
    assert poverty.loc[poverty["is_censored"], "poverty_rate_percent"].eq(5.0).all()
    assert poverty["is_censored"].sum() > 300
    assert poverty["poverty_rate_percent"].min() == 5.0


def test_land_cover_of_cam(built, cam):
    """CORINE: 10 808 ha artificial in 2018, 175 ha taken since 2012; the file of communes says the same 175 ha."""
    row = built("land_cover").set_index("territory").loc[CAM]
    assert round(row["artificial_area_ha"]) == 10_808
    assert round(row["taken_area_ha"]) == 175
    assert round(total(built("land_cover_changes"), cam, "taken_area_ha", 2018)) == 175


def test_projections_of_insee(built):
    """INSEE première 1881 (2021): 68.1 million inhabitants in 2070 in the central scenario."""
    sums = built("projections").groupby(["scenario", "year"])["population"].sum()
    assert sums["central", 2070] == pytest.approx(68.1e6, abs=5e4)


def test_estimates_of_departements(built):
    """INSEE, bilan démographique 2022: 68 042 591 inhabitants on 1 January 2023, Mayotte included."""
    frame = built("population_departements")
    assert frame.loc[frame["year"] == 2023, "population"].sum() == 68_042_591


def test_jobs_of_france(built):
    """Départements sum to the line « France (hors Mayotte) » of the same sheet, 1989."""
    jobs = built("jobs").query("status == 'ensemble' and sector == 'ensemble'")
    assert jobs.loc[jobs["year"] == 1989, "jobs"].sum() == pytest.approx(23_503_740, abs=100)


def test_balances_and_migrations_of_cam(built):
    """2011–2016: 281 727 → 288 435 inhabitants; the population of 2016 is the legal one."""
    balances = built("natural_balances").set_index(["territory", "year"]).loc[(CAM, 2016)]
    assert balances["population_end"] == 288_435
    assert balances["natural_balance"] == balances["births"] - balances["deaths"]
    migrations = built("migrations").query(f"territory == '{CAM}'").groupby("breakdown")["arrivals"].sum()
    assert migrations["ages"] == pytest.approx(migrations["total"], rel=1e-6)
    assert migrations["categories"] <= migrations["total"]  # of 15 years old or more


def test_small_tables(built):
    """Unemployment of 2023-T3 in Clermont-Ferrand 6.5 % (INSEE); 101 départements; every commune zoned once."""
    rates = built("unemployment").set_index(["territory", "year", "quarter"])["unemployment_rate"]
    assert rates["zone_emploi:8408", 2023, 3] == pytest.approx(0.065)
    assert built("vacancy")["territory"].nunique() == 101
    assert set(built("zonings")["commune_code"]) == current_communes()
    allowances = built("allowances")
    assert (allowances["beneficiaries_reason"] == "secret").any()
    assert not (allowances["beneficiaries"] == 0).any()


def test_sales(built):
    """Mayotte and places without a sale: no median, and why; the panel's EPCI are today's."""
    sales = built("property_sales").set_index("commune_code")
    none = sales[sales["sales"] == 0]
    assert none["median_price_eur_m2"].isna().all()
    assert set(none["median_price_eur_m2_reason"]) == {"not_applicable"}
    panel = built("property_quarters")
    assert set(panel["territory"]) <= {f"epci:{code}" for code in tables.load("epci")["epci_code"]}


def test_quarters_that_the_panel_lacks_are_marked(built):
    """
    219 sales in Clermont-Ferrand at the end of 2018, 1 147 a year later; the quarter before lacks some too.

    2023 is whole nowhere; spring 2020, when fewer were sold, is whole there.
    """
    panel = built("property_quarters").set_index(["territory", "year", "quarter"])["is_complete"].sort_index()
    assert not panel["epci:246300701", 2018, 3].any()
    assert not panel["epci:246300701", 2018, 4].any()
    assert panel["epci:246300701", 2018, 2].all()
    assert panel["epci:246300701", 2019, 4].all()
    assert panel["epci:246300701", 2020, 2].all()
    assert not panel.xs(2023, level="year").any()
    assert panel.drop([2018, 2023], level="year").mean() > 0.99


def test_priority_quarters_are_those_listed(built, shared_data):
    """Each quarter counts in every commune that ANCT's list names, Paris by its arrondissements."""
    listed = pd.read_csv(shared_data / "zonings_events" / "qpv_pop.csv", dtype=str, sep=None, engine="python")
    table = built("zonings").set_index("commune_code")["priority_quarters"]
    for commune, start in {"63113": "63113", "75056": "751", "03310": "03310"}.items():
        assert table[commune] == listed["LIST_COMARR_2020"].str.match(f"(?:.{{5}})*{start}").sum() > 0


def test_two_files_agree_on_activity(built, cam):
    """Base infracommunale and comparateur, census 2019: the same active and unemployed people of CAM."""
    activity, details = built("activity"), built("activity_details")
    for column in ("population_15_64", "active_15_64", "unemployed_15_64"):
        assert total(details, cam, column, 2019) == pytest.approx(
            total(activity, cam, column, 2019), rel=1e-6
        )


def test_two_files_agree_on_commuters_and_heads(built, cam):
    """Employed residents stand in the table of modes and in that of statuses; people of 15 or more, in two files."""
    modes, details = built("mobility_modes"), built("activity_details")
    employed = total(details, cam, "employed_residents", 2019)
    assert employed == pytest.approx(total(modes, cam, "employed_residents", 2019))
    immigrants, ages = built("immigrants"), built("population_age_groups")
    over_15 = total(ages, cam, "population", 2019) - total(ages, cam, "population_0_14", 2019)
    assert total(immigrants, cam, "population_15_plus", 2019) == pytest.approx(over_15, rel=1e-9)
    working = sum(total(immigrants, cam, f"employed_{who}", 2019) for who in ("immigrants", "non_immigrants"))
    assert working == pytest.approx(employed, rel=1e-9)


def test_diplomas_and_categories_are_of_everyone(built, cam):
    """CAM 2019: those out of school are fewer than all of 15 or more, who are in one social category each."""
    education, categories = built("education"), built("social_categories")
    over_15 = total(categories, cam, "population_15_plus", 2019)
    assert 0.8 < total(education, cam, "out_of_school_15_plus", 2019) / over_15 < 0.95


def test_sizes_and_ages_of_dwellings_sum(built, cam):
    """Surfaces, like rooms, sum to main residences; time since moving in, to households."""
    stock = built("housing_stock").set_index("commune_code").loc[sorted(cam)]
    surfaces = [name for name in stock if name.endswith(("_m2", "_m2_plus"))]
    assert len(surfaces) == 7
    assert stock[surfaces].sum(axis=1).to_numpy() == pytest.approx(stock["main_residences"].to_numpy())
    stays = [
        "households_under_2_years",
        "households_2_4_years",
        "households_5_9_years",
        "households_10_years_plus",
    ]
    assert stock[stays].sum(axis=1).to_numpy() == pytest.approx(stock["main_residences"].to_numpy())


def test_an_incomplete_territory_has_no_total(built):
    """A commune that the file of a département lacks is missing and says so: never a smaller sum."""
    for name in ("education", "social_categories", "activity_details", "immigrants"):
        table = built(name)
        lacking = table[table["commune_code"].str.startswith("63") & table["reason"].notna()]
        assert len(lacking) > 100
        assert set(lacking["reason"]) == {"not_available"}


def test_establishments_are_conserved(built, shared_data):
    """The sum of the file, COG 2014, is that of the table, COG 2026; zeros of codes are back; no sizes in Mayotte."""
    path = shared_data / "jobs" / "base_etablissement_par_tranche_effectif.csv"
    raw = pd.read_csv(path, sep=";", dtype={"CODGEO": "str"})
    mayotte = raw["CODGEO"].str.startswith("976")
    assert raw.loc[mayotte, "E14TST"].equals(raw.loc[mayotte, "E14TS0ND"])
    table = built("establishments_by_size").set_index("commune_code")
    assert table["establishments"].sum() == pytest.approx(raw.loc[~mayotte, "E14TST"].sum(), rel=1e-9)
    assert table.loc["97608", ["reason"]].tolist() == ["not_published"]
    assert table.loc["01004", "establishments"] == 996


def test_wages_of_towns_only(built):
    """Clermont-Ferrand 13.3 € an hour in 2014 (INSEE, DADS); a village has none, a commune that changed neither."""
    wages = built("wages").set_index("territory")
    assert wages.loc["commune:63113", "hourly_wage_eur"] == 13.3
    assert 4_800 < wages["hourly_wage_eur"].notna().sum() < 5_136
    assert wages.loc["commune:63109", "hourly_wage_eur_reason"] == "not_available"
    assert wages.loc["commune:15001", "hourly_wage_eur_reason"] == "not_published"


def test_tight_markets_of_the_decree(built):
    """Décret n° 2023-822: 3 697 communes, of which a few merged since; Vichy is not one, Annecy is."""
    tax = built("vacancy_tax").set_index("commune_code")["is_tight_market"]
    assert 3_680 < tax.sum() <= 3_697
    assert tax["74010"]
    assert not tax["03310"]


def test_classes_and_programmes(built, shared_data):
    """DGCL's list of July 2025, class by class; no commune loses the programme that it was in."""
    table = built("programmes").set_index("commune_code")
    path = shared_data / "zonings_events" / "liste-communes-FRR-juillet2025.csv"
    listed = pd.read_csv(path, sep=";", dtype=str).iloc[:, 3]
    classes = table["rural_revitalisation"].value_counts()
    assert (classes["FRR"], classes["FRR+"]) == ((listed == "FRR socle").sum(), (listed == "FRR+").sum())
    assert table.loc[["03310", "43157"], "is_heart_of_town"].all()
    assert table["is_small_town"].sum() >= 1_640


def test_incomes_of_quarters(built):
    """INSEE, Filosofi 2021: half of Saint-Jacques (Clermont-Ferrand) lives on less than 12 060 €; 55.5 % are poor."""
    quarters = built("priority_quarters").set_index(["quarter_code", "year"])
    row = quarters.loc[("QP063002", 2021)]
    assert (row["median_income_eur"], row["poverty_rate_percent"]) == (12_060, 55.5)
    assert row["covered_persons"] == 2_171
    assert quarters.loc[("QP063002", 2022), "women_percent_reason"] == "not_published"
