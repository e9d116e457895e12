"""What .docx, .xlsx and .pptx say beside their words, and what goes.  Names are those of ECMA-376 and of Microsoft."""

import re

from .kinds import listed
from .rewrite import Rules

SOMEBODY = "Author"
NO_DAY = "2000-01-01T00:00:00.000"
PATH = re.compile(r"[\\/]|\.(jpe?g|png|gif|tiff?|bmp|webp|heic|emf|wmf|svg|pdf)$", re.IGNORECASE)

RSIDS = ("rsid", "rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr", "rsidSect", "rsidDel")
GONE = (*RSIDS, "date", "dateUtc", "initials", "paraId", "textId", "refreshedBy", "refreshedDate", "uid", "documentId")
MODERN = {"name": SOMEBODY, "initials": "A", "userId": SOMEBODY, "providerId": "None"}


def _without_paths(element: str, attribute: str, value: str) -> str:
    """Programs write a picture's path on the maker's computer beside it."""
    named = attribute in {"descr", "alt", "title"} or (attribute == "name" and element in {"cNvPr", "docPr"})
    return "" if named and PATH.search(value) else value


RULES = Rules(
    elements=listed(
        "rsids printerSettings mailMerge attachedTemplate docVars docId saveThroughXslt custDataLst "
        "svgBlip embedRegular embedBold embedItalic embedBoldItalic embeddedFontLst absPath fileVersion "
        "revisionPtr fileSharing externalData customWorkbookViews customSheetViews"
    ),
    everywhere={**dict.fromkeys(GONE), "author": SOMEBODY},
    of_element={
        "cmAuthor": {"name": SOMEBODY, "initials": "A"},
        "author": MODERN,
        "cm": {"dt": None, "created": NO_DAY},
        "reply": {"created": NO_DAY},
        "pageSetup": {"id": None},
        "imagedata": {"title": None, "href": None},
    },
    texts={"author": SOMEBODY},
    watched=listed(
        "ins del moveFrom moveTo comment cm cmAuthor author sheet sld vanish rsid absPath fileSharing "
        "docVar pivotCacheDefinition instrText fldChar fldSimple f rPrChange pPrChange externalData"
    ),
    changed=frozenset({"descr", "alt", "title", "name"}),
    change=_without_paths,
)

# By the last word of a relationship's type.
DROPPED = listed(
    "core-properties extended-properties custom-properties thumbnail customXml customXmlProps people "
    "commentsExtended commentsIds commentsExtensible printerSettings font person threadedComment "
    "changesInfo revisionInfo revisionHeaders usernames revisionLog tags documenttasks "
    "classificationlabels webextensiontaskpanes webextension attachedToolbars keyMapCustomizations "
    "extensibility userCustomization origin recipientData xmlMaps"
)
PDF = "Save it as PDF and send that."
MACROS = f"The document holds macros. {PDF}"
OBJECTS = f"The document holds other files or objects. Send them one by one, or: {PDF.lower()[:4]} it all as PDF."
OUTSIDE = f"The document loads something from elsewhere: a template, a picture or data. {PDF}"
PLAYS = f"The document holds sound, film or models. {PDF}"
PAGES = f"Another document is built into this one. {PDF}"
REFUSED = {
    **dict.fromkeys(("vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet", "vbaProjectSignature"), MACROS),
    **dict.fromkeys(("oleObject", "control", "activeXControlBinary", "package"), OBJECTS),
    **dict.fromkeys(
        ("attachedTemplate", "connections", "queryTable", "externalLink", "externalLinkPath", "powerPivotData"), OUTSIDE
    ),
    **dict.fromkeys(("audio", "video", "media", "model3d"), PLAYS),
    **dict.fromkeys(("aFChunk", "subDocument", "frame"), PAGES),
}
MACRO_TYPES = re.compile(r"macroenabled|vbaproject|activex|oleobject|intlmacrosheet|macrosheet", re.IGNORECASE)
MACRO_NAMES = re.compile(r"vbaproject|vbadata|activex/|macrosheets/", re.IGNORECASE)

MAIN = "application/vnd.openxmlformats-officedocument."
ENDINGS = {
    f"{MAIN}wordprocessingml.document.main+xml": "docx",
    f"{MAIN}spreadsheetml.sheet.main+xml": "xlsx",
    f"{MAIN}presentationml.presentation.main+xml": "pptx",
}
