"""The accounts of the office: an administrator makes them, gives roles and countries, and closes them.

Nobody makes another account, or their own, mightier than they are themselves; nobody deletes one, for the audit log and
the editions name it.  Superusers are made and changed at the shell alone.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join

from countries.admin_base import SteadyList
from countries.admin_inlines import NamedBoxes
from countries.admin_rights import choices_for
from countries.models import Assignment
from monitor.publishing.admin import LookOnlyAdmin

from .audit import note
from .roles import GIVEN, ROLES, deeds_of

if TYPE_CHECKING:
    _Inline = admin.TabularInline[Assignment, User]
    _Accounts = UserAdmin[User]
else:
    _Inline, _Accounts = admin.TabularInline, UserAdmin

admin.site.unregister([User, Group])


def may_change(user: Any, account: User) -> bool:
    """Say whether a user has every right that an account has, closed or not, or may give it."""
    if user.is_superuser or account.is_superuser:
        return bool(user.is_superuser)
    return _every_right(account) - GIVEN <= set(user.get_all_permissions())


def _every_right(account: Any) -> frozenset[str]:
    """Return the rights of an account, closed or not; asked once for each account object."""
    if not hasattr(account, "_every_right"):
        rights = Permission.objects.filter(Q(user=account) | Q(group__user=account))
        names = rights.values_list("content_type__app_label", "codename")
        account._every_right = frozenset(f"{app}.{codename}" for app, codename in names)
    found: frozenset[str] = account._every_right
    return found


def roles_given_by(user: Any) -> QuerySet[Group]:
    """Return the roles whose every right a user has, or may give."""
    own = user.get_all_permissions()
    rights = {role: set[str]() for role in ROLES}
    rows = Permission.objects.filter(group__name__in=ROLES)
    for role, app, codename in rows.values_list("group__name", "content_type__app_label", "codename"):
        rights[role].add(f"{app}.{codename}")
    return Group.objects.filter(name__in=[role for role, needed in rights.items() if needed - GIVEN <= own]).order_by(
        "pk"
    )


class AssignmentInline(_Inline):
    """The countries of one person; nobody assigns to themselves."""

    model = Assignment
    formset = NamedBoxes
    extra = 0
    autocomplete_fields = ["country"]
    verbose_name_plural = "countries of a researcher (who may edit every country needs none)"

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        rows = super().get_field_queryset(db, db_field, request)
        return choices_for(request.user, db_field.remote_field.model, rows)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj != request.user and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj != request.user and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj != request.user and super().has_delete_permission(request, obj)


@admin.register(User)
class AccountAdmin(SteadyList, _Accounts):
    """A member of staff: name, role, countries."""

    add_form = UserCreationForm
    fieldsets = (
        (None, {"fields": ["username", "password", "first_name", "last_name", "email"]}),
        ("What this person may do", {"fields": ["is_active", "groups"]}),
        ("When", {"fields": ["last_login", "date_joined"]}),
    )
    add_fieldsets = (
        (None, {"fields": ["username", "first_name", "last_name", "email", "password1", "password2"]}),
        ("What this person may do", {"fields": ["groups"]}),
    )
    readonly_fields = ["last_login", "date_joined"]
    inlines = [AssignmentInline]
    actions = ["remove_second_factor"]
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = ()

    @admin.display(description="role")
    def roles(self, account: User) -> str:
        return ", ".join(group.name for group in account.groups.all())

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        own = ["is_active", "groups"] if obj == request.user else []
        return [*self.readonly_fields, *own]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        return forms.ModelMultipleChoiceField(
            roles_given_by(request.user),
            label="Roles",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="A person can have two. What each may do stands under Groups.",
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_remove_factor_permission(self, request: HttpRequest) -> bool:
        return apps.is_installed("monitor.accounts") and self.has_change_permission(request)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the roles that were ticked, and leave groups alone that were not offered."""
        others = list(form.instance.groups.exclude(pk__in=roles_given_by(request.user)))
        super().save_related(request, form, formsets, change)
        form.instance.groups.add(*others)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        messages.info(
            request,
            f"Tell {obj} the password in person. At the first log-in {obj} adds a second factor, and then changes it.",
        )
        return super().response_add(request, obj, post_url_continue)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        if id == str(request.user.pk):  # one's own: there the old one is asked for
            return redirect("admin:password_change")
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)

    def log_addition(self, request: HttpRequest, obj: User, message: Any) -> Any:
        entry = super().log_addition(request, obj, message)
        note(request.user, "account made", about=_as_it_is(obj))
        return entry

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        entry = super().log_change(request, obj, message)
        note(request.user, "account changed", about=f"{_as_it_is(obj)} {entry.get_change_message()}")
        return entry

    @admin.action(description="Remove the second factor (a lost phone)", permissions=["remove_factor"])
    def remove_second_factor(self, request: HttpRequest, accounts: QuerySet[User]) -> None:
        """Take it away, so that a new one is added at the next log-in."""
        for account in accounts:
            if account == request.user or not may_change(request.user, account):
                messages.error(request, f"The second factor of {account} is not yours to remove.")
            else:
                _remove_factor(request.user, account)
                messages.success(
                    request, f"The second factor of {account} is removed; a new one is added at the next log-in."
                )


@transaction.atomic
def _remove_factor(by: Any, account: User) -> None:
    from monitor.accounts.second_factor import remove_all  # it notes what it does in this package's log

    removed = remove_all(account)
    note(by, "second factor removed", about=f"of {account}: {', '.join(removed) or 'there was none'}")


def _as_it_is(account: User) -> str:
    """Return what an account may do, for the audit log; an account just saved may hold what was read before."""
    roles = ", ".join(Group.objects.filter(user=account).values_list("name", flat=True)) or "none"
    countries = ", ".join(Assignment.objects.filter(user=account).values_list("country__name", flat=True)) or "none"
    return f"{account}{'' if account.is_active else ' (closed)'}. Roles: {roles}. Countries: {countries}."


@admin.register(Group)
class RoleAdmin(LookOnlyAdmin):
    """A role, as `manage.py create_roles` made it."""

    fields = ["name", "may"]
    search_fields = ["name"]

    @admin.display(description="may")
    def may(self, group: Group) -> str:
        return format_html_join("", "{}<br>", [(deed,) for deed in deeds_of(group.name)])
