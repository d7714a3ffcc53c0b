"""What is imported late: nbformat without the second that something behind it takes, and by one thread at a time."""

import importlib
import sys
import threading
from types import ModuleType

_ONE_AT_A_TIME = threading.RLock()

#: Grammar of international addresses, which jsonschema reads when it is imported.
GRAMMAR = "rfc3987_syntax"


def bring_nbformat() -> ModuleType:
    """
    Import nbformat, and leave out the slowest of what jsonschema imports behind it.

    NOTE: jsonschema checks ``format: iri`` with a grammar that takes a second to read, where it finds one; no
    schema of a notebook has that format. Python's own sign for a module that is not there is set meanwhile.

    Returns
    -------
    module
        As any import gives it.
    """
    is_hidden = GRAMMAR not in sys.modules and "jsonschema" not in sys.modules
    if is_hidden:
        sys.modules[GRAMMAR] = None  # type: ignore[assignment]  # see above
    try:
        import nbformat  # noqa: PLC0415 - see above
    finally:
        if is_hidden:
            del sys.modules[GRAMMAR]
    return nbformat


def bring(*names: str) -> None:
    """
    Import modules while no other thread does.

    NOTE: two threads that import packages whose modules import each other (jupyter_client's do) find them half-made.

    Parameters
    ----------
    *names : str
        Of modules.
    """
    with _ONE_AT_A_TIME:
        for name in names:
            importlib.import_module(name)


bring_nbformat()
