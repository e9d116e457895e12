"""Which parts of a .docx, .xlsx or .pptx its pages need: those that its relationships lead to, and no others."""

import posixpath
import zipfile
from typing import NamedTuple
from xml.sax.saxutils import quoteattr  # nosec B406  # writes, does not read

from . import ooxml_rules as rules
from .kinds import RefusedFileError
from .small_xml import elements
from .zips import DAMAGED

TYPES, RELS = "[Content_Types].xml", "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OPENS = ("http://", "https://", "mailto:", "tel:", "ftp://", "#")


class Relation(NamedTuple):
    id: str
    type: str
    target: str  # a part's name; if external, an address
    external: bool


class Package(NamedTuple):
    """What is kept: part -> its content type, part -> its relations ("" is the whole document)."""

    main: str
    types: dict[str, str]
    relations: dict[str, list[Relation]]
    by_default: dict[str, str]  # ending -> content type
    dropped: set[str]  # last words of the types of relations that were not followed
    paths: list[str]  # addresses on the maker's computer


def kept_parts(archive: zipfile.ZipFile) -> Package:
    """Follow the relations from the root; raise RefusedFileError for what leads to programs, objects or elsewhere."""
    by_default, by_name = _types(archive)
    names = {name.casefold(): name for name in archive.namelist()}
    package = Package("", {}, {}, by_default, set(), [])
    waiting, main = [""], ""
    while waiting:
        part = waiting.pop()
        if part in package.relations:
            continue
        package.relations[part] = []
        for relation in _relations(archive, part, names):
            kept = _followed(relation, part, package)
            if kept is None or (not kept.external and kept.target not in archive.NameToInfo):
                continue
            package.relations[part].append(kept)
            if not kept.external:
                default = by_default.get(posixpath.splitext(kept.target)[1][1:].lower(), "")
                package.types[kept.target] = by_name.get(kept.target.casefold(), default)
                waiting.append(kept.target)
                main = kept.target if not part and _last(kept.type) == "officeDocument" else main
    if not main:
        raise RefusedFileError(DAMAGED)
    return package._replace(main=main)


def types_of(package: Package) -> bytes:
    """Return [Content_Types].xml of what is kept."""
    endings = {posixpath.splitext(name)[1][1:].lower() for name in package.types} | {"rels", "xml"}
    lines = [
        f"<Default Extension={quoteattr(ending)} ContentType={quoteattr(kind)}/>"
        for ending, kind in package.by_default.items()
        if ending in endings
    ]
    for name, kind in package.types.items():
        if package.by_default.get(posixpath.splitext(name)[1][1:].lower()) != kind:
            lines.append(f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>")
    return _document(f'<Types xmlns="{CONTENT_TYPES}">{"".join(lines)}</Types>')


def relations_of(relations: list[Relation]) -> bytes:
    lines = [
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)} Target="
        + (f'{quoteattr(one.target)} TargetMode="External"/>' if one.external else f"{quoteattr('/' + one.target)}/>")
        for one in relations
    ]
    return _document(f'<Relationships xmlns="{RELS}">{"".join(lines)}</Relationships>')


def relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _document(words: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{words}'.encode()


def _types(archive: zipfile.ZipFile) -> tuple[dict[str, str], dict[str, str]]:
    by_default, by_name = {}, {}
    if any(rules.MACRO_NAMES.search(name) for name in archive.namelist()):
        raise RefusedFileError(rules.MACROS)
    for element, facts, _ in elements(archive.read(TYPES)):
        kind = facts.get("ContentType", "")
        if rules.MACRO_TYPES.search(kind):
            raise RefusedFileError(rules.MACROS)
        if element == "Default":
            by_default[facts.get("Extension", "").lower()] = kind
        elif element == "Override":
            by_name[facts.get("PartName", "").lstrip("/").casefold()] = kind
    return by_default, by_name


def _relations(archive: zipfile.ZipFile, part: str, names: dict[str, str]) -> list[Relation]:
    where = names.get(relations_name(part).casefold())
    if where is None:
        return []
    found = []
    for element, facts, _ in elements(archive.read(where)):
        if element == "Relationship":
            external = facts.get("TargetMode", "").lower() == "external"
            target = facts.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
                target = names.get(target.casefold(), target)
            found.append(Relation(facts.get("Id", ""), facts.get("Type", ""), target, external))
    return found


def _followed(relation: Relation, part: str, package: Package) -> Relation | None:
    """Return a relation as it is kept, or None; raise RefusedFileError."""
    last = _last(relation.type)
    if last == "hyperlink" and relation.external:
        if relation.target.lower().startswith(OPENS):
            return relation
        package.paths.append(relation.target)
        return relation._replace(target="about:blank")
    if last == "package" and "/charts/" in f"/{part}":  # the numbers behind a chart, which is drawn without them
        package.dropped.add("numbers")
        return None
    if last in rules.REFUSED:
        raise RefusedFileError(rules.REFUSED[last])
    if last in rules.DROPPED or relation.target.lower().endswith(".svg"):
        package.dropped.add(last)
        return None
    if relation.external:
        raise RefusedFileError(rules.OUTSIDE)
    return relation


def _last(kind: str) -> str:
    return kind.rpartition("/")[2]
