"""The closed lists of the law: kinds, states, stages."""

from django.db import models


class Scope(models.TextChoices):
    INTERNATIONAL = "international", "International"
    REGIONAL = "regional", "Regional"


class TreatyStatus(models.TextChoices):
    """Where a country stands with a treaty."""

    PARTY = "party", "Party"
    SIGNED = "signed", "Signed, not ratified"
    NONE = "none", "Not signed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    UNKNOWN = "unknown", "Unknown"


class How(models.TextChoices):
    """By which act a country became party."""

    RATIFICATION = "ratification", "Ratification"
    ACCESSION = "accession", "Accession"
    SUCCESSION = "succession", "Succession"


class LawKind(models.TextChoices):
    CONSTITUTION = "constitution", "Constitution"
    CODE = "code", "Code"
    CONSTITUTIONAL_LAW = "constitutional-law", "Constitutional law"
    LAW = "law", "Law"
    DECREE = "decree", "Decree"
    RESOLUTION = "resolution", "Resolution"
    ORDER = "order", "Order"
    RULES = "rules", "Rules"
    OTHER = "other", "Other"


class LawStatus(models.TextChoices):
    IN_FORCE = "in-force", "In force"
    NOT_YET_IN_FORCE = "not-yet-in-force", "Not yet in force"
    REPEALED = "repealed", "Repealed"
    REPLACED = "replaced", "Replaced"
    UNKNOWN = "unknown", "Unknown"


class Stage(models.TextChoices):
    """How far an initiative has come."""

    ANNOUNCED = "announced", "Announced"
    DRAFTING = "drafting", "Drafting"
    CONSULTATION = "consultation", "Consultation"
    SUBMITTED = "submitted", "Submitted"
    FIRST_READING = "first-reading", "First reading"
    SECOND_READING = "second-reading", "Second reading"
    ADOPTED = "adopted", "Adopted"
    SIGNED = "signed", "Signed"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    STALLED = "stalled", "Stalled"
    UNKNOWN = "unknown", "Unknown"
