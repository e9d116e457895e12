"""What a file is, by its first bytes; what is not taken says here what to send instead."""

import re

from .kinds import RefusedFileError

PICTURES = frozenset({"JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP"})
TAKEN = [
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in [
        (rb"\xff\xd8\xff", "JPEG"),
        (rb"\x89PNG\r\n\x1a\n", "PNG"),
        (rb"GIF8[79]a", "GIF"),
        (rb"II\*\0|MM\0\*", "TIFF"),
        (rb"RIFF.{4}WEBP", "WEBP"),
        (rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", "BMP"),
        (rb"PK\x03\x04", "ZIP"),
        (rb"(\xef\xbb\xbf)?\s{0,1000}%PDF-", "PDF"),
    ]
]

ARCHIVE = "Archives are not taken. Unpack it and send the files one by one."
PROGRAM = "Programs and scripts are not taken. Tell us in words what it does."
OLD_OFFICE = "Old Office files (.doc, .xls, .ppt) are not taken. Save it as .docx, .xlsx or .pptx, or as PDF."
RTF = "RTF is not taken. Save it as .docx or PDF."
PAGE = "Web pages and drawings (HTML, SVG, XML) are not taken. Print it to a PDF and send that."
HEIC = "This kind of picture (HEIC, AVIF) is not taken. Save or share it as JPEG and send that."
FILM = "Sound and film are not taken here. Write to us first, without the file; we will ask for it."
OTHER = (
    "We do not know this kind of file. PDF, pictures, .docx, .xlsx, .pptx, .odt, .ods, .odp and plain text are taken."
)
EMPTY = "The file is empty."
MAIL = "A saved mail names its sender and the computers it passed. Copy its words into the form, or print it to a PDF."

REFUSED = [
    (re.compile(pattern, re.DOTALL), reason)
    for pattern, reason in [
        (
            rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|MSCF|LZIP|\x60\xea|\x1f\x9d|xar!|.{257}ustar",
            ARCHIVE,
        ),
        (rb"PK(\x05\x06|\x07\x08)", ARCHIVE),
        (
            rb"MZ|\x7fELF|\xfe\xed\xfa|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|\0asm|#!|dex\n|L\0\0\0\x01\x14\x02\0",
            PROGRAM,
        ),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
        (rb"\{\\rt", RTF),
        (rb".{4}ftyp(hei|hev|mif|msf|avi)", HEIC),
        (rb".{4}(ftyp|moov|mdat|wide|free)|RIFF.{4}(AVI |WAVE)|OggS|ID3|fLaC|\x1a\x45\xdf\xa3|FLV|#!AMR|FORM", FILM),
        (rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]|\0\0\x01[\xb3\xba]|0&\xb2u", FILM),
    ]
]


def kind_of(content: bytes) -> str:
    """Return "PDF", "ZIP", "TEXT" or the name of a picture's format; raise RefusedFileError."""
    if not content[:1_000_000].strip(b"\0\t\n\r "):
        raise RefusedFileError(EMPTY)
    for pattern, kind in TAKEN:
        if pattern.match(content):
            return kind
    for pattern, reason in REFUSED:
        if pattern.match(content):
            raise RefusedFileError(reason)
    return "TEXT"
