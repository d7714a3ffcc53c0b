"""What the tables made of Sitadel share: the dataset, and what is said of it."""

DATASET = "sdes_sitadel"
NOTE = (
    "Sitadel garde le code de la commune au jour du permis : celui d'une commune fusionnée depuis est rendu à celle "
    "qui la contient. Avant qu'une commune soit rétablie, ses permis restent à celle dont elle faisait partie. Date "
    "réelle de l'événement ; les chantiers sont déclarés tard : les derniers mois et la dernière année sont incomplets."
)
