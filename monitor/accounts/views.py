"""The pages around logging in that allauth does not have."""

from allauth.account import views as allauth
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from monitor.sessions import KEPT

from . import second_factor

WANTED = "wanted"


def enter(request: HttpRequest) -> HttpResponse:
    """Lead someone who wants into the office to what is missing: the log-in, the second factor, or nothing."""
    wanted = _wanted(request)
    if not request.user.is_authenticated:
        return _log_in(wanted)
    if not (request.user.is_active and request.user.is_staff):
        raise PermissionDenied
    if second_factor.has_passed(request):
        return redirect(wanted)
    if second_factor.has_one(request.user):  # it was added elsewhere, after this log-in
        logout(request)
        return _log_in(wanted)
    request.session[WANTED] = wanted
    return redirect("mfa_index")


def log_out(request: HttpRequest) -> HttpResponse:
    """Ask, then log out and have the browser forget what it keeps of this site."""
    response: HttpResponse = allauth.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@require_safe
def logged_out(request: HttpRequest) -> HttpResponse:
    return render(request, "account/logged_out.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """Show a form that came after its sender was logged out, to be sent again or thrown away."""
    if request.method == "POST":
        request.session.pop(KEPT, None)
        messages.success(request, "It was thrown away.")
        return redirect("admin:index")
    form = request.session.get(KEPT)
    if not form:
        return redirect("admin:index")
    texts = [value for _, value in form["fields"] if len(value) > 40]
    return render(request, "account/kept.html", {"form": form, "texts": texts})


def _wanted(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    doors = (reverse("admin:login"), reverse("admin:logout"), reverse("account_login"))
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and not wanted.startswith(doors) else reverse("admin:index")


def _log_in(wanted: str) -> HttpResponse:
    return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
