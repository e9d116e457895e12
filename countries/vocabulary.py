"""The closed lists that countries, laws and editions share."""

from django.db import models


class Topic(models.TextChoices):
    """What a section, row, law or initiative is about."""

    FORMATION = "formation", "Formation"
    OPERATIONS = "operations", "Operations"
    RESOURCES = "resources", "Resources"
    EXPRESSION = "expression", "Expression"
    ASSEMBLY = "assembly", "Assembly"
    INTERNATIONAL_CONTACT = "international-contact", "International contact"
    ORGANIZATIONAL_FORMS = "organizational-forms", "Organizational forms"
    REGISTRATION_BODY = "registration-body", "Registration body"
    APPROXIMATE_NUMBER = "approximate-number", "Approximate number"
    PUBLIC_BENEFIT = "public-benefit", "Public benefit status"
    PUBLIC_PARTICIPATION = "public-participation", "Public participation"
    CONSTITUTION = "constitution", "Constitutional framework"
    COUNTER_TERRORISM = "counter-terrorism", "Counter-terrorism"
    RECENT_DEVELOPMENTS = "recent-developments", "Recent developments"
    INTRODUCTION = "introduction", "Introduction"
    HISTORICAL_NOTES = "historical-notes", "Historical notes"
    OTHER = "other", "Other"


class Part(models.TextChoices):
    """The four parts of a page, in page order."""

    OVERVIEW = "overview", "Overview"
    LEGAL_OVERVIEW = "legal_overview", "Legal overview"
    LEGAL_ANALYSIS = "legal_analysis", "Legal analysis"
    RESOURCES = "resources", "Additional resources"


class CountryKind(models.TextChoices):
    COUNTRY = "country", "Country"
    BODY = "body", "Multilateral body"


class PageState(models.TextChoices):
    LIVE = "live", "Live"
    ARCHIVED = "archived", "Archived: no longer updated"


def one_of(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> models.CheckConstraint:
    """Let the database refuse a value outside a closed list."""
    allowed = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": allowed}),
        name=f"%(app_label)s_%(class)s_{field}_is_known",
    )
