"""What machines are told of a page, as schema.org's JSON-LD: data in a `<script>` that no browser runs."""

import json
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from .prose import prose

register = template.Library()

_NO_MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
_PUBLISHER = {"@type": "Organization", "name": "International Center for Not-for-Profit Law"}


@register.simple_tag
def linked_site(request: HttpRequest) -> SafeString:
    """Say what the site is, and how it is searched."""
    home = request.build_absolute_uri("/")
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{home}search/?q={{words}}"},
        "query-input": "required name=words",
    }
    facts = {"@type": "WebSite", "name": "Civic Freedom Monitor", "url": home, "publisher": _PUBLISHER}
    return _script({**facts, "potentialAction": search})


@register.simple_tag
def linked_page(headline: str, modified: str) -> SafeString:
    """Say what a country's page is, and when it was last updated; no more, for its first visit has to stay small."""
    return _script({"@type": "Article", "headline": headline, "dateModified": modified})


def _script(facts: dict[str, Any]) -> SafeString:
    words = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False, separators=(",", ":"))
    return prose(f'<script type="application/ld+json">{words.translate(_NO_MARKUP)}</script>')
