"""Sessions: ``nox -s report`` makes a report, ``nox -s tests`` and ``nox -s lint`` are what CI calls."""

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["tests", "lint"]
nox.options.reuse_existing_virtualenvs = True
nox.needs_version = ">=2024.4.15"

TERRITORY = "epci:246300701"  # Clermont Auvergne Métropole


@nox.session
def report(session: nox.Session) -> None:
    """Make and render the report of Clermont Auvergne Métropole, or of the territory given after ``--``."""
    session.install("-e", ".")
    session.run("arpent", "report", *(session.posargs or [TERRITORY]))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, side by side on all cores."""
    session.install("-e", ".[test]")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff, mypy, the layers contract, and notebooks without outputs."""
    session.install("-e", ".[lint,test]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def lab(session: nox.Session) -> None:
    """Open JupyterLab on the project, with the warm kernel."""
    session.install("-e", ".")
    session.run("arpent", "lab", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """
    Run the benchmarks: plain papermill, arpent and the floor; planning; slices; projection; sliders; forty EPCI;
    kills; a site and its search.

    What is given after ``--`` is for the first: ``--notebook population --reports 2 --round 1`` is the shortest.
    """
    session.install("-e", ".[dask,test]")
    reports = session.posargs or ["--notebook", "all", "--reports", "4", "--round", "2"]
    session.run("python", "benchmarks/warm.py", *reports)
    session.run("python", "benchmarks/planning.py")
    session.run("python", "benchmarks/slices.py")
    session.run("python", "benchmarks/projection.py")
    session.run("python", "benchmarks/sliders.py")
    session.run("python", "benchmarks/national.py", "--epci", "40", "--hundred", "10")
    session.run("python", "benchmarks/killed.py", "--moments", "6")
    session.run("python", "benchmarks/site.py")


@nox.session
def embed(session: nox.Session) -> None:
    """Rebuild data/embedded from the pinned packages (maintainers)."""
    session.install("-e", ".[embed]")
    session.run("python", "-m", "arpent.tables.embed", *session.posargs)
