"""The audit of pages (``audit.py``) as a module, and one page to read."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def audit() -> ModuleType:
    """Functions that walk a page and look for what no cell explains."""
    spec = importlib.util.spec_from_file_location("audit", Path(__file__).with_name("audit.py"))
    module = sys.modules.setdefault("audit", importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def logement(audit):
    """A page of Clermont Auvergne Métropole."""
    return audit.walk("logement", "epci:246300701")
