"""What the audit log keeps of logging in: who of the staff and what, never from where, and no failed tries."""

from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from monitor import sessions
from monitor.desk.audit import note

from . import known


@receiver(user_logged_in)
def start(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    sessions.begin(request, user)


@receiver(account.user_logged_in)
def note_log_in(user: Any, response: HttpResponse | None = None, **kwargs: Any) -> None:
    note(user, "log-in")
    if response is not None:
        known.remember(response, user)


@receiver(user_logged_out)
def note_log_out(user: Any, **kwargs: Any) -> None:
    if user is not None:
        note(user, "log-out")


@receiver([account.password_changed, account.password_set])
def note_new_password(user: Any, **kwargs: Any) -> None:
    note(user, "password changed")


@receiver(account.password_reset)
def note_reset(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    note(user, "password changed", about="by mail")
    get_adapter(request).unlock(request, user.get_username())


@receiver([mfa.authenticator_added, mfa.authenticator_reset])
def note_added(request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        request.session[sessions.ENROLLED] = True
    note(user, "second factor added", about=str(authenticator.get_type_display()))


@receiver(mfa.authenticator_removed)
def note_removed(user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    note(user, "second factor removed", about=str(authenticator.get_type_display()))
