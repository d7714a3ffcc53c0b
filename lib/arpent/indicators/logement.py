"""Indicators of the theme ``logement``: the stock, its uses and forms, who lives in it, what it sells for."""

from arpent.indicators.categories import shares
from arpent.indicators.model import Change, Count, Median, Ratio
from arpent.indicators.rows import Published

_CENSUS, _STOCK, _SERIES, _SALES = "census_communes", "housing_stock", "housing_series", "property_sales"


def _count(
    identifier: str, table: str, column: str, unit: str, label: str, definition: str, short: str = ""
) -> Count:
    """A count whose label is a noun."""
    gender = "f" if unit.startswith(("résidences", "ventes")) else "m"
    return Count(
        id=identifier, label=label, short=short or label, unit=unit, precision=0, table=table, column=column,
        gender=gender, definition=definition, direction="less" if "vacant" in identifier else "neutral",
    )  # fmt: skip


def _share(
    identifier: str, table: str, numerator: str, denominator: str, label: str, short: str, definition: str,
    *, precision: int = 1, direction: str = "neutral",
) -> Ratio:  # fmt: skip
    """A part of a whole."""
    return Ratio(
        id=identifier, label=label, short=short, unit="%", precision=precision, table=table, numerator=numerator,
        denominator=denominator, direction=direction, definition=definition,
    )  # fmt: skip


DWELLINGS = _count(
    "dwellings", _CENSUS, "dwellings", "logements", "Logements",
    "Résidences principales, résidences secondaires, logements occasionnels et logements vacants.",
)  # fmt: skip
MAIN_RESIDENCES = _count(
    "main_residences", _CENSUS, "main_residences", "résidences principales", "Résidences principales",
    "Logements occupés de façon habituelle et à titre principal ; il y en a autant que de ménages.",
)  # fmt: skip
SECOND_HOMES = _count(
    "second_homes", _CENSUS, "second_homes", "résidences secondaires",
    "Résidences secondaires et logements occasionnels",
    "Logements utilisés pour les week-ends, les loisirs, les vacances ou occasionnellement.", "Résidences secondaires",
)  # fmt: skip
VACANT_DWELLINGS = _count(
    "vacant_dwellings", _CENSUS, "vacant_dwellings", "logements vacants", "Logements vacants",
    "Logements inoccupés le jour du recensement : à vendre, à louer, déjà attribués ou gardés vides.",
)  # fmt: skip
MAIN_RESIDENCE_SHARE = _share(
    "main_residence_share", _CENSUS, "main_residences", "dwellings",
    "Part des résidences principales", "Résidences principales",
    "Résidences principales rapportées à l'ensemble des logements.",
)  # fmt: skip
SECOND_HOME_SHARE = _share(
    "second_home_share", _CENSUS, "second_homes", "dwellings",
    "Part des résidences secondaires", "Résidences secondaires",
    "Résidences secondaires et logements occasionnels rapportés à l'ensemble des logements.",
)  # fmt: skip
VACANCY_SHARE = _share(
    "vacancy_share", _CENSUS, "vacant_dwellings", "dwellings", "Part des logements vacants", "Logements vacants",
    "Logements inoccupés le jour du recensement rapportés à l'ensemble des logements ; "
    "les résidences secondaires n'en font pas partie.", direction="less",
)  # fmt: skip
FLAT_SHARE = _share(
    "flat_share", _CENSUS, "flats", "dwellings", "Part des appartements", "Appartements",
    "Appartements rapportés à l'ensemble des logements, occupés ou non.",
)  # fmt: skip
HOUSE_SHARE = _share(
    "house_share", _CENSUS, "houses", "dwellings", "Part des maisons", "Maisons",
    "Maisons rapportées à l'ensemble des logements, occupés ou non.",
)  # fmt: skip
MAIN_FLAT_SHARE = _share(
    "main_flat_share", _CENSUS, "main_residence_flats", "main_residences",
    "Part des résidences principales en appartement", "Ménages en appartement",
    "Résidences principales qui sont des appartements, rapportées aux résidences principales.",
)  # fmt: skip
PERSONS_PER_MAIN_RESIDENCE = Ratio(
    id="persons_per_main_residence",
    label="Nombre d'habitants par résidence principale",
    short="Habitants par résidence principale",
    unit="habitants",
    precision=2,
    table=_CENSUS,
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
    label="Nombre de logements pour 1\u202f000 habitants",
    short="Logements pour 1\u202f000 habitants",
    unit="logements",
    precision=0,
    table=_CENSUS,
    numerator="dwellings",
    denominator="population",
    per=1000.0,
    gender="m",
    definition="Tous les logements, occupés ou non, rapportés à la population.",
)

OWNER_SHARE = _share(
    "owner_share", "housing", "owner_occupied", "main_residences",
    "Part des résidences principales occupées par leur propriétaire", "Propriétaires occupants",
    "Résidences principales dont l'occupant est propriétaire, rapportées aux résidences principales.",
)  # fmt: skip
TENURES = tuple(
    _share(
        f"tenure_{kind}_share", _STOCK, column, "main_residences", f"Part des {label}", short,
        "Résidences principales de ce statut d'occupation, rapportées à l'ensemble.",
    )
    for kind, column, label, short in (
        ("owner", "owner_occupied", "propriétaires occupants", "Propriétaires"),
        ("private", "rented - social_rented", "locataires du parc privé ou d'un meublé", "Locataires du privé"),
        ("social", "social_rented", "locataires HLM", "Locataires HLM"),
        ("free", "free_lodging", "logés gratuitement", "Logés gratuitement"),
    )
)  # fmt: skip
ROOMS = shares(
    _STOCK,
    {
        "main_residences_1_room": ("Part des logements d'une pièce", "1 pièce"),
        "main_residences_2_rooms": ("Part des logements de deux pièces", "2 pièces"),
        "main_residences_3_rooms": ("Part des logements de trois pièces", "3 pièces"),
        "main_residences_4_rooms": ("Part des logements de quatre pièces", "4 pièces"),
        "main_residences_5_rooms_plus": ("Part des logements de cinq pièces ou plus", "5 pièces ou plus"),
    },
    of="main_residences",
    definition="Résidences principales de ce nombre de pièces, rapportées à l'ensemble des résidences principales.",
)
_BUILT = "main_residences_built"
_ERAS = {
    "main_residences_before_1919": "avant 1919",
    "main_residences_1919_1945": "1919 à 1945",
    "main_residences_1946_1970": "1946 à 1970",
    "main_residences_1971_1990": "1971 à 1990",
}
BUILDING_AGES = tuple(
    _share(
        f"built_{column.removeprefix('main_residences_')}_share", _STOCK, numerator, _BUILT,
        f"Part des logements {'d’' if when.startswith('avant') else 'de '}{when}", when[:1].upper() + when[1:],
        "Résidences principales de cette époque, rapportées à celles achevées avant 2017.",
    )
    for column, when, numerator in (
        *((column, when, column) for column, when in _ERAS.items()),
        ("1991_2016", "1991 à 2016", " - ".join([_BUILT, *_ERAS])),
    )
)  # fmt: skip
BEFORE_1946_SHARE = _share(
    "before_1946_share", _STOCK, "main_residences_before_1919 + main_residences_1919_1945", _BUILT,
    "Part des logements d'avant 1946", "Avant 1946",
    "Résidences principales d'avant 1946, rapportées à celles achevées avant 2017.",
)  # fmt: skip
OVERCROWDED_SHARE = _share(
    "overcrowded_share", _STOCK, "overcrowded_main_residences", "main_residences_but_single_studios",
    "Part des logements suroccupés", "Suroccupation",
    "Il y manque une pièce au moins selon la norme de l'Insee ; studios d'une personne exclus.", direction="less",
)  # fmt: skip
SOCIAL_SHARE = _share(
    "social_share", _STOCK, "social_rented", "main_residences", "Part des résidences principales en HLM", "HLM",
    "Résidences principales louées vides en HLM, déclarées au recensement, rapportées aux résidences principales.",
)  # fmt: skip

STOCK_CHANGE = Change(
    id="stock_change",
    label="Évolution annuelle moyenne du nombre de logements",
    short="Évolution annuelle",
    unit="%/an",
    precision=1,
    table=_SERIES,
    column="dwellings",
    definition="Taux annuel moyen entre deux recensements faits pour se comparer.",
)
VACANCY_SERIES = _share(
    "vacancy_series", _SERIES, "vacant_dwellings", "dwellings", "Part des logements vacants depuis 2011",
    "Logements vacants", "Logements inoccupés le jour du recensement, trois recensements comparables.",
    direction="less",
)  # fmt: skip

_PRIVATE = "private_dwellings"
_FISCAL = "Parc privé, au sens fiscal, au 1er janvier : ce n'est pas la vacance du recensement."
_VACANT = (
    ("long", "plus", "longue", "long_vacant_private_dwellings"),
    ("short", "moins", "courte", "vacant_private_dwellings - long_vacant_private_dwellings"),
)
PRIVATE_VACANCY = tuple(
    _share(
        f"{kind}_vacancy_share", "vacancy_communes", numerator, _PRIVATE,
        f"Part des logements privés vacants depuis {degree} de deux ans", f"Vacance {word}", _FISCAL, direction="less",
    )
    for kind, degree, word, numerator in _VACANT
)  # fmt: skip
DEPARTEMENT_VACANCY = tuple(
    Published(
        id=f"departement_{kind}_vacancy_share", label=f"Part des logements privés vacants depuis {degree} de deux ans",
        short=f"Vacance {word}", unit="%", precision=1, table="vacancy", numerator=numerator, denominator=_PRIVATE,
        direction="less", definition=_FISCAL,
    )
    for kind, degree, word, numerator in _VACANT
)  # fmt: skip

SALES = _count(
    "sales", _SALES, "sales", "ventes de 2020 à 2024", "Ventes de 2020 à 2024",
    "Maisons et appartements vendus en cinq années, comptés par un tiers d'après DVF.",
)  # fmt: skip
HOUSE_SALE_SHARE = _share(
    "house_sale_share", _SALES, "house_sales", "sales", "Part des maisons dans les ventes de 2020 à 2024",
    "Maisons vendues", "Ventes de maisons rapportées à toutes les ventes de logements de cinq années.", precision=0,
)  # fmt: skip
PRICES = tuple(
    Median(
        id=identifier, label=f"Prix médian {of}de 2020 à 2024", short=short, unit="€/m²", precision=0, table=_SALES,
        column=f"median_{identifier}_eur_m2", gender="m",
        definition="Médiane des ventes de cinq années dans la commune, calculée par un tiers d'après DVF.",
    )
    for identifier, of, short in (
        ("price", "", "Prix médian"),
        ("house_price", "des maisons ", "Prix des maisons"),
        ("flat_price", "des appartements ", "Prix des appartements"),
    )
)  # fmt: skip

STARTED_DWELLINGS = _count(
    "started_dwellings", "building_permits", "started_dwellings", "logements", "Logements commencés",
    "Logements dont le chantier a commencé dans l'année, d'après les permis de construire (Sitadel).",
)  # fmt: skip
STARTED_FORMS = shares(
    "building_permits",
    {
        "started_single_houses": ("Part des logements individuels purs commencés", "Individuels purs"),
        "started_grouped_houses": ("Part des logements individuels groupés commencés", "Individuels groupés"),
        "started_flats": ("Part des logements collectifs commencés", "Collectifs"),
        "started_residence_dwellings": ("Part des logements en résidence commencés", "En résidence"),
    },
    of="started_dwellings",
    definition="Logements commencés de cette forme, rapportés à tous les logements commencés de l'année.",
)
ENERGY_LABELS = shares(
    "energy_labels",
    {
        f"diagnoses_{letter}": (f"Part des étiquettes {letter.upper()}", letter.upper())
        for letter in "abcdefg"
    },
    of="diagnoses",
    definition="Diagnostics de l'année : logements vendus, loués ou rénovés, pas tout le parc.",
)
SOCIAL_DWELLINGS = _count(
    "social_dwellings", "social_housing", "social_dwellings", "logements sociaux", "Logements sociaux",
    "Logements du parc locatif social au 1er janvier (RPLS).",
)  # fmt: skip
