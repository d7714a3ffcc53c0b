"""Raw store, mirror, producer: the order, what each must be, and one clear message where it is not."""

import hashlib
import io
import json
import os
import zipfile

import pytest
import yaml

from arpent.errors import AskedWrongly, DataInvalid, DataUnavailable
from arpent.sources import addresses, archives
from arpent.sources.store import locate

CSV = "CODGEO;P21_POP\n01004;3\n"
PAGE = "<!DOCTYPE html><html><head><title>Page introuvable | Insee</title></head></html>"


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    """A zip archive of (name, content)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as opened:
        for name, text in members:
            opened.writestr(name, text)
    return content.getvalue()


def bomb(announced=10_000_000_000):
    """A zip of 60 kB: 60 MB of zeros, whose table of contents announces another size."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("a.csv", b"0" * 60_000_000)
        opened.filelist[0].file_size = announced
    return content.getvalue()


def damaged():
    """A zip with a byte altered in the middle of its only member."""
    content = bytearray(zipped(("a.csv", CSV * 100), compression=zipfile.ZIP_STORED))
    content[500] ^= 1
    return bytes(content)


def left(root):
    """Files under data/raw, but for locks and the list of checksums."""
    raw = root / "data" / "raw"
    files = [path.relative_to(raw).as_posix() for path in raw.rglob("*") if path.is_file()]
    return sorted(name for name in files if not name.endswith(".lock") and name != "checksums.yml")


def md5(content):
    """MD5 of some bytes, as producers state it."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def test_raw_then_mirror_then_producer(essai, server, tmp_path):
    """Each serves where the one before has nothing; the answer says which did."""
    root = essai(url=server.serve("/a.csv", CSV), mirror="[dossier/a.csv]")
    mirror = tmp_path / "miroir"
    (mirror / "dossier").mkdir(parents=True)
    (mirror / "dossier" / "a.csv").write_text(CSV)
    found = locate("essai_communes", mirror=str(mirror))
    assert (found.served_by, found.path) == ("mirror", mirror / "dossier" / "a.csv")
    assert left(root) == []
    found = locate("essai_communes", "2021", "communes")
    assert (found.served_by, found.path) == ("producer", root / "data/raw/essai_communes/2021/a.csv")
    assert found.sha256 == hashlib.sha256(CSV.encode()).hexdigest()
    assert locate("essai_communes", mirror=str(mirror)).served_by == "raw"
    assert len(server.requests) == 1


def test_the_environment_names_a_mirror_and_forbids_the_network(essai, server, tmp_path, monkeypatch):
    """ARPENT_MIRROR and ARPENT_OFFLINE are as the options."""
    essai(url=server.serve("/a.csv", CSV), mirror="[a.csv]")
    (tmp_path / "a.csv").write_text(CSV)
    monkeypatch.setenv("ARPENT_OFFLINE", "1")
    with pytest.raises(
        DataUnavailable, match=r"offline, and not on this machine.*`arpent data fetch essai_communes"
    ):
        locate("essai_communes")
    monkeypatch.setenv("ARPENT_MIRROR", str(tmp_path))
    assert locate("essai_communes").served_by == "mirror"
    monkeypatch.setenv("ARPENT_MIRROR", str(tmp_path / "ailleurs"))
    with pytest.raises(AskedWrongly, match="no such folder"):
        locate("essai_communes")
    assert server.requests == []


def test_a_mirror_may_be_an_address(essai, server):
    """Paths below it are tried in turn; what it serves is kept in the raw store."""
    server.serve("/miroir/b.csv", CSV)
    root = essai(mirror="[dossier/a.csv, b.csv]")
    found = locate("essai_communes", mirror=f"{server.url}/miroir")
    assert (found.served_by, left(root)) == ("mirror", ["essai_communes/2021/b.csv"])
    assert locate("essai_communes", offline=True).served_by == "raw"


def test_a_mirror_may_be_copied(essai, tmp_path):
    """With keep, the raw store serves once the mirror is away; a copy of a raw store is itself a mirror."""
    root = essai(mirror="[a.csv]", url="https://exemple.test/publie.csv")
    (tmp_path / "a.csv").write_text(CSV)
    assert locate("essai_communes", mirror=str(tmp_path), keep=True).path.is_relative_to(root)
    assert locate("essai_communes", offline=True).served_by == "raw"
    other = tmp_path / "autre" / "essai_communes" / "2021"
    other.mkdir(parents=True)
    (root / "data/raw/essai_communes/2021/a.csv").rename(other / "publie.csv")
    assert locate("essai_communes", mirror=str(tmp_path / "autre")).path == other / "publie.csv"


def test_nothing_declared_but_a_mirror(essai):
    """The message says under which name the mirror must have it, and where to put it by hand."""
    essai(mirror="[dossier/a.csv]")
    with pytest.raises(
        DataUnavailable, match=r"from a mirror only .*as dossier/a\.csv.*put the file by hand in"
    ):
        locate("essai_communes")


def test_a_file_put_by_hand_serves(essai):
    """What a browser brought is as good as what was fetched: under its published name, or extracted."""
    root = essai(url="https://exemple.test/a.zip", member="a.csv")
    folder = root / "data/raw/essai_communes/2021"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text(CSV)
    assert locate("essai_communes", offline=True).path == folder / "a.csv"


def test_a_page_saved_by_hand_is_refused(essai, tmp_path):
    """A browser saves the page that says where the file went under the file's name: in data/raw or in a mirror."""
    root = essai(url="https://exemple.test/a.csv", mirror="[b.csv]")
    (tmp_path / "b.csv").write_text(PAGE)
    with pytest.raises(DataInvalid, match=r"b\.csv: a web page"):
        locate("essai_communes", mirror=str(tmp_path), offline=True)
    folder = root / "data/raw/essai_communes/2021"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text(PAGE)
    with pytest.raises(DataInvalid, match=r"a\.csv: a web page .* instead of csv"):
        locate("essai_communes", offline=True)


def test_the_member_is_taken_out_of_the_archive(essai, server):
    """Its name may have another case or be a pattern; description files are left; the archive stays."""
    content = zipped(("meta_a.CSV", "x"), ("dossier/A-2021.CSV", CSV))
    root = essai(url=server.serve("/a.zip", content), member="'*.csv'")
    found = locate("essai_communes")
    assert found.path.read_text() == CSV
    assert left(root) == ["essai_communes/2021/a.members/A-2021.CSV", "essai_communes/2021/a.zip"]
    os.utime(found.path, ns=(1, 1))
    assert locate("essai_communes").path.stat().st_mtime_ns == 1


def test_several_members_of_a_name_are_refused(essai, server):
    """The message lists what the archive holds."""
    essai(url=server.serve("/a.zip", zipped(("a.csv", "1"), ("b.csv", "2"))), member="'*.csv'")
    with pytest.raises(DataUnavailable, match=r"2 members '\*\.csv'\. It holds: a\.csv, b\.csv"):
        locate("essai_communes")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PAGE, "a web page .« Page introuvable . Insee ».* instead of zip"),
        (b"", "the file is empty"),
        (zipped(("a.csv", CSV))[:-30], "archive is cut short"),
        (b"Rar!" + b"0" * 100, "not a zip file"),
        (zipped(("a.csv", CSV), ("../../../evil.csv", "x")), "'../../../evil.csv' climbs out of its folder"),
        (zipped(("a.csv", CSV), ("/etc/evil.csv", "x")), "climbs out"),
        (zipped(("a.csv", CSV), ("..\\evil.csv", "x")), "climbs out"),
        (bomb(), "decompression bomb"),
        (damaged(), "damaged zip archive"),
    ],
    ids=["page", "empty", "cut", "rar", "climbing", "absolute", "backslash", "bomb", "damaged"],
)
def test_what_is_not_the_archive_is_refused(essai, server, content, message):
    """One clear message with the page to look on, no file, and a later run succeeds."""
    root = essai(url=server.serve("/a.zip", content), member="a.csv")
    with pytest.raises(DataUnavailable, match=f"(?s){message}.*Look on https://exemple.fr/page"):
        locate("essai_communes")
    assert left(root) == []
    assert not list(root.parent.rglob("evil.csv"))
    server.serve("/a.zip", zipped(("a.csv", CSV)))
    assert locate("essai_communes").path.read_text() == CSV


def test_a_web_page_instead_of_a_csv(essai, server):
    """Refused too, and nothing is pinned."""
    root = essai(url=server.serve("/a.csv", PAGE))
    with pytest.raises(DataUnavailable, match=r"a web page .* instead of csv"):
        locate("essai_communes")
    assert left(root) == []
    server.serve("/a.csv", CSV)
    assert locate("essai_communes").path.read_text() == CSV


def test_a_bomb_that_lies_is_stopped_as_it_swells(essai, monkeypatch):
    """What comes out is bounded, whatever the table of contents says."""
    root = essai(url="https://exemple.test/a.zip", member="a.csv")
    monkeypatch.setattr(archives, "RATIO_FROM", 1_000_000)
    folder = root / "data/raw/essai_communes/2021"
    folder.mkdir(parents=True)
    (folder / "a.zip").write_bytes(bomb(900_000))
    with pytest.raises(DataInvalid, match=r"bomb|damaged"):
        locate("essai_communes", offline=True)
    assert left(root) == ["essai_communes/2021/a.zip"]


def test_a_damaged_member_is_refused(essai):
    """A byte altered in the middle: the archive's own checksum says so, nothing is extracted."""
    root = essai(url="https://exemple.test/a.zip", member="a.csv")
    folder = root / "data/raw/essai_communes/2021"
    folder.mkdir(parents=True)
    (folder / "a.zip").write_bytes(damaged())
    with pytest.raises(DataInvalid, match="damaged zip archive"):
        locate("essai_communes", offline=True)
    assert left(root) == ["essai_communes/2021/a.zip"]


def test_the_checksum_of_the_record_is_verified(essai, server):
    """Both are said, and how to accept; nothing is kept until it is accepted."""
    root = essai(url=server.serve("/a.csv", CSV), md5=f'"{md5(b"autre")}"')
    with pytest.raises(DataUnavailable, match=r"md5 is .* its record says .*--force"):
        locate("essai_communes")
    assert left(root) == []
    assert locate("essai_communes", force=True).served_by == "producer"
    assert locate("essai_communes", offline=True).served_by == "raw"


def test_the_right_checksum_is_accepted(essai, server):
    """SHA-256 where it is known, else MD5."""
    essai(url=server.serve("/a.csv", CSV), md5=f'"{md5(CSV.encode())}"')
    assert locate("essai_communes").served_by == "producer"


def test_a_file_that_changes_after_its_first_use_is_refused(essai, server, tmp_path):
    """In the raw store and in a mirror; deleting its line, or --force, accepts it."""
    root = essai(url=server.serve("/a.csv", CSV), mirror="[b.csv]")
    found = locate("essai_communes")
    found.path.write_text(CSV + "01005;4\n")
    with pytest.raises(DataInvalid, match="The file has changed: figures may move"):
        locate("essai_communes", offline=True)
    found.path.unlink()
    (tmp_path / "b.csv").write_text(CSV)
    locate("essai_communes", mirror=str(tmp_path))
    (tmp_path / "b.csv").write_text(CSV + "01005;4\n")
    with pytest.raises(DataInvalid, match=r"delete the line 'mirror/b.csv'"):
        locate("essai_communes", mirror=str(tmp_path))
    assert locate("essai_communes", mirror=str(tmp_path), force=True).served_by == "mirror"
    pinned = yaml.safe_load((root / "data/raw/checksums.yml").read_text())
    assert sorted(pinned) == ["essai_communes/2021/a.csv", "mirror/b.csv"]


def test_a_producer_that_replaces_its_file_is_seen(essai, server):
    """The first file was pinned; once it is deleted, another one is not taken for it."""
    essai(url=server.serve("/a.csv", CSV))
    locate("essai_communes").path.unlink()
    server.serve("/a.csv", CSV + "01005;4\n")
    with pytest.raises(DataUnavailable, match="The file has changed"):
        locate("essai_communes")


def test_a_file_of_the_agency(essai):
    """A path below the project, or anywhere; its absence is said."""
    root = essai(path="data/agence/a.csv")
    with pytest.raises(DataUnavailable, match=r"data/agence/a\.csv is not there; the record says it is"):
        locate("essai_communes")
    (root / "data/agence").mkdir()
    (root / "data/agence/a.csv").write_text(CSV)
    assert locate("essai_communes", offline=True).served_by == "agency"


def test_a_resource_of_datagouv_is_followed_where_it_lies(essai, server, monkeypatch):
    """The platform redirects from the resource's id; the name kept does not change with the address."""
    monkeypatch.setattr(addresses, "DATAGOUV", f"{server.url}/api")
    url = server.serve("/static/2025-05-01/conso_com.csv", CSV)
    resource = "b258feec-f8ff-4e0a-93b3-baf1fe46ef66"
    server.faults.append((302, {"Location": url}))
    root = essai(datagouv=resource)
    assert locate("essai_communes").served_by == "producer"
    assert [path for path, _ in server.requests] == [
        f"/api/1/datasets/r/{resource}",
        "/static/2025-05-01/conso_com.csv",
    ]
    assert left(root) == ["essai_communes/2021/communes.csv"]


def test_the_newest_file_of_a_dataset_of_datagouv(essai, server, monkeypatch):
    """By its title or its name; one that is not there is said with those that are."""
    monkeypatch.setattr(addresses, "DATAGOUV", f"{server.url}/api")
    resources = [
        {"title": "LOVAC communes 2023", "url": f"{server.url}/old.csv", "last_modified": "2023-01-01"},
        {"title": "LOVAC communes 2025", "url": f"{server.url}/new.csv", "last_modified": "2025-01-01"},
        {"title": "LOVAC EPCI 2025", "url": f"{server.url}/epci.csv", "last_modified": "2025-01-01"},
    ]
    server.serve("/api/1/datasets/61816c6e23197bb34835228e/", json.dumps({"resources": resources}))
    server.serve("/new.csv", CSV)
    essai(datagouv='"61816c6e23197bb34835228e/*communes*"')
    assert locate("essai_communes").served_by == "producer"
    assert server.requests[-1][0] == "/new.csv"
    essai(datagouv='"61816c6e23197bb34835228e/*region*"')
    with pytest.raises(DataUnavailable, match=r"no file like '\*region\*'. It has: LOVAC communes 2023"):
        locate("essai_communes", force=True)


def test_an_address_of_melodi_is_asked_of_it(essai, server, monkeypatch):
    """The French CSV of the vintage's year; a year that is not there is said with those that are."""
    monkeypatch.setattr(addresses, "MELODI", f"{server.url}/melodi")
    file = server.serve("/melodi/file/DS_ESSAI/DS_ESSAI_2021_CSV_FR", zipped(("DS_ESSAI_2021_data.csv", CSV)))
    products = [{"accessURL": file.replace("2021", "2020")}, {"accessURL": file}]
    server.serve("/melodi/catalog/DS_ESSAI", json.dumps({"product": products}))
    root = essai(melodi="DS_ESSAI", member="'*_data.csv'")
    assert locate("essai_communes").path.name == "DS_ESSAI_2021_data.csv"
    assert "essai_communes/2021/DS_ESSAI_2021.zip" in left(root)
    server.serve("/melodi/catalog/DS_ESSAI", json.dumps({"product": products[:1]}))
    with pytest.raises(DataUnavailable, match=r"no French CSV of 2021. It has: DS_ESSAI_2020_CSV_FR"):
        locate("essai_communes", force=True)


def test_a_store_that_cannot_be_written(essai, server):
    """The folder is named; nothing else is said to be wrong."""
    root = essai(url=server.serve("/a.csv", CSV))
    (root / "data" / "raw").touch()
    with pytest.raises(DataUnavailable, match=r"data/raw.*: can't be read or written"):
        locate("essai_communes")


def test_real_files_are_found_in_the_mirror(shared_data, essai):
    """A record's mirror paths lead to real files, an archive's member included."""
    root = essai(mirror="[jobs/irsocee2015_loc_excel.zip]", member="irsocee2015_T201.xls", format="xls")
    found = locate("essai_communes", mirror=str(shared_data), offline=True)
    assert (found.served_by, found.path.name) == ("mirror", "irsocee2015_T201.xls")
    assert found.path.is_relative_to(root / "data" / "raw")
