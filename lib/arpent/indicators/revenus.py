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


def _part(identifier: str, label: str, short: str, definition: str) -> Median:
    return Median(
        id=f"{identifier}_income_share",
        label=label,
        short=short,
        unit="%",
        precision=1,
        table="income",
        column=f"{identifier}_income_percent",
        per=0.01,
        definition=definition,
    )


_WHOLE = (
    "rapportés au revenu disponible de tous les ménages, impôts déduits : c'est pourquoi le total passe cent."
)
INCOME_PARTS = (
    _part(
        "work",
        "Part des revenus d'activité",
        "Activité",
        f"Salaires, chômage et revenus d'indépendants, {_WHOLE}",
    ),
    _part(
        "pension", "Part des pensions et retraites", "Retraites", f"Pensions, retraites et rentes, {_WHOLE}"
    ),
    _part(
        "benefits",
        "Part des prestations sociales",
        "Prestations sociales",
        f"Prestations familiales, minima sociaux et aides au logement, {_WHOLE}",
    ),
)

_FLOOR = 5.0  # as published: this much or less
_POOR = (
    "Habitants dont le niveau de vie est inférieur à soixante pour cent de la médiane de France métropolitaine. "
    "L'Insee publie un plancher pour les taux les plus faibles : ils ne sont ni classés ni moyennés."
)


def _poverty(column: str, label: str, short: str) -> Median:
    return Median(
        id=f"poverty_rate{column}",
        label=label,
        short=short,
        unit="%",
        precision=1,
        table="poverty",
        column=f"poverty_rate{column}_percent",
        per=0.01,
        floor=_FLOOR,
        direction="less",
        gender="m",
        definition=_POOR,
    )


POVERTY_RATE = _poverty("", "Taux de pauvreté", "Pauvreté")
POVERTY_BY_AGE = (
    _poverty("_under_30", "Taux de pauvreté des moins de 30 ans", "Moins de 30 ans"),
    _poverty("_30_39", "Taux de pauvreté des 30 à 39 ans", "30 à 39 ans"),
    _poverty("_40_49", "Taux de pauvreté des 40 à 49 ans", "40 à 49 ans"),
    _poverty("_50_59", "Taux de pauvreté des 50 à 59 ans", "50 à 59 ans"),
    _poverty("_60_74", "Taux de pauvreté des 60 à 74 ans", "60 à 74 ans"),
    _poverty("_75_plus", "Taux de pauvreté des 75 ans ou plus", "75 ans ou plus"),
)
POVERTY_BY_TENURE = (
    _poverty("_owners", "Taux de pauvreté des propriétaires", "Propriétaires"),
    _poverty("_tenants", "Taux de pauvreté des locataires", "Locataires"),
)
