"""Indicators of the theme ``foncier``: what covers the ground, what is taken of it, for whom."""

from functools import partial

from arpent.indicators.model import Count, Ratio
from arpent.indicators.rows import Published
from arpent.indicators.spans import Span

_COVER = "artificial_area_ha + farming_area_ha + natural_area_ha + wetland_area_ha + water_area_ha"
_cover = partial(
    Published,
    unit="%",
    precision=1,
    table="land_cover",
    denominator=_COVER,
    definition=(
        "CORINE Land Cover 2018, surfaces de 25 ha ou plus, rapportées à la surface de l'intercommunalité dans ses "
        "limites de 2018."
    ),
)
LAND_COVER_SHARES = (
    _cover(
        id="artificial_cover_share",
        label="Part des territoires artificialisés",
        short="Artificialisé",
        numerator="artificial_area_ha",
    ),
    _cover(
        id="farming_cover_share", label="Part des terres agricoles", short="Agricole",
        numerator="farming_area_ha",
    ),
    _cover(
        id="natural_cover_share",
        label="Part des forêts et milieux semi-naturels",
        short="Forêts et milieux naturels",
        numerator="natural_area_ha",
    ),
    _cover(
        id="wet_cover_share",
        label="Part des zones humides et des eaux",
        short="Zones humides et eaux",
        numerator="wetland_area_ha + water_area_ha",
    ),
)  # fmt: skip
ARTIFICIAL_GROWTH = Published(
    id="artificial_growth",
    label="Croissance des territoires artificialisés de 2012 à 2018",
    short="Artificialisé 2012–2018",
    unit="%",
    precision=1,
    table="land_cover",
    numerator="taken_area_ha - given_back_area_ha",
    denominator="artificial_area_ha - taken_area_ha + given_back_area_ha",
    definition="Surfaces artificialisées moins surfaces renaturées, rapportées à ce qui était artificialisé en 2012.",
)
TAKEN_AREA = Count(
    id="taken_area",
    label="Surfaces artificialisées de 2012 à 2018",
    short="Artificialisé 2012–2018",
    unit="ha",
    precision=0,
    table="land_cover_changes",
    column="taken_area_ha",
    direction="less",
    definition="CORINE Land Cover : changements de 5 ha ou plus ; zéro veut dire « rien de cette taille ».",
)
GIVEN_BACK_AREA = Count(
    id="given_back_area",
    label="Surfaces renaturées de 2012 à 2018",
    short="Renaturé 2012–2018",
    unit="ha",
    precision=0,
    table="land_cover_changes",
    column="given_back_area_ha",
    definition="CORINE Land Cover : changements de 5 ha ou plus.",
)
TAKEN_PER_HECTARE = Ratio(
    id="taken_m2_per_ha",
    label="Surface artificialisée de 2012 à 2018 par hectare de territoire",
    short="Artificialisé par hectare",
    unit="m²/ha",
    precision=1,
    table="land_cover_changes",
    numerator="taken_area_ha",
    denominator="area_km2",
    per=100.0,
    direction="less",
    datasets=("sdes_corine_land_cover", "ign_contours"),
    definition="Surfaces artificialisées (changements de 5 ha ou plus) rapportées à la superficie.",
)
TAKEN_PER_NEW_INHABITANT = Span(
    id="taken_m2_per_new_inhabitant",
    label="Surface artificialisée pour un habitant de plus, de 2012 à 2018",
    short="Pour un habitant de plus",
    unit="m²",
    precision=0,
    table="land_cover_changes",
    column="taken_area_ha",
    first=2018,
    last=2018,
    other_table="population_history",
    other_column="population",
    before=2012,
    after=2018,
    per=10_000.0,
    direction="less",
    definition="Surfaces artificialisées rapportées au gain d'habitants ; sans objet où la population n'augmente pas.",
)
LAND_TAKE = Count(
    id="land_take",
    label="Consommation annuelle d'espaces naturels, agricoles et forestiers",
    short="Consommation annuelle",
    unit="ha",
    precision=1,
    table="land_take",
    column="land_take_ha",
    direction="less",
    definition="Création ou extension d'espaces urbanisés du 1er janvier au 1er janvier suivant, sans la renaturation.",
)
REFERENCE_TAKE = Span(
    id="reference_land_take",
    label="Consommation d'espaces de 2011 à 2020",
    short="Consommé 2011–2020",
    unit="ha",
    precision=0,
    table="land_take",
    column="land_take_ha",
    first=2011,
    last=2020,
    direction="less",
    definition="Somme des dix années de référence de la loi Climat et résilience.",
)
REFERENCE_TAKE_SHARE = Span(
    id="reference_land_take_share",
    label="Part du territoire consommée de 2011 à 2020",
    short="Part consommée 2011–2020",
    unit="%",
    precision=2,
    table="land_take",
    column="land_take_ha",
    first=2011,
    last=2020,
    other_table="communes",
    other_column="area_km2",
    per=0.01,
    direction="less",
    definition="Espaces naturels, agricoles et forestiers consommés en dix ans, rapportés à la superficie.",
)


def _use(name: str, label: str, short: str) -> Span:
    """Share of a use in what was taken in the ten years of reference."""
    return Span(
        id=f"{name}_take_share",
        label=f"Part consommée pour {label} de 2011 à 2020",
        short=short,
        unit="%",
        precision=1,
        table="land_take",
        column=f"land_take_{name}_ha",
        first=2011,
        last=2020,
        over="land_take_ha",
        definition=f"Espaces consommés pour {label}, rapportés à tous les espaces consommés.",
    )


TAKE_BY_USE = (
    _use("housing", "l'habitat", "Habitat"),
    _use("activity", "l'activité", "Activité"),
    _use("mixed", "un usage mixte", "Mixte"),
    _use("road", "les routes", "Routes"),
    _use("rail", "le fer", "Fer"),
    _use("unknown", "un usage inconnu", "Inconnu"),
)


def _yearly(name: str, short: str) -> Count:
    return Count(
        id=f"land_take_{name}",
        label=f"Consommation annuelle d'espaces, {short[:1].lower()}{short[1:]}",
        short=short,
        unit="ha",
        precision=1,
        table="land_take",
        column=f"land_take_{name}_ha",
        definition="Espaces naturels, agricoles et forestiers consommés dans l'année.",
    )


YEARLY_TAKE_BY_USE = (
    _yearly("housing", "Habitat"),
    _yearly("activity", "Activité"),
    _yearly("mixed", "Usage mixte"),
    _yearly("road", "Routes"),
    _yearly("rail", "Fer"),
    _yearly("unknown", "Usage inconnu"),
)
TAKE_PER_NEW_HOUSEHOLD = Span(
    id="land_take_m2_per_new_household",
    label="Espace consommé pour l'habitat par ménage de plus, de 2011 à 2021",
    short="Par ménage de plus",
    unit="m²",
    precision=0,
    table="land_take",
    column="land_take_housing_ha",
    first=2011,
    last=2021,
    other_table="housing_series",
    other_column="main_residences",
    before=2011,
    after=2022,
    per=10_000.0,
    gender="m",
    direction="less",
    definition=(
        "Consommation pour l'habitat rapportée au gain de résidences principales, autant que de ménages, entre les "
        "recensements de 2011 et 2022 ; sans objet où il n'y en a pas."
    ),
)
TAKE_PER_NEW_JOB = Span(
    id="land_take_m2_per_new_job",
    label="Espace consommé pour l'activité par emploi de plus, de 2011 à 2021",
    short="Par emploi de plus",
    unit="m²",
    precision=0,
    table="land_take",
    column="land_take_activity_ha",
    first=2011,
    last=2021,
    other_table="activity_series",
    other_column="jobs",
    before=2011,
    after=2022,
    per=10_000.0,
    gender="m",
    direction="less",
    definition=(
        "Consommation pour l'activité rapportée au gain d'emplois au lieu de travail entre les recensements de 2011 et "
        "2022 ; sans objet où il n'y en a pas."
    ),
)
