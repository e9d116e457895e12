"""Document → rows → Document is the identity; and any text at all is read, accounted for and harmless."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from hypothesis import example, given, settings

from monitor.importing.load import load
from monitor.importing.parts import Parsed, parse
from monitor.publishing.document import equal_in_content, records
from monitor.publishing.rows import document_of

from .reading import adds_up
from .strategies import documents, files, pages, parsed

EXAMPLES = settings(max_examples=60, deadline=None, database=None, derandomize=True)
TREATY_TWICE = "RATIFICATION OF INTERNATIONAL AGREEMENTS\n" + "Convention on the Rights of the Child\t1994\n" * 2
HTML = ("body", "value")
ADDRESSES = ("url",)


class Active(HTMLParser):
    """Gathers what could run: script tags, event handlers, addresses that are programs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed", "svg", "img", "form"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name == "href" and not (value or "").startswith(("http", "mailto:"))):
                self.found.append(f"{name}={value}")


def active_content(page: Parsed) -> list[str]:
    found = []
    for _kind, record in records(page.document):
        for key in HTML:
            found += Active(record.get(key) or "").found
        found += [record[key] for key in ADDRESSES if not (record.get(key) or "http").startswith("http")]
        found += [link["url"] for link in record.get("links", []) if link["url"].startswith("javascript")]
    return found


@given(document=documents)
@EXAMPLES
@pytest.mark.django_db
def test_a_document_becomes_rows_and_the_rows_that_document(document: Any):
    with transaction.atomic():
        country = load(parsed(document), slug=document["country"]["slug"]).country
        again = load(parsed(document), slug=document["country"]["slug"])

        assert equal_in_content(document_of(country), document)
        assert (again.did_nothing, again.conflicts) == (True, [])
        transaction.set_rollback(True)


@given(text=files | pages())
@example("Introduction")
@example("NEWS")
@example("PENDING REGULATORY INITIATIVES\n\nDucks.")
@EXAMPLES
def test_any_text_at_all_is_read_and_accounted_for(text: str):
    assert adds_up(parse(text))


@given(text=files | pages())
@example("NEWS")
@EXAMPLES
def test_nothing_active_stands_in_what_is_read(text: str):
    assert active_content(parse(text)) == []


@given(text=files | pages())
@example("NEWS")
@example(TREATY_TWICE)
@EXAMPLES
@pytest.mark.django_db
def test_any_text_at_all_is_written_and_a_second_time_changes_nothing(text: str):
    with transaction.atomic():
        load(parse(text), slug="freedonia")
        again = load(parse(text), slug="freedonia")

        assert (again.did_nothing, again.conflicts) == (True, [])
        transaction.set_rollback(True)


def test_active_content_is_found_where_it_stands():
    assert Active('<p onclick="x">d</p><a href="javascript:x">d</a><script>x</script>').found == [
        "onclick=x",
        "href=javascript:x",
        "script",
    ]
    assert Active('<p>onclick=x javascript:x &lt;script&gt; <a href="https://d.example">d</a></p>').found == []
