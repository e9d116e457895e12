"""What a file is, and who cleans it.  No Django, no disk: the child process runs this on what strangers send."""

import warnings

from . import signs
from .kinds import Cleaned, RefusedFileError

DAMAGED = "The file is damaged, or not what it seems to be, and cannot be read. Open it, save it anew and send that."
TOO_MUCH = "The file needs too much memory to be read. Make it smaller, or send it in parts."


def look(content: bytes) -> Cleaned:
    """Return the cleaned copy; raise RefusedFileError and nothing else, whatever the file is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _clean(content, signs.kind_of(content))
        except RefusedFileError:
            raise
        except (MemoryError, RecursionError):
            raise RefusedFileError(TOO_MUCH) from None
        except Exception:
            raise RefusedFileError(DAMAGED) from None


def _clean(content: bytes, kind: str) -> Cleaned:
    """Each kind brings its own library, which the other kinds need not load."""
    if kind == "TEXT":
        from .text import clean_text

        return clean_text(content)
    if kind == "PDF":
        from .pdf import clean_pdf

        return clean_pdf(content)
    if kind == "ZIP":
        from .office import clean_office

        return clean_office(content)
    from .pictures import clean_picture

    return clean_picture(content, kind)
