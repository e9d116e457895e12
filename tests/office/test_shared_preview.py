"""A preview by secret link, for an adviser without an account."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from countries.models import Country, GlanceRow, Section
from monitor.desk.look import look_at
from monitor.desk.models import AdviserComment, AuditEntry, PreviewLink
from monitor.desk.review import Note, ask
from tests.builders import edit, make_editor

from .browser import office_address, send


def share(office: Client, country: Country, **typed: Any) -> str:
    """Make a link, and return its address as a browser would open it."""
    page = send(office, office_address(country, "links"), **typed).content.decode()
    [address] = re.findall(r'value="http://testserver(/preview/[^"]+)"', page)
    return address


def test_the_link_shows_the_draft_to_somebody_without_an_account(office: Client, published: Country, client: Client):
    edit(GlanceRow, value="<p>The court</p>")

    page = client.get(share(office, published))

    assertContains(page, "The <del>ministry</del><ins>court</ins>")
    assertContains(page, "Preview for an adviser.")


def test_it_is_private_and_sets_no_cookie(office: Client, published: Country, client: Client):
    response = client.get(share(office, published))

    assert response.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies


def test_only_its_hash_is_kept(office: Client, published: Country):
    address = share(office, published)

    assert address.split("/")[2] not in str(PreviewLink.objects.values())


def test_one_section_is_shown_alone(office: Client, published: Country, client: Client):
    section = Section.objects.get(topic="formation")

    page = client.get(share(office, published, section=str(section.pk)))

    assertContains(page, "A fee is due.")
    assertNotContains(page, "Law on Associations")
    assertNotContains(page, "The ministry")


def test_a_section_that_is_gone_is_said_to_be(office: Client, published: Country, client: Client):
    section = Section.objects.get(topic="formation")
    address = share(office, published, section=str(section.pk))
    section.delete()

    assertContains(client.get(address), "no longer on the page")


def test_an_adviser_comments_without_a_name(office: Client, published: Country):
    address = share(office, published)
    adviser = Client(enforce_csrf_checks=True)

    response = adviser.post(address, {"text": "Article 6 says otherwise."}, follow=True)

    assertContains(response, "Article 6 says otherwise.")
    comment = AdviserComment.objects.get()
    assert (comment.text, comment.approves, comment.day) == ("Article 6 says otherwise.", False, timezone.now().date())
    assertContains(office.get(office_address(published, "desk")), "Article 6 says otherwise.")


def test_an_adviser_approves(office: Client, published: Country, client: Client):
    client.post(share(office, published), {"approves": "on"})

    assertContains(office.get(office_address(published, "links")), "Approves")


def test_saying_nothing_is_refused(office: Client, published: Country, client: Client):
    assertContains(client.post(share(office, published), {"text": " "}), "Write a comment", status_code=400)


def test_what_is_too_long_is_refused_and_kept(office: Client, published: Country, client: Client):
    response = client.post(share(office, published), {"text": "a word " * 1000})

    assertContains(response, "at most 5000", status_code=400)
    assertContains(response, "a word a word", status_code=400)


def test_a_comment_is_shown_as_text(office: Client, published: Country, client: Client):
    address = share(office, published)
    client.post(address, {"text": "<script>alert(1)</script>"})

    assertNotContains(client.get(address), "<script>alert")
    assertNotContains(office.get(office_address(published, "desk")), "<script>alert")


def test_a_link_expires(office: Client, published: Country, client: Client):
    address = share(office, published, days="3")
    PreviewLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))

    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "Late."}).status_code == 404
    assert not AdviserComment.objects.exists()


def test_a_link_is_revoked(office: Client, published: Country, client: Client):
    address = share(office, published)

    office.post(office_address(published, "revoke_link"), {"link": PreviewLink.objects.get().pk})

    assert client.get(address).status_code == 404


def test_a_link_of_another_country_is_not_revoked(office: Client, published: Country, client: Client):
    address = share(office, published)
    other = Country.objects.create(name="Sylvania", slug="sylvania")

    office.post(office_address(other, "revoke_link"), {"link": PreviewLink.objects.get().pk})

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..", "a" * 5000, "ü"])
def test_a_guess_opens_nothing(published: Country, client: Client, token):
    assert client.get(f"/preview/{token}/").status_code in (400, 404)


def test_it_opens_nothing_else(office: Client, published: Country, client: Client):
    client.get(share(office, published))

    assert client.get(office_address(published, "preview")).status_code == 302
    assert client.get("/admin/").status_code == 302


def test_a_link_to_a_review_shows_what_is_reviewed(office: Client, published: Country, client: Client):
    edit(GlanceRow, value="<p>The court</p>")
    look = look_at(published)
    proposal = ask(published, look.keys, Note("N."), by=make_editor("edith"), seen=look.seen)
    edit(GlanceRow, value="<p>The king</p>")

    address = share(office, published, proposal=str(proposal.pk))
    client.post(address, {"approves": "on"})

    assertNotContains(client.get(address), "The king")
    assertContains(office.get(proposal.get_absolute_url()), "Approves")


def test_comments_have_an_end(office: Client, published: Country, client: Client):
    address = share(office, published)
    link = PreviewLink.objects.get()
    AdviserComment.objects.bulk_create(
        AdviserComment(link=link, day=timezone.now().date(), text=str(at), seen="") for at in range(50)
    )

    assertContains(client.post(address, {"text": "One more."}), "many comments", status_code=400)


def test_a_deleted_country_has_no_preview(office: Client, published: Country, client: Client):
    address = share(office, published)
    Country.objects.all().delete()

    assert client.get(address).status_code == 404


def test_only_who_may_share_makes_links(published: Country):
    client = Client()
    client.force_login(make_editor("rosa", rights=("countries",)))

    assert client.post(office_address(published, "links"), {"days": "7"}).status_code == 403
    assert not PreviewLink.objects.exists()


def test_sharing_is_in_the_audit_log_without_the_token(office: Client, published: Country):
    address = share(office, published)

    entry = AuditEntry.objects.get(deed="shared a preview")
    assert address.split("/")[2] not in entry.about


def test_a_link_ends_when_its_maker_leaves(office: Client, published: Country, client: Client):
    address = share(office, published)
    User.objects.update(is_active=False)

    assert client.get(address).status_code == 404
