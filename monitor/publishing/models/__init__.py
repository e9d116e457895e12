"""What readers read: editions, and what is derived from them."""

from .edition import Edition
from .page import FormerSlug, Page
from .record_check import RecordCheck
from .redaction import Redaction
from .reference import TreatyReference
from .register import PublishedRecord
from .trace import PublishedChange, Wording
from .withdrawal import Withdrawal

__all__ = [
    "Edition",
    "FormerSlug",
    "Page",
    "PublishedChange",
    "PublishedRecord",
    "RecordCheck",
    "Redaction",
    "TreatyReference",
    "Withdrawal",
    "Wording",
]
