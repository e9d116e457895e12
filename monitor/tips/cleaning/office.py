"""Office documents: a zip that is one is cleaned, any other zip is an archive."""

from . import signs
from .kinds import Cleaned, RefusedFileError
from .odf import clean_odf
from .ooxml import clean_ooxml
from .zips import opened


def clean_office(content: bytes) -> Cleaned:
    """Return a copy that opens in the same program; raise RefusedFileError."""
    with opened(content) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names:
            return clean_ooxml(archive)
        if {"mimetype", "META-INF/manifest.xml"} <= names:
            return clean_odf(archive)
    raise RefusedFileError(signs.ARCHIVE)
