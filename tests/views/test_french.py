"""Place names in sentences."""

import pytest

from arpent.views.french import place


@pytest.mark.parametrize(
    ("identifier", "name", "typography", "of", "within"),
    [
        ("commune:63113", "Clermont-Ferrand", 0, "de Clermont-Ferrand", "à Clermont-Ferrand"),
        ("commune:63178", "Issoire", 1, "d’Issoire", "à Issoire"),
        ("commune:43157", "Le Puy-en-Velay", 2, "du Puy-en-Velay", "au Puy-en-Velay"),
        ("commune:17300", "La Rochelle", 3, "de La Rochelle", "à La Rochelle"),
        ("commune:97101", "Les Abymes", 4, "des Abymes", "aux Abymes"),
        ("commune:94038", "L'Haÿ-les-Roses", 5, "de L’Haÿ-les-Roses", "à L’Haÿ-les-Roses"),
        ("commune:60703", "Aux Marais", 6, "des Marais", "aux Marais"),
        ("commune:66104", "Los Masos", 8, "de Los Masos", "à Los Masos"),
        ("commune:83069", "Hyères", 1, "d’Hyères", "à Hyères"),
        ("commune:67180", "Haguenau", 0, "de Haguenau", "à Haguenau"),
        ("commune:63448", "Le Vernet-Chaméane", 0, "du Vernet-Chaméane", "au Vernet-Chaméane"),
        ("departement:63", "Puy-de-Dôme", None, "du Puy-de-Dôme", "dans le Puy-de-Dôme"),
        ("departement:03", "Allier", None, "de l’Allier", "dans l’Allier"),
        ("departement:43", "Haute-Loire", None, "de la Haute-Loire", "en Haute-Loire"),
        ("departement:15", "Cantal", None, "du Cantal", "dans le Cantal"),
        ("departement:13", "Bouches-du-Rhône", None, "des Bouches-du-Rhône", "dans les Bouches-du-Rhône"),
        ("departement:974", "La Réunion", None, "de La Réunion", "à La Réunion"),
        ("departement:75", "Paris", None, "de Paris", "à Paris"),
        ("departement:976", "Mayotte", None, "de Mayotte", "à Mayotte"),
        ("departement:71", "Saône-et-Loire", None, "de Saône-et-Loire", "en Saône-et-Loire"),
        ("region:84", "Auvergne-Rhône-Alpes", None, "d’Auvergne-Rhône-Alpes", "en Auvergne-Rhône-Alpes"),
        ("region:11", "Île-de-France", None, "d’Île-de-France", "en Île-de-France"),
        ("region:53", "Bretagne", None, "de Bretagne", "en Bretagne"),
        ("region:32", "Hauts-de-France", None, "des Hauts-de-France", "dans les Hauts-de-France"),
        ("france", "France", None, "de la France", "en France"),
        (
            "epci:246300701",
            "Clermont Auvergne Métropole",
            None,
            "de Clermont Auvergne Métropole",
            "dans Clermont Auvergne Métropole",
        ),
        ("epci:244500468", "Orléans Métropole", None, "d’Orléans Métropole", "dans Orléans Métropole"),
        (
            "epci:200054781",
            "Métropole du Grand Paris",
            None,
            "de la Métropole du Grand Paris",
            "dans la Métropole du Grand Paris",
        ),
        (
            "epci:1",
            "CU Le Havre Seine Métropole",
            None,
            "du Havre Seine Métropole",
            "dans Le Havre Seine Métropole",
        ),
        ("epci:1", "CA Vichy Communauté", None, "de Vichy Communauté", "dans Vichy Communauté"),
        (
            "epci:1",
            "CA Val Parisis",
            None,
            "de la communauté d’agglomération Val Parisis",
            "dans la communauté d’agglomération Val Parisis",
        ),
    ],
)
def test_place(identifier, name, typography, of, within):
    """Each level takes the article and the preposition that usage gives it."""
    forms = place(identifier, name, typography)
    assert (forms.of, forms.within) == (of, within)


def test_epci_is_written_out():
    """An EPCI is written out in a sentence and as a heading, and keeps its abbreviation on a chart."""
    forms = place("epci:241500255", "CC du Pays de Salers")
    assert forms.name == "Communauté de communes du Pays de Salers"
    assert forms.the == "la communauté de communes du Pays de Salers"
    assert forms.short == "CC du Pays de Salers"
    assert place("epci:1", "CA du Grand Avignon (COGA)").short == "CA du Grand Avignon"
    assert place("epci:1", "CC Coeur de France").short == "CC Cœur de France"


def test_grouping_is_quoted():
    """A grouping's own name is quoted, whatever it is."""
    assert place("groupe:vb", "De Vichy à Brioude").of == "de l’ensemble «\u00a0De Vichy à Brioude\u00a0»"
