"""Log-in forms: a code gets in once, a new passkey needs no password, a forgotten one tells strangers nothing.

allauth takes the code of the half minute before and after, for clocks that differ, but remembers a used one for half a
minute only.
"""

import time
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .credential import CredentialField, read_with_care

AS_LONG_AS = 0.1
REMEMBERED = (2 * settings.MFA_TOTP_TOLERANCE + 2) * 30


def _use_up(user: Any, code: str) -> None:
    digits = "".join(filter(str.isdigit, code))
    mark = salted_hmac("monitor.accounts.code", f"{user.pk} {digits}", algorithm="sha256").hexdigest()
    if not cache.add(f"used-code:{mark}", 1, timeout=REMEMBERED):
        raise get_adapter().validation_error("incorrect_code")


class _OnceOnly:
    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            _use_up(self.user, code)
        return code


class OnceOnlyAuthenticateForm(_OnceOnly, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class OnceOnlyReauthenticateForm(_OnceOnly, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class OnceOnlyActivateForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    def clean_code(self) -> str:
        code: str = super().clean_code()
        _use_up(self.user, code)
        return code


class _ReadWithCare:
    def clean_credential(self) -> Authenticator:
        with read_with_care():
            return super().clean_credential()  # type: ignore[misc]


class LogInPasskeyForm(_ReadWithCare, LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    credential = CredentialField()


class SecondPasskeyForm(_ReadWithCare, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    credential = CredentialField()


class AgainPasskeyForm(_ReadWithCare, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    credential = CredentialField()


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name, to tell it from others"
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].label = "Log in with it alone, without a password"
        self.fields["passwordless"].help_text = "Leave this on, unless your key has neither PIN nor fingerprint."

    def clean(self) -> dict[str, Any]:
        with read_with_care():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class EvenResetForm(ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Takes as long for an unknown address as for a known one."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        began = time.monotonic()
        address = str(super().save(request, **kwargs))
        time.sleep(max(0, AS_LONG_AS - (time.monotonic() - began)))
        return address
