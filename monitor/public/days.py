"""What a page said on a day: its address leads to the edition that stood then."""

import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitor.publishing.models import Edition, Page

from .changes import nothing_here
from .moved import follows_the_page
from .wire import kept_a_minute
from .withdrawn import page_at


class DayForm(forms.Form):
    """The day that a reader asks for, as ISO 8601 has it."""

    date = forms.DateField(
        label="What did the page say on",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Choose a day.",
            "invalid": "No calendar has that day. Write it as year, month and day: 2026-03-31.",
        },
    )

    def until(self, day: datetime.date) -> "DayForm":
        """Tell browsers the last day that can be asked for."""
        self.fields["date"].widget.attrs["max"] = day.isoformat()
        return self


@require_safe
@kept_a_minute
@follows_the_page
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead from the form of the history to the address of the day; without a day, or with nonsense, ask again."""
    page = page_at(slug, Page.objects.for_lists())
    form = DayForm(request.GET or None)
    if form.is_valid():
        return redirect("public:on_a_day", slug=page.slug, day=form.cleaned_data["date"].isoformat())
    return _asked_again(request, page, form, status=400 if form.is_bound else 200)


@require_safe
@kept_a_minute
@follows_the_page
def on_a_day(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """Lead to the edition that stood on a day; say so where none can have, or no calendar has the day."""
    page = page_at(slug, Page.objects.for_lists())
    form = DayForm({"date": day})
    if not form.is_valid():
        return _asked_again(request, page, form, status=404)
    asked: datetime.date = form.cleaned_data["date"]
    if asked > timezone.now().date():
        return nothing_here(request, page, "That day has not come yet", "What the page will say then, nobody knows.")
    if edition := Edition.objects.of(page.country_id).on(asked).headings().first():
        return redirect("public:edition", slug=page.slug, number=edition.number)
    return _before_all(request, page, asked)


def _asked_again(request: HttpRequest, page: Page, form: DayForm, *, status: int) -> HttpResponse:
    """Ask for a day in an empty form: a browser's own field for dates can show no other text."""
    empty = DayForm().until(timezone.now().date())
    context = {"page": page, "form": empty, "errors": form.errors.get("date", [])}
    return render(request, "public/changes/ask.html", context, status=status)


def _before_all(request: HttpRequest, page: Page, asked: datetime.date) -> HttpResponse:
    first = Edition.objects.of(page.country_id).headings().earliest("dated", "number")
    title = f"There was no page on {in_words(asked)}"
    advice = f"Its first edition is of {in_words(first.dated)}."
    way = reverse("public:edition", args=[page.slug, first.number])
    return nothing_here(request, page, title, advice, [(way, f"Edition {first.number}, as it stood")])


def in_words(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
