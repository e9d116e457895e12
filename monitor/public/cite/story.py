"""What became of a passage, edition by edition: of a block its wordings, of a record the lines on its changes."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.publishing.blocks import text_of
from monitor.publishing.models import Edition, PublishedChange, Wording
from monitor.publishing.reworded import aloud, marked, paragraph

COMES = ("First edition", "Added")
_WORDS = {"new": "Added", "changed": "Changed", "moved": "Moved", "removed": "Removed"}


@dataclass(frozen=True, slots=True)
class Step:
    """What an edition made of a passage: `what` in a word or two, `html` the words (marked) or the line that tells it.

    `cited` says whether the passage stands in that edition.
    """

    edition: Edition
    what: str
    html: str
    text: str
    cited: bool


def story_of(passage_id: uuid.UUID) -> list[Step]:
    """Return what is kept of a passage, the newest first; a record that never changed has no step."""
    wordings = list(Wording.objects.of_passage(passage_id).with_editions().newest_first())
    if wordings:
        return _of_block(wordings)
    changes = PublishedChange.objects.of_record(passage_id).with_editions().newest_first()
    return [
        Step(change.edition, _WORDS[change.what], aloud(change.said), change.said, change.what != "removed")
        for change in changes
    ]


def _of_block(wordings: Sequence[Wording]) -> list[Step]:
    steps = [_wording(new, old) for new, old in pairwise(wordings)]
    return [*steps, _wording(wordings[-1], None)]


def _wording(new: Wording, old: Wording | None) -> Step:
    if new.gone:
        return Step(new.edition, "Removed", "", "", cited=False)
    text = text_of(new.html)
    if old is None or old.gone:
        return Step(new.edition, "Added" if old or new.edition.number > 1 else "First edition", paragraph(new.html),
                    text, cited=True)  # fmt: skip
    if text_of(old.html) == text:
        what = "Moved to another section" if old.html == new.html else "Set otherwise, the words the same"
        return Step(new.edition, what, paragraph(new.html), text, cited=True)
    return Step(new.edition, "Reworded", aloud(marked(old.html, new.html)), text, cited=True)
