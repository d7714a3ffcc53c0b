"""``arpent scenario``: the hypotheses of studies, and what they come to."""

import click

from arpent.cli.group import Group
from arpent.cli.show import show_rows
from arpent.study.scenarios import LEVERS, Scenario, read_scenario, read_scenarios

_FORMAT = click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(cls=Group)
def scenario() -> None:
    """Scenarios of studies: params/scenarios/NAME.yml."""


@scenario.command("list")
@_FORMAT
@_JSON
def list_scenarios(style: str, as_json: bool) -> None:
    """Name every scenario, what it supposes and what it inherits."""
    rows = [
        {
            "name": one.name,
            "title": one.title,
            "national": one.national,
            "own": sum(not given.inherited_from for given in one.hypotheses.values()),
            "inherited": sum(bool(given.inherited_from) for given in one.hypotheses.values()),
            "text": one.text,
        }
        for one in read_scenarios([])
    ]
    click.echo(show_rows(rows, "json" if as_json else style), nl=False)


@scenario.command("show")
@click.argument("name")
@_FORMAT
@_JSON
def show_scenario(name: str, style: str, as_json: bool) -> None:
    """Every hypothesis of scenario NAME: value, unit, source, and whom it is inherited from."""
    click.echo(show_rows(_hypotheses(read_scenario(name)), "json" if as_json else style), nl=False)


def _hypotheses(one: Scenario) -> list[dict[str, str | float | None]]:
    rows: list[dict[str, str | float | None]] = []
    for lever, told in LEVERS.items():
        given = one.hypotheses.get(lever)
        rows.append(
            {
                "hypothesis": lever,
                "value": one.value(lever),
                "unit": told.unit,
                "inherited_from": given.inherited_from if given else "",
                "source": given.source if given else "default" if told.default is not None else "as today",
                "label": told.label,
            }
        )
    return rows


@scenario.command("compare")
@click.argument("names", nargs=-1)
@click.option("--territory", required=True, help="EPCI, département, région, or grouping of whole EPCI.")
@click.option("--horizon", type=int, default=2050, show_default=True, help="Last 1 January, 2026 to 2070.")
@_FORMAT
@_JSON
def compare_scenarios(
    names: tuple[str, ...], territory: str, horizon: int, style: str, as_json: bool
) -> None:
    """What scenarios NAMES (all unless given) come to on a territory, side by side."""
    from arpent.study.outlook import Outlook  # noqa: PLC0415 - listing must not wait for the scientific stack

    told = Outlook(territory, names, horizon).compared()
    rows = [dict(zip([column.name for column in told.columns], row, strict=True)) for row in told.rows]
    click.echo(show_rows(rows, "json" if as_json else style), nl=False)
