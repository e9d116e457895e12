"""The editors' desk: what differs, review, checks, previews, what needs whom."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "monitor.desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"
