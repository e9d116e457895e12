"""Let senders take back what they sent."""

from django.db import transaction

from . import store
from .models import Tip, TipFile
from .receive import file_of


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


def take_all_back(tip: Tip) -> None:
    """Destroy a tip whose sender has thought better of it."""
    from .retention import destroy

    destroy([tip])
