"""How soon a plan is there: it waits for nothing that only a run needs."""

import subprocess
import sys

#: What runs a notebook, renders a page or draws a map: each takes as long to import as a plan takes.
HEAVY = (
    "papermill",
    "nbclient",
    "nbconvert",
    "bs4",
    "geopandas",
    "matplotlib",
    "distributed",
    "rfc3987_syntax",
)
PLANNED = """
import sys
from arpent.cli.main import main
try:
    main(["campaign", "plan", "france-population", "--json"])
except SystemExit as ended:
    assert not ended.code
print(*sorted(set(sys.modules) & set(sys.argv[1:])), file=sys.stderr)
"""


def test_a_plan_imports_nothing_that_only_a_run_needs():
    """Deciding what is stale takes a second or two, the command's own start included."""
    ran = subprocess.run(
        [sys.executable, "-c", PLANNED, *HEAVY], capture_output=True, text=True, check=True, timeout=120
    )
    assert ran.stderr == "\n"
