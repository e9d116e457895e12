"""The inbox in the admin: tips are listed without their words, and opened in the reader's own browser."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join

from countries.models import Country
from countries.rights import seen_by
from monitor.publishing.admin import LookOnlyAdmin

from .inbox import sealed, tip_page
from .inbox.filters import REPLIED, AssignedFilter, CountryFilter, StateFilter
from .inbox.key_table import keys_in_use
from .inbox.passages import passages_of
from .inbox.rights import may_read
from .keys import passphrase_for_development
from .models import Risk, Tip
from .retention import due_on

LIST = "tips_tip_changelist"


@admin.register(Tip)
class TipAdmin(LookOnlyAdmin):
    """What somebody told, without a word of it."""

    change_list_template = "office/tips/list.html"
    list_display = [
        "tip", "day", "country", "passage", "danger", "state", "days", "assigned_to", "with_files", "folded", "ends",
    ]  # fmt: skip
    list_filter = [StateFilter, "risk", CountryFilter, AssignedFilter]
    list_select_related = ["assigned_to"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["id__istartswith"]
    ordering = ["-day"]
    actions = ["export"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        countries = seen_by(request.user) if obj is not None else None
        return may_read(request.user) and (countries is None or str(obj.country_id) in countries)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_read(request.user)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Answer no question of what is sealed, nor of whose words are alike."""
        return lookup in ("risk__exact", "state", "country", "assigned")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        rows = rows.without_words()
        if request.resolver_match and request.resolver_match.url_name == LIST:
            ids = seen_by(request.user)
            rows = rows if request.GET.get("state") == REPLIED else rows.folded_for(ids)
            rows = rows.prefetch_related(Prefetch("doubles", Tip.objects.in_countries(ids).without_words()), "files")
        return rows  # type: ignore[no-any-return]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Find the country and the passage of each tip that is shown, all at once."""
        listed = super().get_changelist_instance(request)
        listed.result_list = list(listed.result_list)
        names = dict(
            Country.objects.filter(pk__in={tip.country_id for tip in listed.result_list}).values_list("pk", "name")
        )
        passages = passages_of(listed.result_list)
        for tip in listed.result_list:
            tip.country_name = names.get(tip.country_id, "") if tip.country_id else "not named"
            tip.passage = str(passages[tip.pk])
        return listed

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        more = {"title": "Tips", "tip_keys": keys_in_use(), "development": passphrase_for_development()}
        return super().changelist_view(request, {**(extra_context or {}), **more})

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("export/", wrap(sealed.export), name="tips_tip_export"),
            path("<uuid:tip_id>/change/", wrap(tip_page.tip_page), name="tips_tip_change"),
            path("<uuid:tip_id>/sealed/", wrap(sealed.sealed), name="tips_tip_sealed"),
            path("<uuid:tip_id>/files/<uuid:file_id>/<str:which>/", wrap(sealed.file), name="tips_tip_file"),
            path("<uuid:tip_id>/<slug:deed>/", wrap(tip_page.deed), name="tips_tip_deed"),
            *[one for one in super().get_urls() if one.name == LIST],
        ]

    @admin.action(description="Export for the offline machine", permissions=["view"])
    def export(self, request: HttpRequest, tips: QuerySet[Any]) -> HttpResponse | None:
        return sealed.export_of(request, tips)

    @admin.display(description="tip", ordering="id")
    def tip(self, tip: Tip) -> str:
        return tip.short

    @admin.display(description="risk", ordering="risk")
    def danger(self, tip: Tip) -> str:
        words = tip.get_risk_display()
        return format_html("<strong>⚠ {}</strong>", words) if tip.risk == Risk.DANGEROUS else words

    @admin.display(description="country")
    def country(self, tip: Any) -> str:
        return str(tip.country_name)

    @admin.display(description="about")
    def passage(self, tip: Any) -> str:
        return str(tip.passage or ("the page as a whole" if tip.country_id else ""))

    @admin.display(description="days", ordering="-day")
    def days(self, tip: Tip) -> int:
        return tip.age

    @admin.display(description="files")
    def with_files(self, tip: Tip) -> str:
        return str(len(tip.files.all()) or "")

    @admin.display(description="doubles")
    def folded(self, tip: Tip) -> str:
        doubles = [(one.get_absolute_url(), one.short) for one in tip.doubles.all()]
        return format_html_join(", ", '<a href="{}">{}</a>', doubles)

    @admin.display(description="destroyed on")
    def ends(self, tip: Tip) -> Any:
        return due_on(tip)
