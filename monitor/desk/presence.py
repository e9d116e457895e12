"""Who else has a record open: a browser says every half minute that it is there, and is told who is too."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from monitor.contributors import name_for
from monitor.errors import UnreadableRequest

from .models import Presence


class HereForm(forms.Form):
    record = forms.UUIDField()
    gone = forms.BooleanField(required=False)


@require_POST
def here(request: HttpRequest) -> HttpResponse:
    """Note that this person has a record open, or no longer; answer with the others: `{"others": ["ada"]}`."""
    if not request.user.has_perm("countries.view_country"):
        raise PermissionDenied
    form = HereForm(request.POST)
    if not form.is_valid():
        raise UnreadableRequest("A record is named by its id.")
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
