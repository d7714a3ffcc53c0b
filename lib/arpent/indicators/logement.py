"""Indicators of the theme ``logement``: the stock, its uses and its forms."""

from arpent.indicators.model import Count, Ratio

DWELLINGS = Count(
    id="dwellings",
    label="Logements",
    short="Logements",
    unit="logements",
    precision=0,
    table="census_communes",
    column="dwellings",
    gender="m",
    definition="Résidences principales, résidences secondaires, logements occasionnels et logements vacants.",
)
MAIN_RESIDENCES = Count(
    id="main_residences",
    label="Résidences principales",
    short="Résidences principales",
    unit="résidences principales",
    precision=0,
    table="census_communes",
    column="main_residences",
    definition="Logements occupés de façon habituelle et à titre principal ; il y en a autant que de ménages.",
)
SECOND_HOMES = Count(
    id="second_homes",
    label="Résidences secondaires et logements occasionnels",
    short="Résidences secondaires",
    unit="résidences secondaires",
    precision=0,
    table="census_communes",
    column="second_homes",
    definition="Logements utilisés pour les week-ends, les loisirs, les vacances ou occasionnellement.",
)
VACANT_DWELLINGS = Count(
    id="vacant_dwellings",
    label="Logements vacants",
    short="Logements vacants",
    unit="logements vacants",
    precision=0,
    table="census_communes",
    column="vacant_dwellings",
    gender="m",
    direction="less",
    definition="Logements inoccupés le jour du recensement : à vendre, à louer, déjà attribués ou gardés vides.",
)
MAIN_RESIDENCE_SHARE = Ratio(
    id="main_residence_share",
    label="Part des résidences principales",
    short="Résidences principales",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="main_residences",
    denominator="dwellings",
    definition="Résidences principales rapportées à l'ensemble des logements.",
)
SECOND_HOME_SHARE = Ratio(
    id="second_home_share",
    label="Part des résidences secondaires",
    short="Résidences secondaires",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="second_homes",
    denominator="dwellings",
    definition="Résidences secondaires et logements occasionnels rapportés à l'ensemble des logements.",
)
VACANCY_SHARE = Ratio(
    id="vacancy_share",
    label="Part des logements vacants",
    short="Logements vacants",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="vacant_dwellings",
    denominator="dwellings",
    direction="less",
    definition=(
        "Logements inoccupés le jour du recensement rapportés à l'ensemble des logements ; "
        "les résidences secondaires n'en font pas partie."
    ),
)
FLAT_SHARE = Ratio(
    id="flat_share",
    label="Part des appartements",
    short="Appartements",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="flats",
    denominator="dwellings",
    definition="Appartements rapportés à l'ensemble des logements, occupés ou non.",
)
HOUSE_SHARE = Ratio(
    id="house_share",
    label="Part des maisons",
    short="Maisons",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="houses",
    denominator="dwellings",
    definition="Maisons rapportées à l'ensemble des logements, occupés ou non.",
)
MAIN_FLAT_SHARE = Ratio(
    id="main_flat_share",
    label="Part des résidences principales en appartement",
    short="Ménages en appartement",
    unit="%",
    precision=1,
    table="census_communes",
    numerator="main_residence_flats",
    denominator="main_residences",
    definition="Résidences principales qui sont des appartements, rapportées aux résidences principales.",
)
PERSONS_PER_MAIN_RESIDENCE = Ratio(
    id="persons_per_main_residence",
    label="Nombre d'habitants par résidence principale",
    short="Habitants par résidence principale",
    unit="habitants",
    precision=2,
    table="census_communes",
    numerator="population",
    denominator="main_residences",
    gender="m",
    definition=(
        "Tous les habitants, y compris ceux des communautés (internats, Ehpad), rapportés aux résidences "
        "principales : un peu plus que la taille moyenne des ménages."
    ),
)
DWELLINGS_PER_1000 = Ratio(
    id="dwellings_per_1000",
    label="Nombre de logements pour 1 000 habitants",
    short="Logements pour 1 000 habitants",
    unit="logements",
    precision=0,
    table="census_communes",
    numerator="dwellings",
    denominator="population",
    per=1000.0,
    gender="m",
    definition="Tous les logements, occupés ou non, rapportés à la population.",
)
