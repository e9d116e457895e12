"""What a picture says beside its pixels: who, with what, where and when."""

import re
from collections.abc import Mapping
from typing import Any

from PIL import Image, JpegImagePlugin, MpoImagePlugin, TiffImagePlugin

from .kinds import listed
from .said import moment, quote, several

LOADED = (JpegImagePlugin, MpoImagePlugin, TiffImagePlugin)  # now: the child opens no file once it has begun
Image.preinit()
PEOPLE = {0x013B: "made by", 0x9C9D: "made by", 0xA430: "owner of the camera", 0x8298: "copyright"}
NOTES = {0x010E: "description", 0x9C9B: "title", 0x9C9C: "comment", 0x9C9E: "keywords", 0x9286: "comment"}
DEVICE = {0x010F: "make", 0x0110: "model", 0xA434: "lens", 0x013C: "computer"}
SERIALS = {0xA431: "camera", 0xA435: "lens", 0xA420: "this picture"}
PROGRAM, CHANGED, TAKEN, MAKER_NOTE = 0x0131, 0x0132, 0x9003, 0x927C
TEXTS = listed("author comment copyright creation_time creator description disclaimer software source title warning")
XMP_PROGRAM = re.compile(rb"CreatorTool(?:=\"|>)([^\"<]{1,200})")
XMP_PEOPLE = re.compile(rb"<dc:creator>.{0,200}?<rdf:li[^>]{0,100}>([^<]{1,200})<", re.DOTALL)


def of_picture(picture: Image.Image, content: bytes) -> list[str]:
    """Return sentences about a picture that was opened and need not be unpacked."""
    said = from_exif(picture.getexif())
    said += _from_notes(picture.info, content)
    if getattr(picture, "is_animated", False):
        said.append("It holds more than one picture (moving pictures or pages). Our copy has the first alone.")
    return list(dict.fromkeys(said))


def from_exif(exif: Image.Exif) -> list[str]:
    """Return sentences about EXIF, the notes that cameras and telephones write."""
    inner = _part(exif, 0x8769)
    facts = {**dict(exif), **inner}
    said = []
    for tags, begin in ((PEOPLE, "People"), (DEVICE, "The device"), (SERIALS, "Serial numbers"), (NOTES, "Words")):
        found = [f"{name} {words}" for tag, name in tags.items() if (words := quote(_words(facts.get(tag, ""))))]
        said += [f"{begin}: {', '.join(found)}."] if found else []
    if program := quote(_words(facts.get(PROGRAM, ""))):
        said.append(f"The program or system it was made with: {program}.")
    said += _times(facts)
    said += _place(_part(exif, 0x8825))
    if facts.get(MAKER_NOTE):
        said.append("Notes in the camera maker's own form, which often hold serial numbers.")
    if _part(exif, 1).get(0x0201):
        said.append("A small picture of how it looked before it was changed.")
    return said


def _part(exif: Image.Exif, tag: int) -> dict[int, Any]:
    try:
        return dict(exif.get_ifd(tag))
    except Exception:  # what is damaged says nothing
        return {}


def _words(value: object) -> str:
    """Return text of a tag: in Windows' own tags it is UTF-16, in comments eight letters name the encoding."""
    if isinstance(value, tuple):
        return " ".join(str(one) for one in value[:8])
    if not isinstance(value, bytes):
        return str(value)
    if value[:8] in {b"ASCII\0\0\0", b"UNICODE\0"}:
        value = value[8:]
    wide = len(value) > 1 and value[1::2].count(0) * 2 >= len(value[1::2])
    return value.decode("utf-16-le" if wide else "utf-8", "ignore")


def _times(facts: Mapping[int, Any]) -> list[str]:
    said = []
    if taken := moment(_words(facts.get(TAKEN, ""))):
        said.append(f"When it was taken: {taken}.")
    if changed := moment(_words(facts.get(CHANGED, ""))):
        said.append(f"When it was last changed: {changed}.")
    return said


def _place(gps: Mapping[int, Any]) -> list[str]:
    try:
        north, east = (_degrees(gps[at], gps.get(at - 1)) for at in (2, 4))
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError, OverflowError):
        return ["Notes of a satellite receiver."] if gps else []
    return [f"The place where it was taken: {north:.2f}, {east:.2f}."]


def _degrees(parts: Any, side: object) -> float:
    degrees, minutes, seconds = (float(one) for one in (*parts, 0, 0)[:3])
    if not all(0 <= one <= 360 for one in (degrees, minutes, seconds)):
        raise ValueError
    return (degrees + minutes / 60 + seconds / 3600) * (-1 if str(side)[:1] in {"S", "W"} else 1)


def _from_notes(info: Mapping[Any, Any], content: bytes) -> list[str]:
    """Return sentences about XMP, IPTC, comments and text inside a picture."""
    said = []
    xmp = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
    xmp = xmp.encode() if isinstance(xmp, str) else xmp
    if isinstance(xmp, bytes) and xmp:
        found = [one.decode("utf-8", "ignore") for one in XMP_PEOPLE.findall(xmp) + XMP_PROGRAM.findall(xmp)]
        said.append(f"Notes of editing programs (XMP){': ' + several(found) if found else ''}.")
    if info.get("photoshop"):
        said.append("Notes for newspapers (IPTC), which often name the photographer.")
    texts = [
        f"{name}: {_words(value)}"
        for name, value in info.items()
        if isinstance(value, str | bytes) and str(name).lower().replace(" ", "_") in TEXTS
    ]
    if texts:
        said.append(f"Words beside the picture: {several(texts)}.")
    if content[:3] == b"\xff\xd8\xff" and len(content) - content.rfind(b"\xff\xd9") > 4096:
        said.append("Something after the picture's end, often a short film. Our copy is without it.")
    return said
