"""What a PDF must not hold: programs, other files, and doors to the network."""

from pikepdf import Array, Dictionary, Name, Object, Stream

from .kinds import RefusedFileError

PRINT = "Print it to a new PDF and send that."
SCRIPT = f"The PDF runs a script. {PRINT}"
STARTS = f"The PDF starts a program or opens other files. {PRINT}"
SENDS = f"The PDF sends a form to somebody. {PRINT}"
HOLDS = "Other files are packed into the PDF. Send them one by one, and the PDF printed to a new one."
PLAYS = f"The PDF plays sound, film or models. {PRINT}"
FORM = f"The PDF is a form made by a program (XFA). {PRINT}"

ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": STARTS,
    "/GoToE": STARTS,
    "/GoToR": STARTS,
    "/ImportData": STARTS,
    "/SubmitForm": SENDS,
    "/Rendition": PLAYS,
    "/Movie": PLAYS,
    "/Sound": PLAYS,
    "/RichMediaExecute": PLAYS,
    "/GoTo3DView": PLAYS,
}
ANNOTATIONS = {"/FileAttachment": HOLDS, "/RichMedia": PLAYS, "/3D": PLAYS, "/Movie": PLAYS, "/Sound": PLAYS}
KEYS = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/EmbeddedFiles": HOLDS,
    "/EF": HOLDS,
    "/Collection": HOLDS,
    "/XFA": FORM,
    "/RichMediaContent": PLAYS,
    "/Launch": STARTS,
}


def refuse_dangers(node: Dictionary | Stream) -> None:
    """Raise RefusedFileError if a dictionary of the file does more than show a page."""
    keys = node.keys()
    for key in KEYS.keys() & keys:
        if not _is_empty(node[key]):
            raise RefusedFileError(KEYS[key])
    if "/S" in keys:
        _refuse(node["/S"], ACTIONS)
    if "/Subtype" in keys and "/Rect" in keys:
        _refuse(node["/Subtype"], ANNOTATIONS)
    if isinstance(node, Stream) and "/F" in keys:
        raise RefusedFileError(STARTS)


def _is_empty(value: object) -> bool:
    """Many programs write an empty list of scripts or files."""
    if isinstance(value, Array):
        return len(value) == 0
    if isinstance(value, Dictionary):
        return all(key == "/Names" and _is_empty(names) for key, names in value.items())
    return value is None


def _refuse(value: Object, reasons: dict[str, str]) -> None:
    if isinstance(value, Name) and str(value) in reasons:
        raise RefusedFileError(reasons[str(value)])
