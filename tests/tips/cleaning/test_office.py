"""Office documents lose who made them, keep their words, and are refused when they could start something."""

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from monitor.tips.cleaning import RefusedFileError
from monitor.tips.cleaning.look import look

from .builders import (
    DOC,
    MAIN,
    SHEET,
    SLIDES,
    WORDS,
    XML,
    R,
    W,
    docx,
    odt,
    office,
    packed,
    picture,
    relations,
    revealing_photograph,
    unpacked,
)

CHANGED = (
    '<w:p w:rsidR="00SECRET1"><w:ins w:id="1" w:author="Boris Secret" w:date="2024-03-02T10:00:00Z">'
    "<w:r><w:t>new &amp; old</w:t></w:r></w:ins></w:p>"
)
COMMENTS = (
    "comments",
    "comments.xml",
    f'{XML}<w:comments {W}><w:comment w:id="0" w:author="Dana Secret" w:initials="DS"><w:p/></w:comment></w:comments>',
    f"{MAIN}wordprocessingml.comments+xml",
)
SETTINGS = (
    "settings",
    "settings.xml",
    f'{XML}<w:settings {W}><w:rsids><w:rsid w:val="00SECRET1"/></w:rsids><w:zoom w:percent="90"/></w:settings>',
    f"{MAIN}wordprocessingml.settings+xml",
)
PEOPLE = ("people", "people.xml", f'{XML}<people author="Secret"/>', "application/people+xml")
PHOTOGRAPH = ("image", "media/one.jpg", revealing_photograph(), "")


def texts(part: bytes) -> list[str]:
    return [one.text for one in ElementTree.fromstring(part).iter() if one.text]


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedFileError) as refused:
        look(content)
    return str(refused.value)


def opens(content: bytes) -> dict[str, bytes]:
    """Return the parts of a copy: each is well formed, each relation leads to one, and nothing is left of names."""
    parts = unpacked(content)
    for name, part in parts.items():
        assert b"ecret" not in part, name
        assert b"SECRET" not in part, name
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
        if name.endswith(".rels"):
            inside = re.findall(rb'Target="/([^"]+)"/>', part)
            assert {one.decode() for one in inside} <= parts.keys()
    return parts


def test_a_word_document_keeps_its_words_and_loses_its_people():
    cleaned = look(docx(CHANGED, COMMENTS, SETTINGS, PEOPLE, PHOTOGRAPH))

    parts = opens(cleaned.content)
    assert (cleaned.kind, cleaned.ending) == ("office", "docx")
    assert texts(parts["word/document.xml"]) == [WORDS, "new & old"]
    assert parts.keys() == {
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
        "word/settings.xml",
        "word/media/one.jpg",
    }
    assert not Image.open(io.BytesIO(parts["word/media/one.jpg"])).getexif()


def test_the_sender_is_told_what_a_word_document_gives_away():
    said = " ".join(look(docx(CHANGED, COMMENTS, SETTINGS, PHOTOGRAPH)).reveals)

    for words in (
        "author “Aigerim Secret”, last changed by “Boris Secret”, company “Secret Ltd”",
        "made: 2024-03-01 at 12:30",
        "saved 7 times",
        "Minutes it was worked on: 95.",
        "comments or changes in it: “Boris Secret”, “Dana Secret”",
        "Tracked changes (1)",
        "Comments (1)",
        "A picture inside: The place where it was taken: 43.24, 76.95.",
    ):
        assert words in said


def test_a_spreadsheet_loses_its_people_and_tells_of_hidden_sheets():
    book = (
        f'{XML}<workbook {R} xmlns:x15ac="x"><fileSharing userName="Secret"/><x15ac:absPath url="C:\\Users\\Secret\\"/>'
        '<sheets><sheet name="One" sheetId="1" r:id="rId1"/><sheet name="Two" sheetId="2" state="hidden"/></sheets>'
        "</workbook>"
    )
    notes = f"{XML}<comments><authors><author>Dana Secret</author></authors></comments>"
    one = ("worksheet", "worksheets/one.xml", f"{XML}<worksheet><c><v>12</v></c></worksheet>", "application/sheet+xml")
    cleaned = look(
        office("xl/workbook.xml", SHEET, book, one, ("comments", "comments1.xml", notes, "application/c+xml"))
    )

    parts = opens(cleaned.content)
    assert cleaned.ending == "xlsx"
    assert texts(parts["xl/worksheets/one.xml"]) == ["12"]
    assert texts(parts["xl/comments1.xml"]) == ["Author"]
    assert {"Hidden sheets (1). They stay in our copy."} <= set(cleaned.reveals)
    assert "“C:\\Users\\Secret\\”" in " ".join(cleaned.reveals)


def test_slides_lose_their_people_and_tell_of_hidden_ones():
    show = f'{XML}<p:presentation xmlns:p="p" {R}/>'
    slide = f'{XML}<p:sld xmlns:p="p" xmlns:a="a" show="0"><a:t>{WORDS}</a:t></p:sld>'
    people = (
        f'{XML}<p:cmAuthorLst xmlns:p="p"><p:cmAuthor id="0" name="Dana Secret" initials="SECRET"/></p:cmAuthorLst>'
    )
    cleaned = look(
        office(
            "ppt/presentation.xml",
            SLIDES,
            show,
            ("slide", "slides/slide1.xml", slide, "application/slide+xml"),
            ("commentAuthors", "commentAuthors.xml", people, "application/a+xml"),
        )
    )

    assert texts(opens(cleaned.content)["ppt/slides/slide1.xml"]) == [WORDS]
    assert "Hidden slides (1). They stay in our copy." in cleaned.reveals


def test_links_to_the_makers_computer_go_and_links_to_the_web_stay():
    rels = relations(external=(("hyperlink", "file:///C:/Users/Secret/a.doc"), ("hyperlink", "https://example.org/")))

    cleaned = look(docx(rels=rels))

    kept = opens(cleaned.content)["word/_rels/document.xml.rels"]
    assert b"about:blank" in kept
    assert b"https://example.org/" in kept
    assert "C:/Users/Secret" in " ".join(cleaned.reveals)


def test_a_drawing_that_cannot_be_cleaned_is_left_out_and_said():
    cleaned = look(docx("", ("image", "media/one.emf", b"\x01\0\0\0Secret drawing", "")))

    assert Image.open(io.BytesIO(opens(cleaned.content)["word/media/one.emf"])).size == (1, 1)
    assert "Our copy is without them" in " ".join(cleaned.reveals)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("vbaProject", "vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject"), "macros"),
        (("control", "activeX/activeX1.xml", "<a/>", "application/vnd.ms-office.activeX+xml"), "macros"),
        (("oleObject", "embeddings/one.bin", b"x", "application/x"), "other files or objects"),
        (("package", "embeddings/one.xlsx", b"x", "application/x"), "other files or objects"),
        (("aFChunk", "one.html", "<html/>", "text/html"), "Another document"),
        (("video", "media/one.mp4", b"x", "video/mp4"), "sound, film"),
        (("something", "one.bin", b"x", "application/x"), "do not know"),
    ],
)
def test_an_office_document_with_programs_or_objects_is_refused(more, why):
    assert why in refusal(docx("", more))


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "externalLinkPath"])
def test_an_office_document_that_loads_from_elsewhere_is_refused(kind):
    assert "PDF" in refusal(docx(rels=relations(external=((kind, "http://evil.example/a.dotm"),))))


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" DDEAUTO c:\\\\cmd.exe"/>',
        '<w:fldChar w:fldCharType="begin"/><w:instrText> DDE</w:instrText><w:instrText>AUTO</w:instrText><w:fldChar/>',
        '<w:instrText>INCLUDEPICTURE "http://evil.example/a.png"</w:instrText><w:fldChar/>',
    ],
)
def test_a_field_that_fetches_or_starts_something_is_refused(field):
    assert "from elsewhere" in refusal(docx(field))


def test_macro_types_are_refused_whatever_the_name():
    assert "macros" in refusal(
        office("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml", XML)
    )


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<a>" * 2000 + "</a>" * 2000,
        "<a><b></a>",
        "",
        "\0",
    ],
)
def test_hostile_xml_is_refused(xml):
    assert refusal(office("word/document.xml", DOC, xml))


def test_a_zip_bomb_is_refused():
    assert "far larger" in refusal(docx("", ("image", "media/one.jpg", bytes(95_000_000), "")))


def test_too_many_parts_are_refused():
    assert "far larger" in refusal(packed({f"{number}.xml": "" for number in range(4001)}))


@pytest.mark.parametrize("name", ["../evil.xml", "/evil.xml", "C:\\evil.xml", "word//evil.xml", "WORD/Document.xml"])
def test_tricks_with_paths_are_refused(name):
    assert "damaged" in refusal(packed({"[Content_Types].xml": "", "word/document.xml": "", name: ""}))


def test_a_zip_that_is_no_document_is_an_archive():
    assert "Archives are not taken" in refusal(packed({"one.txt": "words"}))


def test_an_odt_keeps_its_words_and_loses_its_people():
    noted = (
        "<text:tracked-changes><text:changed-region><office:change-info><dc:creator>Boris Secret</dc:creator>"
        "<dc:date>SECRET</dc:date></office:change-info></text:changed-region></text:tracked-changes>"
        "<office:annotation><dc:creator>Dana Secret</dc:creator><text:p>why</text:p></office:annotation>"
        "<text:date>2 May</text:date>"
    )
    cleaned = look(odt(noted, Pictures__one_dot_jpg=revealing_photograph()))

    parts = opens(cleaned.content)
    assert (cleaned.kind, cleaned.ending) == ("office", "odt")
    assert texts(parts["content.xml"]) == [WORDS, "Author", "Author", "why", "2 May"]
    assert parts.keys() == {"mimetype", "content.xml", "Pictures/one.jpg", "META-INF/manifest.xml"}
    said = " ".join(cleaned.reveals)
    for words in ("author “Aigerim Secret”", "LibreOffice", "saved 9 times", "“Boris Secret”, “Dana Secret”", "43.24"):
        assert words in said


@pytest.mark.parametrize(
    "inside",
    [
        "<script:event-listener/>",
        "<office:script>x</office:script>",
        '<draw:a xlink:href="vnd.sun.star.script:x"/>',
        "<draw:object-ole/>",
        '<draw:image xlink:href="http://evil.example/a.png"/>',
        "<text:section-source/>",
    ],
)
def test_an_odt_that_could_start_or_load_something_is_refused(inside):
    assert "PDF" in refusal(odt(inside))


def test_an_odt_with_a_macro_is_refused_and_empty_libraries_are_left_out():
    assert "macros" in refusal(odt(Basic__Standard__Module1_dot_xml="<a/>"))
    assert b"Basic" not in look(odt(**{"Basic__script-lc_dot_xml": "<a/>"})).content


def test_an_odf_drawing_is_refused():
    assert ".odt, .ods and .odp" in refusal(odt(kind="graphics"))


def test_pictures_inside_keep_their_format():
    parts = unpacked(look(docx("", ("image", "media/one.png", picture("PNG"), "image/png"))).content)

    assert Image.open(io.BytesIO(parts["word/media/one.png"])).format == "PNG"
