"""How deeply markup is nested, counted as a browser opens it, in one pass.  Pure: no Django."""

import re

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_IN_TAG = re.compile(r"[>\"']")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ENDS_BY_ITSELF = {"p", "li", "tr", "td", "th", "dt", "dd", "option"}


def is_deeper_than(html: str, most: int) -> bool:
    """Say whether more than `most` tags are ever open at once."""
    opened: list[str] = []
    at = html.find("<")
    while at >= 0:
        at, name, closes = _tag(html, at + 1)
        if closes:
            while name in opened and opened.pop() != name:
                pass
        elif name and name not in _VOID:
            if opened and opened[-1] == name and name in _ENDS_BY_ITSELF:
                opened.pop()
            opened.append(name)
            if len(opened) > most:
                return True
        at = html.find("<", at) if at >= 0 else -1
    return False


def _tag(html: str, at: int) -> tuple[int, str, bool]:
    """Read a tag whose `<` stands before `at`: where it ends (-1: nowhere), its name, whether it closes."""
    if html.startswith("!--", at):
        end = html.find("-->", at + 3)
        return end, "", False
    closes = html.startswith("/", at)
    name = _NAME.match(html, at + closes)
    if not name:
        return at, "", False
    end = name.end()
    while mark := _IN_TAG.search(html, end):
        if mark[0] == ">":
            return mark.end(), name[0].lower(), closes
        end = html.find(mark[0], mark.end()) + 1
        if not end:
            break
    return -1, name[0].lower(), closes
