"""
Slices of tables beside plain reading: python benchmarks/slices.py [--times 10].

For the communes of one EPCI, in every table of communes that is here: (a) pandas reads the file and keeps the rows,
(b) arpent, by turns in one process. Rows must be equal in number. Prints the best times and their ratio.
"""

import argparse
import time

import pandas as pd

from arpent import tables
from arpent.tables.storage import table_file
from arpent.territory import find


def plain(name, communes):
    """Rows of some communes, by pandas alone."""
    frame = pd.read_parquet(table_file(name))
    return frame[frame["commune_code"].isin(communes)]


def sliced(name, communes):
    """The same, by arpent."""
    return tables.load(name, communes)


def main():
    """Run the two by turns on every table, and print the best of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--territory", default="epci:246300701")
    parser.add_argument("--times", type=int, default=10)
    asked = parser.parse_args()
    communes = list(find(asked.territory).communes)
    for name in tables.names():
        record = tables.describe(name)
        if not record.has_communes or "geometry" in record.columns:
            continue
        took = {plain: [], sliced: []}
        for _ in range(asked.times):
            rows = []
            for way, seconds in took.items():
                begun = time.perf_counter()
                rows.append(len(way(name, communes)))
                seconds.append(time.perf_counter() - begun)
            assert rows[0] == rows[1], f"{name}: the two do not read the same rows"
        a, b = (1000 * min(seconds) for seconds in took.values())
        print(f"{name:28} pandas {a:7.1f} ms   arpent {b:6.1f} ms   ratio {a / b:5.1f}")


if __name__ == "__main__":
    main()
