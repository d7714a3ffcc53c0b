"""Indicators of the theme ``services``: how many, in which commune, and how far the nearest commune that has one is."""

from arpent.indicators.model import Ratio
from arpent.tables.service_ranges import KEY_SERVICES, PROXIMITY

TABLE = "service_access"
BPE = ("insee_bpe", "insee_population_legale")
_RULE = (
    "Faute de la liste de l'Insee pour 2019, la gamme suit une règle d'arpent, dite en fin de page : le nombre de "
    "communes de France où le type est présent."
)


def _rate(column: str, label: str, short: str, definition: str, *, precision: int = 1) -> Ratio:
    return Ratio(
        id=f"{column}_per_10000",
        label=label,
        short=short,
        unit="pour 10\u202f000 hab.",
        precision=precision,
        table=TABLE,
        numerator=column,
        denominator="population",
        per=10_000.0,
        direction="more",
        datasets=BPE,
        definition=definition,
    )


def _share(stem: str, short: str) -> Ratio:
    return Ratio(
        id=f"{stem}_share",
        label=f"Part des habitants dont la commune a {KEY_SERVICES[stem][0]}",
        short=short,
        unit="%",
        precision=0,
        table=TABLE,
        numerator=f"{stem}_population",
        denominator="population",
        direction="more",
        datasets=BPE,
        definition="Habitants des communes qui en ont au moins un, rapportés à l'ensemble des habitants.",
    )


def _distance(stem: str, short: str) -> Ratio:
    return Ratio(
        id=f"{stem}_km",
        label=f"Distance moyenne à une commune ayant {KEY_SERVICES[stem][0]}",
        short=short,
        unit="km",
        precision=1,
        table=TABLE,
        numerator=f"{stem}_person_km",
        denominator="population",
        direction="less",
        definition=(
            "À vol d'oiseau, du centre de la commune à celui de la plus proche qui a le service, nulle si la commune "
            "l'a ; moyenne sur les habitants. Ce n'est pas un temps de trajet."
        ),
    )


PROXIMITY_TYPES = Ratio(
    id="proximity_types",
    label="Nombre moyen de services de proximité dans la commune de résidence",
    short=f"Services de proximité sur {len(PROXIMITY)}",
    unit="services",
    precision=1,
    table=TABLE,
    numerator="population_x_proximity_types",
    denominator="population",
    gender="m",
    direction="more",
    datasets=BPE,
    definition=(
        "Types de services de la gamme de proximité de l'Insee présents dans la commune où l'on réside, en moyenne "
        f"sur les habitants : {len(PROXIMITY)} au plus, de la boulangerie au médecin généraliste."
    ),
)
HALF_PROXIMITY_SHARE = Ratio(
    id="half_proximity_share",
    label="Part des habitants dont la commune a au moins la moitié des services de proximité",
    short="Commune bien dotée",
    unit="%",
    precision=0,
    table=TABLE,
    numerator="population_with_half_proximity",
    denominator="population",
    direction="more",
    datasets=BPE,
    definition="Habitants des communes ayant au moins douze des vingt-quatre types, rapportés à tous les habitants.",
)
PROXIMITY_RATE = _rate(
    "proximity_facilities",
    "Densité d'équipements de proximité",
    "Gamme de proximité",
    "Équipements de la gamme de proximité de l'Insee (commerces, artisans, soins, écoles, sports).",
    precision=0,
)
INTERMEDIATE_RATE = _rate(
    "intermediate_facilities",
    "Densité d'équipements intermédiaires",
    "Gamme intermédiaire",
    f"Équipements plus rares : collège, supermarché, dentiste, banque, laboratoire… {_RULE}",
    precision=0,
)
SUPERIOR_RATE = _rate(
    "superior_facilities",
    "Densité d'équipements supérieurs",
    "Gamme supérieure",
    f"Équipements les plus rares : lycée, hôpital, médecin spécialiste, cinéma, gare, hypermarché… {_RULE}",
    precision=0,
)

PRACTITIONERS_RATE = _rate(
    "general_practitioners",
    "Densité de médecins généralistes",
    "Médecins généralistes",
    "Médecins généralistes exerçant en libéral, au lieu d'exercice ; un cabinet secondaire n'y est pas.",
)
NURSES_RATE = _rate(
    "nurses", "Densité d'infirmiers libéraux", "Infirmiers", "Infirmiers libéraux, au lieu d'exercice."
)
DENTISTS_RATE = _rate(
    "dentists",
    "Densité de chirurgiens-dentistes",
    "Dentistes",
    "Chirurgiens-dentistes libéraux, au lieu d'exercice.",
)
PHYSIOTHERAPISTS_RATE = _rate(
    "physiotherapists",
    "Densité de masseurs-kinésithérapeutes",
    "Kinésithérapeutes",
    "Masseurs-kinésithérapeutes libéraux, au lieu d'exercice.",
)
PHARMACIES_RATE = _rate("pharmacies", "Densité de pharmacies", "Pharmacies", "Officines ouvertes au public.")
PRIMARY_SCHOOLS_RATE = _rate(
    "primary_schools",
    "Densité d'écoles maternelles et élémentaires",
    "Écoles",
    "Écoles publiques et privées, quelle que soit leur taille ; un regroupement compte par site.",
)
MIDDLE_SCHOOLS_RATE = _rate(
    "middle_schools",
    "Densité de collèges",
    "Collèges",
    "Collèges publics et privés, quelle que soit leur taille.",
)
HIGH_SCHOOLS_RATE = _rate(
    "high_schools",
    "Densité de lycées",
    "Lycées",
    "Lycées généraux, technologiques ou professionnels, hors agricoles ; un site à deux voies compte deux fois.",
)
NURSERIES_RATE = _rate("nurseries", "Densité de crèches", "Crèches", "Établissements, non places.")

BAKERIES_SHARE = _share("bakeries", "Boulangerie")
GROCERIES_SHARE = _share("groceries", "Alimentation")
POST_OFFICES_SHARE = _share("post_offices", "Poste")
LIBRARIES_SHARE = _share("libraries", "Bibliothèque")
BANKS_SHARE = _share("banks", "Banque")
FUEL_STATIONS_SHARE = _share("fuel_stations", "Carburant")
PRACTITIONERS_SHARE = _share("general_practitioners", "Médecin")
PHARMACIES_SHARE = _share("pharmacies", "Pharmacie")
PRIMARY_SCHOOLS_SHARE = _share("primary_schools", "École")
NURSERIES_SHARE = _share("nurseries", "Crèche")

PRACTITIONERS_KM = _distance("general_practitioners", "Médecin")
PHARMACIES_KM = _distance("pharmacies", "Pharmacie")
DENTISTS_KM = _distance("dentists", "Dentiste")
MIDDLE_SCHOOLS_KM = _distance("middle_schools", "Collège")
HIGH_SCHOOLS_KM = _distance("high_schools", "Lycée")
ELDERLY_HOMES_KM = _distance("elderly_homes", "Ehpad")
SWIMMING_POOLS_KM = _distance("swimming_pools", "Piscine")
CINEMAS_KM = _distance("cinemas", "Cinéma")
EMERGENCY_WARDS_KM = _distance("emergency_wards", "Urgences")
MATERNITY_WARDS_KM = _distance("maternity_wards", "Maternité")
