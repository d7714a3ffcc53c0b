"""
Reports of the most awkward territories, one after the other: seconds, page weights, missing figures, failures.

``python benchmarks/extremes.py [FOLDER] [TERRITORY…]``. Exit status 1 where a report failed.
"""

import sys
import time
from pathlib import Path

from arpent.render.produce import produce_report
from arpent.territory import find

EXTREMES = {
    "fewest communes": ["epci:200050532", "epci:200060457", "epci:249710047", "epci:243301165"],
    "most communes": ["epci:200067106", "epci:200067213", "epci:200067205"],
    "fewest inhabitants": ["epci:244600573", "epci:200007177", "epci:243600343", "epci:200071652"],
    "most inhabitants": ["epci:200054781", "epci:200054807", "epci:200046977", "epci:200093201"],
    "overseas": [
        "epci:200018653", "epci:200041788", "epci:249720061", "epci:200027548", "epci:249730037",
        "epci:249740119", "epci:249740077", "epci:200059871",
    ],
    "islands": ["epci:245600465", "epci:241700624", "epci:241700459", "epci:248500191", "epci:200042943"],
    "over several départements or régions": [
        "epci:246300966", "epci:200071140", "epci:200071884", "epci:200006682", "epci:200068765",
        "epci:243500741", "epci:248400251",
    ],
    "with communes split again or merged since the census": ["epci:200066637", "epci:241200641", "epci:200060010"],
    "Clermont and Vichy": ["epci:246300701", "epci:200071363"],
    "one commune": ["commune:63113", "commune:63284", "commune:55039", "commune:85113", "commune:97608"],
    "départements": ["departement:63", "departement:62", "departement:75", "departement:976", "departement:2A"],
    "régions and France": ["region:84", "region:11", "region:04", "france"],
    "a grouping": ["groupe:vichy-brioude"],
}  # fmt: skip


def main(folder: str = "reports/build/extremes", *chosen: str) -> int:
    """Make each report; print a line for each; return the exit status."""
    failed = 0
    for identifier in chosen or [one for group in EXTREMES.values() for one in group]:
        territory, start = find(identifier), time.perf_counter()
        made = produce_report(identifier, destination=Path(folder) / territory.slug)
        pages = [path for path in made.paths if path.suffix == ".html"]
        missing = sum(path.read_text(encoding="utf-8").count('class="missing') for path in pages)
        heaviest = max(path.stat().st_size for path in pages) / 1000
        print(
            f"{time.perf_counter() - start:5.1f} s  {heaviest:4.0f} kB  {missing:2d} missing  "
            f"{len(made.failures)} failed  {identifier} {territory.name} ({len(territory.communes)} communes)",
            flush=True,
        )
        for failure in made.failures:
            print("      ", failure)
        failed += len(made.failures)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
