"""What machines that visit a site read: the sitemap and the Atom feed."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from arpent.render.typography import printable
from arpent.site.declared import Site

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: Addresses that one sitemap may hold.
MOST = 50_000


def sitemap(site: Site, pages: Sequence[str]) -> bytes:
    """
    Sitemap of the pages.

    Parameters
    ----------
    site : Site
        Its address is needed: the format has no relative one.
    pages : sequence of str
        Addresses from the root.

    Returns
    -------
    bytes
        XML; the first 50 000, which is what the format allows.
    """
    root = Element("urlset", {"xmlns": SITEMAP})
    for page in sorted(pages)[:MOST]:
        SubElement(SubElement(root, "url"), "loc").text = f"{site.url}/{page.removesuffix('index.html')}"
    return _xml(root)


def atom(site: Site, brand: str, entries: Sequence[Mapping[str, str]]) -> bytes:
    """
    Feed of what is new: one entry an edition, one a theme of the newest.

    Parameters
    ----------
    site : Site
        Its address, where it is declared, makes links whole; they are relative elsewhere.
    brand : str
        Who publishes.
    entries : sequence of mapping
        ``id``, ``title``, ``summary``, ``link`` (from the root) and ``updated`` (``2025-12-18``).

    Returns
    -------
    bytes
        XML. Its dates are those of the newest data: a rebuilt page is not news.
    """
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "fr"})
    SubElement(root, "id").text = f"urn:arpent:{site.name}"
    SubElement(root, "title").text = site.campaign.title
    SubElement(root, "updated").text = _moment(max((one["updated"] for one in entries), default=""))
    SubElement(SubElement(root, "author"), "name").text = brand
    prefix = f"{site.url}/" if site.url else ""
    if site.url:
        SubElement(root, "link", {"rel": "self", "href": f"{site.url}/feed.xml"})
    for one in entries:
        entry = SubElement(root, "entry")
        SubElement(entry, "id").text = f"urn:arpent:{site.name}:{one['id']}"
        SubElement(entry, "title").text = one["title"]
        SubElement(entry, "updated").text = _moment(one["updated"])
        SubElement(entry, "link", {"href": f"{prefix}{one['link']}"})
        SubElement(entry, "summary").text = one["summary"]
    return _xml(root)


def _moment(day: str) -> str:
    """A day as the feed wants it; where no source has a date, one that is never news."""
    return f"{day or '2000-01-01'}T00:00:00Z"


def _xml(root: Element) -> bytes:
    for element in root.iter():
        element.text = printable(element.text, " ") if element.text else element.text
    indent(root, " ")
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
