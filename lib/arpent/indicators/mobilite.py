"""Indicators of the theme ``mobilite``: how people go to work, how far, with how many cars, beside which stops."""

from functools import partial

from arpent.indicators.categories import shares
from arpent.indicators.model import Count, Distance, Ratio, Weighted

_published = partial(
    Weighted,
    unit="%",
    precision=1,
    table="mobility_shares",
    weight_table="activity",
    weight="active_15_64 - unemployed_15_64",
    weight_year=2019,
)
_ESTIMATED = (
    "L'Insee publie la part de chaque commune sans son effectif : celle d'un territoire plus large est estimée, chaque "
    "commune comptant pour ses actifs occupés de 2019."
)
CAR_SHARE = _published(
    id="car_share",
    label="Part des actifs occupés qui vont travailler en voiture",
    short="En voiture",
    column="car_share",
    definition=f"Voiture, camion ou fourgonnette comme mode principal. {_ESTIMATED}",
)
TRANSIT_SHARE = _published(
    id="transit_share",
    label="Part des actifs occupés qui vont travailler en transports en commun",
    short="En transports en commun",
    column="transit_share",
    definition=f"Transports en commun comme mode principal. {_ESTIMATED}",
)
BIKE_SHARE = _published(
    id="bike_share",
    label="Part des actifs occupés qui vont travailler à vélo",
    short="À vélo",
    column="bike_share",
    definition=f"Vélo comme mode principal, à assistance électrique ou non. {_ESTIMATED}",
)
HOUSEHOLDS_WITH_CAR_SHARE = Weighted(
    id="households_with_car_share",
    label="Part des ménages qui ont une voiture",
    short="Ménages avec voiture",
    unit="%",
    precision=1,
    table="mobility_shares",
    column="households_with_car_share",
    weight_table="census_communes",
    weight="main_residences",
    weight_year=2021,
    definition=(
        "Ménages qui ont au moins une voiture. L'Insee publie la part de chaque commune sans son effectif : celle d'un "
        "territoire plus large est estimée, chaque commune comptant pour ses résidences principales."
    ),
)
#: Main modes, which add up to all who have a job.
MODES = shares(
    "mobility_modes",
    {
        "commuters_car": ("Part de la voiture pour aller travailler", "En voiture"),
        "commuters_transit": ("Part des transports en commun pour aller travailler", "Transports en commun"),
        "commuters_walk": ("Part de la marche pour aller travailler", "À pied"),
        "commuters_bike": ("Part du vélo pour aller travailler", "À vélo"),
        "commuters_motorbike": ("Part des deux-roues motorisés pour aller travailler", "Deux-roues motorisé"),
        "commuters_none": ("Part de ceux qui travaillent sans se déplacer", "Sans déplacement"),
    },
    of="employed",
    definition="Mode principal des actifs occupés de 15 ans ou plus pour aller travailler.",
)
WORKS_IN_OWN_COMMUNE_SHARE = Ratio(
    id="works_in_own_commune_share",
    label="Part des actifs occupés qui travaillent dans leur commune",
    short="Dans sa commune",
    unit="%",
    precision=1,
    table="mobility_modes",
    numerator="employed_in_own_commune",
    denominator="employed_residents",
    definition="Actifs occupés de 15 ans ou plus qui travaillent dans la commune où ils habitent.",
)

_distance = partial(Distance, unit="%", precision=1, table="commuting_flows", column="workers")
#: Distances to work, as the crow flies between communes, which add up to all who work in France.
DISTANCES = tuple(
    _distance(
        id=f"commuters_{stem}_share",
        label=f"Part des actifs occupés qui travaillent {where}",
        short=short,
        low=low,
        high=high,
        definition="À vol d'oiseau, de commune à commune ; qui travaille à l'étranger n'est pas compté.",
    )
    for stem, where, short, low, high in (
        ("own_commune", "dans leur commune", "Dans sa commune", None, 0.0),
        ("under_10_km", "à moins de 10 km, hors de leur commune", "À moins de 10 km", 0.0, 10.0),
        ("10_20_km", "de 10 à 20 km", "De 10 à 20 km", 10.0, 20.0),
        ("20_50_km", "de 20 à 50 km", "De 20 à 50 km", 20.0, 50.0),
        ("50_km_plus", "à 50 km ou plus", "À 50 km ou plus", 50.0, float("inf")),
    )
)

TRANSIT_STATIONS = Count(
    id="transit_stations",
    label="Lieux d'arrêt des transports en commun",
    short="Lieux d'arrêt",
    unit="lieux d'arrêt",
    precision=0,
    table="transit_communes",
    column="stations",
    gender="m",
    direction="more",
    definition="Lieux d'arrêt des réseaux dont l'offre est connue, les deux sens ensemble.",
)
TRANSIT_DEPARTURES = Count(
    id="transit_departures",
    label="Départs quotidiens des transports en commun",
    short="Départs par jour",
    unit="départs",
    precision=0,
    table="transit_communes",
    column="departures",
    gender="m",
    direction="more",
    definition="Passages où l'on peut monter, un mardi ou un jeudi ordinaire, tous arrêts du territoire.",
)
