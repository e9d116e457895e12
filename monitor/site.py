"""What every page may say of the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Give templates the office's mail address."""
    return {"contact_email": settings.CONTACT_EMAIL}
