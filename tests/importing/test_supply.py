"""An address that an import lacked is put where its words stand."""

import pytest
from django.core.exceptions import ValidationError
from reversion.models import Revision

from countries.models import Section
from monitor.importing.models import MissingLink
from monitor.importing.page import import_page, read_page
from monitor.importing.supply import supply
from tests.builders import make_law, make_news, make_ranking, make_report, make_section

from .reading import FREEDONIA, page

pytestmark = pytest.mark.django_db

ADDRESS = "https://hats.example/"


def supplied(row, kind: str, text: str, address: str = ADDRESS) -> bool:
    """Supply the address of `text` in `row`; say whether the words were found."""
    link = MissingLink.objects.create(
        country=row.country, kind=kind, record_id=row.pk, record=str(row), text=text, line=1, address=address
    )
    found = supply(link)
    if type(row).objects.filter(pk=row.pk).exists():
        row.refresh_from_db()
    return found


@pytest.mark.parametrize(("make", "kind"), [(make_law, "laws"), (make_news, "news"), (make_ranking, "rankings")])
def test_a_record_with_an_address_gets_it(make, kind: str):
    row = make()

    assert supplied(row, kind, str(getattr(row, "title", "") or row.index))
    assert row.url == ADDRESS


def test_the_address_of_a_second_link_does_not_replace_the_first():
    law = make_law("Law on Clubs", url="https://laws.example/clubs")

    assert not supplied(law, "laws", "English")
    assert law.url == "https://laws.example/clubs"


def test_the_address_of_a_link_in_a_summary_is_not_the_headlines():
    item = make_news("Hats are counted", summary="The hall was full.")
    supplied(item, "news", "hall")

    assert item.url == ""


def test_an_address_that_was_mistyped_may_be_supplied_again():
    section = make_section(body="<p>Hats are worn.</p>")
    supplied(section, "sections", "Hats", "https://typo.example/")

    assert supplied(section, "sections", "Hats")
    assert section.body == '<p><a href="https://hats.example/">Hats</a> are worn.</p>'


def test_words_in_a_section_become_a_link():
    section = make_section(body="<p>Hats are worn.</p>")

    assert supplied(section, "sections", "Hats")
    assert section.body == '<p><a href="https://hats.example/">Hats</a> are worn.</p>'


def test_words_in_a_report_become_a_link():
    report = make_report(value="<p>Hats 2025</p>")

    assert supplied(report, "reports", "Hats 2025")
    assert report.value == '<p><a href="https://hats.example/">Hats 2025</a></p>'


def test_only_the_first_place_becomes_a_link():
    section = make_section(body="<p>Hats, hats, Hats.</p>")
    supplied(section, "sections", "Hats")

    assert section.body == '<p><a href="https://hats.example/">Hats</a>, hats, Hats.</p>'


def test_words_that_are_gone_are_not_found():
    section = make_section(body="<p>Ducks are fed.</p>")

    assert not supplied(section, "sections", "Hats")
    assert section.body == "<p>Ducks are fed.</p>"


def test_a_record_that_is_gone_is_not_found():
    section = make_section()
    country = section.country
    section.delete()
    link = MissingLink.objects.create(
        country=country, kind="sections", record_id="00000000-0000-0000-0000-000000000000", text="Hats", line=1
    )

    assert not supply(link)


def test_words_inside_another_link_are_passed_over():
    section = make_section(body='<p><a href="https://old.example">Hats</a> and Hats.</p>')

    assert supplied(section, "sections", "Hats")
    assert section.body == (
        '<p><a href="https://old.example">Hats</a> and <a href="https://hats.example/">Hats</a>.</p>'
    )


@pytest.mark.parametrize("words", ["Hats & ducks", "a < b", 'the "hat"', "what?", "(sic)"])
def test_words_with_signs_are_found(words: str):
    section = make_section()
    section.body = f"<p>{words.replace('&', '&amp;').replace('<', '&lt;')} are here.</p>"
    section.save()

    assert supplied(section, "sections", words)
    assert '<a href="https://hats.example/">' in section.body


def test_signs_in_an_address_are_escaped():
    section = make_section(body="<p>Hats</p>")
    supplied(section, "sections", "Hats", 'https://hats.example/?a=1&b="2"')

    assert section.body == '<p><a href="https://hats.example/?a=1&amp;b=&quot;2&quot;">Hats</a></p>'


def test_an_address_that_could_run_is_not_stored():
    section = make_section(body="<p>Hats</p>")
    with pytest.raises(ValidationError):
        supplied(section, "sections", "Hats", "javascript:alert(1)")

    assert section.body == "<p>Hats</p>"


def test_a_supplied_link_is_a_revision():
    section = make_section(body="<p>Hats</p>")
    supplied(section, "sections", "Hats")

    revision = Revision.objects.get()
    assert revision.comment == "Link supplied for “Hats”"
    assert [version.object for version in revision.version_set.all()] == [section]


def test_words_that_are_gone_leave_no_revision():
    supplied(make_section(body="<p>Ducks are fed.</p>"), "sections", "Hats")

    assert not Revision.objects.exists()


def test_words_with_emphasis_are_found():
    assert supplied(make_section(body="<p>Hats <em>and</em> ducks</p>"), "sections", "Hats and ducks")


def test_words_inside_a_tag_are_no_words():
    section = make_section(body='<p lang="en">Hats, en masse</p>')
    supplied(section, "sections", "en")

    assert section.body == '<p lang="en">Hats, <a href="https://hats.example/">en</a> masse</p>'


def test_a_supplied_link_is_no_conflict_at_the_next_import():
    import_page(read_page(FREEDONIA, "freedonia.txt"))
    MissingLink.objects.filter(text="February").update(address=ADDRESS)
    supply(MissingLink.objects.get(text="February"))

    assert import_page(read_page(FREEDONIA, "freedonia.txt")).outcome.conflicts == []


def test_a_supplied_link_stays_when_a_newer_copy_brings_other_words():
    import_page(read_page(FREEDONIA, "freedonia.txt"))
    MissingLink.objects.filter(text="February").update(address=ADDRESS)
    supply(MissingLink.objects.get(text="February"))
    import_page(read_page(FREEDONIA.replace("without umbrellas", "under umbrellas"), "freedonia.txt"))

    body = Section.objects.get(topic="recent-developments").body
    assert body == (
        '<p>The duck parade of <a href="https://hats.example/">February</a> went ahead under umbrellas.</p>'
    )


def test_each_of_two_links_of_the_same_words_finds_its_own_place():
    import_page(read_page(page("Introduction", "Tall [hats](#) and flat [hats](#)."), "freedonia.txt"))
    second = MissingLink.objects.all()[1]
    second.address = ADDRESS

    assert supply(second)
    assert Section.objects.get().body == '<p>Tall hats and flat <a href="https://hats.example/">hats</a>.</p>'
