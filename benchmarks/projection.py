"""
Speed and memory of the projection: all EPCI × nine scenarios × fifty years, then one EPCI alone.

``python benchmarks/projection.py``. Numbers are random: only the shapes are those of France. Exit status 1 where a
ceiling of issue 8 is passed (20 s, 2 GB, 50 ms).
"""

import resource
import sys
import time
from collections.abc import Iterator

import numpy as np

from arpent.methods.cohorts import Floats, Hypotheses, Projection, project
from arpent.methods.mortality import local_mortality

TERRITORIES, SCENARIOS, YEARS, AGES = 1255, 9, 50, 101


def main() -> int:
    """Project, print seconds and memory, return the exit status."""
    everyone, gigabytes = _timed(TERRITORIES, SCENARIOS), _peak()
    _timed(1, SCENARIOS)
    alone = min(_timed(1, SCENARIOS) for _ in range(5))
    print(
        f"{TERRITORIES} EPCI × {SCENARIOS} scenarios × {YEARS} years: {everyone:.1f} s, peak {gigabytes:.2f} GB"
    )
    print(f"1 EPCI × {SCENARIOS} scenarios × {YEARS} years: {alone * 1000:.0f} ms")
    return int(everyone > 20 or gigabytes > 2 or alone > 0.05)


def _timed(territories: int, scenarios: int) -> float:
    rng = np.random.default_rng(1)
    start = rng.uniform(100, 800, (territories, 1, 2, AGES))
    ratios = rng.uniform(0.8, 1.2, (territories, 1, 2))
    rates = rng.normal(0, 0.01, (territories, scenarios, 2, AGES + 1))
    began = time.perf_counter()
    made = project(start, _years(rng, ratios, rates, scenarios), stored=np.float32)
    seconds = time.perf_counter() - began
    _check(made, territories, scenarios)
    return seconds


def _years(rng: np.random.Generator, ratios: Floats, rates: Floats, scenarios: int) -> Iterator[Hypotheses]:
    """National quotients of each year, moved to each territory: nothing is prepared beforehand."""
    national = np.linspace(0.001, 0.4, AGES + 1) ** 2 * rng.uniform(0.9, 1.1, (scenarios, 2, 1))
    fertility = np.zeros((territories := len(ratios), scenarios, AGES))
    fertility[..., 15:50] = 1.8 / 35 * rng.uniform(0.8, 1.2, (territories, 1, 1))
    for year in range(YEARS):
        quotients = local_mortality(national * 0.99**year, ratios)
        yield Hypotheses(quotients, fertility, migration_rates=rates)


def _check(made: Projection, territories: int, scenarios: int) -> None:
    shape = (YEARS + 1, territories, scenarios, 2, AGES)
    if made.population.shape != shape or not np.isfinite(made.totals()).all():
        raise SystemExit(f"projection of shape {made.population.shape}, {shape} expected, all finite")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    sys.exit(main())
