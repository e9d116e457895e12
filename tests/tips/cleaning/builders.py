"""Files as people send them: what a test names is in them, the rest is as small as it can be."""

import io
import zipfile
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

WORDS = "The registrar asks for a fee"
MAIN = "application/vnd.openxmlformats-officedocument."
DOC = f"{MAIN}wordprocessingml.document.main+xml"
SHEET = f"{MAIN}spreadsheetml.sheet.main+xml"
SLIDES = f"{MAIN}presentationml.presentation.main+xml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ODF = "application/vnd.oasis.opendocument."


def exif(**tags: Any) -> Image.Exif:
    """Return EXIF of a telephone that knows where it is."""
    notes = Image.Exif()
    notes[0x010F], notes[0x0110], notes[0x0112] = "Google", "Pixel 8", tags.get("orientation", 1)
    notes[0x013B] = "Aigerim Secret"
    notes.get_ifd(0x8769).update({0x9003: "2024:03:01 12:30:00", 0xA431: "SN-4711"})
    notes.get_ifd(0x8825).update({1: "N", 2: (43.0, 14.0, 30.0), 3: "E", 4: (76.0, 57.0, 0.0)})
    return notes


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **how: Any) -> bytes:
    """Return a picture: red on its left, blue on its right."""
    image = Image.new("RGB", size, "red")
    image.paste((0, 0, 255), (size[0] // 2, 0, *size))
    image = image.convert(mode)
    if mode == "RGBA":
        image.putalpha(90)
    return saved(image, kind, **how)


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def revealing_photograph(**tags: Any) -> bytes:
    return picture(exif=exif(**tags), comment=b"Secret comment")


def pdf(**root: Any) -> bytes:
    """Return a page with words, and what is named in the catalogue."""
    return written(new_pdf(**root))


def new_pdf(**root: Any) -> pikepdf.Pdf:
    made = pikepdf.new()
    made.add_blank_page().Contents = made.make_stream(f"BT ({WORDS}) Tj ET".encode())
    for key, value in root.items():
        made.Root[f"/{key}"] = value
    return made


def written(made: pikepdf.Pdf, **how: Any) -> bytes:
    file = io.BytesIO()
    made.save(file, **how)
    return file.getvalue()


def action(kind: str, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def relations(*of: tuple[str, str], external: tuple[tuple[str, str], ...] = ()) -> str:
    """Return a .rels part of (type's last word, target)."""
    kinds = {"core-properties": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"}
    lines = [
        f'<Relationship Id="rId{at}" Type="{kinds.get(kind, REL + kind)}" Target="{target}"{mode}/>'
        for at, (kind, target, mode) in enumerate(
            [(*one, "") for one in of] + [(*one, ' TargetMode="External"') for one in external], 1
        )
    ]
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{XML}<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def office(main: str, kind: str, body: str, *more: tuple[str, str, str | bytes, str], rels: str | None = None) -> bytes:
    """Return an Office document.  More parts are (relation, name, content, content type)."""
    folder = main.split("/", maxsplit=1)[0]
    overrides = {main: kind} | {f"{folder}/{name}": its for _, name, _, its in more if its}
    types = "".join(f'<Override PartName="/{name}" ContentType="{its}"/>' for name, its in overrides.items())
    defaults = '<Default Extension="xml" ContentType="application/xml"/>' + "".join(
        f'<Default Extension="{ending}" ContentType="{its}"/>'
        for ending, its in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("jpg", "image/jpeg"),
            ("emf", "image/x-emf"),
        )
    )
    core = (
        f'{XML}<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>Aigerim Secret</dc:creator>'
        "<cp:lastModifiedBy>Boris Secret</cp:lastModifiedBy><cp:revision>7</cp:revision>"
        "<dcterms:created>2024-03-01T12:30:00Z</dcterms:created></cp:coreProperties>"
    )
    app = f"{XML}<Properties><Company>Secret Ltd</Company><TotalTime>95</TotalTime></Properties>"
    return packed(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f"{defaults}{types}</Types>",
            "_rels/.rels": relations(
                ("officeDocument", main),
                ("core-properties", "docProps/core.xml"),
                ("extended-properties", "docProps/app.xml"),
            ),
            "docProps/core.xml": core,
            "docProps/app.xml": app,
            main: body,
            f"{folder}/_rels/{main.split('/')[1]}.rels": rels or relations(*((one[0], one[1]) for one in more)),
            **{f"{folder}/{name}": content for _, name, content, _ in more},
        }
    )


def docx(inside: str = "", *more: tuple[str, str, str | bytes, str], rels: str | None = None) -> bytes:
    body = f"{XML}<w:document {W} {R}><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>{inside}</w:body></w:document>"
    return office("word/document.xml", DOC, body, *more, rels=rels)


def odt(inside: str = "", kind: str = "text", **more: str | bytes) -> bytes:
    """Return an ODF document; more parts are named with __ for a slash."""
    names = ("office", "text", "dc", "draw", "xlink", "script", "meta")
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    body = f"<text:p>{WORDS}</text:p>{inside}"
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/"'
    return packed(
        {
            "mimetype": f"{ODF}{kind}",
            "META-INF/manifest.xml": f'{manifest} manifest:media-type="{ODF}{kind}"/></manifest:manifest>',
            "meta.xml": f"<office:meta {spaces}><meta:initial-creator>Aigerim Secret</meta:initial-creator>"
            "<meta:generator>LibreOffice 24.2 on Linux</meta:generator><meta:editing-cycles>9</meta:editing-cycles>"
            "</office:meta>",
            "settings.xml": "<settings>Secret printer</settings>",
            "Thumbnails/thumbnail.png": b"Secret thumbnail",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
            **{name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()},
        }
    )
