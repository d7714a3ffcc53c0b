"""Indicators of the theme ``population``: how many, since when, of which age."""

from arpent.indicators.categories import counts, shares
from arpent.indicators.model import Change, Count, Ratio
from arpent.indicators.rows import Published

POPULATION = Count(
    id="population",
    label="Population municipale",
    short="Population",
    unit="habitants",
    precision=0,
    table="population_legal",
    column="population",
    definition="Personnes qui résident habituellement dans la commune, sans double compte (population légale).",
)
POPULATION_CHANGE = Change(
    id="population_change",
    label="Évolution annuelle moyenne de la population",
    short="Évolution annuelle",
    unit="%/an",
    precision=1,
    table="population_legal",
    column="population",
    definition=(
        "Taux annuel moyen entre deux populations légales séparées d'au moins cinq ans, "
        "durée au-delà de laquelle les enquêtes de recensement ne se recouvrent plus."
    ),
)
CENSUS_POPULATION = Count(
    id="census_population",
    label="Population au recensement par IRIS",
    short="Population (IRIS)",
    unit="habitants",
    precision=0,
    table="census_communes",
    column="population",
    definition="Somme des IRIS, chacun arrondi : elle diffère de quelques unités de la population légale.",
)
SHARE_UNDER_20 = Ratio(
    id="share_under_20",
    label="Part des moins de 20 ans",
    short="Moins de 20 ans",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="population_0_19",
    denominator="population",
    definition="Habitants de 0 à 19 ans rapportés à l'ensemble des habitants.",
)
SHARE_20_64 = Ratio(
    id="share_20_64",
    label="Part des 20 à 64 ans",
    short="20 à 64 ans",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="population_20_64",
    denominator="population",
    definition="Habitants de 20 à 64 ans rapportés à l'ensemble des habitants.",
)
SHARE_65_PLUS = Ratio(
    id="share_65_plus",
    label="Part des 65 ans ou plus",
    short="65 ans ou plus",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="population_65_plus",
    denominator="population",
    definition="Habitants de 65 ans ou plus rapportés à l'ensemble des habitants.",
)
AGEING_INDEX = Ratio(
    id="ageing_index",
    label="Indice de vieillissement",
    short="Vieillissement",
    unit="pour 100 jeunes",
    precision=0,
    table="census_communes",
    numerator="population_65_plus",
    denominator="population_0_19",
    per=100.0,
    gender="m",
    definition="Nombre de personnes de 65 ans ou plus pour 100 jeunes de moins de 20 ans.",
)
HISTORICAL_POPULATION = Count(
    id="historical_population",
    label="Population depuis 1968",
    short="Population",
    unit="habitants",
    precision=0,
    table="population_history",
    column="population",
    definition="Population sans doubles comptes jusqu'en 1999, municipale depuis, dans les communes d'aujourd'hui.",
)

_BALANCE = "balances_communes"
_GAIN = "population_end - population_start"
_MIGRATION = "population_end - population_start - births + deaths"
POPULATION_GAIN = Count(
    id="population_gain",
    label="Variation de population",
    short="Variation",
    unit="habitants",
    precision=0,
    table=_BALANCE,
    column=_GAIN,
    definition="Population du recensement en fin de période, moins celle du début.",
)
NATURAL_BALANCE = Count(
    id="natural_balance",
    label="Solde naturel",
    short="Solde naturel",
    unit="habitants",
    precision=0,
    table=_BALANCE,
    column="births - deaths",
    gender="m",
    definition="Naissances moins décès de la période, au domicile.",
)
MIGRATION_BALANCE = Count(
    id="migration_balance",
    label="Solde migratoire apparent",
    short="Solde migratoire",
    unit="habitants",
    precision=0,
    table=_BALANCE,
    column=_MIGRATION,
    gender="m",
    definition="Ce que naissances et décès n'expliquent pas : arrivées moins départs, écarts de recensement.",
)


def _yearly(identifier: str, label: str, short: str, numerator: str, definition: str) -> Ratio:
    """Over the mean population of six years: (start + end) / 2 × 6."""
    return Ratio(
        id=identifier,
        label=label,
        short=short,
        unit="%/an",
        precision=2,
        table=_BALANCE,
        numerator=numerator,
        denominator="population_start + population_end",
        per=1 / 3,
        gender="m",
        definition=definition,
    )


NATURAL_RATE = _yearly(
    "natural_rate",
    "Solde naturel annuel moyen de 2013 à 2019",
    "Solde naturel",
    "births - deaths",
    "Naissances moins décès, par an, rapportés à la population moyenne de la période.",
)
MIGRATION_RATE = _yearly(
    "migration_rate",
    "Solde migratoire apparent annuel moyen de 2013 à 2019",
    "Solde migratoire",
    _MIGRATION,
    "Variation que le solde naturel n'explique pas, par an, rapportée à la population moyenne de la période.",
)


def _by_period(identifier: str, label: str, short: str, numerator: str, definition: str) -> Published:
    return Published(
        id=identifier,
        label=label,
        short=short,
        unit="%/an",
        precision=2,
        table="natural_balances",
        numerator=numerator,
        denominator="person_years",
        gender="m",
        definition=definition,
    )


NATURAL_RATE_BY_PERIOD = _by_period(
    "natural_rate_by_period",
    "Solde naturel annuel moyen",
    "Solde naturel",
    "natural_balance",
    NATURAL_RATE.definition,
)
MIGRATION_RATE_BY_PERIOD = _by_period(
    "migration_rate_by_period",
    "Solde migratoire apparent annuel moyen",
    "Solde migratoire",
    "migration_balance",
    MIGRATION_RATE.definition,
)

_AGES = {
    "0_14": "moins de 15 ans",
    "15_29": "15 à 29 ans",
    "30_44": "30 à 44 ans",
    "45_59": "45 à 59 ans",
    "60_74": "60 à 74 ans",
    "75_plus": "75 ans ou plus",
}
AGES_BY_SEX = counts(
    "population_age_groups",
    {
        f"{sex}_{age}": (f"{noun} de {words}", capital)
        for sex, noun in (("men", "Hommes"), ("women", "Femmes"))
        for age, words in _AGES.items()
        for capital in (words[:1].upper() + words[1:],)
    },
    unit="habitants",
    definition="Habitants par sexe et âge au recensement.",
)
SINGLE_PERSON_SHARE = Ratio(
    id="single_person_share",
    label="Part des ménages d'une personne",
    short="Personnes seules",
    unit="%",
    precision=1,
    table="households",
    numerator="single_person_households",
    denominator="households",
    definition="Ménages d'une seule personne rapportés à l'ensemble des ménages.",
)
FAMILY_TYPES = shares(
    "households",
    {
        "couples_with_children": ("Part des couples avec enfant", "Couples avec enfant"),
        "couples_without_children": ("Part des couples sans enfant", "Couples sans enfant"),
        "single_parent_families": ("Part des familles monoparentales", "Familles monoparentales"),
    },
    of="families",
    definition="Familles de cette composition rapportées à toutes les familles ; une personne seule n'en est pas une.",
)

_MOVERS = {
    "0_19": "moins de 20 ans",
    "20_29": "20-29 ans",
    "30_39": "30-39 ans",
    "40_49": "40-49 ans",
    "50_64": "50-64 ans",
    "65_plus": "65 ans ou plus",
}

_TOTAL = (("breakdown", "total"), ("category", "ensemble"))


def _moves(
    identifier: str,
    label: str,
    short: str,
    *,
    numerator: str = "migration_balance",
    denominator: str = "",
    where: tuple[tuple[str, str], ...] = _TOTAL,
) -> Published:
    return Published(
        id=identifier,
        label=label,
        short=short,
        unit="%" if denominator else "habitants",
        precision=1 if denominator else 0,
        table="migrations",
        numerator=numerator,
        denominator=denominator,
        where=where,
        gender="f" if denominator else "m",
        definition=(
            "Déplacements d'une année sur l'autre entre le territoire et le reste de la France, au recensement ; les "
            "échanges avec l'étranger n'y sont pas."
        ),
    )


MOVES_BY_AGE = tuple(
    _moves(
        f"moves_{age}",
        f"Solde des entrées et des sorties, {words}",
        words[:1].upper() + words[1:],
        where=(("breakdown", "ages"), ("category", words)),
    )
    for age, words in _MOVERS.items()
)
MOVES = _moves("moves", "Solde des entrées et des sorties", "Ensemble")
ARRIVAL_SHARE = _moves(
    "arrival_share",
    "Part des habitants arrivés depuis moins d'un an",
    "Arrivés dans l'année",
    numerator="arrivals",
    denominator="stayers + arrivals",
)
LEAVER_SHARE = _moves(
    "leaver_share",
    "Part des habitants partis en un an",
    "Partis dans l'année",
    numerator="leavers",
    denominator="stayers + leavers",
)
