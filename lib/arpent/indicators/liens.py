"""Indicators of the theme ``liens``: who stays, who leaves, who comes: to work, to live, to study."""

from arpent.indicators.model import Count, Ratio
from arpent.indicators.rows import Published

RESIDENT_WORKERS = Count(
    id="resident_workers",
    label="Actifs occupés résidents",
    short="Actifs résidents",
    unit="actifs",
    precision=0,
    table="commuting_flows",
    column="workers_from_here",
    gender="m",
    definition="Personnes de 15 ans ou plus qui ont un emploi et habitent le territoire, où qu'elles travaillent.",
)
LEAVING_WORKERS = Count(
    id="leaving_workers",
    label="Actifs qui travaillent hors du territoire",
    short="Sortants",
    unit="actifs",
    precision=0,
    table="commuting_flows",
    column="workers_leaving",
    gender="m",
    definition="Actifs occupés qui habitent le territoire et travaillent ailleurs, étranger compris.",
)
ENTERING_WORKERS = Count(
    id="entering_workers",
    label="Actifs qui viennent travailler dans le territoire",
    short="Entrants",
    unit="actifs",
    precision=0,
    table="commuting_flows",
    column="workers_entering",
    gender="m",
    definition="Actifs occupés qui travaillent dans le territoire et habitent ailleurs en France.",
)
COMMUTING_BALANCE = Count(
    id="commuting_balance",
    label="Solde des navettes",
    short="Solde des navettes",
    unit="actifs",
    precision=0,
    table="commuting_flows",
    column="workers_balance",
    gender="m",
    definition="Actifs qui viennent travailler moins actifs qui partent travailler ailleurs en France.",
)
KEPT_WORKERS_SHARE = Ratio(
    id="kept_workers_share",
    label="Part des actifs occupés qui travaillent dans leur territoire",
    short="Travaillent sur place",
    unit="%",
    precision=1,
    table="commuting_flows",
    numerator="workers_inside",
    denominator="workers_from_here",
    definition=(
        "Actifs occupés qui habitent et travaillent dans le même territoire, rapportés à ceux qui l'habitent. "
        "Plus le territoire est grand, plus elle est haute : pour une commune, ceux qui travaillent dans leur commune."
    ),
)
HELD_JOBS_SHARE = Ratio(
    id="held_jobs_share",
    label="Part des emplois occupés par des résidents",
    short="Emplois tenus par des résidents",
    unit="%",
    precision=1,
    table="commuting_flows",
    numerator="workers_inside",
    denominator="workers_to_here",
    definition=(
        "Actifs occupés qui habitent et travaillent dans le même territoire, rapportés à ceux qui y travaillent ; "
        "qui habite à l'étranger n'est pas compté."
    ),
)
WORKERS_HERE_PER_100 = Ratio(
    id="workers_here_per_100",
    label="Rapport des actifs qui travaillent dans le territoire à ceux qui l'habitent",
    short="Travaillent ici",
    unit="pour 100 actifs",
    precision=0,
    table="commuting_flows",
    numerator="workers_to_here",
    denominator="workers_from_here",
    per=100.0,
    gender="m",
    definition="Au-dessus de cent, le territoire attire plus d'actifs qu'il n'en envoie.",
)
NEWCOMER_SHARE = Ratio(
    id="newcomer_share",
    label="Part des habitants qui vivaient ailleurs un an plus tôt",
    short="Venus d'ailleurs",
    unit="%",
    precision=1,
    table="residential_flows",
    numerator="inhabitants_entering",
    denominator="inhabitants_to_here",
    definition=(
        "Habitants d'un an ou plus qui vivaient hors du territoire un an plus tôt, étranger compris, "
        "rapportés à l'ensemble."
    ),
)
RESIDENTIAL_BALANCE = Count(
    id="residential_balance",
    label="Solde des changements de résidence",
    short="Solde des installations",
    unit="habitants",
    precision=0,
    table="residential_flows",
    column="inhabitants_balance",
    gender="m",
    definition="Habitants arrivés d'ailleurs en France moins habitants partis ailleurs en France, en un an.",
)
KEPT_STUDENTS_SHARE = Ratio(
    id="kept_students_share",
    label="Part des élèves et étudiants qui étudient dans leur territoire",
    short="Étudient sur place",
    unit="%",
    precision=1,
    table="study_flows",
    numerator="students_inside",
    denominator="students_from_here",
    definition="Élèves et étudiants de 2 ans ou plus qui habitent et étudient dans le même territoire.",
)
KEPT_HIGHER_STUDENTS_SHARE = Ratio(
    id="kept_higher_students_share",
    label="Part des étudiants de 18 ans ou plus qui étudient dans leur territoire",
    short="18 ans ou plus, sur place",
    unit="%",
    precision=1,
    table="study_flows",
    numerator="students_18_or_more_inside",
    denominator="students_18_or_more_from_here",
    definition=(
        "Élèves et étudiants de 18 ans ou plus qui habitent et étudient dans le même territoire ; "
        "qui loge en semaine près de son lieu d'études y est recensé."
    ),
)
TURNOVER_BALANCE_RATE = Published(
    id="turnover_balance_rate",
    label="Solde des arrivées et des départs",
    short="Solde",
    unit="%",
    precision=2,
    table="migrations",
    where=(("breakdown", "total"),),
    numerator="arrivals - leavers",
    denominator="stayers + leavers",
    gender="m",
    definition="Arrivées moins départs en un an, rapportés aux habitants de l'année précédente.",
)


def _category(name: str, label: str, published: str) -> Published:
    """Balance of a social category: those who came less those who left, over those who lived there."""
    return Published(
        id=f"turnover_balance_rate_{name}",
        label=f"Solde des arrivées et des départs, {label}",
        short=label[:1].upper() + label[1:],
        unit="%",
        precision=1,
        table="migrations",
        where=(("breakdown", "categories"), ("category", published)),
        numerator="arrivals - leavers",
        denominator="stayers + leavers",
        gender="m",
        definition=f"Arrivées moins départs en un an, {label}, rapportés aux habitants de l'année précédente.",
    )


TURNOVER_BY_CATEGORY = (
    _category("managers", "cadres", "cadres"),
    _category("intermediate", "professions intermédiaires", "professions intermédiaires"),
    _category("employees", "employés", "employés"),
    _category("workers", "ouvriers", "ouvriers"),
    _category("retired", "retraités", "retraités"),
    _category("inactive", "autres sans activité", "autres sans activité"),
)
