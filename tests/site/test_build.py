"""A whole site: what is in it, that it holds together, and that only what changed is written."""

import json
import re
import shutil

import pyarrow.parquet as pq
import pytest

from arpent.errors import AskedWrongly, RenderFailed
from arpent.render.record import record_name
from arpent.site.check import check_site
from arpent.site.declared import read_site
from arpent.site.frame import link
from arpent.site.reading import read_html
from arpent.site.summaries import summary_of


def test_holds_together(sited):
    """Every link leads somewhere, every page is valid and reached, nothing is asked from outside."""
    sited.build()
    faults = check_site(sited.folder, workers=1)
    # The invented report has a table whose columns the house style does not draw: only its own figures may err.
    assert [fault for fault in faults if fault.kind != "figure"] == []


def test_pages(sited):
    """A page a territory and theme, a cover each, a page a theme, the methods, and those of the edition."""
    sited.build()
    pages = {name for name in sited.files() if name.endswith(".html")}
    assert {f"2026/epci-200085728/{name}.html" for name in ("index", "portrait", "population")} <= pages
    assert {f"2026/{name}.html" for name in ("territoires", "donnees", "recherche", "accessibilite")} <= pages
    assert {"index.html", "404.html", "2026/themes/population.html", "2026/methodes/jumeaux.html"} <= pages


def test_navigation(sited):
    """A page says where it is, what comes before and after, and leads to the same theme elsewhere."""
    sited.build()
    page = sited.page("2026/epci-200085728/population.html")
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["../index.html", "../territoires.html", "index.html"]
    assert (
        'class="before"><span class="next-word">Thème précédent</span> <span class="next-title">Portrait'
        in page
    )
    assert 'href="../epci-244301099/population.html"' in page  # its neighbour
    assert 'href="../groupe-essai/population.html"' in page  # what holds it
    assert page.count("<main") == page.count("<h1") == 1


def test_demo_is_said_everywhere(sited):
    """An edition that holds invented figures says so on every page but the one that is served when lost."""
    sited.build()
    pages = {name: content for name, content in sited.files().items() if name.endswith(".html")}
    assert [name for name, content in pages.items() if "France d’essai.".encode() not in content] == [
        "404.html"
    ]


def test_same_bytes(tmp_path, monkeypatch, make_project):
    """Two projects give the same site, byte for byte."""
    first = make_project(tmp_path / "one", monkeypatch)
    first.build()
    files = first.files()
    second = make_project(tmp_path / "two", monkeypatch)
    second.build()
    assert second.files() == files


def test_only_what_changed_is_written(sited):
    """A second build writes nothing; one report that changes rewrites its own pages and what tells of it."""
    sited.build()
    before = sited.files()
    assert sited.build().changed == 0

    def rename(view):
        if view.get("name") == "population-serie":
            view["title"] = "Un autre titre"

    sited.render("epci:244301099", rename)
    sited.build()
    moved = {name for name, content in sited.files().items() if before.get(name) != content}
    assert "2026/epci-244301099/population.html" in moved
    assert not {name for name in moved if name.startswith("2026/epci-200085728/")}


def test_a_site_made_by_pieces_is_the_one_made_at_once(sited, monkeypatch):
    """After one report changed, what is remembered of the others gives the bytes of a site built from nothing."""
    monkeypatch.setattr("arpent.site.exports.GROUP", 1)
    sited.build()

    def change(view):
        for item in view.get("items", ()):
            item["value"] = "12 345"
        view["rows"] = [[*row[:-1], 7.5] for row in view.get("rows", ())]

    sited.render("epci:244301099", change)
    read = []
    monkeypatch.setattr(
        "arpent.site.places.summary_of", lambda record: read.append(record) or summary_of(record)
    )
    sited.build()
    assert [record["territory"]["id"] for record in read] == ["epci:244301099"]
    by_pieces = sited.files()
    shutil.rmtree(sited.folder)
    (sited.folder.parent / ".essai.json").unlink()
    sited.build()
    assert sited.files() == by_pieces
    assert {row["value"] for row in pq.read_table(sited.folder / "2026/edition.parquet").to_pylist()} >= {7.5}


def test_a_file_changed_by_hand_is_put_right(sited):
    """What someone edits in the built site does not survive the next build."""
    sited.build()
    before = sited.files()
    (sited.folder / "2026" / "epci-200085728" / "portrait.html").write_text("changed")
    sited.build()
    assert sited.files() == before


def test_hostile_labels(hostile):
    """A name with tags, quotes, a path, a formula, an emoji and 300 characters is text wherever it goes."""
    hostile.build()
    files = hostile.files()
    assert not [name for name in files if ".." in name or "script" in name.lower()]
    for name, content in files.items():
        if name.endswith(".html"):
            assert b"<script>alert" not in content, name
    place = json.loads(files["2026/api/territoires/groupe-essai.json"])["territory"]
    assert place["name"].startswith("<script>alert(1)</script>")
    assert b"</script>" not in re.sub(rb'"(?:[^"\\]|\\.)*"', b"", files["2026/assets/recherche/0.js"])
    assert [fault for fault in check_site(hostile.folder, workers=1) if fault.kind == "html"] == []


def test_record_of_a_territory(sited):
    """The API says the edition, the communes and the COG year beside what the report says."""
    sited.build()
    record = json.loads((sited.folder / "2026/api/territoires/epci-244301099.json").read_bytes())
    assert record["edition"] == "2026"
    assert record["territory"]["cog_year"] == 2026
    assert "43016" in record["territory"]["communes"]
    listed = json.loads((sited.folder / "2026/api/index.json").read_bytes())["territories"]
    for one in listed:
        for key in ("record", "page", "workbook"):
            assert (sited.folder / "2026" / "api" / one[key]).is_file()


def test_parquet(sited):
    """One row a number, codes as text with their zero, a secret as null with its mark."""
    sited.build()
    frame = pq.read_table(sited.folder / "2026" / "edition.parquet").to_pandas()
    own = frame[(frame["territory_id"] == "epci:244301099") & (frame["table"] == "communes")]
    assert own["code"].tolist() == ["9A001", "9A002", "01004"]
    assert own["value"].fillna(-1).tolist() == [8.25, -1, 12.0]
    assert own["mark"].tolist() == ["", "s.", ""]


def test_crate(sited):
    """The RO-Crate names what it holds, what it is based on and under which licence."""
    sited.build()
    graph = json.loads((sited.folder / "2026" / "ro-crate-metadata.json").read_bytes())["@graph"]
    known = {one["@id"]: one for one in graph}
    root = known["./"]
    assert all(part["@id"] in known for part in (*root["hasPart"], *root["isBasedOn"]))
    assert known["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    for part in root["hasPart"]:
        assert (sited.folder / "2026" / part["@id"]).exists()


def test_provenance_is_of_the_site(sited):
    """The record of a territory names the files of the site as they are there, not those of the report."""
    import hashlib  # noqa: PLC0415

    sited.build()
    folder = sited.folder / "2026" / "epci-200085728"
    record = json.loads((folder / "provenance.json").read_bytes())
    for name, digest in record["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_address(sited):
    """Where the address of the site is declared, pages, sitemap and feed say it; links stay relative."""
    sited.build()
    assert not (sited.folder / "sitemap.xml").exists()
    sited.declare("url: https://observatoire.example.org/stats/\n")
    sited.build()
    assert "https://observatoire.example.org/stats/2026/epci-244301099/portrait.html" in sited.page(
        "sitemap.xml"
    )
    assert 'property="og:url" content="https://observatoire.example.org/stats/2026/' in sited.page(
        "2026/index.html"
    )
    assert 'href="../index.html"' in sited.page("2026/themes/index.html")


def test_works_under_any_address(sited):
    """No page leads to, or loads, an address from the root of a server: from a disk or a folder, all is found."""
    sited.declare("url: https://observatoire.example.org/stats\n")
    sited.build()
    pages = {
        name: sited.page(name) for name in sited.files() if name.endswith(".html") and name != "404.html"
    }
    for name, text in pages.items():
        read = read_html(text)
        rooted = [
            one for one in (*read.links, *read.loads) if one.startswith("/") or "observatoire.example" in one
        ]
        assert rooted == [], name


def test_pictures_of_links(hostile):
    """Each territory has its picture, 1200 × 630, the same twice, whatever its name; none without an address."""
    hostile.build()
    assert not list(hostile.folder.rglob("apercu.png"))
    hostile.declare("url: https://observatoire.example.org/stats\n")
    hostile.build()
    pictures = {name: content for name, content in hostile.files().items() if name.endswith("apercu.png")}
    assert set(pictures) == {
        f"2026/{name}apercu.png" for name in ("", "epci-200085728/", "epci-244301099/", "groupe-essai/")
    }
    assert {content[16:24] for content in pictures.values()} == {(1200).to_bytes(4) + (630).to_bytes(4)}
    page = hostile.page("2026/epci-244301099/population.html")
    assert 'content="https://observatoire.example.org/stats/2026/epci-244301099/apercu.png"' in page
    shutil.rmtree(hostile.folder)
    hostile.build()
    assert {name: hostile.files()[name] for name in pictures} == pictures


def test_declared_wrongly(sited):
    """An unknown key or a value of another kind is refused with the file and what the key holds."""
    sited.declare("editoin: '2026'\n")
    with pytest.raises(
        AskedWrongly, match=r"params/sites/essai.yml: unknown key 'editoin'; did you mean 'edition'"
    ):
        read_site("essai")
    sited.declare("url: javascript:alert(1)\n")
    with pytest.raises(AskedWrongly, match="'url' is 'javascript:alert"):
        read_site("essai")


def test_a_campaign_without_pages_says_so(sited):
    """Where the campaign makes documents alone, the message names the line to change, not a missing report."""
    campaign = sited.root / "params" / "campaigns" / "essai.yml"
    campaign.write_text(campaign.read_text() + "formats: [pdf]\n")
    for folder in sited.store.reports.iterdir():
        (folder / "index.html").unlink()
    with pytest.raises(RenderFailed, match=r"essai\.yml: formats: pdf: no html"):
        sited.build()


def test_no_report(sited):
    """A campaign that rendered nothing has no site; the message names the command."""
    shutil.rmtree(sited.store.reports)
    with pytest.raises(RenderFailed, match="arpent campaign run essai --renderer embedded"):
        sited.build()


def test_a_report_of_another_version(sited):
    """A report that lacks what this version reads is to be made again; the message says how."""
    path = sited.store.report("epci-200085728") / "donnees" / record_name("epci:200085728")
    record = json.loads(path.read_text(encoding="utf-8"))
    for theme in record["themes"]:
        for one in theme["key_figures"]:
            one.pop("kind")
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(RenderFailed, match=r"another version.*'kind'.*without --no-run"):
        sited.build()


def test_logo(sited):
    """The agency's logo stands at the top of every page, silent: its name is written beside it."""
    theme = sited.root / "reports" / "theme"
    (theme / "agence.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    text = (theme / "theme.yml").read_text(encoding="utf-8")
    (theme / "theme.yml").write_text(text.replace('logo: ""', "logo: agence.svg"), encoding="utf-8")
    sited.build()
    assert '<img class="brand-logo" src="../assets/agence.svg" alt="">' in sited.page(
        "2026/themes/index.html"
    )
    assert (sited.folder / "2026" / "assets" / "agence.svg").is_file()
    (theme / "agence.svg").unlink()
    with pytest.raises(RenderFailed, match=r"agence\.svg' is not an SVG or PNG file"):
        sited.build()


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("index.html", "2026/a.html", "2026/a.html"),
        ("2026/x/y.html", "index.html", "../../index.html"),
        ("2026/x/y.html", "2026/x/z.html#a", "z.html#a"),
    ],
)
def test_links(page, target, expected):
    """A link is relative to the page that it stands on."""
    assert link(page, target) == expected


def test_documents_come_along(sited):
    """What a report has beside its pages, as a PDF, is on the site; its own style and fonts are not."""
    (sited.store.report("epci-244301099") / "rapport.pdf").write_bytes(b"%PDF-invented")
    sited.build()
    assert (sited.folder / "2026" / "epci-244301099" / "rapport.pdf").read_bytes() == b"%PDF-invented"
    assert not (sited.folder / "2026" / "epci-244301099" / "assets").exists()


def test_studies_are_apart(sited, monkeypatch):
    """Studies of what may come are listed after the themes of the observatories, under a heading of their own."""
    sited.build()
    assert "Étudier ce qui vient" not in sited.page("index.html")
    monkeypatch.setattr("arpent.site.edition_pages._is_study", lambda theme: theme == "population")
    sited.build()
    home, listed = sited.page("index.html"), sited.page("2026/themes/index.html")
    assert home.index("Explorer par thème") < home.index("Étudier ce qui vient")
    assert home.index("Étudier ce qui vient") < home.index('href="2026/themes/population.html"')
    assert "1 étude :" in home.replace("\u202f", " ").replace("\xa0", " ")
    assert listed.index("Études de ce qui vient") < listed.index('href="population.html"')
