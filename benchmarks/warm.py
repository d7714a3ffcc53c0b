"""
Warm kernels beside plain papermill: python benchmarks/warm.py [--notebook population] [--reports 20].

In one run, by turns, on the same notebook and territories: (a) papermill with an ordinary kernel, (b) arpent, each in
as many processes as cores, (c) the same cells in a warm Python process without a kernel. Outputs must be equal.
"""

import argparse
import ast
import os
import resource
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import nbformat
import papermill

from arpent import tables
from arpent.notebook import execute, find_notebook
from arpent.notebook.ready import VIEW


def plain(task):
    """Views of a notebook that papermill executed in an ordinary kernel."""
    path, territory = task
    done = papermill.execute_notebook(
        path, None, parameters={"territory": territory}, kernel_name="python3", progress_bar=False
    )
    return _views(done)


def warm(task):
    """Views of a notebook that arpent executed."""
    path, territory = task
    return _views(execute(path, {"territory": territory}))


def floor(task):
    """Views of the same cells, executed in this process."""
    path, territory = task
    space, shown = {}, []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space["territory"] = territory
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            bundle = value._repr_mimebundle_() if hasattr(value, "_repr_mimebundle_") else {}
            shown += [bundle[VIEW]] if VIEW in bundle else []
    return shown


def _views(executed):
    outputs = (output.get("data", {}) for cell in executed.cells for output in cell.get("outputs", []))
    return [dict(data[VIEW]) for data in outputs if VIEW in data]


def main():
    """Run the three by turns, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebook", default="population")
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--round", type=int, default=4, help="reports in a turn")
    asked = parser.parse_args()
    path, cores = find_notebook(asked.notebook), os.cpu_count() or 1
    codes = sorted(tables.load("epci")["epci_code"])
    places = [f"epci:{code}" for code in codes[:: len(codes) // asked.reports]][: asked.reports]
    took = {plain: [], warm: [], floor: []}
    # An installed library is compiled: where nothing may be written, each plain kernel would compile all of it.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        for way in took:  # every process has imported what it needs; the server is there, and has rehearsed
            list(pool.map(way, [(path, places[0])] * 2 * cores))
        for start in range(0, len(places), asked.round):
            tasks = [(path, place) for place in places[start : start + asked.round]]
            shown = {}
            for way, seconds in took.items():
                begun = time.perf_counter()
                shown[way] = list(pool.map(way, tasks))
                seconds.append((time.perf_counter() - begun) / len(tasks))
            assert shown[plain] == shown[warm] == shown[floor], "the three do not show the same"
    _tell(asked.notebook, took)


def _tell(notebook, took):
    medians = {way.__name__: statistics.median(seconds) for way, seconds in took.items()}
    for way, seconds in took.items():
        spread = f"{min(seconds):.2f}-{max(seconds):.2f}"
        print(f"{notebook}: {way.__name__:6} {medians[way.__name__]:.2f} s a report (rounds {spread})")
    ab = [a / b for a, b in zip(took[plain], took[warm], strict=True)]
    cb = [c / b for c, b in zip(took[floor], took[warm], strict=True)]
    print(f"{notebook}: plain / warm = {statistics.median(ab):.2f} ({min(ab):.2f}-{max(ab):.2f})")
    print(f"{notebook}: floor / warm = {statistics.median(cb):.2f} ({min(cb):.2f}-{max(cb):.2f})")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
