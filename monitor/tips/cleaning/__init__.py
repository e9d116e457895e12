"""Look at a file that came with a tip, and make a copy of it that gives nobody away."""

from .kinds import Cleaned, RefusedFileError
from .run import clean

__all__ = ["Cleaned", "RefusedFileError", "clean"]
