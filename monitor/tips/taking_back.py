"""Let senders take back what they sent."""

from django.db import transaction

from . import store
from .models import State, Tip, TipCode, TipFile
from .receive import file_of
from .retention import destroy


def take_back(token: str, *, whole: bool) -> str:
    """Destroy a file, or only what it was before cleaning; say in words what was done; raise signing.BadSignature."""
    file_id = file_of(token)
    with transaction.atomic():
        file = TipFile.objects.select_for_update().filter(pk=file_id).first()
        if file is None:
            return "This file is not here any more."
        if whole:
            file.delete()
        else:
            TipFile.objects.filter(pk=file_id).update(has_original=False)
        transaction.on_commit(lambda: store.destroy(file_id, *([] if whole else [store.ORIGINAL])))
    return f"File {file.number} is destroyed." if whole else f"Of file {file.number} only the cleaned copy is left."


@transaction.atomic
def take_all_back(code: TipCode) -> bool:
    """Destroy the tip of a code, or the code alone if others sent the same words; say no if it was taken up before."""
    tip = Tip.objects.select_for_update().without_words().filter(pk=code.tip_id, state=State.RECEIVED).first()
    if tip is None:
        return False
    if tip.codes.exclude(pk=code.pk).exists():
        code.delete()
    else:
        destroy([tip])
    return True
