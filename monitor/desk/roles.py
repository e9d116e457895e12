"""The five roles, and what each may do.  `manage.py create_roles` makes the groups of the database say the same.

For which countries a right holds is said elsewhere: Assignment, countries/rights.py.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction

RESEARCHERS, EDITORS, REVIEWERS, ADMINISTRATORS, TIP_READERS = ROLES = (
    "Researchers", "Editors", "Reviewers", "Administrators", "Tip readers",
)  # fmt: skip
LETTER = dict(zip(ROLES, "REVAT", strict=True))

READ_TIPS = "tips.read_tips"
GIVEN = frozenset({READ_TIPS})
"""Rights that administrators give to others without having them; what they give stands in the audit log."""

RECORDS = (
    "countries.section", "countries.glancerow", "countries.ranking", "countries.report", "countries.newsitem",
    "countries.keyfact", "countries.member", "legal.ratification", "legal.law", "legal.initiative",
    "legal.initiativeevent",
)  # fmt: skip
SHARED = ("legal.treaty", "countries.index")
COUNTRY = ("countries.country",)


def _to(deeds: str, models: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        f"{app}.{deed}_{model}" for app, model in (name.split(".") for name in models) for deed in deeds.split()
    )


TABLE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    # what, the rights that it takes, whose: Researchers, Editors, reViewers, Administrators, Tip readers
    ("look at countries, records, treaties, indexes", _to("view", COUNTRY + RECORDS + SHARED), "REVAT"),
    (
        "look at editions, checks, reference data",
        _to("view", ("publishing.edition", "publishing.recordcheck", "publishing.treatyreference")),
        "REVAT",
    ),
    ("look at links to be supplied", ("importing.view_missinglink",), "REVA-"),
    ("look at what waits for review", ("desk.view_proposal",), "REVA-"),
    ("write, change and delete records", _to("add change delete", RECORDS), "RE-A-"),
    ("say that a record is still right", ("publishing.add_recordcheck",), "RE-A-"),
    ("supply links", ("importing.change_missinglink",), "RE-A-"),
    ("… of every country, not of assigned ones alone", ("countries.edit_every_country",), "-E-A-"),
    ("add countries and change their names and addresses", _to("add change", COUNTRY), "-E-A-"),
    ("write treaties and indexes", _to("add change delete", SHARED), "-E-A-"),
    ("ask for review", ("desk.ask_review",), "-E-A-"),
    ("look at every country", ("countries.see_every_country",), "-EVAT"),
    ("look at withdrawals and redactions", _to("view", ("publishing.withdrawal", "publishing.redaction")), "-EVA-"),
    ("see who did what", ("desk.view_contributors",), "-EVA-"),
    ("share a preview", ("desk.share_preview",), "-EVA-"),
    ("approve and publish another's work", ("publishing.publish_edition",), "--VA-"),
    ("withdraw a page", ("publishing.withdraw_page",), "---A-"),
    ("redact a passage", ("publishing.redact_passage",), "---A-"),
    ("delete countries", _to("delete", COUNTRY), "---A-"),
    ("read the audit log", ("desk.view_auditentry",), "---A-"),
    ("make accounts and give roles", (*_to("view add change", ("auth.user",)), "auth.view_group"), "---A-"),
    ("assign countries", _to("view add change delete", ("countries.assignment",)), "---A-"),
    ("read and answer tips", (READ_TIPS,), "----T"),
)


def rights_of(role: str) -> frozenset[str]:
    """Return the rights of a role as "app.codename"."""
    return frozenset(right for _, rights, whose in TABLE if LETTER[role] in whose for right in rights)


def deeds_of(role: str) -> list[str]:
    """Return what a role may do, in words; nothing for a group that is no role."""
    return [what for what, _, whose in TABLE if role in LETTER and LETTER[role] in whose]


@transaction.atomic
def create_roles() -> list[str]:
    """Make each role's group have exactly its rights, whoever is in it; return what was changed, in sentences."""
    known = {
        f"{right.content_type.app_label}.{right.codename}": right
        for right in Permission.objects.select_related("content_type")
    }
    return [said for role in ROLES for said in _bring_up_to_date(role, known)]


def _bring_up_to_date(role: str, known: dict[str, Permission]) -> list[str]:
    group, made = Group.objects.get_or_create(name=role)
    wanted = rights_of(role)
    missing = wanted - set(known)
    if missing:
        raise LookupError(f"The database does not know {', '.join(sorted(missing))}: run migrate first.")
    has = {
        f"{app}.{codename}" for app, codename in group.permissions.values_list("content_type__app_label", "codename")
    }
    group.permissions.set([known[right] for right in wanted])
    said = [f"{role}: made."] if made else []
    said += [f"{role}: given {right}." for right in sorted(wanted - has) if not made]
    return said + [f"{role}: no longer {right}." for right in sorted(has - wanted)]
