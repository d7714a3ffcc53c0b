"""
Made-up flows between six real communes, small enough to check by head. None of these numbers is real.

Vichy (03310) and Cusset (03095) are in one EPCI; Riom (63300), Clermont-Ferrand (63113), Issoire (63178) and
Brioude (43040) each in another. Nobody was asked outside the départements 03, 43 and 63.
"""

import pandas as pd

from arpent import project, tables
from arpent.tables.storage import built_file, write_table

VICHY, CUSSET, RIOM, CLERMONT, ISSOIRE, BRIOUDE = "03310", "03095", "63300", "63113", "63178", "43040"
VICHY_EPCI, CLERMONT_EPCI, RIOM_EPCI = "epci:200071363", "epci:246300701", "epci:200070753"
#: Home, work, workers in 2015, workers in 2022.
COMMUTING = [
    (VICHY, VICHY, 5000, 4800), (VICHY, CUSSET, 900, 950), (VICHY, CLERMONT, 300, 450), (VICHY, RIOM, 50, 60),
    (VICHY, "etranger", 0, 40), (CUSSET, CUSSET, 2000, 2100), (CUSSET, VICHY, 1500, 1600),
    (CUSSET, CLERMONT, 150, 190), (CLERMONT, CLERMONT, 50000, 52000), (CLERMONT, VICHY, 100, 130),
    (CLERMONT, RIOM, 2500, 2600), (CLERMONT, ISSOIRE, 400, 500), (RIOM, RIOM, 5000, 4900), (RIOM, CLERMONT, 3000, 3300),
    (RIOM, VICHY, 150, 210), (ISSOIRE, ISSOIRE, 4000, 4100), (ISSOIRE, CLERMONT, 1200, 1500),
    (ISSOIRE, BRIOUDE, 250, 300), (BRIOUDE, BRIOUDE, 2200, 2000), (BRIOUDE, ISSOIRE, 350, 400),
    (BRIOUDE, CLERMONT, 180, 240),
]  # fmt: skip
#: Home, home a year before, inhabitants, movers, in 2021.
MOVES = [
    (VICHY, VICHY, 22000, 1500), (VICHY, CUSSET, 400, 400), (VICHY, CLERMONT, 350, 350), (VICHY, "etranger", 120, 120),
    (CUSSET, CUSSET, 12000, 700), (CUSSET, VICHY, 600, 600), (CLERMONT, CLERMONT, 130000, 15000),
    (CLERMONT, VICHY, 500, 500), (RIOM, RIOM, 17000, 900), (RIOM, CUSSET, 20, 20),
    (ISSOIRE, ISSOIRE, 14000, 800), (BRIOUDE, BRIOUDE, 6000, 300),
]  # fmt: skip
#: Home, place of study, pupils by age (2-10, 11-17, 18 or more), in 2022.
STUDIES = [
    (VICHY, VICHY, 1500, 1200, 600), (VICHY, CLERMONT, 0, 50, 700), (CUSSET, VICHY, 200, 500, 150),
    (CUSSET, CUSSET, 900, 300, 0), (CLERMONT, CLERMONT, 9000, 8000, 20000), (RIOM, CLERMONT, 100, 300, 800),
    (ISSOIRE, ISSOIRE, 900, 800, 100), (BRIOUDE, BRIOUDE, 500, 500, 20),
]  # fmt: skip
AGES = ["students_2_to_10", "students_11_to_17", "students_18_or_more"]


def make_project(root):
    """A project whose own tables are the made-up flows; the embedded ones and the catalogue are the real ones."""
    (root / "params").mkdir(parents=True)
    real = project.path("params", "territories.yml")
    (root / "params" / "territories.yml").write_text(real.read_text(encoding="utf-8"), encoding="utf-8")
    for folder in ("data/embedded", "data/catalogue"):
        (root / folder).parent.mkdir(exist_ok=True)
        (root / folder).symlink_to(project.path(*folder.split("/")))
    (root / "data" / "tables").mkdir()


def write_flows():
    """The three tables, in the project that ARPENT_ROOT names."""
    commuting = [
        (home, year, work, float(persons))
        for home, work, *counts in COMMUTING
        for year, persons in zip((2015, 2022), counts, strict=True)
        if persons
    ]
    _write("commuting_flows", commuting, ["workplace_code", "workers"])
    moves = [(home, 2021, before, float(all_), float(some)) for home, before, all_, some in MOVES]
    _write("residential_flows", moves, ["previous_home_code", "inhabitants", "movers"])
    studies = [(home, 2022, place, float(sum(ages)), *map(float, ages)) for home, place, *ages in STUDIES]
    _write("study_flows", studies, ["study_place_code", "students", *AGES])


def _write(name, rows, columns):
    frame = pd.DataFrame(rows, columns=["commune_code", "year", *columns]).assign(is_estimated=False)
    write_table(frame, tables.describe(name), built_file(name))
