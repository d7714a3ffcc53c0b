"""
Names of zones in sentences: arrondissements, cantons, INSEE's zonings, classes of density.

A zone is named after a commune most often, and its name follows that commune's rule: « l'arrondissement du
Havre ». The few named after a country take its article.
"""

from arpent.views.articles import Place, commune_forms, contracted, seat_typography

#: Level: the noun with its article, and the same alone.
ZONES = {
    "arrondissement": ("l'", "arrondissement"),
    "canton": ("le ", "canton"),
    "bassin_vie": ("le ", "bassin de vie"),
    "unite_urbaine": ("l'", "unité urbaine"),
    "aav": ("l'", "aire d'attraction"),
    "zone_emploi": ("la ", "zone d'emploi"),
    "densite": ("les ", ""),
}
#: Zones named after a country without its article.
_COUNTRIES = {
    "Charolais": "le ",
    "Tonnerrois": "le ",
    "Vallon": "le ",
    "Mézenc": "le ",
    "Sabarthès": "le ",
    "Haut-Vivarais": "le ",
    "Vercors-Monts du Matin": "le ",
    "Haute-Ardèche": "la ",
    "Haute-Dordogne": "la ",
    "Montagne Basque": "la ",
    "Côte sous le vent": "la ",
    "Région Pointoise": "la ",
    "Est Grande Terre": "l'",
    "Savanes": "les ",
    "Boutières": "les ",
    "Portes d'Ariège": "les ",
}


def zone_forms(level: str, name: str) -> Place:
    """
    Written forms of a zone.

    Parameters
    ----------
    level : str
        One of ``ZONES``.
    name : str
        Its own name, straight apostrophes; a territory's name, which ends with its level in brackets, will do.

    Returns
    -------
    Place
        Straight apostrophes; ``short`` is the bare name, since a chart says the level in its subtitle.

    Examples
    --------
    >>> zone_forms("canton", "Le Puy-en-Velay-1").within, zone_forms("bassin_vie", "Haguenau").of
    ('dans le canton du Puy-en-Velay-1', 'du bassin de vie de Haguenau')
    """
    article, noun = ZONES[level]
    name = name.removesuffix(f" ({noun})")
    if level == "densite":
        many = name[:1].lower() + name[1:]
        return Place(many[:1].upper() + many[1:], f"les {many}", f"des {many}", f"dans les {many}", name)
    written = f"{noun} {_of(name)}"
    the = article + written
    of = contracted(the, "de") if article == "le " else f"de {the}"
    return Place(written[:1].upper() + written[1:], the, of, f"dans {the}", name)


def _of(name: str) -> str:
    if name in _COUNTRIES:
        return contracted(_COUNTRIES[name] + name, "de")
    return commune_forms(name, seat_typography(name)).of
