"""Check, execute and make ready one notebook."""

from arpent.notebook import bring  # noqa: F401 - before anything else imports nbformat
from arpent.notebook.check import check_notebook
from arpent.notebook.execute import execute
from arpent.notebook.parameters import Parameter, bind, read_parameters
from arpent.notebook.ready import make_ready
from arpent.notebook.store import find_notebook, read_notebook

__all__ = [
    "Parameter", "bind", "check_notebook", "execute", "find_notebook", "make_ready",
    "read_notebook", "read_parameters",
]  # fmt: skip
