"""Debian's Chromium, the checks of ``audit.py``, and the report of an invented place to run them on."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def audit() -> ModuleType:
    """Module ``audit``; skips where Chromium or what drives it is absent."""
    module = _module(HERE / "audit.py")
    if not module.CHROMIUM.exists():
        pytest.skip(f"no Chromium at {module.CHROMIUM} (Debian: apt-get install chromium)")
    for package in ("playwright", "axe_playwright_python"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed (pip install arpent[test])")
    return module


@pytest.fixture(scope="session")
def browser(audit):
    """Headless Chromium."""
    with audit.chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def report_folder(tmp_path_factory) -> Path:
    """The rendered report of Grande-Lande."""
    from arpent.render.html import render_report  # noqa: PLC0415

    essai = _module(HERE.parent / "render" / "essai.py")
    folder = tmp_path_factory.mktemp("browser") / "epci-9a0000001"
    render_report(essai.report(), folder)
    return folder
