"""Producers' addresses, asked for a few bytes."""

from arpent import catalogue
from arpent.sources.links import check_links


def test_each_address_is_asked_once(essai, server):
    """A file, a web page in its place, nothing: each is said; only the first bytes are asked."""
    server.serve("/a.csv", "code;n\n")
    essai(url=f"{server.url}/a.csv")
    (link,) = check_links([catalogue.load("essai_communes")] * 2)
    assert (link.state, link.page) == ("fine", "https://exemple.fr/page")
    assert server.asked() == ["bytes=0-1023"]


def test_what_is_wrong_is_said(essai, server):
    """Moved, replaced by a page, or no answer."""
    states = []
    for content in ("<html><body>Déplacé</body></html>", None):
        server.content.clear()
        if content:
            server.serve("/a.csv", content)
        essai(url=f"{server.url}/a.csv")
        states += [link.state for link in check_links([catalogue.load("essai_communes")])]
    essai(url="http://127.0.0.1:9/a.csv")
    states += [link.state for link in check_links([catalogue.load("essai_communes")])]
    assert states[:2] == ["a web page instead of a file", "404 Not Found"]
    assert states[2].startswith("no answer")
