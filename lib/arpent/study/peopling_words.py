"""What stands for what is not published in the peopling of France, in French sentences."""

from arpent.study.events import Events
from arpent.study.first_ages import SEVEN, seven_year
from arpent.tables.storage import built_file

_MIGRATION = (
    "Les migrations par âge sont des soldes, non des flux : à partir de 30 ans, ceux entre territoires de France "
    "en 2016, rapprochés de ceux du département quand l'EPCI est petit ; de 17 à 29 ans, ceux qui gardent les âges "
    "d'aujourd'hui ; complétés pour retrouver l'évolution de 2016 à 2023, le surplus national en moins. Les arrivées "
    "suivent la population du pays, les départs celle du territoire. L'écart à la moyenne s'use ensuite, au rythme "
    "mesuré entre les recensements de 1968 et 2016."
)


def told_substitutes(census: int, events: Events) -> tuple[str, ...]:
    """
    What stands for what is not published, as the tables at hand allow.

    Parameters
    ----------
    census : int
        Year of the census that ages start from.
    events : Events
        Births and deaths used.

    Returns
    -------
    tuple of str
        French sentences.
    """
    ages = "détaillés comme en 2019 là où les six groupes de toutes les communes sont connus, ailleurs comme dans le "
    ages += "département"
    if built_file(SEVEN).is_file():
        ages = (
            f"détaillés comme les sept groupes de {seven_year()} et, dans chacun, comme dans le département"
        )
    span = f"{events.years[0]}-{events.years[1] - 1}"
    by_birth = ", d'après l'état civil de chaque commune," if events.is_recent else ""
    return (
        (
            f"Les âges de chaque EPCI sont estimés : les trois groupes d'âges du recensement de {census}, {ages}, et "
            "calés sur la population de la France par sexe et âge."
        ),
        (
            f"Fécondité et mortalité{by_birth} sont les niveaux de {span} comparés à ceux du pays, rapprochés de ceux "
            "du département quand l'EPCI est petit."
        ),
        _MIGRATION,
    )
