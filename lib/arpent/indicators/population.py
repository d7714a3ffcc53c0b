"""Indicators of the theme ``population``: how many, since when, of which age."""

from arpent.indicators.model import Change, Count, Ratio

POPULATION = Count(
    id="population",
    label="Population municipale",
    short="Population",
    unit="habitants",
    precision=0,
    table="population_legal",
    column="population",
    definition=(
        "Personnes qui ont leur résidence habituelle dans la commune, sans double compte, "
        "à la date de référence du recensement (population légale)."
    ),
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
    definition=(
        "Population des IRIS au recensement ; chaque IRIS est arrondi, "
        "leur somme peut différer de quelques unités de la population légale."
    ),
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
