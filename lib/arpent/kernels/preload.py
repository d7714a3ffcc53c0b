"""What a warm server has ready for every kernel that it forks."""

import importlib
import os
from collections.abc import Iterator
from contextlib import suppress

from arpent.errors import ArpentError

#: What every kernel imports while it starts. Not matplotlib's inline backend: it looks for the kernel when imported.
KERNEL = (
    "arpent.kernels.app", "ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.completerlib",
    "IPython.core.debugger", "IPython.extensions.storemagic", "IPython.core.oinspect", "argcomplete", "faulthandler",
    "sqlite3", "tornado.platform.asyncio", "traitlets.config.argcomplete_config",
)  # fmt: skip
#: What every notebook imports.
LIBRARY = ("arpent.study", "arpent.views")
#: What some do; brought while nothing else is to be done.
SOME = (
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "geopandas",
    "scipy.stats",
    "statsmodels.api",
    "duckdb",
    "esda.moran",
)
INLINE = "module://matplotlib_inline.backend_inline"


def essentials() -> None:
    """Import what every notebook needs, and read the tables that it asks for first."""
    # NOTE: matplotlib reads it when it is imported; an ordinary kernel has set it before.
    os.environ.setdefault("MPLBACKEND", INLINE)
    for name in (*KERNEL, *LIBRARY):
        with suppress(ModuleNotFoundError):  # some are only used where they are installed
            importlib.import_module(name)
    with suppress(ArpentError):
        _read_tables()


def _read_tables() -> None:
    """Read what every report asks for; outside a project there is nothing to read."""
    from arpent import tables, views  # noqa: PLC0415 - a server that only listens needs none of it yet
    from arpent.study import Study  # noqa: PLC0415 - as above

    views.preload()
    # One page of the first EPCI: levels, neighbours, fonts and projections are looked up once for all.
    study = Study(f"epci:{tables.load('epci')['epci_code'].iloc[0]}")
    views.draw_line(study.series("population"), name="serie")
    views.draw_map(study.within("population_change"), name="carte")
    views.draw_table(study.compare("population"), name="table")


def extras() -> Iterator[None]:
    """
    Import what some notebooks need, and lay out all tables, a step at a time.

    Yields
    ------
    None
        After each step.
    """
    for name in SOME:
        importlib.import_module(name)
        yield
    from arpent import indicators  # noqa: PLC0415 - as above

    with suppress(ArpentError):
        yield from indicators.preload()
