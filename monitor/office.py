"""The admin, under the office's own name."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path


class OfficeAdmin(AdminSite):
    site_header = "Civic Freedom Monitor: office"
    site_title = "Civic Freedom Monitor"
    index_title = "Pages and records"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        from monitor.accounts import second_factor  # models are not loaded when this module is

        return super().has_permission(request) and second_factor.has_passed(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from monitor.accounts.views import enter

        return enter(request)

    def logout(  # type: ignore[override]  # the stubs want a page, Django also leads on
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from monitor.accounts.views import log_out

        return log_out(request)

    def password_change(  # type: ignore[override]  # as above
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what needs the person who opens it, and below it every kind of record."""
        from monitor.desk.first_page import what_needs  # models are not loaded when this module is
        from monitor.tips.inbox.first_page import waiting

        needs = {"title": "What needs me", "needs": what_needs(request.user), "tips": waiting(request.user)}
        return super().index(request, {**needs, **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        from monitor.desk.own_pages import OWN_PAGES

        view = self.admin_view(self.view_on_site)
        own = [path(address, self.admin_view(page), name=name) for address, name, page in OWN_PAGES]
        own += [path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site")]
        return [*own, *super().get_urls()]

    def view_on_site(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
        """Lead to the page of a row; Django's own view would do so for every row of every kind, whoever asks."""
        from django.contrib.contenttypes.models import ContentType  # models are not loaded when this module is

        kind = ContentType.objects.filter(pk=content_type_id).first() if content_type_id.isdecimal() else None
        model = kind.model_class() if kind else None
        if model is None or not self.is_registered(model) or not hasattr(model, "get_absolute_url"):
            raise Http404
        page = self.get_model_admin(model)
        if not page.has_view_permission(request):
            raise PermissionDenied
        row: Any = page.get_object(request, object_id)
        if row is None:
            raise Http404
        return redirect(row.get_absolute_url())


class OfficeAdminConfig(AdminConfig):
    default_site = "monitor.office.OfficeAdmin"
