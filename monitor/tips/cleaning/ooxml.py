""".docx, .xlsx and .pptx: the parts that its pages need, each written anew."""

import io
import zipfile

from . import inner_pictures, ooxml_rules
from .kinds import Cleaned, RefusedFileError
from .ooxml_parts import TYPES, Package, kept_parts, relations_name, relations_of, types_of
from .ooxml_reveals import Seen, of_properties
from .rewrite import rewrite
from .zips import SIGNED, add, entry

KINDS = "Only .docx, .xlsx and .pptx of Office's files are taken. Save it as one of them, or as PDF."
PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
UNKNOWN = f"The document holds a part that we do not know. {ooxml_rules.PDF}"


def clean_ooxml(archive: zipfile.ZipFile) -> Cleaned:
    """Return a copy that opens in Office; raise RefusedFileError."""
    package = kept_parts(archive)
    ending = ooxml_rules.ENDINGS.get(package.types[package.main])
    if ending is None:
        raise RefusedFileError(KINDS)
    seen = Seen()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as copy:
        add(copy, TYPES, types_of(package))
        add(copy, relations_name(""), relations_of(package.relations[""]))
        for name, kind in package.types.items():
            _add_part(archive, copy, name, kind, seen)
            if package.relations.get(name):
                add(copy, relations_name(name), relations_of(package.relations[name]))
    return Cleaned("office", ending, kept.getvalue(), _reveals(archive, package, seen))


def _add_part(archive: zipfile.ZipFile, copy: zipfile.ZipFile, name: str, kind: str, seen: Seen) -> None:
    if kind.startswith("image/"):
        content, said = inner_pictures.cleaned(archive.read(name))
        seen.pictures += said
        add(copy, name, content, packed=False)
    elif kind.endswith(("+xml", "/xml", ".vmlDrawing")):
        seen.begin(kind)
        with archive.open(name) as part, copy.open(entry(name), "w") as to:
            rewrite(part, to.write, ooxml_rules.RULES, seen.watch, seen.read)
    else:
        raise RefusedFileError(UNKNOWN)


def _reveals(archive: zipfile.ZipFile, package: Package, seen: Seen) -> list[str]:
    said = of_properties(*(archive.read(name) for name in PROPERTIES if name in archive.NameToInfo))
    seen.paths += package.paths
    if "numbers" in package.dropped:
        said.append("The whole table behind a chart. Our copy has the chart alone.")
    if "thumbnail" in package.dropped:
        said.append("A small picture of its first page, which may be an earlier one.")
    if "origin" in package.dropped:
        said.append(SIGNED)
    if {"revisionHeaders", "changesInfo"} & package.dropped:
        said.append("A list of who changed it, and when.")
    return said + seen.sentences()
