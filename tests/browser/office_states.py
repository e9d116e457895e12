"""Countries in every state that the office knows, made on the site that the browser opens."""

import datetime
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.utils import timezone

from countries.history import parts_of_a_page
from countries.models import Country
from legal.models import Law, Treaty
from monitor.desk import review
from monitor.desk.look import look_at
from monitor.desk.models import AdviserComment, CitationTask, Presence, PreviewLink, Proposal, SuggestedNote
from monitor.desk.models.preview import hash_of
from monitor.desk.replaced import note_replacement
from monitor.importing.models import MissingLink
from monitor.publishing.models import TreatyReference
from monitor.publishing.publish import publish
from monitor.publishing.withdraw import give_back, withdraw
from monitor.tips import answering
from monitor.tips.inbox import deeds
from monitor.tips.models import TipFile
from tests.builders import (
    PASSWORD,
    enrol,
    make_country,
    make_event,
    make_initiative,
    make_law,
    make_published,
    newest_edition,
)
from tests.builders import make_section as section
from tests.office.every_path import address_of, places
from tests.tips.builders import send as make_tip

NAME = "Boss"
TOKEN = "a-token-that-opens-a-preview"
SHORT_TOKEN = "a-token-that-opens-one-section"


def make_states() -> dict[str, Any]:
    """Return the address of every pattern of the office by its name, and those of pages in other states."""
    boss = enrol(User.objects.create_superuser(NAME, "boss@example.org", PASSWORD))
    edith = User.objects.get(username="edith")
    TreatyReference.objects.create(treaty="iccpr", iso2="EL", country_name="Elbonia", status="party")
    busy = make_published("Elbonia")
    _keep(busy, edith, "As it came")
    _keep(busy, edith, "Put right")
    _delete_one_of_each(busy)
    closed = [_propose(busy, edith, number) for number in range(3)]
    review.approve(closed[0], by=boss)
    review.send_back(closed[1], by=boss, comment="Which court?\nSay so.")
    review.take_back(closed[2], by=edith)
    waiting = [_propose(busy, edith, 3), _propose(busy, boss, 4), _propose(busy, edith, 5)]
    review.approve(waiting[2], by=boss, at=timezone.now() + datetime.timedelta(days=9))
    review.remark(waiting[0], by=edith, comment="Look at Article 6.")
    _share(busy, boss, waiting[0])
    _cite(busy, boss)
    _keep(busy, boss, "Before the last changes")
    _change(busy)
    Presence.objects.create(user=edith, record_id=busy.law_set.first().pk, seen_at=timezone.now())
    tips = _tell(busy, boss)
    quiet, gone, new = _make_small("Dull"), _make_small("Erewhon"), make_country("Novaland")
    withdraw(busy, "A source was at risk.", boss)
    give_back(busy, boss)
    withdraw(gone, "A source is at risk.", boss)
    return {
        "names": {place.name: address_of(place, busy) for place in places()},
        **{country.name: f"/admin/countries/country/{country.pk}/" for country in (busy, quiet, gone, new)},
        "reviews": [one.get_absolute_url() for one in [*closed, *waiting]],
        "tips": tips,
        "waiting": str(waiting[0].pk),
        "law": f"/admin/legal/law/{busy.law_set.first().pk}/change/",
        "section": f"/admin/countries/section/{busy.section_set.get(topic='introduction').pk}/change/",
        "initiative": f"/admin/legal/initiative/{busy.initiative_set.get(title='Draft Law on Clubs').pk}/",
    }


def _make_small(name: str) -> Country:
    """A published country with one text."""
    country = make_country(name)
    section(country=country)
    publish(country, note="First edition.")
    return country


def _keep(country: Country, by: User, comment: str) -> None:
    """Keep a version of every record, and then change those with texts."""
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(comment)
        for row in [country, *_records(country)]:
            row.save()
            _lengthen(row)


def _records(country: Country) -> list[Any]:
    return [row for model in parts_of_a_page() for row in model._default_manager.filter(country=country)]


def _delete_one_of_each(country: Country) -> None:
    for model in parts_of_a_page():
        row = model._default_manager.filter(country=country).first()
        row.pk, row._state.adding = model._meta.pk.get_default(), True
        if model.__name__ == "Ratification":
            row.treaty = Treaty.objects.get_or_create(slug="gone", name="A treaty that is gone")[0]
        with reversion.create_revision():
            row.save()
        row.delete()


def _lengthen(row: Any) -> None:
    for name in ("body", "value", "note", "summary"):
        if hasattr(row, name):
            setattr(row, name, getattr(row, name) or "<p>Words.</p>")
            setattr(row, name, getattr(row, name).replace("</p>", " And more.</p>"))


def _propose(country: Country, by: User, number: int) -> Proposal:
    make_law(f"Law number {number}", country=country, position=10 + number)
    look = look_at(country)
    taken = {key for one in Proposal.objects.of(country.pk).exclude(state="published") for key in one.picked}
    note = review.Note(f"Law number {number} is new.", correction=number == 4)
    return review.ask(country, [key for key in look.keys if key not in taken], note, by=by, seen=look.seen)


def _share(country: Country, by: User, proposal: Proposal) -> None:
    soon = timezone.now() + datetime.timedelta(days=3)
    made = {"country_id": country.pk, "made_by": by, "expires_at": soon}
    link = PreviewLink.objects.create(**made, label="A lawyer", token_sha256=hash_of(TOKEN), proposal=proposal)
    formation = country.section_set.get(topic="formation")
    PreviewLink.objects.create(**made, token_sha256=hash_of(SHORT_TOKEN), section_id=formation.pk)
    PreviewLink.objects.create(**made, label="Ended", token_sha256=hash_of("x"), revoked_at=timezone.now())
    for approves in (False, True):
        day = timezone.now().date()
        AdviserComment.objects.create(link=link, day=day, approves=approves, text="Article 6.\nSay so.", seen="0" * 64)


def _cite(country: Country, by: User) -> None:
    """Replace a law that a section cites twice, and decide one of the two tasks."""
    body = "<p>See Article 7 of the Law on Clubs. The Law on Clubs is old.</p>"
    section("Clubs", body, country=country, part="legal_analysis", topic="formation", position=9)
    law = make_law("Law on Clubs", country=country, status="replaced", position=30)
    law.replaced_by = make_law("Law on Societies", country=country, position=31)
    law.save()
    note_replacement(law, by=None)
    task = CitationTask.objects.of(country.pk).first()
    task.state, task.decided_by, task.decided_at = "done", by, timezone.now()
    task.save()


def _tell(country: Country, by: User) -> list[str]:
    """Tips: one that is open, with a file and a double, one that was used, one about no country."""
    law, edition = country.law_set.order_by("position").first(), newest_edition(country)
    told = {"country_id": country.pk, "passage_id": law.pk, "edition_number": 1}
    tip, used, double = (make_tip(f"Words {number}.", **told)[0] for number in range(3))
    nowhere = make_tip("Elsewhere.", risk="dangerous")[0]
    TipFile.objects.create(tip=tip, number=1, kind="text", ending="txt")
    answering.ask(tip, "Which office?", by=by)
    deeds.use(used, edition, law.pk, by=by)
    deeds.merge(double, tip, by=by)
    return [one.get_absolute_url() for one in (used, double, nowhere, tip)]


def _change(country: Country) -> None:
    """Leave changes of every sort on the desk, with an error and a warning of the checks."""
    fee = country.section_set.get(topic="introduction")
    fee.body = "<p>A fee is due [1].</p>"
    fee.save()
    country.newsitem_set.filter(archived=True).delete()
    country.law_set.filter(title="Law number 0").update(position=9)
    with reversion.create_revision():
        bill = make_initiative("Draft Law on Clubs", country=country, expected="2020-01", stage="first-reading")
        make_event(bill, stage="first-reading", date="2026-03-02")
    SuggestedNote.objects.create(country_id=country.pk, text="A note that was offered.")
    law = Law.objects.filter(country=country).first()
    MissingLink.objects.create(
        country=country, kind="laws", record_id=law.pk, record=law.title, text="a link without address", line=1
    )
