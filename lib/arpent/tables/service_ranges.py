"""Which types of the BPE make a range, and the services that access is measured to. Codes of 2019."""

#: Everyday services: INSEE's « gamme de proximité », its groupings and their types.
# NOTE: the composition published with the BPE 2025 (26 groupings), carried to the types of 2019: charging stations
# and day centres without lodging were not counted then. That of 2019 could not be had.
PROXIMITY = {
    "bakery": ("B203",),
    "grocery": ("B201", "B202"),
    "school": ("C101", "C102", "C104", "C105"),
    "general_practitioner": ("D201",),
    "pharmacy": ("D301",),
    "nurse": ("D232",),
    "physiotherapist": ("D233",),
    "hairdresser": ("A501",),
    "restaurant": ("A504",),
    "post": ("A206", "A207", "A208"),
    "library": ("F307",),
    "tennis": ("F103",),
    "bowls": ("F102",),
    "pitch": ("F113",),
    "sports_hall": ("F111", "F121"),
    "estate_agency": ("A505",),
    "beauty": ("A507",),
    "taxi": ("E101",),
    "mason": ("A401",),
    "plasterer": ("A402",),
    "joiner": ("A403",),
    "plumber": ("A404",),
    "electrician": ("A405",),
    "car_repair": ("A301",),
}
#: As many groupings make half of the range.
HALF = len(PROXIMITY) // 2

# ASSUME: INSEE's lists of the two other ranges of 2019 could not be had. What is rarer than the everyday range is
# called intermediate where at least this many communes of France have it (2019), superior under. Public services,
# shops, schools, health and leisure only: higher education, lodging for the disabled, social aid and tourism, which
# do not serve residents at large, are in no range.
# NOTE: police and gendarmerie share out the country: they go together, as INSEE has them.
COMMUNES_OF_INTERMEDIATE = 2000
INTERMEDIATE = (
    "A101", "A104", "A203", "A205", "A302", "A303", "A304", "A502", "A506",
    "B102", "B103", "B204", "B301", "B302", "B303", "B304", "B305", "B306", "B307", "B309", "B310", "B311", "B312",
    "B313", "B315", "B316",
    "C201",
    "D221", "D231", "D235", "D237", "D243", "D302", "D303", "D401", "D403", "D502",
    "F101", "F107", "F112", "F114", "F117", "F120",
)  # fmt: skip
SUPERIOR = (
    "A121", "A122", "A127", "A503",
    "B101", "B205", "B206", "B308",
    "C301", "C302",
    "D101", "D106", "D107", "D108", "D111", "D113",
    "D202", "D203", "D206", "D207", "D208", "D209", "D210", "D211", "D212", "D213", "D214", "D236", "D238", "D240",
    "E107", "E108", "E109",
    "F118", "F303", "F304", "F305", "F306",
)  # fmt: skip

#: Services that access is measured to: French name with its article, types.
KEY_SERVICES = {
    "bakeries": ("une boulangerie", ("B203",)),
    "groceries": ("un commerce d'alimentation générale", ("B101", "B102", "B201", "B202")),
    "post_offices": ("une poste (bureau, agence ou relais)", ("A206", "A207", "A208")),
    "libraries": ("une bibliothèque", ("F307",)),
    "banks": ("une banque", ("A203",)),
    "fuel_stations": ("une station-service", ("B316",)),
    "cinemas": ("un cinéma", ("F303",)),
    "swimming_pools": ("une piscine", ("F101",)),
    "general_practitioners": ("un médecin généraliste", ("D201",)),
    "pharmacies": ("une pharmacie", ("D301",)),
    "nurses": ("un infirmier", ("D232",)),
    "dentists": ("un dentiste", ("D221",)),
    "physiotherapists": ("un kinésithérapeute", ("D233",)),
    "emergency_wards": ("un service d'urgences", ("D106",)),
    "maternity_wards": ("une maternité", ("D107",)),
    "elderly_homes": ("un hébergement pour personnes âgées", ("D401",)),
    "nurseries": ("une crèche", ("D502",)),
    "primary_schools": ("une école", ("C101", "C102", "C104", "C105")),
    "middle_schools": ("un collège", ("C201",)),
    "high_schools": ("un lycée", ("C301", "C302")),
}
