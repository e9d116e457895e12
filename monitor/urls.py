"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from . import errors

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("monitor.accounts.urls")),
    path("", include("monitor.desk.urls")),
    path("", include("monitor.tips.urls")),
    path("", include("monitor.public.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler429 = errors.too_many
handler500 = errors.server_error
