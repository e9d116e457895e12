"""The pages of the form: how dangerous it is, what there is to tell, the code."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from . import keys, tickets
from .forms import RiskForm, TipForm
from .receive import Received
from .sending import BUSY, AgainError, take
from .subject import Subject, SubjectForm, asked_for
from .taking_back import take_back

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@PAGE
def tell(request: HttpRequest) -> HttpResponse:
    """Ask how dangerous it would be if the sending were known; then show the form that fits the answer."""
    if not keys.are_readable():
        return _closed(request)
    subject = SubjectForm(request.POST).subject if request.method == "POST" else asked_for(request.GET.dict())
    risk = RiskForm(request.POST or None)
    if not risk.is_valid():
        missing = request.method == "POST"
        return render(request, "tips/ask.html", {"subject": subject, "missing": missing, **_around()})
    return _form(request, TipForm(initial=_initial(risk.cleaned_data["risk"], subject)), subject)


@PAGE
def send(request: HttpRequest) -> HttpResponse:
    """Keep a tip, and show its code once; what could not be kept comes back with what to do."""
    if request.method != "POST":
        return redirect("tips:tell")
    form = TipForm(request.POST)
    if not form.is_valid():
        return _again(request, form, AgainError(""))
    try:
        return _received(request, take(request, form))
    except AgainError as error:
        return _again(request, form, error)
    except OperationalError:  # if the database is away for longer, the form fails too, and 503 says so
        return _again(request, form, AgainError(BUSY, busy=True))
    except keys.NoKeyError:
        return _closed(request)


@PAGE
def take_file_back(request: HttpRequest) -> HttpResponse:
    """Destroy a file, or what it was before it was cleaned, for who has the page that came with it."""
    if request.method != "POST":
        return redirect("tips:tell")
    try:
        said = take_back(request.POST.get("token", ""), whole=request.POST.get("what") != "original")
    except signing.BadSignature:
        said = ""
    return render(request, "tips/taken_back.html", {"said": said}, status=200 if said else 400)


def form_came_without_its_cookie(request: HttpRequest) -> HttpResponse:
    """Give a form back that the browser sent without its cookie: nothing typed is lost.

    Another site may have made it send one, with a ticket of its own, to ask later whether that was spent: it gets ours.
    """
    words = "Your browser did not send the cookie that protects the form. Please send it again; if this comes back, "
    words += "allow cookies for this site until the window is closed."
    return _again(request, TipForm(request.POST), AgainError(words, fresh=True), status=403)


def _initial(risk: str, subject: Subject | None) -> dict[str, Any]:
    about = {}
    if subject:
        about = {"country": subject.page.slug, "edition": subject.edition.number, "passage_id": subject.passage_id}
    return {"risk": risk, "ticket": tickets.new(), **about}


def _form(request: HttpRequest, form: TipForm, subject: Subject | None, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "subject": subject, "risk": form.danger, "bits": tickets.BITS, **_around(), **more}
    return render(request, "tips/tell.html", context, status=status)


def _again(request: HttpRequest, form: TipForm, error: AgainError, status: int = 200) -> HttpResponse:
    """Show a form again with what was typed; files have to be chosen again, and it says so."""
    if error.fresh or not form.data.get("ticket"):
        form.data = {**form.data.dict(), "ticket": tickets.new(), "proof": ""}  # type: ignore[attr-defined]
    if error.at:
        form.add_error(error.at, error.words)
    status = 429 if error.busy else status
    answer = _form(request, form, SubjectForm(request.POST).subject, status, problem=error.words, again=True)
    if error.busy:
        answer.headers["Retry-After"] = "600"
    return answer


def _received(request: HttpRequest, received: Received) -> HttpResponse:
    return render(request, "tips/received.html", {"received": received, "days": settings.TIP_DAYS})


def _closed(request: HttpRequest) -> HttpResponse:
    """Say that no tip can be taken: there is no key to seal it to."""
    return render(request, "tips/closed.html", _around(), status=200 if request.method in ("GET", "HEAD") else 403)


def _around() -> dict[str, Any]:
    return {
        "onion": "" if settings.ONION else settings.ONION_HOST,
        "on_onion": settings.ONION,
        "days": settings.TIP_DAYS,
        "for_development": keys.is_for_development(),
    }
