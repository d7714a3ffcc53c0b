"""
Warm kernels beside plain papermill: python benchmarks/warm.py [--notebook population] [--reports 20].

In one run, by turns, on the same notebooks and territories: (a) papermill with an ordinary kernel, (b) arpent, each in
as many processes as cores, (c) the same cells in a warm Python process without a kernel. Outputs must be equal.
``--notebook all``, or several with commas: one after the other. Exit status 1 where one failed, or where the three do
not show the same.
"""

import argparse
import ast
import os
import resource
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context

import nbformat
import papermill

from arpent import tables
from arpent.campaign import available_themes
from arpent.notebook import execute, find_notebook
from arpent.notebook.ready import VIEW
from arpent.notebook.store import notebooks

#: What a report's seconds are made of.
PARTS = ("before the first cell", "in cells", "between cells", "after the last")


def plain(task):
    """Views of a notebook that papermill executed in an ordinary kernel, and what its seconds are made of."""
    path, territory = task
    begun = time.time()
    done = papermill.execute_notebook(
        path, None, parameters={"territory": territory}, kernel_name="python3", progress_bar=False
    )
    return _views(done), _parts(done, begun)


def warm(task):
    """Views of a notebook that arpent executed, and what its seconds are made of."""
    path, territory = task
    begun = time.time()
    done = execute(path, {"territory": territory})
    return _views(done), _parts(done, begun)


def floor(task):
    """Views of the same cells, executed in this process; all its seconds are theirs."""
    path, territory = task
    begun = time.time()
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
    return shown, (0.0, time.time() - begun, 0.0, 0.0)


def _views(executed):
    outputs = (output.get("data", {}) for cell in executed.cells for output in cell.get("outputs", []))
    return [dict(data[VIEW]) for data in outputs if VIEW in data]


def _parts(executed, begun):
    """Seconds before the first cell, in cells, between them, and after, as papermill noted them."""
    ended = time.time()
    noted = [cell.metadata.papermill for cell in executed.cells if cell.cell_type == "code"]
    first = datetime.fromisoformat(noted[0].start_time).timestamp()
    last = datetime.fromisoformat(noted[-1].end_time).timestamp()
    cells = sum(one.duration for one in noted)
    return first - begun, cells, last - first - cells, ended - last


def main():
    """Run the three by turns, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebook", default="population", help="names with commas, or all")
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--round", type=int, default=4, help="reports in a turn")
    asked = parser.parse_args()
    paths, cores = _chosen(asked.notebook), os.cpu_count() or 1
    codes = sorted(tables.load("epci")["epci_code"])
    places = [f"epci:{code}" for code in codes[:: len(codes) // asked.reports]][: asked.reports]
    failed = []
    # An installed library is compiled: where nothing may be written, each plain kernel would compile all of it.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        for name, path in paths.items():
            try:
                _tell(name, _measure(pool, path, places, asked.round, cores))
            except Exception as error:  # noqa: BLE001 - whatever it is, the other notebooks are measured
                failed.append(name)
                print(f"{name}: failed: {type(error).__name__}: {str(error)[-500:]}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a process: {peak:.0f} MiB")
    return int(bool(failed))


def _chosen(asked):
    """Notebooks by name; of ``all``, those whose tables are here."""
    if asked != "all":
        return {name: find_notebook(name) for name in asked.split(",")}
    missing = {theme["theme"] for theme in available_themes(())[1]}
    return {name: path for name, path in notebooks().items() if name not in missing}


def _measure(pool, path, places, size, cores):
    """Seconds a report of each way, and their parts, round after round."""
    took = {plain: [], warm: [], floor: []}
    for way in took:  # all is imported; the server is there, and has rehearsed
        list(pool.map(way, [(path, places[0])] * 2 * cores))
    for start in range(0, len(places), size):
        _round(pool, path, places[start : start + size], took)
    return took


def _round(pool, path, places, took):
    """The three on the same territories, which must show the same."""
    shown = {}
    for way, turns in took.items():
        begun = time.perf_counter()
        done = list(pool.map(way, [(path, place) for place in places]))
        seconds = (time.perf_counter() - begun) / len(places)
        shown[way] = [views for views, _ in done]
        turns.append(
            (seconds, [statistics.mean(part) for part in zip(*(parts for _, parts in done), strict=True)])
        )
    if not shown[plain] == shown[warm] == shown[floor]:
        raise ValueError("the three do not show the same")


def _tell(notebook, took):
    seconds = {way: [turn for turn, _ in turns] for way, turns in took.items()}
    for way, turns in took.items():
        spread = f"{min(seconds[way]):.2f}-{max(seconds[way]):.2f}"
        middle = statistics.median(seconds[way])
        parts = [statistics.median(part) for part in zip(*(parts for _, parts in turns), strict=True)]
        told = ", ".join(
            f"{part:.2f} {what}" for part, what in zip(parts, PARTS, strict=True) if part >= 0.005
        )
        print(f"{notebook}: {way.__name__:5} {middle:.2f} s a report (rounds {spread}); each: {told}")
    for over, under in ((plain, warm), (floor, warm)):
        ratios = [one / other for one, other in zip(seconds[over], seconds[under], strict=True)]
        middle, spread = statistics.median(ratios), f"{min(ratios):.2f}-{max(ratios):.2f}"
        print(f"{notebook}: {over.__name__} / {under.__name__} = {middle:.2f} ({spread})", flush=True)


if __name__ == "__main__":
    sys.exit(main())
