"""Read a feed or a sitemap as a strict program does: by a real parser, RFC 4287 and sitemaps.org."""

import datetime
from typing import Any

from django.test import Client
from lxml import etree, html

ATOM, SITEMAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_STRICT = etree.XMLParser(recover=False, resolve_entities=False, no_network=True)


def parse(content: bytes) -> Any:
    """Return the root; what is not well-formed raises."""
    return etree.fromstring(content, _STRICT)


def read_feed(client: Client, address: str) -> Any:
    """Return a feed that has been found valid."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = parse(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert {"alternate", "self", "license"} <= set(links)
    assert links["self"] == f"http://testserver{address}".split("?")[0]
    for part in [feed, *entries(feed)]:
        _has_what_all_need(part)
    ids = [text(entry, "id") for entry in entries(feed)]
    assert len(ids) == len(set(ids))
    return feed


def _has_what_all_need(part: Any) -> None:
    for name in ("id", "title", "updated"):
        assert len(part.findall(f"{ATOM}{name}")) == 1
    assert text(part, "id").startswith("urn:uuid:")
    assert datetime.datetime.fromisoformat(text(part, "updated")).tzinfo


def entries(feed: Any) -> list[Any]:
    return list(feed.findall(f"{ATOM}entry"))


def text(part: Any, name: str) -> str:
    return part.findtext(f"{ATOM}{name}") or ""


def words(entry: Any) -> str:
    """Return what the content says when a reader shows its HTML."""
    assert entry.find(f"{ATOM}content").get("type") == "html"
    return " ".join(html.fromstring(f"<div>{text(entry, 'content')}</div>").text_content().split())


def leads_to(entry: Any) -> str:
    return str(entry.find(f"{ATOM}link[@rel='alternate']").get("href")).removeprefix("http://testserver")


def read_sitemap(client: Client, address: str) -> dict[str, str]:
    """Return {path: day of the last change} of a sitemap or an index that has been found valid."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml")
    root = parse(answer.content)
    inner = {f"{SITEMAP}urlset": "url", f"{SITEMAP}sitemapindex": "sitemap"}[root.tag]
    assert {child.tag for child in root} <= {f"{SITEMAP}{inner}"}
    assert len(root) < 50_000
    return dict(_place(child) for child in root)


def _place(child: Any) -> tuple[str, str]:
    assert [one.tag.removeprefix(SITEMAP) for one in child] in (["loc"], ["loc", "lastmod"])
    day = child.findtext(f"{SITEMAP}lastmod") or ""
    assert not day or datetime.date.fromisoformat(day)
    address = child.findtext(f"{SITEMAP}loc")
    assert address.startswith("http://testserver/")
    return address.removeprefix("http://testserver"), day
