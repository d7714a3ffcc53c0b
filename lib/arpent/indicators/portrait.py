"""Indicators of the theme ``portrait``: how large, how dense; the rest it takes from the other themes."""

from arpent.indicators.model import Count, Ratio

AREA = Count(
    id="area_km2",
    label="Superficie",
    short="Superficie",
    unit="km²",
    precision=0,
    table="communes",
    column="area_km2",
    datasets=("ign_contours",),
    definition="Superficie calculée sur les contours IGN généralisés, en projection légale ; ce n'est pas le cadastre.",
)
COMMUNES = Count(
    id="communes",
    label="Communes",
    short="Communes",
    unit="communes",
    precision=0,
    table="communes",
    column="communes",
    datasets=("insee_cog",),
    definition="Communes au code officiel géographique en vigueur.",
)
DENSITY = Ratio(
    id="density",
    label="Densité de population",
    short="Densité",
    unit="hab./km²",
    precision=0,
    table="population_legal",
    numerator="population",
    denominator="area_km2",
    datasets=("insee_population_legale", "ign_contours"),
    definition="Population municipale rapportée à la superficie.",
)
