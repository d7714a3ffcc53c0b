"""Indicators of the theme ``emploi``: jobs and activity, sectors, establishments, diplomas, wages."""

from functools import partial

from arpent.indicators.model import Count, Median, Quarterly, Ratio, Tally

_share = partial(Ratio, unit="%", precision=1)
_EMPLOYED = "active_15_64 - unemployed_15_64"
_SERVICES, _TRADE = "services_establishments", "trade_establishments"

JOBS = Count(
    id="jobs",
    label="Emplois au lieu de travail",
    short="Emplois",
    unit="emplois",
    precision=0,
    table="activity",
    column="jobs",
    gender="m",
    direction="more",
    definition="Personnes de 15 ans ou plus qui travaillent dans le territoire, où qu'elles habitent.",
)
JOB_CONCENTRATION = Ratio(
    id="job_concentration",
    label="Nombre d'emplois pour 100 actifs occupés",
    short="Emplois pour 100 actifs",
    unit="",
    precision=0,
    table="activity",
    numerator="jobs",
    denominator=_EMPLOYED,
    per=100,
    gender="m",
    definition=(
        "Indicateur de concentration d'emploi : emplois du territoire pour 100 actifs occupés de 15 à 64 ans qui y "
        "habitent ; l'Insee compte aussi ceux de 65 ans ou plus."
    ),
)
EMPLOYED = Count(
    id="employed_residents",
    label="Actifs occupés de 15 à 64 ans",
    short="Actifs occupés",
    unit="actifs occupés",
    precision=0,
    table="activity",
    column=_EMPLOYED,
    gender="m",
    definition="Habitants de 15 à 64 ans qui ont un emploi, où qu'ils travaillent.",
)
SALARIED_JOB_SHARE = _share(
    id="salaried_job_share",
    label="Part des emplois salariés",
    short="Emplois salariés",
    table="activity",
    numerator="salaried_jobs",
    denominator="jobs",
    definition="Emplois salariés parmi les emplois du territoire.",
)
ACTIVITY_RATE = _share(
    id="activity_rate",
    label="Taux d'activité des 15 à 64 ans",
    short="Taux d'activité",
    table="activity",
    numerator="active_15_64",
    denominator="population_15_64",
    gender="m",
    definition="Habitants de 15 à 64 ans qui ont un emploi ou en cherchent un.",
)
EMPLOYMENT_RATE = _share(
    id="employment_rate",
    label="Taux d'emploi des 15 à 64 ans",
    short="Taux d'emploi",
    table="activity",
    numerator=_EMPLOYED,
    denominator="population_15_64",
    gender="m",
    direction="more",
    definition="Habitants de 15 à 64 ans qui ont un emploi.",
)
CENSUS_UNEMPLOYMENT_RATE = _share(
    id="census_unemployment_rate",
    label="Taux de chômage au sens du recensement",
    short="Chômage (recensement)",
    table="activity",
    numerator="unemployed_15_64",
    denominator="active_15_64",
    gender="m",
    direction="less",
    definition=(
        "Actifs de 15 à 64 ans qui se déclarent chômeurs au recensement : un taux plus élevé que celui du Bureau "
        "international du travail, et qui ne s'y compare pas."
    ),
)

JOBS_SERIES = Count(
    id="jobs_series",
    label="Emplois au lieu de travail aux derniers recensements",
    short="Emplois",
    unit="emplois",
    precision=0,
    table="activity_series",
    column="jobs",
    gender="m",
    direction="more",
    definition="Emplois du territoire aux trois recensements que l'Insee rend comparables.",
)
JOB_CONCENTRATION_SERIES = Ratio(
    id="job_concentration_series",
    label="Nombre d'emplois pour 100 actifs occupés",
    short="Emplois pour 100 actifs",
    unit="",
    precision=0,
    table="activity_series",
    numerator="jobs",
    denominator="employed_15_64",
    per=100,
    gender="m",
    definition="Indicateur de concentration d'emploi, sur les actifs occupés de 15 à 64 ans.",
)
CENSUS_UNEMPLOYMENT_SERIES = _share(
    id="census_unemployment_series",
    label="Taux de chômage au sens du recensement",
    short="Chômage (recensement)",
    table="activity_series",
    numerator="unemployed_15_64",
    denominator="active_15_64",
    gender="m",
    direction="less",
    definition="Actifs de 15 à 64 ans qui se déclarent chômeurs au recensement.",
)

UNEMPLOYMENT_RATE = Quarterly(
    id="unemployment_rate",
    label="Taux de chômage localisé",
    short="Taux de chômage",
    unit="%",
    precision=1,
    table="unemployment",
    column="unemployment_rate",
    gender="m",
    direction="less",
    definition=(
        "Chômeurs au sens du Bureau international du travail parmi les actifs, par zone d'emploi, corrigé des "
        "variations saisonnières."
    ),
)

ESTABLISHMENTS = Count(
    id="establishments",
    label="Établissements employeurs",
    short="Établissements",
    unit="établissements employeurs",
    precision=0,
    table="establishments",
    column="establishments",
    gender="m",
    direction="more",
    definition="Établissements actifs qui ont au moins un salarié.",
)
_sector = partial(_share, table="establishments", denominator="establishments")
#: Sectors of employers, six that add up to all.
SECTORS = tuple(
    _sector(
        id=f"{stem}_share",
        label=f"Part {of} dans les établissements employeurs",
        short=short,
        numerator=column,
        definition="Établissements employeurs du secteur ; une exploitation agricole sans salarié n'en est pas.",
    )
    for stem, of, short, column in (
        ("other_services", "des transports et services", "Transports et services", f"{_SERVICES} - {_TRADE}"),
        ("trade", "du commerce", "Commerce", _TRADE),
        ("public", "de l'administration, de l'enseignement et de la santé", "Public et santé",
         "public_establishments"),
        ("building", "de la construction", "Bâtiment", "building_establishments"),
        ("industry", "de l'industrie", "Industrie", "industry_establishments"),
        ("farming", "de l'agriculture", "Agriculture", "farming_establishments"),
    )
)  # fmt: skip
EMPLOYERS_10_PLUS_SHARE = _sector(
    id="employers_10_plus_share",
    label="Part des établissements de 10 salariés ou plus parmi les employeurs",
    short="10 salariés ou plus",
    numerator="establishments_10_plus",
    definition="Établissements de 10 salariés ou plus parmi ceux qui en ont au moins un.",
)

_size = partial(_share, table="establishments_by_size", denominator="establishments")
#: Sizes of all establishments, those without employees included.
SIZES = tuple(
    _size(
        id=f"size_{stem}_share",
        label=f"Part des établissements {of}",
        short=short,
        numerator=" + ".join(f"establishments_{one}" for one in columns),
        definition="Parmi tous les établissements actifs ; un effectif qui n'est pas connu est dit sans salarié.",
    )
    for stem, of, short, columns in (
        ("0", "sans salarié", "Sans salarié", ("0",)),
        ("1_9", "de 1 à 9 salariés", "De 1 à 9 salariés", ("1_5", "6_9")),
        ("10_49", "de 10 à 49 salariés", "De 10 à 49", ("10_19", "20_49")),
        ("50_plus", "de 50 salariés ou plus", "50 ou plus", ("50_99", "100_199", "200_499", "500_plus")),
    )
)

#: Stem → how its people are said, short name, levels of the census.
_DIPLOMAS = {
    "low_diploma": ("peu ou pas diplômées", "Brevet au plus", ("without_diploma", "lower_secondary_diploma")),
    "vocational": ("de niveau CAP ou BEP", "CAP, BEP", ("vocational_diploma",)),
    "baccalaureate": ("de niveau baccalauréat", "Baccalauréat", ("baccalaureate",)),
    "higher_education": (
        "diplômées du supérieur",
        "Études supérieures",
        ("higher_education_2_years", "higher_education_3_4_years", "higher_education_5_years_plus"),
    ),
}
DIPLOMAS = tuple(
    _share(
        id=f"{stem}_share",
        label=f"Part des personnes {of}",
        short=short,
        table="education",
        numerator=" + ".join(levels),
        denominator="out_of_school_15_plus",
        definition="Diplôme le plus élevé des personnes de 15 ans ou plus sorties de l'école.",
    )
    for stem, (of, short, levels) in _DIPLOMAS.items()
)
UNEMPLOYMENT_BY_DIPLOMA = tuple(
    _share(
        id=f"{stem}_unemployment",
        label=f"Taux de chômage des personnes {of}",
        short=short,
        table="activity_details",
        numerator=" + ".join(f"unemployed_{level}" for level in levels),
        denominator=" + ".join(f"active_{level}" for level in levels),
        gender="m",
        direction="less",
        definition="Actifs de 15 à 64 ans qui se déclarent chômeurs au recensement, par diplôme le plus élevé.",
    )
    for stem, (of, short, levels) in _DIPLOMAS.items()
)

_wage = partial(Median, unit="€ par heure", precision=1, table="wages", gender="m", direction="more")
HOURLY_WAGE = _wage(
    id="hourly_wage",
    label="Salaire net horaire moyen",
    short="Salaire net horaire",
    column="hourly_wage_eur",
    definition="Moyenne des salaires nets par heure des salariés qui habitent la commune, où qu'ils travaillent.",
)
HOURLY_WAGE_WOMEN = _wage(
    id="hourly_wage_women",
    label="Salaire net horaire moyen des femmes",
    short="Femmes",
    column="hourly_wage_women_eur",
    definition="Moyenne des salaires nets par heure des femmes salariées qui habitent la commune.",
)
HOURLY_WAGE_MEN = _wage(
    id="hourly_wage_men",
    label="Salaire net horaire moyen des hommes",
    short="Hommes",
    column="hourly_wage_men_eur",
    definition="Moyenne des salaires nets par heure des hommes salariés qui habitent la commune.",
)

_estimated = partial(
    Tally, unit="emplois", precision=0, table="jobs", column="jobs", gender="m", direction="more"
)
ESTIMATED_JOBS = _estimated(
    id="estimated_jobs",
    label="Emplois",
    short="Emplois",
    where=(("status", "ensemble"), ("sector", "ensemble")),
    definition="Estimations d'emploi au lieu de travail, au 31 décembre, salariés et non-salariés.",
)
#: Five sectors that add up to all jobs, rounding apart.
SECTOR_JOBS = tuple(
    _estimated(
        id=f"{stem}_jobs",
        label=f"Emplois {of}",
        short=short,
        where=(("status", "ensemble"), ("sector", short.lower())),
        definition="Estimations d'emploi au lieu de travail, au 31 décembre, salariés et non-salariés.",
    )
    for stem, of, short in (
        ("farming", "de l'agriculture", "Agriculture"),
        ("industry", "de l'industrie", "Industrie"),
        ("building", "de la construction", "Construction"),
        ("market_services", "du tertiaire marchand", "Tertiaire marchand"),
        ("public_services", "du tertiaire non marchand", "Tertiaire non marchand"),
    )
)
