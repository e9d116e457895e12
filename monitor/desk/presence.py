"""Who else has a record open: a browser says every half minute that it is there, and is told who is too."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from countries.admin_rights import country_path
from countries.history import parts_of_a_page
from countries.models import Country
from countries.rights import seen_by
from legal.models import Treaty
from monitor.contributors import name_for
from monitor.errors import UnreadableRequest

from .models import Presence


class HereForm(forms.Form):
    """A record by its kind (`legal.law`) and id; whether its form was left."""

    kind = forms.ChoiceField()
    record = forms.UUIDField()
    gone = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        models: list[type[Model]] = [Country, Treaty, *parts_of_a_page()]
        self.kinds = {model._meta.label_lower: model for model in models}
        self.fields["kind"].choices = [(kind, kind) for kind in self.kinds]  # type: ignore[attr-defined]

    def is_for(self, user: Any) -> bool:
        """Say whether there is such a record, of a country that this person may look at."""
        model, countries = self.kinds[self.cleaned_data["kind"]], seen_by(user)
        rows = model._default_manager.filter(pk=self.cleaned_data["record"])
        path = country_path(model)
        return bool((rows.filter(**{f"{path}__in": countries}) if path and countries is not None else rows).exists())


@require_POST
def here(request: HttpRequest) -> HttpResponse:
    """Note that this person has a record open, or no longer; answer with the others: `{"others": ["ada"]}`."""
    if not request.user.has_perm("countries.view_country"):
        raise PermissionDenied
    form = HereForm(request.POST)
    if not form.is_valid():
        raise UnreadableRequest("A record is named by its kind and its id.")
    if not form.is_for(request.user):
        raise Http404
    record = form.cleaned_data["record"]
    if form.cleaned_data["gone"]:
        Presence.objects.filter(user=request.user, record_id=record).delete()  # type: ignore[misc]
    else:
        said: dict[str, Any] = {"user": request.user, "record_id": record}
        Presence.objects.update_or_create(**said, defaults={"seen_at": timezone.now()})
    return JsonResponse({"others": others_at(record, request.user)})


def others_at(record_id: Any, viewer: Any) -> list[str]:
    """Return the names of the others who have a record open, as far as the viewer may see names."""
    return [name_for(viewer, presence.user) for presence in Presence.objects.others(viewer).filter(record_id=record_id)]
