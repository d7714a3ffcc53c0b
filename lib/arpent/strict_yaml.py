"""YAML that people write: read safely, and no key twice, for of two YAML alone keeps the last and does not say so."""

from typing import Any

import yaml


class _KeysOnce:
    """What both loaders below refuse."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, or an error that names the key written twice and its line."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"'{key.value}' is there twice; keep one", key.start_mark
                )
            seen.add(str(key.value))
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]
        return mapping


class _Typed(_KeysOnce, yaml.SafeLoader):
    """Numbers, dates and booleans as YAML says."""


class _Text(_KeysOnce, yaml.BaseLoader):
    """Every scalar as the text that stands there."""


def read_yaml(text: str, *, as_text: bool = False) -> Any:
    """
    What a YAML text declares.

    Parameters
    ----------
    text : str
        Of one document.
    as_text : bool
        Every scalar stays the text that it is: ``01004`` is ``"01004"``, never octal.

    Returns
    -------
    object
        Mapping, list, text, number, date, bool or None.

    Raises
    ------
    yaml.YAMLError
        Not YAML, or a key is there twice in one mapping; it names the line.

    Examples
    --------
    >>> read_yaml("code: 01004"), read_yaml("code: 01004", as_text=True)
    ({'code': 516}, {'code': '01004'})
    """
    return yaml.load(text, Loader=_Text if as_text else _Typed)  # noqa: S506 - both are safe loaders
