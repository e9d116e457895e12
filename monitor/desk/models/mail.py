"""Who wants the daily mail, and when they last had it."""

from django.conf import settings
from django.db import models


class MailChoice(models.Model):
    """No row means: wants it, has had none yet."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice")
    wanted = models.BooleanField("one mail a day with what needs me", default=True)
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}: {'daily mail' if self.wanted else 'no mail'}"
