"""Whether a session has passed the second factor; recovery codes alone are none."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Min
from django.http import HttpRequest

from monitor.sessions import BEGAN, ENROLLED

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_one(user: Any) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=KINDS).exists())


def has_passed(request: HttpRequest) -> bool:
    """Say whether the person has a second factor and this session knows it.

    A session knows it when it began after the factor was added, for then it was asked for it, or when it added the
    factor itself.  Someone who logged in with a stolen password before the owner enrolled stays outside.
    """
    if not hasattr(request, "_second_factor"):
        request._second_factor = _ask(request)  # type: ignore[attr-defined]
    return bool(request._second_factor)  # type: ignore[attr-defined]


def _ask(request: HttpRequest) -> bool:
    own = Authenticator.objects.filter(user_id=request.user.pk, type__in=KINDS)
    since = own.aggregate(since=Min("created_at"))["since"]
    if since is None:
        return False
    return bool(request.session.get(ENROLLED)) or request.session.get(BEGAN, 0) >= since.timestamp()


def remove_all(user: Any) -> list[str]:
    """Take a person's second factor away, for a lost phone; return the kinds that were removed."""
    own = Authenticator.objects.filter(user_id=user.pk)
    kinds = [str(one.get_type_display()) for one in own]
    own.delete()
    return kinds
