"""Endings of names that are never taken, whatever is inside: a hand that opens such a file may start a program."""

import re

from .kinds import RefusedFileError, listed

PROGRAMS = listed(
    "apk app appimage applescript bash bat bin cmd com command cpl csh deb desktop dll dmg elf exe "
    "gadget hta inf ins iso jar jnlp js jse ksh lnk mjs msc msi msix msp mst out php phtml pif pkg pl "
    "ps1 psd1 psm1 py pyc pyw rb reg rpm run scf scr sct sh shs so sys url vb vbe vbs vxd wasm "
    "workflow ws wsc wsf wsh xpi zsh"
)
MACROS = listed("accda accdb accde adn docm dotm mdb mde potm ppam ppsm pptm sldm xla xlam xll xlm xlsm xltm xlw")
PAGES = listed("chm css eml htm html maff mht mhtml msg shtml svg svgz swf xht xhtml xml xsl xslt")


def ending_of(name: str) -> str:
    """Return the last ending of a file's name, in small letters; empty if it has none."""
    found = re.search(r"\.([A-Za-z0-9]{1,12})[\s.]*$", name)
    return found[1].lower() if found else ""


def refuse_ending(name: str) -> None:
    """Raise RefusedFileError if a name, or an ending alone, is that of a program or of a document that runs one."""
    ending = ending_of(f".{name}")
    if ending in PROGRAMS:
        raise RefusedFileError(f"Programs and scripts (.{ending}) are not taken. Tell us in words what it does.")
    if ending in MACROS:
        raise RefusedFileError(
            f"Documents that can hold macros (.{ending}) are not taken. Save it as .docx, .xlsx, .pptx or PDF."
        )
    if ending in PAGES:
        raise RefusedFileError(
            f"Web pages, drawings and saved mails (.{ending}) are not taken. Print it to a PDF and send that."
        )
