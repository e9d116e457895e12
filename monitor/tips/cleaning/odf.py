""".odt, .ods and .odp: the words, styles and pictures, each written anew."""

import io
import posixpath
import re
import zipfile
from xml.sax.saxutils import quoteattr  # nosec B406  # writes, does not read

from . import inner_pictures
from .kinds import Cleaned, RefusedFileError
from .odf_rules import RULES, Seen, of_meta
from .ooxml_rules import MACROS, OBJECTS, PDF
from .rewrite import rewrite
from .small_xml import elements
from .zips import DAMAGED, LOCKED, SIGNED, add, entry

BASE = "application/vnd.oasis.opendocument."
ENDINGS = {f"{BASE}text": "odt", f"{BASE}spreadsheet": "ods", f"{BASE}presentation": "odp"}
INNER = {f"{BASE}chart", f"{BASE}formula"}
KINDS = f"Only .odt, .ods and .odp of these files are taken. {PDF}"
MANIFEST = "META-INF/manifest.xml"
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
PROGRAMS = re.compile(
    r"(Basic|Scripts|Dialogs)/(?!$|script-l[cb]\.xml$|dialog-l[cb]\.xml$|Standard/(script|dialog)-lb\.xml$)"
)
PARTS = re.compile(r"(content|styles)\.xml")
OBJECT_PARTS = re.compile(r"(Object [0-9]{1,4})/(content|styles)\.xml")


def clean_odf(archive: zipfile.ZipFile) -> Cleaned:
    """Return a copy that opens in LibreOffice; raise RefusedFileError."""
    kind = archive.read("mimetype").decode("ascii", "replace").strip()
    if kind not in ENDINGS:
        raise RefusedFileError(KINDS)
    types = _types(archive)
    seen, parts = Seen(), {"/": kind}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as copy:
        add(copy, "mimetype", kind.encode(), packed=False)
        for name in archive.namelist():
            if PROGRAMS.match(name):
                raise RefusedFileError(MACROS)
            if _add_part(archive, copy, name, types, seen):
                parts[name] = types.get(name, "")
        parts |= {name: kind for name, kind in types.items() if name.endswith("/") and kind in INNER}
        add(copy, MANIFEST, _manifest(parts))
    if "content.xml" not in parts:
        raise RefusedFileError(DAMAGED)
    meta = of_meta(archive.read("meta.xml")) if "meta.xml" in archive.NameToInfo else []
    if "META-INF/documentsignatures.xml" in archive.NameToInfo:
        meta.append(SIGNED)
    return Cleaned("office", ENDINGS[kind], kept.getvalue(), meta + seen.sentences())


def _types(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the media type of each part; raise RefusedFileError if one is locked."""
    types = {}
    for element, facts, _ in elements(archive.read(MANIFEST)):
        if element == "encryption-data":
            raise RefusedFileError(LOCKED)
        if element == "file-entry":
            types[facts.get("full-path", "")] = facts.get("media-type", "")
    return types


def _add_part(archive: zipfile.ZipFile, copy: zipfile.ZipFile, name: str, types: dict[str, str], seen: Seen) -> bool:
    """Write a part if the copy has it."""
    inner = OBJECT_PARTS.fullmatch(name)
    if inner and types.get(f"{inner[1]}/") not in INNER:
        raise RefusedFileError(OBJECTS)
    if inner or PARTS.fullmatch(name):
        with archive.open(name) as part, copy.open(entry(name), "w") as to:
            rewrite(part, to.write, RULES, seen.watch, seen.read)
        return True
    if posixpath.dirname(name) == "Pictures" and not name.endswith("/"):
        content, said = inner_pictures.cleaned(archive.read(name))
        seen.pictures += said
        add(copy, name, content, packed=False)
        return True
    if re.fullmatch(r"Object [0-9]+", name) or "oleobject" in types.get(name, ""):
        raise RefusedFileError(OBJECTS)
    return False


def _manifest(parts: dict[str, str]) -> bytes:
    lines = [
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>"
        for name, kind in parts.items()
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{NAMESPACE}" manifest:version="1.3">{"".join(lines)}</manifest:manifest>'
    ).encode()
