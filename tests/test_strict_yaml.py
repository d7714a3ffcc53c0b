"""YAML that people write: nothing is lost without a word, and no code becomes another number."""

import pytest
import yaml

from arpent.strict_yaml import read_yaml


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "b:\n  - {a: 1, c: 2, a: 3}\n", "? a\n: 1\n'a': 2\n"])
def test_a_key_that_is_there_twice_is_refused_with_its_line(text, as_text):
    """At any depth, quoted or not, in both readings."""
    with pytest.raises(yaml.YAMLError, match=r"'a' is there twice; keep one[\s\S]*line \d"):
        read_yaml(text, as_text=as_text)


def test_the_same_key_in_two_mappings_is_no_fault():
    """Keys are told apart by their mapping."""
    assert read_yaml("one: {a: 1}\ntwo: {a: 2}\n") == {"one": {"a": 1}, "two": {"a": 2}}


def test_a_text_makes_no_object_of_python():
    """A file is data: it runs nothing."""
    hostile = "a: !!python/object/apply:os.getcwd []\n"
    with pytest.raises(yaml.YAMLError, match="could not determine a constructor"):
        read_yaml(hostile)
    assert read_yaml(hostile, as_text=True) == {"a": []}


def test_a_key_that_is_no_text_is_left_to_the_loader():
    """Lists as keys are refused by YAML itself, not by a traceback of ours."""
    with pytest.raises(yaml.YAMLError):
        read_yaml("? [a]\n: 1\n")
