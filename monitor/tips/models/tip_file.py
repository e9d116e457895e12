"""A file that came with a tip: sealed on the disk, known here by its kind and size."""

import uuid

from django.db import models

from countries.vocabulary import one_of

from .tip import Tip


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF"
    PICTURE = "picture", "Picture"
    OFFICE = "office", "Office document"
    TEXT = "text", "Text"


class TipFile(models.Model):
    """One file; `<id>.original.age` and `<id>.clean.age` lie in the store (store.py).  Its name was not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField(help_text="1 to 5, in the order in which they came.")
    kind = models.CharField(max_length=10, choices=FileKind)
    ending = models.CharField(max_length=5, help_text="What the copy is: pdf, jpg, png, docx …")
    has_original = models.BooleanField(default=True, help_text="Senders may leave us the cleaned copy alone.")

    class Meta:
        ordering = ["tip", "number"]
        default_permissions = ()
        constraints = [one_of("kind", FileKind)]

    def __str__(self) -> str:
        return f"File {self.number} ({self.get_kind_display()})"
