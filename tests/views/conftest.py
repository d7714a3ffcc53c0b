"""
Made-up measures for the tests of the views, by the fixture ``made``.

Three territories of an invented Cantal: the EPCI "CC du Pays d'Essai" (focus), its département, France,
and parts "Alpha" … of which each test says the values. No figure here is real.
"""

import re
from dataclasses import dataclass, field
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from arpent import tables
from arpent.errors import DataUnavailable
from arpent.territory import Territory
from arpent.views import basemap, geography, locator
from arpent.views.svg import text_box

FOCUS = Territory(
    "epci:200000001", "epci", "200000001", "CC du Pays d'Essai", ("15001", "15002"), 2026, 0, "CC"
)
NAMES = {
    "epci:200000001": ("CC du Pays d'Essai", "focus"),
    "departement:15": ("Cantal", "parent"),
    "france": ("France", "parent"),
}


@dataclass(frozen=True)
class Indicator:
    """What views ask of an indicator."""

    id: str = "vacancy_share"
    label: str = "Part des logements vacants"
    short: str = "Logements vacants"
    unit: str = "%"
    precision: int = 1
    kind: str = "ratio"
    direction: str = "less"
    definition: str = "Logements vacants rapportés aux logements."
    gender: str = "f"


POPULATION = Indicator(
    "population", "Population municipale", "Population", "habitants", 0, "count", "neutral", "Habitants."
)
VACANCY = Indicator()
RATE = Indicator(
    "population_change",
    "Évolution annuelle moyenne de la population, 2017–2023",
    "Évolution",
    "%/an",
    1,
    "change",
)


@dataclass(frozen=True)
class Measures:
    """What views ask of measures."""

    frame: pd.DataFrame
    indicators: dict
    focus: Territory = FOCUS
    source: str = "INSEE, recensement de la population 2021, Licence Ouverte 2.0"
    datasets: tuple = field(default=())
    lacking: dict = field(default_factory=dict)


def rows(indicator, values, *, reasons=None, estimated=()):
    """Rows from {territory: {year: value}}; a territory not in NAMES is a part named by its id."""
    out = []
    for territory, by_year in values.items():
        name, role = NAMES.get(territory, (territory.split(":")[-1], "part"))
        for year, value in by_year.items():
            reason = (reasons or {}).get((territory, year)) if value is None else None
            if value is None and reason is None:
                reason = "not_available"
            out.append(
                (
                    territory,
                    name,
                    role,
                    indicator.id,
                    year,
                    value,
                    reason,
                    (territory, year) in set(estimated),
                )
            )
    columns = ["territory", "name", "role", "indicator", "year", "value", "reason", "is_estimated"]
    return pd.DataFrame(out, columns=columns).astype({"value": "float64"})


def measures(*given, focus=FOCUS):
    """Measures from pairs (indicator, {territory: {year: value}}) or ready frames."""
    frames = [rows(indicator, values) if isinstance(values, dict) else values for indicator, values in given]
    return Measures(pd.concat(frames, ignore_index=True), {one.id: one for one, _ in given}, focus)


HERE, CANTAL, FRANCE = NAMES


SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg):
    """Texts of a drawing with their boxes, measured in the house font, from the SVG alone."""
    out = []
    for element in ET.fromstring(svg).iter(f"{SVG}text"):
        size, weight = float(element.get("font-size", 13)), int(element.get("font-weight", 400))
        x, y, anchor = float(element.get("x")), float(element.get("y")), element.get("text-anchor", "start")
        out.append(
            (element.text or "", text_box(x, y, element.text or "", size=size, weight=weight, anchor=anchor))
        )
    return out


def check_drawing(figure):
    """Both forms: one named image, light, every text inside the frame and none over another."""
    for svg, width in ((figure.svg, 720), (figure.svg_narrow, 360)):
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label") == figure.words.alt
        assert float(root.get("width")) in (width, 260)
        assert len(svg) < 60_000, "too heavy"
        assert not re.search(r'[" ,]-?(nan|inf)[" ,]', svg), "a coordinate is not a number"
        height, right = float(root.get("height")), float(root.get("width"))
        boxes = texts_of(svg)
        for text, box in boxes:
            assert box.left >= -0.6, text
            assert box.right <= right + 0.6, text
            assert box.top >= -0.6, text
            assert box.bottom <= height + 1.5, text
        for i, (text, box) in enumerate(boxes):
            shrunk = box.grown(-1.2)
            for other, other_box in boxes[i + 1 :]:
                assert not shrunk.overlaps(other_box.grown(-1.2)), f"{text!r} over {other!r}"


def grid(codes, *, west=2.4, south=45.1, size=0.1, across=5):
    """Squares in degrees, row by row from the south-west, that share their sides."""
    spots = [(west + size * (i % across), south + size * (i // across)) for i in range(len(codes))]
    boxes = [shapely.box(x, y, x + size, y + size) for x, y in spots]
    return gpd.GeoDataFrame({"code": codes, "name": codes}, geometry=boxes, crs="EPSG:4326")


@pytest.fixture
def made():
    """Builders of made-up measures, the three territories, and the indicators."""
    return SimpleNamespace(
        measures=measures, rows=rows, Indicator=Indicator, Measures=Measures, Territory=Territory,
        HERE=HERE, CANTAL=CANTAL, FRANCE=FRANCE, POPULATION=POPULATION, VACANCY=VACANCY, RATE=RATE,
        texts_of=texts_of, check_drawing=check_drawing,
    )  # fmt: skip


@pytest.fixture
def forgetful(monkeypatch):
    """What patches boundaries: nothing is remembered of them before the test, nor after it."""
    _forget()
    yield monkeypatch
    _forget()


@pytest.fixture
def squares(forgetful):
    """Boundaries of any codes as squares, in place of the embedded ones; no population, no EPCI."""

    def load_boundaries(level, codes=None):
        given = codes if codes is not None else {"epci": ["200000001", "200000002"]}.get(level, ["15", "63"])
        return grid([str(code) for code in given])

    def load(name, *_args, **_kwargs):
        raise DataUnavailable(f"{name}: not in this test")

    forgetful.setattr(tables, "load_boundaries", load_boundaries)
    forgetful.setattr(tables, "load", load)


def _forget():
    for kept in (geography._everything, basemap._unweighted, locator._shapes):
        kept.cache_clear()
