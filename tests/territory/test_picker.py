"""The search field for JupyterLab, without a browser."""

from types import SimpleNamespace

import ipywidgets
import pytest

from arpent.errors import AskedWrongly
from arpent.territory import picker as module
from arpent.territory.picker import Picker, pick


@pytest.fixture
def shell(monkeypatch):
    """A notebook's shell with a kernel."""
    found = SimpleNamespace(user_ns={}, kernel=object())
    monkeypatch.setattr(module, "_shell", lambda: found)
    return found


def test_typing_searches_and_choosing_writes(shell):
    """Part of a name gives options; an option typed whole is written in the notebook's variable."""
    field = pick("departement:63").widget()
    assert isinstance(field, ipywidgets.Combobox)
    assert shell.user_ns["territory"] == "departement:63"
    field.value = "l'hay les ro"
    assert field.options[0] == "L'Haÿ-les-Roses · commune:94038"
    assert shell.user_ns["territory"] == "departement:63"
    field.value = field.options[0]
    assert shell.user_ns["territory"] == "commune:94038"


def test_an_identifier_can_be_typed(shell):
    """Codes keep their zeros; one that is unknown changes nothing."""
    picker = pick("france", name="where")
    field = picker.widget()
    field.value = "commune:01004"
    assert shell.user_ns["where"] == "commune:01004"
    field.value = "commune:99999"
    assert field.options == ()
    assert picker.id == "commune:01004"


@pytest.mark.usefixtures("shell")
def test_in_jupyterlab_it_is_a_widget_with_a_text():
    """Both, so that a reader without the widget still sees the choice."""
    bundle = Picker("epci:246300701")._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == "Clermont Auvergne Métropole · epci:246300701"


def test_without_a_front_end_it_is_text():
    """A script or a terminal."""
    picker = pick("commune:2A004")
    assert picker._repr_mimebundle_() == {"text/plain": "Ajaccio · commune:2A004"}
    assert repr(picker) == "Ajaccio · commune:2A004"


def test_one_level_only():
    """As `search`."""
    assert all("epci:" in option for option in Picker(level="epci").type("clermont"))


@pytest.mark.parametrize(("value", "name"), [("epci:1", "territory"), ("france", "my territory")])
def test_what_is_wrong_is_refused(value, name):
    """An unknown territory, a variable that can't be."""
    with pytest.raises(AskedWrongly):
        pick(value, name=name)
