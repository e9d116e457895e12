"""Builders: each makes one row, complete; a test names only what it is about."""

import time
from typing import Any

import reversion
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import Permission, User

from countries.models import Country, GlanceRow, Index, KeyFact, Member, NewsItem, Ranking, Report, Section
from legal.catalogue import BY_SLUG
from legal.models import Initiative, InitiativeEvent, Law, Ratification, Treaty
from monitor.publishing.models import Edition
from monitor.publishing.publish import publish

PASSWORD = "a long and quiet password"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_country(name: str = "Freedonia", **fields: Any) -> Country:
    fields.setdefault("slug", name.casefold().replace(" ", "-"))
    return Country.objects.create(name=name, **fields)


def _country(fields: dict[str, Any]) -> Country:
    return fields.pop("country", None) or Country.objects.first() or make_country()


def make_section(heading: str = "Introduction", body: str = "<p>Text.</p>", **fields: Any) -> Section:
    defaults = {"country": _country(fields), "part": "overview", "topic": "introduction"}
    return Section.objects.create(heading=heading, body=body, **{**defaults, **fields})


def make_glance_row(label: str = "Registration Body", value: str = "<p>The ministry</p>", **fields: Any) -> GlanceRow:
    return GlanceRow.objects.create(country=_country(fields), label=label, value=value, **fields)


def make_treaty(slug: str = "iccpr") -> Treaty:
    known = BY_SLUG[slug]
    return Treaty.objects.get_or_create(slug=slug, defaults={"name": known.name, "abbr": known.abbr})[0]


def make_ratification(slug: str = "iccpr", **fields: Any) -> Ratification:
    fields = {"status": "party", "year": 2006, "value": "2006", **fields}
    return Ratification.objects.create(country=_country(fields), treaty=make_treaty(slug), **fields)


def make_law(title: str = "Law on Associations", **fields: Any) -> Law:
    return Law.objects.create(country=_country(fields), title=title, **{"kind": "law", **fields})


def make_initiative(title: str = "Draft Law on Charity", **fields: Any) -> Initiative:
    return Initiative.objects.create(
        country=_country(fields), title=title, **{"body": "<p>It is pending.</p>", **fields}
    )


def make_event(initiative: Initiative, **fields: Any) -> InitiativeEvent:
    return InitiativeEvent.objects.create(initiative=initiative, **{"stage": "submitted", **fields})


def make_ranking(index: str = "Rule of Law Index", **fields: Any) -> Ranking:
    country = _country(fields)
    fields = {"value": "60 (2023)", "rank": 60, "year": 2023, "scale": "1 - 193", **fields}
    return Ranking.objects.create(country=country, index=Index.objects.get_or_create(name=index)[0], **fields)


def make_report(publisher: str = "UN Human Rights Reports", **fields: Any) -> Report:
    return Report.objects.create(
        country=_country(fields), publisher=publisher, **{"value": "<p>Freedonia</p>", **fields}
    )


def make_news(title: str = "A law is discussed", **fields: Any) -> NewsItem:
    return NewsItem.objects.create(country=_country(fields), title=title, **{"date": "2026-03", **fields})


def make_key_fact(label: str = "Population", value: str = "6 million", **fields: Any) -> KeyFact:
    return KeyFact.objects.create(country=_country(fields), label=label, value=value, **fields)


def make_member(name: str = "Sylvania", **fields: Any) -> Member:
    return Member.objects.create(country=_country(fields), name=name, **fields)


def make_whole_country(name: str = "Freedonia", **fields: Any) -> Country:
    """A country with one record of every kind."""
    country = make_country(name, **fields)
    make_section(country=country, position=1)
    make_section(
        "BARRIERS TO FORMATION", "<p>A fee is due.</p>", country=country, part="legal_analysis", topic="formation"
    )
    make_glance_row(country=country)
    make_ratification(country=country)
    make_law(country=country)
    make_event(make_initiative(country=country), date="2026-02")
    make_ranking(country=country)
    make_report(country=country)
    make_news(country=country)
    make_news("An old report", country=country, archived=True, date="2019", position=2)
    make_key_fact(country=country)
    make_member(country=country)
    return country


def make_published(name: str = "Freedonia", **fields: Any) -> Country:
    """A country with a published page."""
    country = make_whole_country(name, **fields)
    publish(country, note="First edition.")
    return country


def newest_edition(country: Country) -> Edition:
    return Edition.objects.of(country.pk).newest_first()[0]


def make_editor(
    username: str = "ada", *, rights: tuple[str, ...] = ("countries", "legal", "publishing", "importing", "desk")
) -> User:
    """A member of staff with every right over the apps in `rights`, and none over accounts."""
    user = User.objects.create_user(username, password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=rights))
    return enrol(user)


def enrol(user: User, secret: str = TOTP_SECRET) -> User:
    """Give someone a second factor, whose codes come of `secret`; staff without one get no further than that."""
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    return user


def code_for(secret: str = TOTP_SECRET, *, steps: int = 0) -> str:
    """Return what the app shows now, or `steps` half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def edit(model: Any, *, by: User | None = None, **values: Any) -> Any:
    """Change the first row of a kind as an editor does: saved, and kept as a revision of theirs."""
    row = model.objects.order_by("position", "pk").filter(**({"topic": "introduction"} if model is Section else {}))[0]
    with reversion.create_revision():
        if by:
            reversion.set_user(by)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return row
