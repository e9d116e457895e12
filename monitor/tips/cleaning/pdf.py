"""PDF: written anew from what its pages need, without what says who made it."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from .jpeg import without_notes
from .kinds import Cleaned, RefusedFileError
from .pdf_dangers import refuse_dangers
from .pdf_reveals import of_jpeg, of_node, of_pdf
from .said import several

MOST_NODES = 2_000_000
GIVES_AWAY = (
    "/Metadata",
    "/PieceInfo",
    "/Thumb",
    "/LastModified",
    "/SpiderInfo",
    "/CreatorInfo",
    "/Perms",
    "/DSS",
    "/Threads",
)
OF_A_NOTE = ("/T", "/M", "/CreationDate", "/NM", "/RC")
OPENS = ("http://", "https://", "mailto:", "tel:", "www.")
DIRECT = (Dictionary, Stream, Array)


def clean_pdf(content: bytes) -> Cleaned:
    """Return a copy of the pages; raise RefusedFileError for what is locked, or does more than show pages."""
    try:
        with Pdf.open(io.BytesIO(content), access_mode=pikepdf.AccessMode.stream) as pdf:
            return Cleaned("pdf", "pdf", *_copy(pdf, content))
    except pikepdf.PasswordError:
        raise RefusedFileError("The PDF is locked with a password. Print it to a new PDF and send that.") from None


def _copy(pdf: Pdf, content: bytes) -> tuple[bytes, list[str]]:
    if pdf.is_encrypted:
        raise RefusedFileError("The PDF is locked. Print it to a new PDF and send that.")
    if not len(pdf.pages):
        raise RefusedFileError("The PDF has no pages.")
    reveals, authors, pictures = of_pdf(pdf, content), list[str](), list[str]()
    for node in _nodes(pdf):
        refuse_dangers(node)
        authors += of_node(node)
        _clean(node)
        if isinstance(node, Stream):
            pictures += _clean_picture(node)
    if found := several(authors):
        reveals.append(f"Who wrote notes or signed, and places on the maker's computer: {found}.")
    reveals += [f"A picture inside: {sentence}" for sentence in list(dict.fromkeys(pictures))[:12]]
    for key in [key for key in pdf.trailer.keys() if key not in {"/Root", "/Size"}]:  # noqa: SIM118  # no iterator
        del pdf.trailer[key]
    kept = io.BytesIO()
    pdf.save(
        kept,
        static_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return kept.getvalue(), reveals


def _nodes(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """Yield every dictionary in the file, also those that lie inside others; loops do not matter."""
    count = 0
    for top in (pdf.trailer, *pdf.objects):
        waiting = [top]
        while waiting:
            count += 1
            if count > MOST_NODES:
                raise RefusedFileError("The PDF has too many parts. Print it to a new PDF and send that.")
            node = waiting.pop()
            inside = node if isinstance(node, Array) else [value for _, value in node.items()] if _named(node) else ()
            waiting += [one for one in inside if isinstance(one, DIRECT) and not one.is_indirect]
            if _named(node):
                yield node


def _named(node: object) -> bool:
    return isinstance(node, Dictionary | Stream)


def _clean(node: Dictionary | Stream) -> None:
    keys = node.keys()
    for key in GIVES_AWAY:
        if key in keys:
            del node[key]
    if "/Subtype" in keys and "/Rect" in keys and node["/Subtype"] != Name.Widget:
        for key in OF_A_NOTE:
            if key in keys:
                del node[key]
    if "/FT" in keys and node["/FT"] == Name.Sig and "/V" in keys:
        del node["/V"]
    if "/URI" in keys and isinstance(node["/URI"], String) and not str(node["/URI"]).lower().startswith(OPENS):
        del node["/URI"]


def _clean_picture(node: Stream) -> list[str]:
    """Take the notes out of a JPEG; return what they say."""
    if node.get("/Subtype") != Name.Image or not _is_jpeg(node.get("/Filter")):
        return []
    before = node.read_raw_bytes()
    after = without_notes(before)
    if len(after) != len(before):
        node.write(after, filter=Name.DCTDecode)
    return of_jpeg(before)


def _is_jpeg(filters: Object | None) -> bool:
    return filters == Name.DCTDecode or (
        isinstance(filters, Array) and len(filters) == 1 and filters[0] == Name.DCTDecode
    )
