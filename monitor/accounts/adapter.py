"""allauth as this site uses it: nobody signs up, nothing of a visitor is kept, a stranger shuts nobody out."""

import logging
import threading
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from monitor.sessions import BEGAN, ENROLLED
from monitor.visitors import address_mark

from . import known, second_factor
from .limits import name_mark
from .seal import seal, unseal

FRESH = 5 * 60
log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Lead only to this site's own pages under the name it was asked by, never to another allowed host."""
        request = context.request
        hosts = {request.get_host()}
        return url_has_allowed_host_and_scheme(url, allowed_hosts=hosts, require_https=request.is_secure())

    # Limits ----------------------------------------------------------------------------------------------------------

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_mark(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try for the account and for the address; one address that tries many names is sent away first."""
        rate = {"app": "allauth.account", "action": "log_in_address"}
        if not ratelimit.consume(request, **rate, dry_run=True):
            raise ImmediateHttpResponse(ratelimit.respond_429(request))
        super().pre_authenticate(request, **credentials)
        usage = ratelimit.consume(request, **rate)
        if usage:
            self._login_failed_rl_usage.usage.extend(usage.usage)

    def unlock(self, request: HttpRequest, name: str) -> None:
        """Forget wrong tries for an account whose owner has just shown who they are."""
        self._delete_login_attempts_cached_email(request, username=name)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by name, apart for each browser that its owner has used; host and port are the sender’s choice."""
        name = credentials.get("username", "")
        return name_mark(f"{name} {known.device_of(request, name)}".rstrip())

    # Knowing who it is -----------------------------------------------------------------------------------------------

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again, except who has just logged in for the first time and adds a second factor."""
        request = context.request
        just_came = time.time() - request.session.get(BEGAN, 0) < FRESH
        if just_came and (request.session.get(ENROLLED) or not second_factor.has_one(request.user)):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    # Mail ------------------------------------------------------------------------------------------------------------

    def get_reset_password_from_key_url(self, key: str) -> str:
        request = context.request
        host = request.get_host()  # one of ALLOWED_HOSTS, or refused
        if not settings.DEVELOPMENT:
            host = split_domain_port(host)[0]
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{request.scheme}://{host}{path.replace('UID-KEY', key)}"

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Send a few in an hour, in silence; a stranger who asks keeps nobody out, for each that came holds a link.

        So the count starts again when the links are undone, by a log-in or a new password, and for each of our hosts.
        """
        request = context["request"]
        host = split_domain_port(request.get_host())[0]
        host = host if host in settings.ALLOWED_HOSTS else "another"
        links = name_mark(f"{user.pk} {host} {user.last_login} {user.get_session_auth_hash()}")
        if ratelimit.consume(request, app="allauth.account", action="reset_mail", key=links):
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in a thread of its own: how long it takes must not tell that the address is known."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        threading.Thread(target=_send, args=[message]).start()

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell people what changed in their account; not from where."""
        if user.email:
            self.send_mail(template_prefix, user.email, {"user": user, **(context or {})})


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    def _get_user_identifier(self, user: Any) -> str:
        return str(user.get_username())

    def _get_site_name(self) -> str:
        return "Civic Freedom Monitor"

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as error:  # says nothing of the person
        log.error("A mail to a member of staff could not be sent: %s", type(error).__name__)
