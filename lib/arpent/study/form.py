"""A form of sliders in JupyterLab: hypotheses moved by hand, what they come to at once, and a scenario's file."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from arpent import project
from arpent.errors import ArpentError, AskedWrongly
from arpent.study.scenarios import LEVERS, Scenario
from arpent.study.told_tables import said
from arpent.views.listing import draw_listing
from arpent.views.view import escape_html
from arpent.views.words import in_sentence

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

#: Every lever, and the step of its slider.
STEPS = {
    "fertility": 0.01,
    "mortality": 0.01,
    "migration": 0.5,
    "headship": 0.05,
    "vacancy": 0.5,
    "second_homes": 0.5,
    "renewal": 0.05,
    "arrears": 0.5,
    "arrears_years": 1.0,
    "density": 1.0,
    "renewed": 5.0,
    "cut": 5.0,
    "reached": 1.0,
}
#: Variants of INSEE's projection, as a reader of the form chooses them.
VARIANT_LABELS = {
    "central": "Scénario central",
    "fecondite_haute": "Fécondité haute",
    "esperance_vie_basse": "Espérance de vie basse",
    "migrations_hautes": "Migrations hautes",
}
#: Room for the longest hypothesis, unit and all, and its slider.
_WIDE: dict[str, Any] = {"style": {"description_width": "36em"}, "layout": {"width": "62em"}}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}$")


def save_scenario(moved: Scenario, base: Scenario, name: str, title: str, source: str) -> Path:
    """
    Write the file of a scenario that inherits another.

    Parameters
    ----------
    moved, base : Scenario
        The hypotheses to keep; those that differ from the base's are written.
    name : str
        Of the file: small letters, digits and underscores.
    title : str
        French.
    source : str
        French: who sets these hypotheses.

    Returns
    -------
    Path
        Of a file that was not there.

    Raises
    ------
    AskedWrongly
        A name that is taken or can't name a file, nothing moved, no title or no source.
    """
    if not _NAME.match(name):
        raise AskedWrongly(
            f"scenario '{name}': a name is small letters, digits and underscores, from a letter."
        )
    path = project.path("params", "scenarios", f"{name}.yml")
    if path.exists():
        raise AskedWrongly(f"scenario '{name}': {path.name} is there already; choose another name.")
    if not title.strip() or not source.strip():
        raise AskedWrongly("scenario: a title, and who sets these hypotheses, are needed.")
    changed = [lever for lever in LEVERS if moved.value(lever) != base.value(lever)]
    if not changed and moved.national == base.national:
        raise AskedWrongly(f"scenario '{name}': nothing differs from '{base.name}'.")
    hypotheses = {
        lever: {"value": moved.value(lever), "unit": LEVERS[lever].unit, "source": source.strip()}
        for lever in changed
    }
    record: dict[str, Any] = {
        "title": title.strip(),
        "text": _text(moved, base, changed),
        "inherits": base.name,
    }
    if moved.national != base.national:
        record["national"] = moved.national
    if hypotheses:
        record["hypotheses"] = hypotheses
    with path.open("x", encoding="utf-8") as file:
        yaml.safe_dump(record, file, allow_unicode=True, sort_keys=False, width=110)
    return path


def _text(moved: Scenario, base: Scenario, changed: list[str]) -> str:
    """What the saved scenario supposes, in a French sentence."""
    labels = [f"{in_sentence(LEVERS[lever].label)} : {said(lever, moved.value(lever))}" for lever in changed]
    if moved.national != base.national:
        labels.append(f"projection de la France : {VARIANT_LABELS[moved.national].lower()}")
    return f"Comme « {base.title} », mais : {' ; '.join(labels)}."


def scenario_form(outlook: "Outlook", scenario: str) -> Any:
    """
    Sliders for the hypotheses of a scenario; what they come to, at each move; a button that writes its file.

    Parameters
    ----------
    outlook : Outlook
        Whose territory.
    scenario : str
        Name of the one to start from.

    Returns
    -------
    ipywidgets.VBox
    """
    import ipywidgets as widgets  # noqa: PLC0415 - a report has no form

    base = outlook.scenarios[scenario]
    sliders = {lever: _slider(widgets, outlook, base, lever) for lever in STEPS}
    variant = widgets.Dropdown(
        options=[(label, name) for name, label in VARIANT_LABELS.items()],
        value=base.national,
        description="Projection de la France",
        **_WIDE,
    )
    start = {lever: slider.value for lever, slider in sliders.items()}
    result, told = widgets.HTML(), widgets.HTML()
    fields = [
        widgets.Text(description=label, layout={"width": "30em"}) for label in ("Nom", "Titre", "Source")
    ]
    save = widgets.Button(description="Enregistrer le scénario", layout={"width": "16em"})

    def current() -> Scenario:
        moved = replace(base, national=variant.value)
        for lever, slider in sliders.items():
            if slider.value != start[lever]:
                moved = moved.moved(lever, slider.value)
        return moved

    _on_change(
        [*sliders.values(), variant], lambda: setattr(result, "value", _result(outlook, base, current()))
    )
    save.on_click(
        lambda _: setattr(told, "value", _saved(current(), base, [field.value for field in fields]))
    )
    result.value = _result(outlook, base, base)
    return widgets.VBox([*sliders.values(), variant, result, widgets.VBox([*fields, save]), told])


def _slider(widgets: Any, outlook: "Outlook", base: Scenario, lever: str) -> Any:
    value = base.value(lever)
    if value is None:
        counts = {"vacancy": outlook.stock.vacant, "second_homes": outlook.stock.second_homes}
        value = round(100 * counts[lever] / outlook.stock.dwellings, 1)
    told = LEVERS[lever]
    return widgets.FloatSlider(
        value=value, min=told.low, max=told.high, step=STEPS[lever], description=f"{told.label} ({told.unit})",
        continuous_update=False, readout_format=_decimals(STEPS[lever]), **_WIDE,
    )  # fmt: skip


def _decimals(step: float) -> str:
    """As many decimals as the step has: a year is no « 2030.00 »."""
    return next(f".{digits}f" for digits in range(3) if round(step, digits) == step)


def _on_change(inputs: list[Any], refresh: Callable[[], None]) -> None:
    for given in inputs:
        given.observe(lambda _: refresh(), names="value")


def _result(outlook: "Outlook", base: Scenario, moved: Scenario) -> str:
    trial = outlook.with_scenarios(base, moved.named("essai", "Essai"))
    return str(getattr(draw_listing(trial.compared(), name="essai"), "html", ""))


def _saved(moved: Scenario, base: Scenario, given: list[str]) -> str:
    try:
        path = save_scenario(moved, base, *given)
    except ArpentError as error:
        return f"<p role='alert'>{escape_html(str(error))}</p>"
    return f"<p>Scénario enregistré : {escape_html(str(path))}</p>"
