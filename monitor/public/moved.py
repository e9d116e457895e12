"""Pages that are not where they were: a former address leads to today's, and a withdrawn page says why."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from monitor.publishing.models import FormerSlug, Page

from .withdrawn import PageIsWithdrawn, gone

View = Callable[..., HttpResponse]


def follows_the_page(view: View) -> View:
    """Where a view finds no page under a former address, lead to today's; where the page is withdrawn, answer 410."""

    @wraps(view)
    def leading(request: HttpRequest, slug: str, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, slug, *args, **kwargs)
        except PageIsWithdrawn as withdrawn:
            return gone(request, withdrawn.page)
        except Http404:
            former = FormerSlug.objects.filter(slug=slug).first()
            page = former and Page.objects.for_lists().filter(country_id=former.country_id).first()
            if not page or page.slug == slug:
                raise
            today = request.get_full_path().replace(f"/countries/{slug}", f"/countries/{page.slug}", 1)
            return HttpResponsePermanentRedirect(today)

    return leading
