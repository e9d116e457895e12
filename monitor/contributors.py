"""Who did what is for those with the right to see it; for others, colleagues have no names.  Readers never get here."""

from typing import Any

SEE_CONTRIBUTORS = "desk.view_contributors"


def name_for(viewer: Any, person: Any) -> str:
    """Return what a member of staff is told of who did something; nobody is a dash."""
    if person is None:
        return "—"
    if person == viewer or viewer.has_perm(SEE_CONTRIBUTORS):
        return str(person.get_username())
    return "a colleague"
