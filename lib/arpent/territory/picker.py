"""
A field to find a territory by its name in JupyterLab, which writes its identifier.

Where there is no front end (a script, a plain terminal, a notebook run by papermill), it is text.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from arpent.errors import AskedWrongly
from arpent.territory.find import find
from arpent.territory.model import Territory
from arpent.territory.search import search

#: Between the name and the identifier of an option.
APART = " · "
SHOWN = 12


class Picker:
    """
    Search field whose choice is an identifier.

    Parameters
    ----------
    value : str
        Identifier chosen at first.
    level : str, optional
        One level only: see ``search``.
    write : callable, optional
        Called with the identifier at each choice: what writes it in the notebook.

    Raises
    ------
    AskedWrongly
        ``value`` is no territory, or an unknown level.

    Examples
    --------
    >>> picker = Picker("epci:246300701")
    >>> picker.type("haÿ les roses")[0]
    "L'Haÿ-les-Roses · commune:94038"
    >>> picker.choose("commune:94038")
    >>> picker.id
    'commune:94038'
    """

    def __init__(
        self,
        value: str = "epci:246300701",
        *,
        level: str | None = None,
        write: Callable[[str], None] | None = None,
    ) -> None:
        self.level, self._write = level, write
        self.territory = find(value)
        self._field: Any = None

    @property
    def id(self) -> str:
        """Identifier chosen."""
        return self.territory.id

    def type(self, text: str) -> list[str]:
        """
        Options for what was typed so far.

        Parameters
        ----------
        text : str
            Part of a name, or an identifier.

        Returns
        -------
        list of str
            ``"name · identifier"``, best first; an option typed whole is chosen.
        """
        identifier = text.rpartition(APART)[2].strip()
        if ":" in identifier or identifier == "france":
            try:
                self.choose(identifier)
            except AskedWrongly:
                return []
            return [_option(self.territory)]
        return [_option(place) for place in search(text, level=self.level, limit=SHOWN)]

    def choose(self, identifier: str) -> None:
        """
        Choose a territory.

        Parameters
        ----------
        identifier : str
            Of a territory.

        Raises
        ------
        AskedWrongly
            There is no such territory.
        """
        self.territory = find(identifier)
        if self._write is not None:
            self._write(self.territory.id)

    def __repr__(self) -> str:
        """Name and identifier, for a place without a front end."""
        return _option(self.territory)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The field in JupyterLab, and text for all others."""
        text = {"text/plain": repr(self)}
        if not _has_front_end():
            return text
        bundle: dict[str, Any] = self.widget()._repr_mimebundle_()
        return {**bundle, **text}

    def widget(self) -> Any:
        """
        The field, made once.

        Returns
        -------
        ipywidgets.Combobox
            Typing searches; choosing an option sets ``id`` and writes it.
        """
        if self._field is None:
            import ipywidgets  # noqa: PLC0415 - only JupyterLab needs it

            self._field = ipywidgets.Combobox(
                value=repr(self),
                options=(repr(self),),
                description="Territoire",
                placeholder="nom ou identifiant",
                continuous_update=True,
                layout=ipywidgets.Layout(width="32em"),
            )
            self._field.observe(self._typed, names="value")
        return self._field

    def _typed(self, change: dict[str, Any]) -> None:
        self._field.options = tuple(self.type(change["new"]))


def pick(value: str = "epci:246300701", *, level: str | None = None, name: str = "territory") -> Picker:
    """
    Pick a territory, and write its identifier in a variable of the notebook.

    Parameters
    ----------
    value : str
        Identifier chosen at first.
    level : str, optional
        One level only.
    name : str
        Variable of the notebook that holds the identifier, from now on and at each choice.

    Returns
    -------
    Picker
        Shown as a search field in JupyterLab, as text elsewhere.

    Raises
    ------
    AskedWrongly
        ``value`` is no territory, or ``name`` can't be a variable's.

    Examples
    --------
    >>> pick("departement:63")
    Puy-de-Dôme · departement:63
    """
    if not name.isidentifier():
        raise AskedWrongly(f"name={name!r}: not a variable's name; 'territory' is the usual one.")
    shell = _shell()
    picker = Picker(value, level=level, write=_writer(shell, name))
    picker.choose(value)
    return picker


def _writer(shell: Any, name: str) -> Callable[[str], None] | None:
    if shell is None:
        return None
    return lambda identifier: shell.user_ns.__setitem__(name, identifier)


def _option(place: Territory) -> str:
    return f"{place.name}{APART}{place.id}"


def _shell() -> Any:
    """The notebook's shell; None outside IPython."""
    if find_spec("IPython") is None:
        return None
    from IPython.core.getipython import get_ipython  # noqa: PLC0415 - only a notebook has it

    return get_ipython()  # type: ignore[no-untyped-call,unused-ignore]


def _has_front_end() -> bool:
    return find_spec("ipywidgets") is not None and getattr(_shell(), "kernel", None) is not None
