"""Whether I want the daily mail."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from .models import MailChoice
from .pages import office_page

if TYPE_CHECKING:
    _Form = forms.ModelForm[MailChoice]
else:
    _Form = forms.ModelForm


class MailForm(_Form):
    class Meta:
        model = MailChoice
        fields = ["wanted"]


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Show and change one's own choice; no row means yes."""
    user: Any = request.user
    choice = MailChoice.objects.filter(user=user).first() or MailChoice(user=user)
    form = MailForm(request.POST or None, instance=choice)
    if request.method == "POST":
        MailChoice.objects.update_or_create(user=user, defaults={"wanted": "wanted" in request.POST})
        messages.success(request, "Saved: you get one mail a day." if "wanted" in request.POST else "Saved: no mail.")
        return redirect("admin:desk_mail")
    return office_page(request, "office/mail.html", "Daily mail", {"form": form})
