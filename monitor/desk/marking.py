"""A prepared page with what differs from another marked: the same values for the same template."""

from countries.inline_diff import inline, text_lines
from monitor.publishing.prepared import PARTS, Prepared


def marked(before: Prepared, after: Prepared) -> Prepared:
    """Return the rendered page `after` with its new words in `<ins>` and those that it lost in `<del>`."""
    old = {section["at"]: section for part in PARTS for section in before["sections"][part]}
    kept = {section["at"] for part in PARTS for section in after["sections"][part]}
    sections = {
        part: [_section(old.get(section["at"]), section) for section in after["sections"][part]]
        + [_gone(section) for section in before["sections"][part] if section["at"] not in kept]
        for part in PARTS
    }
    html = {name: inline(before["html"][name], after["html"][name]) for name in after["html"]}
    return {**after, "sections": sections, "html": html}


def _section(before: Prepared | None, after: Prepared) -> Prepared:
    if before is None:
        return {**after, "html": f"<p><ins>New section.</ins></p>{inline('', after['html'])}"}
    renamed = before["heading"] != after["heading"]
    was = inline(text_lines(before["heading"]), text_lines(after["heading"])) if renamed else ""
    return {**after, "html": was + inline(before["html"], after["html"])}


def _gone(section: Prepared) -> Prepared:
    return {**section, "anchor": f"{section['anchor']}-removed", "html": inline(section["html"], "")}
