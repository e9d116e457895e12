"""Read a small XML part (lists of parts, properties) as a flat list, with entities refused."""

from xml.parsers import expat  # nosec B406  # a DTD, and so every entity, is refused

from .kinds import RefusedFileError
from .rewrite import DAMAGED, DTD

LARGEST = 2_000_000


def elements(part: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Return (name without prefix, attributes without prefixes, text) of each element, in order of their beginnings."""
    if len(part) > LARGEST:
        raise RefusedFileError(DAMAGED)
    found: list[tuple[str, dict[str, str], list[str]]] = []
    inside: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.append(len(found))
        facts = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        found.append((name.rpartition(":")[2], facts, []))

    def text(words: str) -> None:
        found[inside[-1]][2].append(words)

    def refuse(*_: object) -> None:
        raise RefusedFileError(DTD)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = start, text, refuse
    parser.EndElementHandler = lambda _: inside.pop()
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise RefusedFileError(DAMAGED) from None
    return [(name, facts, "".join(words).strip()) for name, facts, words in found]
