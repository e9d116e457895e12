"""What the office keeps of its own work; none of it is a fact of a page, and no reader ever sees it."""

from .audit import AuditEntry
from .citation import CitationTask
from .mail import MailChoice
from .note import SuggestedNote
from .presence import Presence
from .preview import AdviserComment, PreviewLink
from .proposal import Proposal, ProposalEvent
from .waiver import Waiver

__all__ = [
    "AdviserComment",
    "AuditEntry",
    "CitationTask",
    "MailChoice",
    "Presence",
    "PreviewLink",
    "Proposal",
    "ProposalEvent",
    "SuggestedNote",
    "Waiver",
]
