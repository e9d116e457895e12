"""Opening tips away from the server, with a private key: what they say, and their files.

A package comes from a server that may have been broken into, and words come from anybody: what is shown here can move
no cursor, and what is written has names of our own.
"""

import json
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyrage

from . import store
from .package import in_bytes

_NO_KEY = "No matching keys found"
_KEPT = "\n\t\u200c\u200d\u200e\u200f"  # scripts written from the right need the last four


class DamagedError(Exception):
    """A key fits, but the sealed bytes are not whole."""


@dataclass(frozen=True)
class Opened:
    """A tip of a package (package.py) and what its sender and the office wrote; None is a message no key opens."""

    tip: dict[str, Any]
    words: dict[str, Any]
    talk: list[str | None]


def unseal(sealed: str, identities: Sequence[Any]) -> bytes | None:
    """Return what is sealed in base64, None if these keys do not open it; raise DamagedError."""
    try:
        return bytes(pyrage.decrypt(in_bytes(sealed), list(identities)))
    except pyrage.DecryptError as error:
        if _NO_KEY in str(error):
            return None
        raise DamagedError from None


def open_tip(tip: dict[str, Any], identities: Sequence[Any]) -> Opened | None:
    """Return an opened tip, None if these keys do not open it; raise DamagedError."""
    words = _words(tip["sealed"], identities)
    if words is None:
        return None
    talk = [_words(message["sealed"], identities) for message in tip["messages"]]
    return Opened(tip, words, [None if one is None else str(one.get("text", "")) for one in talk])


def files(opened: Opened, identities: Sequence[Any], originals: bool) -> Iterator[tuple[str, bytes | None]]:
    """Yield (name, content) of a tip's cleaned copies, and originals; None is what no key opens."""
    for file in opened.tip["files"]:
        for which in (store.CLEAN, store.ORIGINAL) if originals else (store.CLEAN,):
            if which in file:
                yield name_of(opened.tip, file, which), unseal(file[which], identities)


def name_of(tip: dict[str, Any], file: dict[str, Any], which: str) -> str:
    """Return a name that tells nothing: tip-1a2b3c4d-1.pdf."""
    return f"tip-{tip['short']}-{file['number']}{'' if which == store.CLEAN else '-original'}.{file['ending']}"


def in_words(opened: Opened) -> str:
    """Return a tip as plain text, harmless for a terminal; what others wrote stands indented."""
    tip, words = opened.tip, opened.words
    lines = [f"Tip {tip['short']}", f"Came on: {tip['day']}", f"State: {_line(tip['state'])}"]
    lines += [f"The sender says the danger is: {_line(tip['risk'])}"]
    lines += [f"Country: {_line(tip['country'])}"] if tip["country"] else []
    lines += [f"Passage: {_line(tip['passage'])}"] if tip["passage"] else []
    for name, title in (("text", "What the sender wrote"), ("passage", "About these words"), ("link", "Link"),
                        ("contact", "How to reach the sender")):  # fmt: skip
        lines += ["", f"{title}:", _block(words[name])] if words.get(name) else []
    for message, text in zip(tip["messages"], opened.talk, strict=True):
        who = "the sender" if message["from"] == "sender" else f"the office ({_line(message['by'])})"
        lines += ["", f"Message {message['number']}, {message['day']}, from {who}:"]
        lines += [_block("(sealed to other keys)" if text is None else text)]
    for file in tip["files"]:
        lines += ["", f"File {file['number']}: {_line(file['kind'])}, {name_of(tip, file, store.CLEAN)}"]
    return "\n".join([*lines, ""])


def harmless(text: object) -> str:
    """Return text in which characters that steer a terminal, or turn its direction, are written out."""
    plain = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(f"<U+{ord(one):04X}>" if _steers(one) else one for one in plain)


def _steers(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return letter not in _KEPT and (kind.startswith("C") or kind in ("Zl", "Zp"))


def _words(sealed: str, identities: Sequence[Any]) -> dict[str, Any] | None:
    content = unseal(sealed, identities)
    if content is None:
        return None
    try:
        words = json.loads(content)
    except (ValueError, RecursionError):
        raise DamagedError from None
    return words if isinstance(words, dict) else {}


def _line(text: object) -> str:
    return " ".join(harmless(text).split())


def _block(text: object) -> str:
    return textwrap.indent(harmless(text), "    ", lambda line: True)
