"""The made-ready report of an invented place (``essai.py`` says which), for every test of the renderers."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def essai() -> ModuleType:
    """Module ``essai``: views, pages and report of Grande-Lande."""
    spec = importlib.util.spec_from_file_location("essai", Path(__file__).with_name("essai.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def report(essai):
    """The report of Grande-Lande: portrait and population, income left out."""
    return essai.report()
