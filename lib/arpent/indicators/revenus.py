"""Indicators of the theme ``revenus``: medians and deciles, read where INSEE publishes them, never computed."""

from arpent.indicators.model import Median

MEDIAN_INCOME = Median(
    id="median_income",
    label="Niveau de vie médian",
    short="Niveau de vie médian",
    unit="€",
    precision=0,
    table="income",
    column="median_income_eur",
    direction="more",
    gender="m",
    definition=(
        "Revenu disponible annuel par unité de consommation, en euros courants : la moitié des habitants a moins, "
        "la moitié a plus."
    ),
)
FIRST_DECILE_INCOME = Median(
    id="first_decile_income",
    label="Niveau de vie du premier décile",
    short="Premier décile",
    unit="€",
    precision=0,
    table="income",
    column="first_decile_income_eur",
    direction="more",
    gender="m",
    definition="Niveau de vie au-dessous duquel vivent les dix pour cent d'habitants les plus modestes.",
)
NINTH_DECILE_INCOME = Median(
    id="ninth_decile_income",
    label="Niveau de vie du neuvième décile",
    short="Neuvième décile",
    unit="€",
    precision=0,
    table="income",
    column="ninth_decile_income_eur",
    gender="m",
    definition="Niveau de vie au-dessus duquel vivent les dix pour cent d'habitants les plus aisés.",
)
INTERDECILE_RATIO = Median(
    id="interdecile_ratio",
    label="Rapport interdécile",
    short="Rapport interdécile",
    unit="",
    precision=1,
    table="income",
    column="interdecile_ratio",
    direction="less",
    gender="m",
    definition="Neuvième décile rapporté au premier : combien de fois plus ont les plus aisés.",
)
