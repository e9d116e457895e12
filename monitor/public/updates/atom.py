"""How the stream is written as Atom (RFC 4287): by Django, with what Django leaves out."""

import datetime
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.xmlutils import SimplerXMLGenerator

from .stream import Entry, Following, newest

ENTRIES, LINES, LONGEST_TITLE = 50, 50, 200
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BEFORE_ALL = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_OURS = uuid.UUID("5a0c2a2e-5f43-4b7e-9a0b-6a2f0f0c7d11")  # for ever: the ids of feeds are made of it

if TYPE_CHECKING:
    _Feed = Feed[Entry, "Followed"]
else:
    _Feed = Feed


@dataclass(frozen=True, slots=True)
class Followed:
    """One feed: what it follows, what that is called, and the page that shows the same."""

    following: Following
    name: str
    says: str
    link: str

    @property
    def lasting_id(self) -> str:
        """The same under every address that the site ever has."""
        what = self.following
        country = what.page.country_id if what.page and not what.record_id else ""
        parts = [country, what.topic, what.record_id or "", "substantive" if what.substantive else ""]
        return uuid.uuid5(_OURS, "/".join(map(str, parts))).urn


class _Writer(SimplerXMLGenerator):
    """Puts U+FFFD for what XML cannot hold; Django would refuse the whole feed, or break it."""

    def characters(self, content: str) -> None:
        super().characters(_NOT_XML.sub("\ufffd", content))


class _Atom(Atom1Feed):
    def write(self, outfile: Any, encoding: str) -> None:
        writer: Any = _Writer(outfile, encoding, short_empty_elements=True)
        writer.startDocument()
        writer.startElement("feed", self.root_attributes())
        self.add_root_elements(writer)
        self.write_items(writer)
        writer.endElement("feed")

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": urljoin(self.feed["link"], "/licence/")})

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["text"], {"type": "text"})
        handler.addQuickElement("content", item["html"], {"type": "html"})

    def latest_post_date(self) -> datetime.datetime:
        """Return when it last changed; of a feed without entries always the same day."""
        return max((item["updateddate"] for item in self.items), default=_BEFORE_ALL)


class StreamFeed(_Feed):
    """A part of the stream; called with what is followed."""

    feed_type = _Atom
    language = "en"
    author_name = "Civic Freedom Monitor"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Followed:
        followed: Followed = kwargs["followed"]
        return followed

    def title(self, obj: Followed) -> str:
        return f"Civic Freedom Monitor: {obj.name}"

    def subtitle(self, obj: Followed) -> str:
        return obj.says

    def link(self, obj: Followed) -> str:
        return obj.link

    def feed_guid(self, obj: Followed) -> str:
        return obj.lasting_id

    def items(self, obj: Followed) -> list[Entry]:
        return newest(obj.following, ENTRIES, LINES)

    def item_title(self, item: Entry) -> str:
        note = " ".join(item.edition.change_note.split())
        sample = " (sample page)" if item.page.sample else ""
        return f"{item.page.name}{sample}: {Truncator(note).chars(LONGEST_TITLE)}"

    def item_description(self, item: Entry) -> None:  # type: ignore[override]  # said as summary and as content
        return None

    def item_link(self, item: Entry) -> str:
        return item.address

    def item_guid(self, item: Entry) -> str:
        return uuid.uuid5(item.page.country_id, f"edition {item.edition.number}").urn

    def item_pubdate(self, item: Entry) -> datetime.datetime:
        return item.edition.published_at

    item_updateddate = item_pubdate

    def item_categories(self, item: Entry) -> list[str]:
        return item.marks

    def item_extra_kwargs(self, item: Entry) -> dict[str, str]:
        context = {"entry": item}
        return {
            "html": render_to_string("public/updates/entry.html", context).strip(),
            "text": render_to_string("public/updates/entry.txt", context).strip(),
        }
