"""The ¶ beside every passage."""

import pytest
from django.test import Client

from countries.models import Country
from monitor.publishing.passage_links import Citing

LINK = ' <a href="cite/p1/" class="cite" aria-label="Cite">¶</a>'


@pytest.mark.parametrize(
    ("block", "linked"),
    [
        ("<p>Words.</p>", f"<p>Words.{LINK}</p>"),
        ("<ul><li>Words", f"<ul><li>Words{LINK}"),
        ("<li>Words</li></ul>", f"<li>Words{LINK}</li></ul>"),
        ("<li><p>One</p><p>Two</p></li></ul>\n", f"<li><p>One</p><p>Two{LINK}</p></li></ul>\n"),
        ("<tr><td>1</td><td>2</td></tr></tbody></table>", f"<tr><td>1</td><td>2{LINK}</td></tr></tbody></table>"),
        ("<p><strong>Words</strong></p>", f"<p><strong>Words</strong>{LINK}</p>"),
    ],
)
def test_the_link_stands_after_the_last_word(block: str, linked: str):
    assert Citing("freedonia").beside(block, "p1") == linked


def test_a_passage_of_an_earlier_edition_is_cited_as_it_stood():
    assert Citing("freedonia", 3).address("p1") == "/countries/freedonia/cite/p1/?edition=3"


def test_every_paragraph_row_and_entry_of_a_page_has_its_link(published: Country, client: Client):
    page = client.get("/countries/freedonia/").content.decode()

    assert page.count('aria-label="Cite"') == 2 + 10  # paragraphs; other records
