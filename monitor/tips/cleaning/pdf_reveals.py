"""What a PDF says beside its pages: who made it, with what, when, and what it looked like before."""

import io
import re

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from .picture_reveals import XMP_PEOPLE, XMP_PROGRAM, of_picture
from .said import moment, quote, several

PEOPLE = {"/Author": "author", "/Company": "company", "/Manager": "manager", "/LastModifiedBy": "last changed by"}
WORDS = {"/Title": "title", "/Subject": "subject", "/Keywords": "keywords", "/SourceModified": "source"}
PROGRAMS = ("/Creator", "/Producer")
TIMES = {"/CreationDate": "made", "/ModDate": "changed"}


def of_pdf(pdf: Pdf, content: bytes) -> list[str]:
    """Return sentences about the whole file."""
    info = _words_of(pdf.trailer.get("/Info"))
    said = []
    for names, begin in ((PEOPLE, "People"), (WORDS, "Words")):
        found = [f"{name} {words}" for key, name in names.items() if (words := quote(info.get(key, "")))]
        said += [f"{begin}: {', '.join(found)}."] if found else []
    if programs := several([info.get(key, "") for key in PROGRAMS]):
        said.append(f"Programs it was made with: {programs}.")
    said += [f"When it was {name}: {when}." for key, name in TIMES.items() if (when := moment(info.get(key, "")))]
    said += _from_xmp(pdf.Root.get("/Metadata"))
    if (before := _versions_before(content)) > 0:
        said.append(f"Earlier versions of it are kept inside ({before}): what was deleted can be read again.")
    if _hides_layers(pdf):
        said.append("Layers that are not shown. They stay in our copy.")
    return said


def of_node(node: Dictionary | Stream) -> list[str]:
    """Return names of those who wrote a note or signed, and places on their computers."""
    keys = node.keys()
    if "/Subtype" in keys and "/Rect" in keys and "/T" in keys and node["/Subtype"] != Name.Widget:
        return [_words(node["/T"])]
    if "/URI" in keys and _words(node["/URI"]).lower().startswith("file:"):
        return [_words(node["/URI"])]
    if "/ByteRange" in keys and "/Contents" in keys:
        return [words for key in ("/Name", "/Location", "/ContactInfo") if (words := _words(node.get(key)))]
    return []


def of_jpeg(content: bytes) -> list[str]:
    """Return sentences about a picture inside; what cannot be read says nothing."""
    try:
        return of_picture(Image.open(io.BytesIO(content), formats=["JPEG"]), content)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError):
        return []


def _words_of(info: object) -> dict[str, str]:
    return {key: _words(value) for key, value in info.items()} if isinstance(info, Dictionary) else {}


def _words(value: object) -> str:
    """Return a string of the file; anything else is no words."""
    if value is None or isinstance(value, Dictionary | Stream | Array | Name):
        return ""
    return str(value)[:2000]


def _from_xmp(metadata: object) -> list[str]:
    if not isinstance(metadata, Stream):
        return []
    xmp = metadata.read_bytes()[:1_000_000]
    said = []
    if people := several([one.decode("utf-8", "ignore") for one in XMP_PEOPLE.findall(xmp)]):
        said.append(f"Its notes (XMP) name: {people}.")
    if programs := several([one.decode("utf-8", "ignore") for one in XMP_PROGRAM.findall(xmp)]):
        said.append(f"Its notes (XMP) name programs: {programs}.")
    if (steps := len(re.findall(rb"stEvt:action", xmp))) > 0:
        said.append(f"A history of its editing ({steps} entries).")
    return said


def _versions_before(content: bytes) -> int:
    """Every saving after the first adds an end; a file made for the web has two from the start."""
    ends = len(re.findall(rb"startxref\s+\d+\s+%%EOF", content))
    return ends - (2 if b"/Linearized" in content[:2048] else 1)


def _hides_layers(pdf: Pdf) -> bool:
    layers = pdf.Root.get("/OCProperties")
    shown = layers.get("/D") if isinstance(layers, Dictionary) else None
    hidden = shown.get("/OFF") if isinstance(shown, Dictionary) else None
    return isinstance(hidden, Array) and len(hidden) > 0
