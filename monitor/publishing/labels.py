"""The closed lists in words, for readers: what stands in a column beside what stands on a page."""

from countries.vocabulary import Topic
from legal.vocabulary import LawKind, LawStatus, Stage, TreatyStatus

from .prepared import LANGUAGES

TOPICS = {str(value): str(label) for value, label in Topic.choices}
LAW_KINDS = {str(value): str(label) for value, label in LawKind.choices}
LAW_STATUSES = {str(value): str(label) for value, label in LawStatus.choices}
TREATY_STATUSES = {str(value): str(label) for value, label in TreatyStatus.choices}
STAGES = {str(value): str(label) for value, label in Stage.choices}

__all__ = ["LANGUAGES", "LAW_KINDS", "LAW_STATUSES", "STAGES", "TOPICS", "TREATY_STATUSES"]
