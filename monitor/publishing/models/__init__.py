"""What readers read: editions, and what is derived from them."""

from .edition import Edition
from .page import FormerSlug, Page
from .reference import TreatyReference
from .register import PublishedRecord

__all__ = ["Edition", "FormerSlug", "Page", "PublishedRecord", "TreatyReference"]
