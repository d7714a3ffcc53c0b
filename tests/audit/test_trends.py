"""Every number of the page of trends is found again from the embedded files, by another path than the page's."""

import numpy as np
import pandas as pd
import pytest

from arpent import project
from arpent.territory import find
from arpent.views.numbers import about, french_number

#: Told of a method: the interval, and what a damped trend keeps.
DECLARED = ("80", "93")
LEVELS = {
    "commune:63247": "commune",
    "epci:246300701": "epci",
    "departement:63": "departement",
    "france": "france",
}


def _read(name: str) -> pd.DataFrame:
    path = project.path("data", "embedded", name)
    return pd.read_csv(path) if name.endswith(".csv") else pd.read_parquet(path)


def _numbers(territory: str) -> tuple[list[float], list[float]]:
    """Inhabitants that may be told, by equations written here; errors in per cent, of every size and trend."""
    legal = _read("population_legal.parquet")
    codes = [code for code in find(territory).communes if not code.startswith("976")]
    mine = legal[legal["commune_code"].isin(codes)]
    kept = mine.groupby("year")["population"].sum()
    both = legal[legal["year"].isin([2016, 2023])].pivot_table("population", "commune_code", "year").dropna()
    country = np.log(both[2023].sum() / both[2016].sum()) / 7
    first, last = (float(mine.set_index("commune_code")["population"][mine["year"].to_numpy() == year]
                         .reindex(both.index).sum()) for year in (2016, 2023))  # fmt: skip
    ahead = np.arange(28)
    damped = np.array([sum(0.93**year for year in range(1, one + 1)) for one in ahead])
    own, weight = (last - first) / 7, last / (last + 500)
    drawn = weight * own + (1 - weight) * country * last
    rate = np.log(last / first) / 7
    paths = [
        last + 0 * ahead,
        last + own * ahead,
        last * np.exp(rate * ahead),
        last + damped * own,
        last + damped * drawn,
    ]
    errors = pd.concat([_read("trend_errors.csv"), _read("returning_errors.csv")])
    judged = _read(f"{'trend' if territory.startswith('commune') else 'returning'}_errors.csv")
    level = judged[judged["level"] == LEVELS[territory]]
    bounds = [path * factor for path in paths for factor in _factors(level)]
    told = [*kept.tolist(), *np.concatenate([*paths, *bounds]).tolist(), *(path[-1] - last for path in paths)]
    return told, (100 * pd.concat([errors["mape"], errors["malpe"].abs()])).tolist()


def _factors(errors: pd.DataFrame) -> list[np.ndarray]:
    """Factors of each size and trend, from 2023 to 2050: the logarithm by a straight line, then as a root."""
    found = []
    for _, rows in errors.groupby(["size", "trend"]):
        given = rows.sort_values("horizon")
        for side in ("low", "high"):
            logs, years = np.log(given[side]).to_numpy(), given["horizon"].to_numpy()
            line = [np.interp(t, [0, *years], [0, *logs]) if t <= years[-1] else logs[-1] * (t / years[-1]) ** 0.5
                    for t in range(28)]  # fmt: skip
            found.append(np.exp((np.minimum if side == "low" else np.maximum).accumulate(line)))
    return found


@pytest.mark.parametrize("territory", LEVELS)
def test_every_number_of_the_page_is_found_again(audit, territory):
    """Cells behind figures and tables, key figures, sentences; no label on another; nothing empty."""
    walked = audit.draw("tendance", territory)
    told, errors = _numbers(territory)
    assert len(walked.views) >= 7
    assert [view["name"] for view in walked.views if view["kind"] == "missing"] == []
    assert audit.overlaps(walked) == []
    known = np.array([*told, *errors])
    for view in walked.views:
        if view["name"] != "tendance-carte":
            cells = [cell for row in view.get("rows", ()) for cell in row if isinstance(cell, float)]
            cells += [item["raw"] for item in view.get("items", ())]
            assert [cell for cell in cells if np.abs(known - cell).min() > 0.051] == [], view["name"]
        allowed = audit._explained(view) | _printed(audit, [*told, *errors])
        unknown = [
            token
            for key in audit.SAID
            for token in audit._unexplained(str(view.get(key) or ""), allowed, view)
        ]
        assert unknown == [], view["name"]


def _printed(audit, values: list[float]) -> set[str]:
    texts = [about(value + less) for value in values for less in (-0.05, 0.0, 0.05)]
    texts += [french_number(value, 1) for value in values if value < 1000]
    counts = pd.concat([_read(f"{name}_errors.csv")["n"] for name in ("trend", "returning")])
    bounds = [
        "0",
        "10\u202f000",
        "50\u202f000",
        "100\u202f000",
        "49\u202f999",
        "500",
        "999",
        "5",
        "10",
        "20",
        "30",
    ]
    texts += [*(french_number(count) for count in counts), *bounds, *DECLARED]
    return {audit._canonical(token) for text in texts for token in audit.NUMBER.findall(text)}
