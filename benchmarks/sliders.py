"""
Seconds that a slider of the studies' form takes to answer: python benchmarks/sliders.py [--territory epci:246300701].

Each slider is moved by one step, there and back, five times; printed by hypothesis.
"""

import argparse
import statistics
import sys
import time

from arpent.study.form import STEPS
from arpent.study.outlook import Outlook

TIMES = 5


def main():
    """Move them all, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--territory", default="epci:246300701")
    form = Outlook(parser.parse_args().territory, ["tendanciel"]).form()
    for lever, slider in zip(STEPS, form.children, strict=False):
        took = [second for _ in range(TIMES) for second in _moved(slider, STEPS[lever])]
        print(f"{lever}: {statistics.median(took):.3f} s (at most {max(took):.3f})", flush=True)
    return 0


def _moved(slider, step):
    """Seconds there, and back."""
    before = slider.value
    seconds = []
    for value in (before + step if before + step <= slider.max else before - step, before):
        begun = time.perf_counter()
        slider.value = value
        seconds.append(time.perf_counter() - begun)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
