"""Small things that the office's pages ask."""

from django import template

from monitor.publishing.checks import Finding

register = template.Library()


@register.filter
def form_of_finding(finding: Finding) -> str:
    """Return the address of the form of the record that a finding is about."""
    from monitor.desk.places import edit_address  # the tags are loaded before the models are

    return edit_address(finding.kind, finding.record_id)
