"""The agency's groupings: nested, and refused with their file and key."""

import shutil
from pathlib import Path

import pytest

from arpent import project
from arpent.errors import AskedWrongly, UnknownTerritory
from arpent.territory import find, list_territories, search


@pytest.fixture
def declare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write the groupings of a project of its own."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "embedded").symlink_to(project.path("data", "embedded"))
    shutil.copytree(project.path("params"), tmp_path / "params")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))

    def write(text):
        (tmp_path / "params" / "territories.yml").write_text(text, encoding="utf-8")

    return write


def test_groupings_nest(declare):
    """A grouping of a grouping, a part of an EPCI and a commune holds each commune once."""
    declare(
        "groupes:\n"
        "  scot: {name: Le SCoT, members: ['epci:246300701', 'commune:63113']}\n"
        "  pays: {name: Le pays, members: ['groupe:scot', 'epci:246300966/63', 'commune:01004']}\n"
    )
    pays = find("groupe:pays")
    assert len(pays.communes) == 21 + 19 + 1
    assert pays.slug == "groupe-pays"
    assert search("le pays")[0].id == "groupe:pays"
    assert list_territories("groupe")["communes"].tolist() == [41, 21]


def test_a_change_in_the_file_is_seen(declare):
    """In the same process, as in a notebook that stays open."""
    declare("groupes: {a: {name: A, members: ['commune:63113']}}\n")
    assert len(find("groupe:a").communes) == 1
    declare("groupes: {a: {name: A+, members: ['commune:63113', 'commune:63014']}}\n")
    assert (find("groupe:a").name, len(find("groupe:a").communes)) == ("A+", 2)


def test_no_grouping_at_all(declare):
    """The others are still found, by id and by name."""
    declare("groupes: {}\n")
    assert search("clermont ferrand")[0].id == "commune:63113"
    with pytest.raises(UnknownTerritory, match="Declared: none"):
        find("groupe:a")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("groupes: {a: {name: A, members: ['groupe:a']}}", r"groupes\.a: .*a > a"),
        (
            "groupes: {a: {name: A, members: ['groupe:b']}, b: {name: B, members: ['groupe:a']}}",
            r"contains itself \(a > b > a\)",
        ),
        (
            "groupes: {a: {name: A, members: ['epci:999999999']}}",
            r"territories\.yml: groupes\.a\.members\[0\]: epci:9",
        ),
        ("groupes: {a: {name: A, members: ['groupe:c']}}", r"groupes\.a\.members\[0\]: groupe:c: not in"),
        (
            "groupes: {a: {name: A, members: ['commune:63113', 01004]}}",
            r"groupes\.a\.members\[1\]: 516 is not text",
        ),
        ("groupes: {a: {name: A, members: [246300701]}}", r"members\[0\]: 246300701 is not text"),
        ("groupes: {a: {name: A, members: ['246300701']}}", r"members\[0\].*'epci:246300701'"),
        ("groupes: {63: {name: A, members: ['commune:63113']}}", r"groupes\.63: .*quote it"),
        (
            "groupes: {'Grand Pays': {name: A, members: ['commune:63113']}}",
            r"groupes\.Grand Pays: .*small letters",
        ),
        ("groupes: {a: {name: A, members: []}}", r"groupes\.a\.members: .*at least one"),
        (
            "groupes: {a: {nmae: A, members: ['commune:63113']}}",
            r"groupes\.a: unknown key 'nmae'; did you mean 'name'",
        ),
        ("groupes: {a: {name: 12, members: ['commune:63113']}}", r"groupes\.a\.name: "),
        (
            "groupes: {a: {name: A, members: [x]}, a: {name: B, members: [x]}}",
            r"'a' is there twice; keep one\n.*line 1",
        ),
        ("groupes: [a]", "'groupes' is a mapping"),
        ("groupes: {a: ", "not valid YAML"),
    ],
)
def test_what_is_declared_wrongly_names_the_file_and_the_key(declare, text, message):
    """Nothing is dropped in silence."""
    declare(text + "\n")
    with pytest.raises(AskedWrongly, match=message) as caught:
        find("groupe:a")
    assert "params/territories.yml" in str(caught.value)
