"""
The questions that figures raise for public action: declared here, asked only where a territory stands beyond them.

A constant holds the rules of the theme whose name it has in capitals. A rule compares the territory with the median
of its twins, or with its nearest parent. It states no cause and gives no advice: it says where the territory stands,
and what that leaves to be looked into.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """
    One question, and where it is asked.

    Parameters
    ----------
    indicator : str
        Id; not a count.
    above : bool
        Asked where the territory is above the others, else where it is below.
    by : float
        By how much at least: as stored (0.02 is two points) or, where ``relative``, as a share of the others' value.
    question : str
        French, from the colon on; « {of} » and « {within} » are the territory's name after « de » and « à ».
    against : str
        ``twins`` or ``parent``.
    relative : bool
        See ``by``.
    over, under : float
        Bounds of the territory's own value, as stored: a question on decline is not asked of one that grows.
    """

    indicator: str
    above: bool
    by: float
    question: str
    against: str = "twins"
    relative: bool = False
    over: float = -math.inf
    under: float = math.inf


# ASSUME: two points of a share, a tenth of a density, 0.3 point of a yearly rate are a gap worth a question: beyond
# what separates two runs of a census in a territory of ten thousand inhabitants.
POPULATION = (
    Rule("population_change", above=False, by=0.003, under=-0.001,
         question="quels logements, écoles et services seront trop grands si ce rythme dure ?"),
    Rule("population_change", above=True, by=0.003, over=0.001,
         question="où loger, scolariser et transporter ces habitants de plus ?"),
    Rule("share_65_plus", above=True, by=0.02,
         question="les logements, les soins et les déplacements sont-ils prêts pour cet âge ?"),
    Rule("share_under_20", above=False, by=0.02,
         question="combien de classes et de places d'accueil faudra-t-il dans dix ans ?"),
    Rule("share_under_20", above=True, by=0.02,
         question="les écoles, la formation et les loisirs suivent-ils ?"),
    Rule("single_person_share", above=True, by=0.03,
         question="y a-t-il assez de petits logements, et de liens pour les personnes seules ?"),
    Rule("natural_rate", above=False, by=0.002, under=0.0,
         question="qui remplacera les générations qui s'en vont, si personne n'arrive ?"),
    Rule("migration_rate", above=False, by=0.003, under=-0.001,
         question="qui part, à quel âge, et pour trouver quoi ailleurs ?"),
)  # fmt: skip
LOGEMENT = (
    Rule("vacancy_share", above=True, by=0.01,
         question="lesquels de ces logements vides peuvent être remis en usage, et lesquels ne le seront pas ?"),
    Rule("vacancy_share", above=False, by=0.01,
         question="reste-t-il assez de logements libres pour que les ménages puissent déménager ?"),
    Rule("second_home_share", above=True, by=0.03,
         question="que reste-t-il, et à quel prix, pour qui vit ici à l'année ?"),
    Rule("flat_share", above=False, by=0.10,
         question="où se logent les jeunes, les personnes seules et celles qui vieillissent ?"),
    Rule("persons_per_main_residence", above=False, by=0.10,
         question="combien de logements faudra-t-il pour une même population, si cette taille baisse ?"),
    Rule("owner_share", above=False, by=0.08,
         question="qui voudrait acheter sans le pouvoir, et qui voudrait louer autrement ?"),
)  # fmt: skip
EMPLOI = (
    Rule("job_concentration", above=False, by=0.10, relative=True,
         question="de quels pôles d'emploi dépendent les habitants, et comment s'y rendent-ils ?"),
    Rule("job_concentration", above=True, by=0.10, relative=True,
         question="d'où viennent ceux qui travaillent ici, et pourraient-ils y habiter ?"),
    Rule("employment_rate", above=False, by=0.02,
         question="qu'est-ce qui tient les habitants loin de l'emploi : formation, garde, transport, santé ?"),
    Rule("census_unemployment_rate", above=True, by=0.01,
         question="quels métiers recrutent, et qui cherche ?"),
    Rule("low_diploma_share", above=True, by=0.03,
         question="quelle formation est offerte à portée des adultes et des jeunes {of} ?"),
    Rule("industry_share", above=True, by=0.03,
         question="de combien d'établissements, et de quels marchés, dépend cet emploi ?"),
    Rule("employers_10_plus_share", above=False, by=0.03,
         question="de quoi les petits employeurs ont-ils besoin pour recruter, former et rester ?"),
)  # fmt: skip
MOBILITE = (
    Rule("car_share", above=True, by=0.03,
         question="que font ceux qui ne conduisent pas, ou plus, et combien ces trajets coûtent-ils ?"),
    Rule("transit_share", above=False, by=0.02,
         question="l'offre de transports en commun va-t-elle là où sont les emplois, et à leurs heures ?"),
    Rule("bike_share", above=False, by=0.01,
         question="quels trajets courts pourraient se faire à vélo, et par où ?"),
    Rule("households_with_car_share", above=False, by=0.03,
         question="comment les ménages sans voiture vont-ils travailler, se soigner et faire leurs courses ?"),
    Rule("job_concentration", above=False, by=0.10, relative=True,
         question="où travaillent les habitants {of}, et les trajets peuvent-ils être partagés ?"),
)  # fmt: skip
LIENS = (
    Rule("kept_workers_share", above=False, by=0.05,
         question="avec quels voisins faut-il penser les transports, les zones d'activité et les logements ?"),
    Rule("held_jobs_share", above=False, by=0.05,
         question="pourquoi ceux qui travaillent ici vivent-ils ailleurs ?"),
    Rule("job_concentration", above=False, by=0.10, relative=True, under=100.0,
         question="des emplois de quels voisins les habitants dépendent-ils, et comment s'y rendent-ils ?"),
    Rule("job_concentration", above=True, by=0.10, relative=True, over=100.0,
         question="où vivent ceux qui viennent travailler {within}, et à quel coût pour eux ?"),
    Rule("turnover_balance_rate", above=False, by=0.003, under=-0.001,
         question="qui part, vers où, et pour quel logement ou quel emploi ?"),
    Rule("turnover_balance_rate_managers", above=False, by=0.01, under=-0.005,
         question="qu'est-ce qui éloigne les cadres : l'emploi du conjoint, le logement, les services ?"),
    Rule("kept_higher_students_share", above=False, by=0.05,
         question="quelles formations manquent à ceux qui partent étudier ?"),
)  # fmt: skip
FONCIER = (
    Rule("artificial_growth", above=True, by=0.005, over=0.005,
         question="ce sol a-t-il servi à loger, à produire ou à circuler, et pouvait-on bâtir sur du déjà bâti ?"),
    Rule("taken_m2_per_new_inhabitant", above=True, by=0.20, relative=True,
         question="combien de logements à l'hectare les nouveaux quartiers {of} comptent-ils ?"),
    Rule("reference_land_take_share", above=True, by=0.10, relative=True,
         question="quels projets garder dans l'enveloppe de la décennie, et lesquels placer sur du déjà bâti ?"),
    Rule("land_take_m2_per_new_household", above=True, by=0.10, relative=True,
         question="quelle place pour l'habitat groupé et le renouvellement ?"),
)  # fmt: skip
REVENUS = (
    Rule("median_income", above=False, by=0.05, relative=True,
         question="quels loyers, quelles factures et quels transports restent à portée des habitants ?"),
    Rule("interdecile_ratio", above=True, by=0.10, relative=True,
         question="où vivent les plus modestes et les plus aisés, et se côtoient-ils ?"),
    Rule("poverty_rate", above=True, by=0.03,
         question="qui est concerné, où, et qui ne demande pas les aides auxquelles il a droit ?"),
)  # fmt: skip
SERVICES = (
    Rule("half_proximity_share", above=False, by=0.05,
         question="quels services du quotidien manquent, et dans quelles communes ?"),
    Rule("general_practitioners_per_10000", above=False, by=0.10, relative=True,
         question="qui soigne les habitants {of}, et jusqu'où vont-ils consulter ?"),
    Rule("nurseries_per_10000", above=False, by=0.20, relative=True,
         question="comment les parents font-ils garder leurs enfants ?"),
    Rule("emergency_wards_km", above=True, by=0.20, relative=True,
         question="en combien de temps, et avec quel moyen, joint-on les urgences ?"),
)  # fmt: skip
