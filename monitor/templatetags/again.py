"""Saying a block of the page a second time: what is in `<title>` is also what others show of a link to it."""

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """Return what the block says on this page; a block must be named before it is said again."""
    said: SafeString = context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)
    return said
