"""Addresses that programs ask for first."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#0b4a6f" d="M2 1h12v14H2z"/>'
    '<path stroke="#fff" d="M5 5h6M5 8h6M5 11h4"/></svg>'
)

_NOT_FOR_ROBOTS = [
    "/admin/",
    "/accounts/",
    "/preview/",
    "/tips/",
    "/contact/",
    "/countries/*/tip/",
]  # lists under any filter name the whole list as canonical


@require_safe
@cache_control(public=True, max_age=604_800)
def icon(request: HttpRequest) -> HttpResponse:
    """Give browsers that ask by habit (in the office) the icon that public pages carry themselves."""
    return HttpResponse(_ICON, content_type="image/svg+xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep search engines out of the office; say where the sitemap is."""
    sitemap = request.build_absolute_uri(reverse("public:sitemap"))
    lines = [
        "User-agent: *",
        *(f"Disallow: {place}" for place in _NOT_FOR_ROBOTS),
        f"Sitemap: {sitemap}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116)."""
    expires = (timezone.now() + datetime.timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    address = request.build_absolute_uri(reverse("public:security"))
    form = request.build_absolute_uri(reverse("tips:tell"))
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        *([f"Contact: {form}"] if request.is_secure() else []),  # the RFC takes no other
        f"Expires: {expires}",
        "Preferred-Languages: en, ru",
        f"Canonical: {address}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
