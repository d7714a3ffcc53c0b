"""``arpent site``: what it prints, how it refuses; the site itself is tested in tests/site."""

import importlib.util
import json
from pathlib import Path

import pytest

SITE_TESTS = Path(__file__).parents[1] / "site" / "conftest.py"


@pytest.fixture
def sited(tmp_path, monkeypatch):
    """A project whose campaign ``essai`` is rendered, with invented figures (tests/site/conftest.py)."""
    spec = importlib.util.spec_from_file_location("site_conftest", SITE_TESTS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module._make_project(tmp_path / "project", monkeypatch)
    module.read_themes.cache_clear()


def test_build_then_check_then_publish(arpent, sited, tmp_path):
    """Each prints where its result is, and a count on stderr."""
    built = arpent("site", "build", "essai", "--no-run", "--json")
    told = json.loads(built.out)
    assert (built.status, told["failures"]) == (0, [])
    assert told["folder"] == str(sited.folder)
    assert told["pages"] == len(list(sited.folder.rglob("*.html")))
    checked = arpent("site", "check", "essai", "--json")
    assert {fault["kind"] for fault in json.loads(checked.out)} <= {"figure"}
    target = tmp_path / "www"
    dry = arpent("site", "publish", "essai", str(target), "--dry-run")
    assert (dry.status, target.exists()) == (0, False)
    assert f"{told['files']} new, 0 changed, 0 withdrawn (dry run)." in dry.err
    done = arpent("site", "publish", "essai", str(target), "--draft")
    assert (done.status, done.out.strip()) == (0, str(target))
    assert (target / "index.html").is_file()
    back = arpent("site", "publish", "essai", str(target), "--rollback")
    assert back.status == 2
    assert "nothing to go back to" in back.err


def test_verify(arpent, sited):
    """Exit status 0 where every byte is the same, 1 and one line a difference where one is not."""
    arpent("site", "build", "essai", "--no-run")
    ran = arpent("verify", "essai", "--no-run")
    assert (ran.status, ran.out, ran.err) == (0, "", "the same, byte for byte.\n")
    (sited.folder / "2026" / "recherche.html").unlink()
    ran = arpent("verify", "essai", "--no-run")
    assert (ran.status, ran.out) == (1, "page: 2026/recherche.html: was not published\n")


@pytest.mark.usefixtures("sited")
def test_verify_looks_before_it_runs(arpent, tmp_path):
    """A place that holds no edition is refused at once: a whole campaign is not executed first."""
    ran = arpent("verify", "essai", str(tmp_path / "nowhere"))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "arpent: no edition 2026 of essai is there: nothing to compare with.\n"


@pytest.mark.usefixtures("sited")
@pytest.mark.parametrize("command", [("site", "publish", "essai", ""), ("verify", "essai", "")])
def test_an_empty_target_is_refused(arpent, command):
    """As of a shell variable that is not set: neither the working folder nor the site itself is taken for it."""
    ran = arpent(*command)
    assert (ran.status, ran.out) == (2, "")
    assert "the target is empty" in ran.err


@pytest.mark.usefixtures("sited")
def test_an_unknown_executor_is_refused_in_a_dry_run_too(arpent):
    """A dry run says what would be refused."""
    ran = arpent("site", "build", "essai", "--executor", "foo", "--dry-run")
    assert (ran.status, ran.out) == (2, "")
    assert "--executor foo: write local, dask" in ran.err


def test_check_fails_on_a_fault(arpent, sited):
    """A dead link: one line on stdout, exit status 1."""
    arpent("site", "build", "essai", "--no-run")
    page = sited.folder / "2026" / "recherche.html"
    page.write_text(page.read_text().replace("territoires.html", "gone.html"))
    ran = arpent("site", "check", "essai")
    assert ran.status == 1
    assert "link: 2026/recherche.html: 2026/gone.html: there is no such file" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "esai"), "did you mean 'essai'"),
        (("check", "essai"), "arpent site build essai"),
        (("serve", "essai", "--port", "0"), "arpent site build essai"),
        (("publish", "essai", "git:origin"), "git:<remote>#<branch>"),
        (("publish", "essai", "/tmp"), "holds other files"),
    ],
)
@pytest.mark.usefixtures("sited")
def test_what_is_asked_wrongly_makes_nothing(arpent, arguments, message):
    """Exit status 2, one message."""
    ran = arpent("site", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_quarto_is_asked_for_and_missing(arpent, sited, monkeypatch, tmp_path):
    """Nothing is run or built where Quarto is asked for and is not there; auto says in one line who serves."""
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = arpent("site", "build", "essai", "--renderer", "quarto")
    assert ran.status == 2
    assert "--renderer quarto: quarto is not on PATH" in ran.err
    assert not sited.folder.exists()
    auto = arpent("site", "build", "essai", "--renderer", "auto", "--no-run")
    assert auto.status == 0
    assert "embedded renderer: quarto is not on PATH" in auto.err
